from django import forms
from django.utils.translation import gettext_lazy as _

from invoices.forms.fields import amount_field
from invoices.forms.invoices import PastDayForm
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
            "is_exempt",
            "certificate_number",
            "certificate_expires_on",
        ]
        labels = {"email": _("Email")}
        help_texts = {
            "is_exempt": _(
                "No tax is collected on what this customer buys; the invoices keep the"
                " tax group of each line."
            ),
            "certificate_number": _("The proof that taxes were not collected."),
        }

    def limit_to_company(self) -> "CustomerForm":
        groups = TaxGroup.objects.for_company(self.instance.company).order_by("name")
        self.fields["tax_group"].queryset = groups  # type: ignore[attr-defined]  # a ModelChoiceField
        return self


class InterestForm(PastDayForm):
    amount = amount_field(_("amount"))
    description = forms.CharField(
        max_length=300,
        required=False,
        label=_("description"),
        help_text=_("Empty: “Interest on late payment”."),
    )
