from invoices.models import Customer
from taxes.models import TaxGroup
from ui.forms import PlainModelForm


class CustomerForm(PlainModelForm[Customer]):
    class Meta:
        model = Customer
        fields = [
            "number",
            "name",
            "email",
            "address",
            "city",
            "province",
            "country",
            "postal_code",
            "tax_group",
        ]

    def limit_to_company(self) -> "CustomerForm":
        groups = TaxGroup.objects.for_company(self.instance.company)
        self.fields["tax_group"].queryset = groups  # type: ignore[attr-defined]  # a ModelChoiceField
        return self
