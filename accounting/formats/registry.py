from accounting.formats.base import Format
from accounting.formats.glimport import GLImport
from accounting.formats.xlsx import Xlsx

FORMATS: dict[str, Format] = {each.identifier: each for each in (GLImport(), Xlsx())}
