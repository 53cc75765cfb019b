"""Dates as tables carry them (`ui.dates` writes those of sentences), and numbers."""

DATE_FORMAT = SHORT_DATE_FORMAT = "Y-m-d"
TIME_FORMAT = "H:i"  # 13:40; “1:40 p.m.” would end a sentence with two points
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = f"Y-m-d {TIME_FORMAT}"

THOUSAND_SEPARATOR = ","  # as in amounts with a dollar sign
