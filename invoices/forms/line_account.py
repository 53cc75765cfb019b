from typing import Any

from django.utils.translation import gettext_lazy as _

from accounting.forms.fields import AccountField, Chart
from accounting.models import GLAccount
from companies.models import Company
from ui.forms import PlainForm


class LineAccountForm(PlainForm):
    account = AccountField(GLAccount.objects.none(), label=_("sales account"))

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        account = self.fields["account"]
        account.offer(Chart(company), None)  # type: ignore[attr-defined]  # an AccountField
