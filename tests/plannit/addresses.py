"""Every address of a company, as the resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from companies.capabilities import Can

PLACEHOLDERS = {"int": 999_999, "string": "nothing", "slug": "nothing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    name: str
    capabilities: frozenset[Can]
    arguments: dict[str, Any] = field(hash=False)

    @property
    def names_a_row(self) -> bool:
        return bool(self.arguments)

    def at(self, slug: str) -> str:
        return reverse(self.name, kwargs={"company": slug, **self.arguments})


def company_addresses() -> list[Address]:
    return sorted(_walk(get_resolver(), "", {}), key=lambda address: address.name)


def _walk(
    resolver: URLResolver, namespace: str, converters: dict[str, Any]
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        found = {**converters, **getattr(pattern.pattern, "converters", {})}
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern, inner or namespace, found)
        elif "company" in found:
            yield _address(pattern, namespace, found)


def _address(
    pattern: URLPattern, namespace: str, converters: dict[str, Any]
) -> Address:
    return Address(
        name=f"{namespace}{pattern.name}",
        capabilities=frozenset(getattr(pattern.callback, "capabilities", ())),
        arguments={
            name: PLACEHOLDERS[
                type(converter).__name__.removesuffix("Converter").lower()
            ]
            for name, converter in converters.items()
            if name != "company"
        },
    )


def all_names(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[str]:
    """The names of all addresses, those of no company included."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else ""
            yield from all_names(pattern, inner or namespace)
        else:
            yield f"{namespace}{pattern.name}"
