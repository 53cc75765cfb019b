"""Dates as tables carry them; `ui.dates` writes those of sentences."""

DATE_FORMAT = SHORT_DATE_FORMAT = "Y-m-d"
TIME_FORMAT = "H\xa0\\h\xa0i"  # 13 h 40; Django's own lacks the backslash
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = f"Y-m-d {TIME_FORMAT}"
