from io import BytesIO
from zipfile import ZipFile

from imports.tables.errors import refuse
from imports.tables.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES
from imports.tables.scanning import NOT_A_WORKBOOK, TOO_LARGE, Scan

WORKBOOK = "xl/workbook.xml"


def scan_archive(content: bytes) -> Scan:
    """Refuse what is no workbook, or is one that would unpack to fill the memory."""
    scan = Scan()
    with ZipFile(BytesIO(content)) as archive:
        _check_members(archive)
        for member in archive.infolist():
            with archive.open(member) as stream:
                scan.read(stream)
    return scan


def _check_members(archive: ZipFile) -> None:
    members = archive.infolist()
    if WORKBOOK not in {member.filename for member in members}:
        raise refuse(NOT_A_WORKBOOK)
    # A member never gives more than the size that it states.
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise refuse(TOO_LARGE)
