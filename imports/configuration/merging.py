"""What a company's configuration becomes with the keys that a file gives."""

from typing import Any

from imports.configuration.layout import TREATMENTS
from imports.configuration.reading import Table


def merge(kept: Table, given: Table) -> Table:
    """Give the keys of both; where both have one, a table merges, the rest replaces."""
    merged = _merge(kept, given)
    groups = {
        name: _merge_group(kept["tax_groups"].get(name, {}), group)
        for name, group in given.get("tax_groups", {}).items()
    }
    return {**merged, "tax_groups": {**kept["tax_groups"], **groups}}


def _merge(kept: Any, given: Any) -> Any:
    if not (isinstance(kept, dict) and isinstance(given, dict)):
        return given
    both = {
        key: _merge(kept[key], value) if key in kept else value
        for key, value in given.items()
    }
    return {**kept, **both}


def _merge_group(kept: Table, given: Table) -> Table:
    """Merge lists by treatment: a tax that the file names leaves the list it was in."""
    named = {code for key in TREATMENTS for code in given.get(key, ())}
    lists = {
        key: given.get(key, [code for code in kept.get(key, []) if code not in named])
        for key in TREATMENTS
    }
    province = given.get("province", kept.get("province"))
    place = {"province": province} if province else {}
    return {**place, **{key: codes for key, codes in lists.items() if codes}}
