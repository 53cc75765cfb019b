import pytest

from companies.models import Company
from invoices.models import DocumentNumbering
from invoices.services.numbering import (
    NumberingError,
    next_number,
    numbering_for,
    save_numbering,
)
from tests.factories import make_company
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3, Shop

Series = DocumentNumbering.Series


def change(company: Company, **values: object) -> DocumentNumbering:
    numbering = numbering_for(company, Series.INVOICE)
    for name, value in values.items():
        setattr(numbering, name, value)
    return save_numbering(numbering=numbering)


def test_a_prefix_a_suffix_and_a_later_number(shop: Shop) -> None:
    change(shop.company, prefix=" 26- ", suffix="-A", next_number=41)

    assert shop.issue(shop.line("1.00")).number == "26-00041-A"
    assert shop.issue(shop.line("1.00")).number == "26-00042-A"


def test_a_series_only_moves_forward(shop: Shop) -> None:
    shop.issue(shop.line("1.00"))
    shop.issue(shop.line("1.00"))
    change(shop.company, next_number=3)

    with pytest.raises(NumberingError, match="choose one from 3 to 9999999"):
        change(shop.company, next_number=2)

    assert str(numbering_for(shop.company, Series.INVOICE)) == "FAC-00003"


def test_a_number_that_was_skipped_is_not_gone_back_to(shop: Shop) -> None:
    change(shop.company, next_number=100)

    with pytest.raises(NumberingError, match="from 100 to"):
        change(shop.company, next_number=99)


def test_a_prefix_that_ends_like_a_correction_is_numbered_like_another(
    shop: Shop,
) -> None:
    change(shop.company, prefix="FAC-R")
    counter = Counter(shop)
    first = counter.issue("1.00", NOVEMBER_3)

    second = counter.correct(first, "2.00", NOVEMBER_3)
    third = counter.correct(second, "3.00", NOVEMBER_3)
    change(shop.company, prefix="FAC-")

    numbers = [invoice.number for invoice in (first, second, third)]
    assert numbers == ["FAC-R00001", "FAC-R00001-R1", "FAC-R00001-R2"]
    with pytest.raises(NumberingError, match="choose one from 2 to"):
        change(shop.company, prefix="FAC-R", next_number=1)


def test_another_prefix_may_start_at_one(shop: Shop) -> None:
    shop.issue(shop.line("1.00"))

    change(shop.company, prefix="27-", next_number=1)

    assert shop.issue(shop.line("1.00")).number == "27-00001"


def test_a_prefix_that_comes_back_goes_on_where_it_stopped(shop: Shop) -> None:
    shop.issue(shop.line("1.00"))
    change(shop.company, prefix="27-", next_number=1)

    with pytest.raises(NumberingError, match="from 2 to"):
        change(shop.company, prefix="FAC-", next_number=1)


@pytest.mark.parametrize("values", [{"prefix": "F26"}, {"suffix": "2"}])
def test_a_digit_beside_the_number_is_refused(
    shop: Shop, values: dict[str, str]
) -> None:
    with pytest.raises(NumberingError, match="put a letter or a sign"):
        change(shop.company, **values)


@pytest.mark.django_db
def test_a_number_beyond_the_file_is_refused() -> None:
    company = make_company()

    with pytest.raises(NumberingError, match="from 1 to 9999999"):
        change(company, next_number=10_000_000)
    with pytest.raises(NumberingError, match="from 1 to 9999999"):
        change(company, next_number=0)


@pytest.mark.django_db
def test_credit_notes_have_a_series_of_their_own() -> None:
    company = make_company()

    assert next_number(company, Series.CREDIT_NOTE) == "NC-00001"
    assert next_number(company, Series.INVOICE) == "FAC-00001"
    assert next_number(company, Series.CREDIT_NOTE) == "NC-00002"
