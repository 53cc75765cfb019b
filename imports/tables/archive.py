import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from imports.tables.errors import refuse
from imports.tables.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES

WORKBOOK = "xl/workbook.xml"
SHEETS = "xl/worksheets/"
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")

NOT_A_WORKBOOK = _(
    "This is not an Excel workbook that can be opened: save it again as “Excel"
    " workbook (.xlsx)” or as “CSV UTF-8”."
)


def check_archive(content: bytes) -> None:
    """Refuse what is no workbook, or is one that would unpack to fill the memory."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise refuse(NOT_A_WORKBOOK) from error
    if WORKBOOK not in {member.filename for member in members}:
        raise refuse(NOT_A_WORKBOOK)
    # A member never gives more than the size that it states.
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise refuse(
            _("This workbook is too large: keep the table alone, or save it as CSV.")
        )


def has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        return any(
            FORMULA.search(archive.read(name))
            for name in archive.namelist()
            if name.startswith(SHEETS) and name.endswith(".xml")
        )
