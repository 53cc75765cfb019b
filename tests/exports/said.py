"""What a page that follows a save says of the next file."""

from typing import Any

from django.test import Client
from django.urls import reverse

INACTIVE = "Account 4010 is not active. Choose another, or activate it."
MODULE = (
    "Account 4010 is linked to a module in Acomba, which refuses imported entries in"
    " it. Choose another account."
)
LARGE = (
    "An amount on account {} is above 999,999.99, which the file cannot hold. Allow"
    " amounts to be split."
)
WIDE = "Account 40001234 is wider than accounts in the file. Correct the width."


def page(name: str, *keys: int) -> str:
    return reverse(name, args=["cote", *keys])


def warnings(client: Client, url: str, data: dict[str, Any]) -> list[str]:
    """What the page that follows says as warnings."""
    answer = client.post(url, data, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    said = [m for m in answer.context["messages"] if m.level_tag == "warning"]
    return [str(message) for message in said]
