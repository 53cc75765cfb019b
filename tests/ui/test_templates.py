"""What the content security policy would silently refuse must not be written."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
REFUSED = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style"),
    "an event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script in the page": re.compile(
        r"<script(?![^>]*\s(src=|type=\"application/json\"))"  # data are no script
    ),
    "code for htmx to evaluate": re.compile(r"\shx-(on|vals=[\"']js:)"),
    "a file of another host": re.compile(r"(src|href)=[\"'](https?:)?//"),
}


@pytest.mark.parametrize("refused", REFUSED)
def test_no_template_holds_what_the_policy_refuses(refused: str) -> None:
    found = [
        str(path)
        for path in TEMPLATES
        if REFUSED[refused].search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("refused", "text"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("a style element", "<style>"),
        ("an event handler", '<a onclick="go()">'),
        ("a script in the page", "<script>go()</script>"),
        ("code for htmx to evaluate", '<a hx-on:click="go()">'),
        ("a file of another host", '<script src="https://cdn.example.com/a.js">'),
    ],
)
def test_the_patterns_find_what_they_name(refused: str, text: str) -> None:
    assert REFUSED[refused].search(text)
