"""Every address, asked by everybody, of both companies, by GET and by POST."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse

from tests.plannit.addresses import all_names
from tests.plannit.table import ALL, LINES, OUTSIDE, STRANGERS, Line
from tests.plannit.world import OTHER, OWN, Rows, World, rows_of

pytestmark = pytest.mark.django_db
each_line = pytest.mark.parametrize("line", LINES, ids=str)
LINK = re.compile(r'<(?:a|form)\b[^>]*?(href|action)="(/c/cote/[^"?#]*)')
Answers = dict[str, dict[str, int]]


def test_each_address_has_its_line() -> None:
    assert {line.name for line in LINES} | set(OUTSIDE) == set(all_names())


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address_of(line: Line, slug: str, rows: Rows) -> str:
    row = {"pk": rows[line.of].pk} if line.of else {}
    return reverse(line.name, kwargs={"company": slug, **line.value, **row})


def status(answer: HttpResponseBase) -> int:
    """That of the answer; 401 where it leads to the page to sign in."""
    answer.close()
    if answer.headers.get("Location", "").startswith(reverse("account_login")):
        return 401
    return answer.status_code


def ask(client: Client, method: str, address: str) -> int:
    with taken_back():
        return status(getattr(client, method)(address))


def methods_of(line: Line) -> dict[str, frozenset[str]]:
    """Those that the address takes, each with who may use it."""
    taken = {"get": line.looks, "post": line.sends}
    return {method: who for method, who in taken.items() if who}


def expected(line: Line) -> Answers:
    """By person and method."""
    told = {"get": line.shown, "post": line.sent}
    methods = methods_of(line)
    members = {
        person: {
            method: told[method] if person in who else 403
            for method, who in methods.items()
        }
        for person in ALL
    }
    strangers = {
        person: dict.fromkeys(methods, status)
        for person, status in zip(STRANGERS, (404, 404, 401), strict=True)
    }
    return members | strangers


@each_line
def test_scenario_94_each_person_is_answered_by_what_they_may_do(
    world: World, line: Line
) -> None:
    address = address_of(line, OWN, world.rows)

    answers = {
        person: {
            method: ask(world.browser(person), method, address)
            for method in methods_of(line)
        }
        for person in world.clients
    }

    assert answers == expected(line)


@each_line
def test_a_page_leads_only_where_its_reader_may_go(world: World, line: Line) -> None:
    """Neither a link nor a form of a page is refused to whom the page is shown.

    Who may only look is shown the form of the page itself, without its button.
    """
    address = address_of(line, OWN, world.rows)
    refused = {
        (person, link)
        for person in sorted(line.looks - {"admin"})
        for kind, link in links_of(world.browser(person).get(address))
        if link != address and not may(world, person, kind, link)
    }

    assert refused == set()


def links_of(answer: Any) -> set[tuple[str, str]]:
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return set()
    return set(LINK.findall(answer.content.decode()))


def may(world: World, person: str, kind: str, link: str) -> bool:
    """By the table; where that depends on the row, by asking."""
    name = resolve(link).view_name
    method = "get" if kind == "href" else "post"
    lines = [methods_of(line) for line in LINES if line.name == name]
    # A form that searches is sent by GET to the page that it stands on.
    who = {line.get(method, line.get("get", frozenset())) for line in lines}
    if len(who) == 1:
        return person in who.pop()
    return ask(world.browser(person), method, link) != 403


@pytest.mark.parametrize("line", [line for line in LINES if line.of], ids=str)
def test_a_row_of_another_company_is_not_found(world: World, line: Line) -> None:
    """Those who may not ask are refused, or find nothing either."""
    address = address_of(line, OWN, world.foreign)

    for person in ("admin", "accountant", "staff"):
        client = world.browser(person)
        for method, who in methods_of(line).items():
            answer = status(getattr(client, method)(address))
            assert answer == 404 or (answer == 403 and person not in who)

    assert rows_of(world.other) == world.had


@each_line
def test_nothing_of_another_company_is_changed(world: World, line: Line) -> None:
    admin = world.browser("admin")

    admin.post(address_of(line, OWN, world.rows))
    answer = status(admin.post(address_of(line, OTHER, world.foreign)))

    assert answer in ({404} if line.sends else {404, 405})
    assert rows_of(world.other) == world.had


@each_line
def test_other_methods_are_not_taken(world: World, line: Line) -> None:
    address = address_of(line, OWN, world.rows)
    admin = world.browser("admin")

    for method in {"get", "post", "put", "delete"} - set(methods_of(line)):
        assert status(getattr(admin, method)(address)) == 405


@pytest.mark.parametrize("name", OUTSIDE)
def test_an_address_of_no_company_answers_who_is_signed_in_or_not(
    world: World, name: str
) -> None:
    kwargs, to_anonymous, to_member = OUTSIDE[name]
    address = reverse(name, kwargs=kwargs)

    answers = []
    for person in ("anonymous", "admin"):
        for method in ("get", "post"):
            with taken_back():
                answer = getattr(world.browser(person), method)(address)
            answers.append(answer.status_code)

    assert answers == [*to_anonymous, *to_member]
    assert rows_of(world.other) == world.had
