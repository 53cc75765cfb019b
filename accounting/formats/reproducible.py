from datetime import datetime
from io import BytesIO
from shutil import copyfileobj
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

# The earliest moment a zip member can carry.
FIXED_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone
CORE_PROPERTIES = "docProps/core.xml"
UNIX = 3


def save_reproducibly(workbook: Workbook, stream: BinaryIO) -> None:
    """Save so that the same cells give the same bytes, at any time on any machine."""
    saved = BytesIO()
    workbook.properties.creator = "Plannit"
    workbook.properties.created = FIXED_TIME
    workbook.save(saved)
    # Saving has just stamped the time of day.
    workbook.properties.modified = FIXED_TIME
    core = tostring(workbook.properties.to_tree())
    with ZipFile(saved) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = BytesIO(core) if name == CORE_PROPERTIES else source.open(name)
            # A large worksheet, unpacked, does not fit in memory.
            with content, target.open(_member(name), "w") as packed:
                copyfileobj(content, packed)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)  # dated 1980-01-01
    member.compress_type = ZIP_DEFLATED
    member.create_system = UNIX
    return member
