"""What Acomba would refuse, in words: what is wrong, and what to do about it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounting.acomba.error_file import KnownError
from accounting.acomba.refusals import Code, Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FRAME: "Mapping[Code, StrOrPromise]" = {
    Code.EMPTY_FILE: _("The file is empty. Download it again."),
    Code.BYTE_ORDER_MARK: _(
        "The file starts with a %(found)s mark, which Acomba would read as text."
        " Save it without the mark, or download it again."
    ),
    Code.LINE_END: _(
        "The line ends with %(found)s alone, and every line must end with CR LF. Save"
        " the file with Windows line ends, or download it again."
    ),
    Code.LINE_END_MISSING: _(
        "The last line is not ended. End it with CR LF, or download the file again."
    ),
    Code.ENCODING: _(
        "The byte %(found)s is not a character of %(expected)s. Correct the"
        " character set in the settings of the file, or download it again."
    ),
    Code.CONTROL_CHARACTER: _(
        "There is a tab or a control character (%(found)s). Put spaces in its place,"
        " as many as the columns need."
    ),
    Code.TITLE_MISSING: _("The title is missing. Write any text on the first line."),
    Code.LENGTH_LINE_MISSING: _(
        "The line “%(expected)s” is missing. Write it under the title, or set in the"
        " settings that files have none."
    ),
    Code.LENGTH_LINE_OTHER: _(
        "“%(found)s” gives accounts another width than the settings do"
        " (“%(expected)s”). Correct the one that is wrong."
    ),
    Code.BLANK_LINE: _("The line is blank. Remove it."),
    Code.BLANK_LINE_MISSING: _(
        "The file ends with %(found)s blank lines, and the settings ask for"
        " %(expected)s. Correct the one that is wrong."
    ),
    Code.LINE_TYPE: _(
        "The line starts with “%(found)s”. Under the title, lines start with E for"
        " an entry and T for an amount: correct it, or remove it."
    ),
    Code.NO_ENTRY: _("The file has no entry. Produce it again."),
    Code.TOO_MANY_ENTRIES: _(
        "With this one, the file has more than %(expected)s entries. Move the entries"
        " from here on to another file."
    ),
}
HEADERS: "Mapping[Code, StrOrPromise]" = {
    Code.HEADER_WIDTH: _(
        "The line has %(found)s characters, and an entry's first line %(expected)s."
        " Put its columns back in place, or correct the width in the settings."
    ),
    Code.DATE_NOT_DIGITS: _(
        "“%(found)s” stands where the date should be. Write the date as six digits,"
        " YYMMDD."
    ),
    Code.DATE_IMPOSSIBLE: _(
        "“%(found)s” is not a date. Write the date as six digits, YYMMDD."
    ),
    Code.OTHER_PERIOD: _(
        "%(found)s is not in the month of the file, %(expected)s. Move the entry to a"
        " file of its own month."
    ),
    Code.DESCRIPTION_INDENTED: _(
        "The description “%(found)s” does not start in column 8. Put the columns back"
        " in place."
    ),
    Code.ENTRY_NUMBER: _(
        "Columns 38 to 42 have “%(found)s” instead of “%(expected)s”. Correct the"
        " number of the entry, or set in the settings whether entries have one."
    ),
    Code.HEADER_TAIL: _("“%(found)s” stands after the last column. Remove it."),
    Code.TOO_FEW_LINES: _(
        "The entry has fewer than two lines with an amount. Put back those that are"
        " missing."
    ),
    Code.UNBALANCED: _(
        "The entry's debits are %(found)s and its credits %(expected)s. Correct the"
        " amounts, or put back the line that is missing."
    ),
}
DETAILS: "Mapping[Code, StrOrPromise]" = {
    Code.NO_HEADER: _(
        "The amount belongs to no entry. Put back the line above it that starts with E."
    ),
    Code.DETAIL_WIDTH: _(
        "The line has %(found)s characters, and a line with an amount %(expected)s."
        " Put its columns back in place."
    ),
    Code.ACCOUNT_MISSING: _("The account is missing. Write its number."),
    Code.ACCOUNT_NOT_DIGITS: _(
        "“%(found)s” is not an account number: Acomba takes digits only. Correct"
        " the number."
    ),
    Code.ACCOUNT_TOO_WIDE: _(
        "Account %(found)s has more than %(expected)s digits. Correct the number, or"
        " the width of an account in the settings."
    ),
    Code.ACCOUNT_MISPLACED: _(
        "Account %(found)s is not aligned in its columns as the settings say. Put the"
        " columns back in place."
    ),
    Code.ACCOUNT_UNKNOWN: _(
        "Account %(found)s is not in the chart. Import the chart again, or choose"
        " another account."
    ),
    Code.ACCOUNT_INACTIVE: _(
        "Account %(found)s is not active. Activate it, or choose another."
    ),
    Code.ACCOUNT_CONTROL: _(
        "Account %(found)s is linked to a module in Acomba, which refuses imported"
        " entries in it. Choose another account."
    ),
    Code.AMOUNT_MISSING: _("There is no amount. Write a debit or a credit."),
    Code.AMOUNT_ON_BOTH_SIDES: _(
        "Both the debit and the credit are filled (%(found)s). Leave one of them blank."
    ),
    Code.AMOUNT_SIGNED: _(
        "The amount %(found)s has a sign. Write it without one, on the other side if"
        " it is negative."
    ),
    Code.AMOUNT_DECIMAL_MARK: _(
        "The amount %(found)s has another decimal mark than the settings say. Correct"
        " the one that is wrong."
    ),
    Code.AMOUNT_FORMAT: _(
        "“%(found)s” is not an amount. Write digits with two decimals, without spaces."
    ),
    Code.AMOUNT_MISPLACED: _(
        "The amount %(found)s does not end in the last column of its side. Put the"
        " columns back in place."
    ),
    Code.AMOUNT_ZERO: _("The amount is zero. Remove the line."),
    Code.AMOUNT_TOO_LARGE: _(
        "The amount %(found)s is above 999,999.99. Split it over several lines."
    ),
}
REFUSALS = {**FRAME, **HEADERS, **DETAILS}
KNOWN_ERRORS: "Mapping[KnownError, StrOrPromise]" = {
    KnownError.HEADER_TOO_SHORT: _(
        "Acomba found the first line of an entry too short. Set its width to 43 in the"
        " settings of the file, and produce the batch again."
    ),
}


def refusal_words(refusal: Refusal) -> str:
    """What is wrong on the line and what to do; the caller says which line."""
    words = {"found": refusal.found, "expected": refusal.expected}
    return str(REFUSALS[refusal.code]) % words
