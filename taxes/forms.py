from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounting.forms.fields import AccountField, ChartForm
from taxes.models import Tax, TaxGroup, TaxGroupMember
from taxes.percent import to_percent, to_rate
from ui.forms import PlainForm, PlainModelForm, with_capitals

Treatment = TaxGroupMember.Treatment


class RateForm(PlainForm):
    percent = forms.DecimalField(
        label=_("Rate (%)"),
        max_digits=6,
        decimal_places=4,
        min_value=Decimal(0),
        max_value=Decimal("99.9999"),
    )
    valid_from = forms.DateField(label=_("From"))


if TYPE_CHECKING:
    Base = forms.BaseFormSet[RateForm]
else:
    Base = forms.BaseFormSet


class BaseRateFormSet(Base):
    def rates(self) -> list[tuple[Decimal, date]]:
        """What was typed, but for the rows left blank or marked for removal."""
        return [
            (to_rate(form.cleaned_data["percent"]), form.cleaned_data["valid_from"])
            for form in self.forms
            if form.cleaned_data and form not in self.deleted_forms
        ]


RateFormSet: Any = forms.formset_factory(
    RateForm, formset=BaseRateFormSet, extra=1, can_delete=True
)


def _rate_formset(tax: Tax, data: Any) -> BaseRateFormSet:
    """The dated rates of a tax and a blank row for another."""
    rows = tax.rates.all() if tax.pk else ()
    initial = [
        {"percent": to_percent(row.rate), "valid_from": row.valid_from} for row in rows
    ]
    formset: BaseRateFormSet = RateFormSet(data, initial=initial, prefix="rates")
    return formset


class TaxForm(ChartForm[Tax]):
    """A tax with the rows of its rates below."""

    class Meta:
        model = Tax
        fields = ["code", "registration_number", "debit_account", "credit_account"]
        field_classes = {"debit_account": AccountField, "credit_account": AccountField}
        labels = {"code": _("Name on documents")}
        help_texts = {
            "code": _("Such as TPS, TVQ or TVH ON."),
            "registration_number": _(
                "GST/HST: 123456789 RT0001. QST: 1234567890 TQ0001."
            ),
            "debit_account": _("The receivable: the account that sales debit."),
            "credit_account": _("What is owed to the tax authority."),
        }

    def __init__(self, data: Any = None, *, instance: Tax) -> None:
        super().__init__(data, instance=instance)
        self.rates = _rate_formset(instance, data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.rates.is_valid():
            message = _("A rate or its first day is missing or wrong: see the rates.")
            raise ValidationError(message)
        return cleaned


class GroupForm(PlainModelForm[TaxGroup]):
    """The name of a group and, for each tax, how the group treats it."""

    class Meta:
        model = TaxGroup
        fields = ["name", "province"]
        labels = {"name": _("Name"), "province": _("Proposed for sales in")}
        help_texts = {
            "name": _("Such as TPS+TVQ, zero-rated or exempt."),
            "province": _(
                "The group that applies to most sales there: new lines of an invoice"
                " whose place of supply is there take it, unless a person chooses"
                " another."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taxes = {f"tax_{tax.pk}": tax for tax in self._taxes()}
        for name, tax in self.taxes.items():
            self.fields[name] = forms.ChoiceField(
                label=tax.code,
                choices=with_capitals(
                    [("", _("not in this group")), *Treatment.choices]
                ),
                required=False,
                initial=self._treatments.get(tax.pk, ""),
            )

    def members(self) -> list[tuple[Tax, TaxGroupMember.Treatment]]:
        return [
            (tax, Treatment(self.cleaned_data[name]))
            for name, tax in self.taxes.items()
            if self.cleaned_data[name]
        ]

    def _taxes(self) -> Iterator[Tax]:
        """Those of the group, in its order, then the others."""
        group = self.instance
        members = group.members.values_list("tax", "treatment") if group.pk else ()
        self._treatments = dict(members)
        taxes = Tax.objects.for_company(group.company).order_by("pk").in_bulk()
        for pk in self._treatments:
            yield taxes.pop(pk)
        yield from taxes.values()
