from collections.abc import Callable

from django.forms import BaseForm

from accounting.services.guards import RefusedError


def is_saved(form: BaseForm, save: Callable[[], object]) -> bool:
    """Whether the form was sent, is good, and what it asks went through.

    A refusal is said on the form.
    """
    if not form.is_valid():
        return False
    try:
        save()
    except RefusedError as error:
        form.add_error(None, str(error))
        return False
    return True
