"""The hour as it is written in Québec: 13 h 40. Django's own lack the backslash."""

TIME_FORMAT = "H\xa0\\h\xa0i"
DATETIME_FORMAT = f"j F Y, {TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"Y-m-d {TIME_FORMAT}"
