import re

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings

TORN = re.compile(r"« | »| :(?!\S)| \$| %(?!\()|(?<=[0-9]) (?=[0-9]{3}\b|Mo\b)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def messages() -> list[Message]:
    path = settings.LOCALE_PATHS[0] / "fr_CA" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="fr_CA") if message.id]


def texts(value: object) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [str(value)]


def test_every_string_has_its_french() -> None:
    missing = [m.id for m in messages() if not all(texts(m.string)) or m.fuzzy]

    assert missing == []


def test_french_keeps_every_placeholder() -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(text))

    changed = [
        source
        for message in messages()
        for source, french in zip(texts(message.id), texts(message.string), strict=True)
        if placeholders(source) != placeholders(french)
    ]

    assert changed == []


def test_french_keeps_its_signs_on_the_line_of_their_word() -> None:
    """A no-break space stands inside « », before : $ and %, and within numbers."""
    torn = [
        french
        for message in messages()
        for french in texts(message.string)
        if TORN.search(french)
    ]

    assert torn == []
