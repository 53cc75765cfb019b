"""What a payment looks like in the file."""

from datetime import date

import pytest

from tests.exports.journal import produce
from tests.exports.reading import titles_in, written_in
from tests.invoices.shop import Shop


@pytest.mark.parametrize("detail", ["detailed", "summary"])
def test_scenario_45_the_bank_is_debited_once(shop: Shop, detail: str) -> None:
    shop.change(detail=detail)
    first = shop.issue(shop.line("100.00"))
    second = shop.issue(shop.line("200.00"))
    shop.pay({first: "114.98", second: "229.95"}, on=date(2026, 11, 6))

    batch = produce(shop.company)

    assert titles_in(batch)[2] == "2026-11-06 FAC-00001+1 Paiement Gagnon"
    credits_ = {
        "detailed": ["C 1201 114.98", "C 1201 229.95"],
        "summary": ["C 1201 344.93"],
    }
    cheque = written_in(batch)["GLImport.001"][2]
    assert cheque[1:] == ["D 1010 344.93", *credits_[detail]]
