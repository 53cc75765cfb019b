from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.formats.profile import InvalidProfileError
from accounting.services.guards import InvalidValueError, check_values, label
from companies.services import lock_company
from exports.models import GLImportSettings
from exports.queries import profile_of


@transaction.atomic
def save_glimport_settings(
    *, settings: GLImportSettings, changed: Collection[str]
) -> GLImportSettings:
    """Save these fields alone: a batch may have moved the counter in the meantime."""
    lock_company(settings.company)
    check_values(settings)
    _check_profile(settings)
    settings.save(update_fields=changed)
    return settings


def _check_profile(settings: GLImportSettings) -> None:
    try:
        profile_of(settings)
    except InvalidProfileError as error:
        message = _("%(field)s: no GLImport file can be written with “%(value)s”.")
        words = {"field": label(settings, error.field), "value": error.value}
        raise InvalidValueError(message % words) from error
