import pytest

from accounting.formats.registry import FORMATS
from tests.accounting.entries import make_example, make_sheet


def test_formats_are_found_by_their_identifier() -> None:
    assert {
        key: (each.identifier, each.extension) for key, each in FORMATS.items()
    } == {
        "glimport": ("glimport", ""),
        "xlsx": ("xlsx", "xlsx"),
        "csv": ("csv", "csv"),
        "sage50": ("sage50", "txt"),
    }


@pytest.mark.parametrize(
    ("identifier", "start"),
    [
        ("glimport", b"GLImport.001 - "),
        ("xlsx", b"PK\x03\x04"),
        ("csv", b"\xef\xbb\xbfDate;"),
        ("sage50", b'11-24-26,"FAC-00042",'),
    ],
)
def test_every_format_renders_the_same_way(identifier: str, start: bytes) -> None:
    content = FORMATS[identifier].render(make_example(), sheet=make_sheet())

    assert content.startswith(start)
