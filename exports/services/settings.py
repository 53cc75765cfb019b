from collections.abc import Collection

from django.db import transaction

from companies.services import lock_company
from exports.models import GLImportSettings


@transaction.atomic
def save_glimport_settings(
    *, settings: GLImportSettings, changed: Collection[str]
) -> GLImportSettings:
    """Save these fields alone: a batch may have moved the counter in the meantime."""
    lock_company(settings.company)
    settings.save(update_fields=changed)
    return settings
