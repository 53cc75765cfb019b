"""What an address asks."""

from django.http import HttpRequest


def asked(request: HttpRequest, name: str) -> str:
    """Its value, without the one character that PostgreSQL cannot look for."""
    return request.GET.get(name, "").replace("\0", "").strip()
