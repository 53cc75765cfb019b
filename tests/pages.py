from typing import Any

from django.forms import BaseForm
from django.http import HttpResponseBase


def form_of(answer: HttpResponseBase) -> Any:
    """The form that the page showed."""
    form = getattr(answer, "context")["form"]  # noqa: B009 - only the test client has it
    assert isinstance(form, BaseForm)
    return form
