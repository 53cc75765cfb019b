from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm

from accounting.services.guards import RefusedError
from invoices.services.refusals import DocumentError
from taxes.queries import NoRateError

DoneT = TypeVar("DoneT")


def attempt(form: BaseForm, act: Callable[[], DoneT]) -> DoneT | None:
    """What the act made, if the form was sent, is good, and the act went through.

    A refusal is said on the form.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except (DocumentError, NoRateError, RefusedError) as error:
        form.add_error(None, str(error))
        return None
