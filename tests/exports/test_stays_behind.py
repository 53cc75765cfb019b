"""The command names what it leaves behind, and its status says that somebody must act."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounting.journal.movements import Account
from accounting.models import GLAccount
from companies.models import Company, Membership
from exports.management.commands import export_journal
from exports.models import ExportBatch
from tests.exports.interrupting import RENDERED, before
from tests.exports.journal import NO_ACCOUNT, make_books, produce, record_sale
from tests.factories import make_item, make_member
from tests.invoices.shop import Shop
from tests.unguarded import unguarded

SITE = "http://127.0.0.1:8000/c/cote"
THROUGH = "--through=2026-11-24"
KEY = "3f1c8a52-9f0e-4a55-8e63-6a86cfa2f3a1"
LONG_AGO = date(2020, 1, 2)
NO_DEPOSITS = Account(number=None, origin="missing:settings:deposits")
INACTIVE = Account(number="4010", origin="item:1")
DEPOSITS = (
    "FAC-00002 Tremblay, $20.00: No account is chosen for “customer deposits” in the"
    f" settings. {SITE}/settings/accounting/"
)
TOO_LARGE = (
    "FAC-00001 Tremblay, $1,000,000.00: An amount on account {} is above 999,999.99,"
    f" which the file cannot hold. Allow amounts to be split. {SITE}/settings/glimport/"
)
ASIDE = "1 entry is ready and cannot go."
ALONE = "Nothing can go through this date: the only entry that is ready is set aside."
TO_COME = "1 entry ($40.00) is still to come: it is ready after this day."
pytestmark = pytest.mark.django_db


def export(*arguments: str) -> tuple[object, list[str]]:
    """The status with which the command ends, and the lines that it says."""
    out = StringIO()
    try:
        call_command("export_journal", "--company=cote", *arguments, stdout=out)
        status: object = 0
    except SystemExit as end:
        status = end.code
    return status, out.getvalue().splitlines()


def write(folder: Path, *arguments: str) -> tuple[object, list[str]]:
    return export("--format=glimport", f"--output={folder}", *arguments)


def close_account(number: str) -> str:
    """The reason that it then gives, with its page."""
    account = GLAccount.objects.get(number=number)
    account.is_active = False
    account.save()
    return (
        f"Account {number} is not active. Choose another, or activate it."
        f" {SITE}/settings/accounts/{account.pk}/"
    )


def sell_and_wait(company: Company) -> None:
    """A sale that is held, and one of a day to come."""
    record_sale(company, 3, on=LONG_AGO, amount="30.00", held=True)
    record_sale(company, 4, on=date(2026, 11, 30), amount="40.00")


def held() -> str:
    days = (timezone.localdate() - LONG_AGO).days
    return (
        "1 entry ($30.00) is held until its invoice is paid. The oldest has waited for"
        f" {days} days."
    )


def test_an_entry_on_an_inactive_account_is_named_and_the_rest_goes(
    tmp_path: Path,
) -> None:
    company = make_books()
    record_sale(company, 1)
    record_sale(company, 2, amount="20.00", account=INACTIVE)
    reason = close_account("4010")

    status, said = write(tmp_path, THROUGH)

    file = ExportBatch.objects.get().files.get()
    assert said == [
        "Batch 1: 1 entry, $114.98.",
        f"{tmp_path / 'GLImport.001'}  {file.sha256}",
        ASIDE,
        f"FAC-00002 Tremblay, $20.00: {reason}",
    ]
    assert status == 3
    assert (tmp_path / "GLImport.001").read_bytes() == bytes(file.content)


def test_an_entry_too_large_left_alone_is_not_nothing(tmp_path: Path) -> None:
    record_sale(make_books(), 1, amount="1000000.00")

    assert write(tmp_path, THROUGH) == (
        3,
        [ALONE, ASIDE, TOO_LARGE.format("1201"), TOO_LARGE.format("4000")],
    )
    assert not ExportBatch.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_page_says_that_all_that_is_ready_is_set_aside(client: Client) -> None:
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    for number in (1, 2):
        record_sale(company, number, on=date(2025, 11, 4), account=NO_DEPOSITS)
    page = "/c/cote/exports/new/"
    asked = {"through": "2025-11-30", "key": KEY}

    shown, refused = client.get(page, asked), client.post(page, asked)

    sentence = (
        "Nothing can go through this date: the 2 entries that are ready are all set"
        " aside."
    )
    assert f'<p class="panel">{sentence}</p>' in shown.text
    assert refused.context["form"].non_field_errors() == [sentence]


def test_the_page_of_a_new_batch_says_that_something_stayed(client: Client) -> None:
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    record_sale(company, 1, on=date(2025, 11, 3))
    record_sale(company, 2, on=date(2025, 11, 4), account=NO_DEPOSITS)
    asked = {"through": "2025-11-30", "key": KEY}

    answer = client.post("/c/cote/exports/new/", asked, follow=True)

    said = [(each.level_tag, str(each)) for each in answer.context["messages"]]
    assert said == [("success", "Batch 1 is produced."), ("warning", ASIDE)]
    paper = client.get(f"{answer.redirect_chain[0][0]}bordereau/?language=en")
    assert 'href="/c/cote/settings/accounting/"' in paper.text


def test_what_only_waits_is_counted_and_needs_nobody(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company, 1)
    sell_and_wait(company)

    status, said = write(tmp_path, THROUGH)

    assert said[2:] == [held(), TO_COME]
    assert status == 0


def test_nothing_but_what_waits_is_nothing(tmp_path: Path) -> None:
    sell_and_wait(make_books())

    assert write(tmp_path, THROUGH) == (
        2,
        [
            "Nothing to export through this date.",
            held(),
            TO_COME,
        ],
    )


def test_money_that_the_bank_shows_already_is_told(shop: Shop, tmp_path: Path) -> None:
    shop.wait_for_payment("strict")
    invoice = shop.issue(shop.line("100.00"), on=date(2026, 11, 3))
    shop.pay({invoice: "50.00"}, on=date(2026, 11, 4))

    status, said = write(tmp_path, THROUGH)

    assert status == 2
    assert said[0] == "Nothing to export through this date."
    assert said[1].startswith("2 entries ($164.98) are held until their invoices")
    assert said[2] == (
        "1 of them is a payment already received ($50.00): the bank shows it before the"
        " books do."
    )


@pytest.mark.parametrize(
    ("numbers", "status", "going"),
    [
        ([1], 0, ["1 entry can go, $114.98."]),
        ([1, 2], 3, ["1 entry can go, $114.98.", ASIDE, DEPOSITS]),
        ([2], 3, [ALONE, ASIDE, DEPOSITS]),
        ([], 2, ["Nothing to export through this date."]),
    ],
    ids=["all goes", "some goes", "all is set aside", "nothing is ready"],
)
def test_a_preview_says_the_same_and_produces_nothing(
    numbers: list[int], status: int, going: list[str]
) -> None:
    company = make_books()
    sell_and_wait(company)
    if 1 in numbers:
        record_sale(company, 1)
    if 2 in numbers:
        record_sale(company, 2, amount="20.00", account=NO_DEPOSITS)

    waiting = [held(), TO_COME]
    assert export("--preview", THROUGH) == (status, [*going, *waiting])
    assert not ExportBatch.objects.exists()


def test_a_batch_again_says_what_stayed_behind_on_its_day(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company, 1)
    record_sale(company, 2, amount="20.00", account=NO_DEPOSITS)
    batch = produce(company)
    record_sale(company, 5, account=NO_DEPOSITS)

    status, said = write(tmp_path, "--batch=1")

    assert said == [
        "Batch 1: 1 entry, $114.98.",
        f"{tmp_path / 'GLImport.001'}  {batch.files.get().sha256}",
        "What stayed behind that day",
        ASIDE,
        DEPOSITS,
    ]
    assert status == 3


def test_a_batch_from_before_bordereaux_says_nothing_of_its_day(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company)
    produce(company)
    with unguarded():
        ExportBatch.objects.update(statement=None)

    status, said = write(tmp_path, "--batch=1")

    assert (status, len(said)) == (0, 2)


def test_a_statement_without_pages_names_its_reasons_all_the_same(
    tmp_path: Path,
) -> None:
    company = make_books()
    record_sale(company, 1)
    record_sale(company, 2, amount="20.00", account=NO_DEPOSITS)
    batch = produce(company)
    assert batch.statement is not None
    del batch.statement["banked"], batch.statement["behind"]["entries"][0]["pages"]
    with unguarded():
        ExportBatch.objects.update(statement=batch.statement)

    status, said = write(tmp_path, "--batch=1")

    assert status == 3
    assert said[-1] == DEPOSITS.partition(" http")[0]


def test_what_is_named_is_what_the_batch_was_made_from(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company, 1)
    record_sale(company, 2, amount="20.00", account=NO_DEPOSITS)

    def sell_more() -> None:
        record_sale(company, 5, account=NO_DEPOSITS)

    with before(RENDERED, sell_more, times=1):
        status, said = write(tmp_path, THROUGH)

    assert said[2:] == [ASIDE, DEPOSITS]
    assert status == 3


def test_many_are_counted_and_the_first_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_journal, "SHOWN", 2)
    company = make_books()
    for number in range(1, 6):
        record_sale(company, number, account=NO_ACCOUNT)

    for _status, said in (export("--preview", THROUGH), write(tmp_path, THROUGH)):
        assert said[1] == "5 entries are ready and cannot go."
        assert [line.partition(",")[0] for line in said[2:]] == [
            "FAC-00001 Tremblay",
            "FAC-00002 Tremblay",
            "And 3 other entries.",
        ]


@pytest.mark.parametrize("act", ["--preview", "--format=glimport"])
def test_all_of_them_are_written_to_a_file_if_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    monkeypatch.setattr(export_journal, "SHOWN", 1)
    company = make_books()
    item = make_item(company, "A1", name="Forfait")
    lacking = Account(number=None, origin=f"missing:item:{item.pk}")
    record_sale(company, 1)
    entry = record_sale(company, 2, amount="20.00", account=lacking)
    entry.party = '=HYPERLINK("http://a.example")'
    entry.save(update_fields=["party"])
    record_sale(company, 3, amount="1000000.00")
    file = tmp_path / "behind.csv"

    status, said = export(
        THROUGH, act, f"--output={tmp_path / 'out'}", f"--behind={file}"
    )

    large = (
        "FAC-00003;Tremblay;1000000,00;An amount on account {} is above 999,999.99,"
        f" which the file cannot hold. Allow amounts to be split.;{SITE}"
        "/settings/glimport/"
    )
    assert status == 3
    assert said[-1] == "And 1 other entry."
    assert file.read_bytes().decode("utf-8-sig").splitlines() == [
        "Document;Customer;Total;Why;Page",
        (
            'FAC-00002;"\'=HYPERLINK(""http://a.example"")";20,00;No account is chosen'
            f" for the item “A1 Forfait”.;{SITE}/settings/items/{item.pk}/"
        ),
        large.format("1201"),
        large.format("4000"),
    ]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_list_of_nothing_has_its_headings_alone(tmp_path: Path) -> None:
    record_sale(make_books())
    file = tmp_path / "behind.csv"

    assert write(tmp_path / "out", THROUGH, f"--behind={file}")[0] == 0
    assert file.read_text("utf-8-sig") == "Document;Customer;Total;Why;Page\n"


def test_a_list_that_cannot_be_written_stops_the_export(tmp_path: Path) -> None:
    record_sale(make_books())

    with pytest.raises(CommandError, match="No such file") as refusal:
        write(tmp_path, THROUGH, f"--behind={tmp_path / 'no' / 'behind.csv'}")

    assert refusal.value.returncode == 1
    assert not ExportBatch.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--batch=1", "--preview"],
        ["--batch=1", "--format=glimport", "--output=out", "--behind=behind.csv"],
        [THROUGH, "--format=glimport", "--behind=behind.csv"],
    ],
    ids=["a preview of a batch", "all of a batch", "no folder"],
)
def test_options_that_do_not_go_together_end_with_64(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    make_books()

    assert export(*arguments) == (64, [])
    assert len(capsys.readouterr().err.splitlines()) == 1
