from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounting.models import GLAccount
from accounting.services.accounts import unusable_reason
from companies.models import Company, CompanyOwned
from ui.forms import PlainModelForm

RowT = TypeVar("RowT", bound=CompanyOwned)

if TYPE_CHECKING:
    Base = forms.ModelChoiceField[GLAccount]
else:
    Base = forms.ModelChoiceField


class AccountField(Base):
    """Offers the usable accounts of a chart; refuses any other with the reason."""

    chart: dict[str, GLAccount]
    current_id: int | None

    def offer(self, chart: Iterable[GLAccount], current_id: int | None) -> None:
        """Set what can be chosen; what is chosen already may stay, usable or not."""
        self.current_id = current_id
        self.chart = {str(account.pk): account for account in chart}
        self.widget.choices = [("", _("— none —"))] + [
            (account.pk, _option(account))
            for account in self.chart.values()
            if account.pk == current_id or not unusable_reason(account)
        ]

    def explain(self, value: Any) -> None:
        """Say beside the field why what is chosen must be replaced."""
        current = self.chart.get(str(value))
        if current is not None and (reason := unusable_reason(current)):
            self.help_text = reason

    def to_python(self, value: Any) -> GLAccount | None:
        if value in self.empty_values:
            return None
        account = self.chart.get(str(value))
        if account is None:
            message = _(
                "This account is not in the chart of accounts of the company: choose"
                " another."
            )
            raise ValidationError(message)
        reason = unusable_reason(account)
        if reason and account.pk != self.current_id:
            raise ValidationError(reason)
        return account


class ChartForm(PlainModelForm[RowT]):
    """The form of a row that is mapped to accounts of its company."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chart = chart_of(self.instance.company)
        for name, field in self.fields.items():
            if isinstance(field, AccountField):
                current_id = getattr(self.instance, f"{name}_id")
                field.offer(chart, current_id)
                if str(self[name].value()) == str(current_id):
                    field.explain(current_id)


def chart_of(company: Company) -> list[GLAccount]:
    return list(GLAccount.objects.for_company(company).order_by("number"))


def _option(account: GLAccount) -> str:
    if account.is_control:
        return _("%(account)s (linked to a module)") % {"account": account}
    if not account.is_active:
        return _("%(account)s (inactive)") % {"account": account}
    return str(account)
