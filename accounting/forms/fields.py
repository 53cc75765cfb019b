from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounting.models import GLAccount
from accounting.numbers import number_reason_of
from accounting.services.accounts import unusable_reason
from companies.models import Company, CompanyOwned
from ui.forms import PlainModelForm

RowT = TypeVar("RowT", bound=CompanyOwned)

if TYPE_CHECKING:
    Base = forms.ModelChoiceField[GLAccount]
else:
    Base = forms.ModelChoiceField


class Chart:
    """The accounts of a company by id as text, in the order of their numbers."""

    def __init__(self, company: Company) -> None:
        accounts = GLAccount.objects.for_company(company).order_by("number")
        self.accounts = {str(account.pk): account for account in accounts}
        self._number_reason = number_reason_of(company)

    def reason(self, account: GLAccount) -> str:
        """Why it cannot be chosen; empty when it can."""
        return unusable_reason(account, self._number_reason)


class AccountField(Base):
    """Offers the usable accounts of a chart; refuses any other with the reason."""

    chart: Chart
    current_id: int | None

    def offer(self, chart: Chart, current_id: int | None) -> None:
        """Set what can be chosen; what is chosen already may stay, usable or not."""
        self.chart, self.current_id = chart, current_id
        self.widget.choices = [("", _("— none —"))] + [
            (account.pk, _option(account, reason))
            for account in chart.accounts.values()
            if not (reason := chart.reason(account)) or account.pk == current_id
        ]

    def explain(self, value: Any) -> None:
        """Say beside the field why what is chosen must be replaced."""
        current = self.chart.accounts.get(str(value))
        if current is not None and (reason := self.chart.reason(current)):
            self.help_text = reason

    def to_python(self, value: Any) -> GLAccount | None:
        if value in self.empty_values:
            return None
        account = self.chart.accounts.get(str(value))
        if account is None:
            message = _(
                "This account is not in the chart of accounts of the company: choose"
                " another."
            )
            raise ValidationError(message)
        reason = self.chart.reason(account)
        if reason and account.pk != self.current_id:
            raise ValidationError(reason)
        return account


class ChartForm(PlainModelForm[RowT]):
    """The form of a row that is mapped to accounts of its company."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chart = Chart(self.instance.company)
        for name, field in self.fields.items():
            if isinstance(field, AccountField):
                current_id = getattr(self.instance, f"{name}_id")
                field.offer(chart, current_id)
                if str(self[name].value()) == str(current_id):
                    field.explain(current_id)


def _option(account: GLAccount, reason: str) -> str:
    if account.is_control:
        return _("%(account)s (linked to a module)") % {"account": account}
    if not account.is_active:
        return _("%(account)s (inactive)") % {"account": account}
    if reason:
        return _("%(account)s (not for the file)") % {"account": account}
    return str(account)
