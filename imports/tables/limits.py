"""What a table may hold; a file beyond a limit is refused before it is taken apart."""

from decimal import Decimal

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 256
# What Excel allows in a cell.
MAX_CELL_LENGTH = 32_767

# Of a workbook, which is a zip archive.
MAX_MEMBERS = 1_000
MAX_UNPACKED_BYTES = 150_000_000
MAX_ELEMENTS = 5_000_000
# Of a part that is neither a sheet nor its texts: openpyxl builds an object of each.
MAX_ELEMENTS_BESIDE = 100_000
MAX_SHEETS = 20
LAST_SHEET_ROW = 1_048_576

LARGEST_NUMBER = Decimal("9999999.99")
