from django.utils.translation import gettext_lazy as _

from invoices.models import DocumentNumbering
from ui.forms import PlainModelForm


class NumberingForm(PlainModelForm[DocumentNumbering]):
    class Meta:
        model = DocumentNumbering
        fields = ["prefix", "suffix", "next_number"]
        help_texts = {
            "prefix": _("What comes before the number, such as FAC-."),
            "suffix": _("What comes after it; usually nothing."),
            "next_number": _(
                "It only moves forward: a number that was given is never given again."
            ),
        }
