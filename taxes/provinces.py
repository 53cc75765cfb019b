"""The provinces, which decide the taxes of a sale: as codes, or as people write them."""

import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _


class Province(models.TextChoices):
    ALBERTA = "AB", _("Alberta")
    BRITISH_COLUMBIA = "BC", _("British Columbia")
    PRINCE_EDWARD_ISLAND = "PE", _("Prince Edward Island")
    MANITOBA = "MB", _("Manitoba")
    NEW_BRUNSWICK = "NB", _("New Brunswick")
    NOVA_SCOTIA = "NS", _("Nova Scotia")
    NUNAVUT = "NU", _("Nunavut")
    ONTARIO = "ON", _("Ontario")
    QUEBEC = "QC", _("Quebec")
    SASKATCHEWAN = "SK", _("Saskatchewan")
    NEWFOUNDLAND = "NL", _("Newfoundland and Labrador")
    NORTHWEST_TERRITORIES = "NT", _("Northwest Territories")
    YUKON = "YT", _("Yukon")


WORDS = {
    **{province.name.replace("_", " ").casefold(): province for province in Province},
    "colombie britannique": Province.BRITISH_COLUMBIA,
    "ile du prince edouard": Province.PRINCE_EDWARD_ISLAND,
    "ipe": Province.PRINCE_EDWARD_ISLAND,
    "nouveau brunswick": Province.NEW_BRUNSWICK,
    "nouvelle ecosse": Province.NOVA_SCOTIA,
    "pq": Province.QUEBEC,
    "que": Province.QUEBEC,
    "ont": Province.ONTARIO,
    "newfoundland and labrador": Province.NEWFOUNDLAND,
    "terre neuve": Province.NEWFOUNDLAND,
    "terre neuve et labrador": Province.NEWFOUNDLAND,
    "territoires du nord ouest": Province.NORTHWEST_TERRITORIES,
}


def province_code(text: str) -> str:
    """Give QC for “QC”, “Québec” or “P.Q.”; nothing for a place that is no province."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c) and c != ".")
    words = " ".join(plain.replace("-", " ").split())
    if words.upper() in Province.values:
        return words.upper()
    return WORDS[words].value if words in WORDS else ""
