from dataclasses import fields

from accounting.formats.glimport_reader import Layout, ParsedFile, parse
from accounting.formats.profile import GLImportProfile


def read_back(data: bytes, *, profile: GLImportProfile) -> ParsedFile:
    """Parse a file that was written with this profile."""
    variants = {each.name: getattr(profile, each.name) for each in fields(Layout)}
    return parse(data, layout=Layout(**variants))
