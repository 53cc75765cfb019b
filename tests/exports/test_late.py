from exports.late import with_late_counts
from exports.models import ExportFile


def test_the_files_of_a_batch_keep_their_order_when_they_are_counted() -> None:
    """SQLite groups by sorting and hides it; PostgreSQL gives any order."""
    counted = with_late_counts(ExportFile.objects.all())

    assert counted.ordered
