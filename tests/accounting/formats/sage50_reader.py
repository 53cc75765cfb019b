"""Reads a general journal of Sage 50 as its rules are written, knowing no writer."""

import csv
import re
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import NamedTuple


class Transaction(NamedTuple):
    dated_on: date
    source: str
    comment: str
    amounts: list[tuple[str, Decimal]]


def read_sage50(content: bytes) -> list[Transaction]:
    """Fail on the first line that Sage 50 would not take."""
    text = content.decode("cp1252")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert text.endswith("\r\n")
    transactions: list[Transaction] = []
    for line in text.splitlines():
        if head := re.fullmatch(r'(\d\d-\d\d-\d\d),("[^"]*"),("[^"]*")', line):
            transactions.append(_start(*head.groups()))
        else:
            transactions[-1].amounts.append(_detail(line))
    assert all(sum(a for _, a in t.amounts) == 0 for t in transactions)
    return transactions


def _start(day: str, source: str, comment: str) -> Transaction:
    ((source, comment),) = csv.reader(StringIO(f"{source},{comment}"))
    assert 1 <= len(source) <= 20
    assert len(comment) <= 75
    month, of_month, year = map(int, day.split("-"))
    return Transaction(date(2000 + year, month, of_month), source, comment, [])


def _detail(line: str) -> tuple[str, Decimal]:
    detail = re.fullmatch(r"(\d{1,8}),(-?\d+\.\d\d)", line)
    assert detail, line
    return detail[1], Decimal(detail[2])
