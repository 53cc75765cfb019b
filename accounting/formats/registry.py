from accounting.formats.base import Format
from accounting.formats.csv_file import Csv
from accounting.formats.glimport import GLImport
from accounting.formats.sage50 import Sage50
from accounting.formats.xlsx import Xlsx

FORMATS: dict[str, Format] = {
    each.identifier: each for each in (GLImport(), Xlsx(), Csv(), Sage50())
}
