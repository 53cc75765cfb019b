from django.utils.translation import gettext_lazy as _

from accounting.models import GLAccount
from ui.forms import PlainModelForm


class AccountForm(PlainModelForm[GLAccount]):
    class Meta:
        model = GLAccount
        fields = ["number", "name", "category", "is_control", "is_active"]
        help_texts = {
            "number": _("As it is in Acomba; fixed once an exported entry uses it."),
            "is_control": _(
                "Acomba refuses entries imported into the accounts of its modules, such"
                " as its accounts receivable: they cannot be chosen."
            ),
            "is_active": _("An inactive account cannot be chosen."),
        }
