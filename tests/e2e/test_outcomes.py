"""What the accountant says of a file in a real browser, and reads of what Acomba said."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from companies.models import Membership
from tests.e2e.conftest import SignIn
from tests.exports.journal import make_books, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.browser
LINES = ["GLImport.001", "Ligne 4 : période fermée", "    Écriture refusée"]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_what_acomba_wrote_is_shown_line_by_line(
    sign_in: SignIn, tmp_path: Path, line_end: str
) -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)
    tab = sign_in(make_member(company, Membership.Role.ACCOUNTANT))
    path = tmp_path / "GLimport.err"
    path.write_bytes(line_end.join(LINES).encode("cp850"))

    tab.goto(f"/c/cote/exports/{batch.pk}/")
    tab.get_by_role("link", name="Rejected GLImport.001").click()
    tab.get_by_label("GLimport.err", exact=True).set_input_files(path)
    tab.get_by_role("button", name="Mark as rejected").click()

    assert lines_shown(tab) == LINES


def lines_shown(tab: Page) -> list[str]:
    """As they are painted: one below the other."""
    report = tab.locator("pre")
    expect(report).to_be_visible()
    return report.inner_text().splitlines()
