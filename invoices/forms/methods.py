from django.utils.translation import gettext_lazy as _

from accounting.forms.fields import AccountField, ChartForm
from invoices.models import PaymentMethod


class MethodForm(ChartForm[PaymentMethod]):
    class Meta:
        model = PaymentMethod
        fields = ["name", "account", "is_cash", "is_active"]
        field_classes = {"account": AccountField}
        labels = {"name": _("Name")}
        help_texts = {
            "account": _(
                "Where the money arrives. Empty: the debit account of payments in the"
                " accounting settings."
            ),
            "is_cash": _(
                "What is received is rounded to five cents; the difference goes to"
                " rounding differences."
            ),
            "is_active": _("A method that is not active is no longer offered."),
        }
