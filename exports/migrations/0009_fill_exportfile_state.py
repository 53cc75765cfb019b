from dataclasses import fields
from io import BytesIO
from itertools import groupby

from django.db import migrations

# Pure code: it knows no model, and what it reads never changes.
from accounting.acomba.filed import filed_entries
from accounting.acomba.matching import match_report
from accounting.acomba.rules import AcombaRules

OUTCOMES = {
    "PRODUCED": [],
    "IMPORTED": ["imported_at", "imported_by", "acomba_period"],
    "REJECTED": ["rejected_at", "rejected_by", "error_report"],
    "CANCELLED": ["cancelled_at", "cancelled_by"],
}
FAULTS_KEPT, ENTRIES_SHOWN = 100, 5


def fill(apps, schema_editor):
    """Give each file that Acomba imports what its batch says of all of them."""
    using = schema_editor.connection.alias
    batches = apps.get_model("exports", "ExportBatch").objects.using(using)
    batches.filter(status="BEGUN").update(is_begun=True)
    for batch in batches.iterator(chunk_size=500):
        state = "PRODUCED" if batch.status == "BEGUN" else batch.status
        outcome = {name: getattr(batch, name) for name in OUTCOMES[state]}
        files = batch.files.filter(format="glimport")
        files.update(state=state, **outcome)
        if batch.error_report.strip():
            _fill_errors(apps, batch, files)


def _fill_errors(apps, batch, files):
    """Read once what was read at each visit of the page."""
    names = [field.name for field in fields(AcombaRules)]
    rules = AcombaRules(**{name: batch.profile[name] for name in names})
    filed = {
        file.name: list(filed_entries(BytesIO(file.content), rules=rules))
        for file in files.iterator(chunk_size=1)
    }
    errors = match_report(batch.error_report, filed, most=FAULTS_KEPT)
    for file in files.defer("content"):
        told = errors[file.name]
        places = _ids_by_place(apps, batch, file)
        file.errors = {
            "faults": [_fault(matched, places) for matched in told.faults],
            "more": told.more,
        }
        file.save(update_fields=["errors"])


def _fault(matched, places):
    ids = [pk for place in matched.positions for pk in places.get(place, ())]
    return {
        "line": matched.fault.line,
        "text": matched.fault.text,
        "known": matched.fault.known,
        "clues": list(matched.clues),
        "entries": ids[:ENTRIES_SHOWN],
        "more": len(ids[ENTRIES_SHOWN:]),
    }


def _ids_by_place(apps, batch, file):
    """An entry of the file is one of the journal, or those of a kind of a day."""
    places = apps.get_model("exports", "BatchEntry").objects.using(file._state.db)
    rows = places.filter(file=file).order_by("position")
    rows = rows.values_list("entry", "entry__event", "dated_on")
    is_daily = batch.detail == "daily"
    runs = groupby(rows, key=lambda row: row[1:] if is_daily else row)
    return {
        place: [pk for pk, _event, _on in run]
        for place, (_key, run) in enumerate(runs, start=1)
    }


def unfill(apps, schema_editor):
    """Let each batch say what its files say: all of them the same.

    What the command line gave away, and who took an import back, had no place before.
    """
    using = schema_editor.connection.alias
    downloads = apps.get_model("exports", "Download").objects.using(using)
    downloads.filter(user=None).delete()
    batches = apps.get_model("exports", "ExportBatch").objects.using(using)
    for batch in batches.iterator(chunk_size=500):
        files = list(batch.files.exclude(state=None).defer("content"))
        states = {file.state for file in files}
        if len(states) > 1:
            raise ValueError(
                f"The files of batch {batch.number} of company {batch.company_id} have"
                " different states, which the version before cannot keep."
            )
        batch.status = "BEGUN" if batch.is_begun else files[0].state
        for name in OUTCOMES[batch.status] if not batch.is_begun else []:
            setattr(batch, name, getattr(files[0], name))
        batch.save()


class Migration(migrations.Migration):
    dependencies = [("exports", "0008_exportfile_state")]

    operations = [migrations.RunPython(fill, unfill)]
