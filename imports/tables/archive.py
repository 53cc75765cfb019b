from io import BytesIO
from zipfile import ZipFile

from imports.tables.errors import refuse
from imports.tables.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES
from imports.tables.scanning import NOT_A_WORKBOOK, TOO_LARGE, WORKBOOK, Scan

# What stands before each member in the list at the end of an archive.
LISTED = b"PK\x01\x02"


def scan_archive(content: bytes) -> Scan:
    """Refuse what is no workbook, or is one that would unpack to fill the memory."""
    scan = Scan()
    if content.count(LISTED) > MAX_MEMBERS:
        # The list alone may fill the memory.
        raise refuse(TOO_LARGE)
    with ZipFile(BytesIO(content)) as archive:
        _check_members(archive)
        for member in archive.infolist():
            with archive.open(member) as stream:
                scan.read(stream, name=member.filename)
    return scan


def _check_members(archive: ZipFile) -> None:
    members = archive.infolist()
    if WORKBOOK not in {member.filename for member in members}:
        raise refuse(NOT_A_WORKBOOK)
    # A member never gives more than the size that it states.
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise refuse(TOO_LARGE)
