"""The form of a log line, whichever library wrote it."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

# In an address: what whoever reads it could open a door with.
KEY = re.compile(r"(?<=/)[\w-]{32,}(?=/|$)")

# Of what a record carries besides its message: Django adds whole requests.
FACTS = [
    "address",
    "batch",
    "capability",
    "company",
    "email_hash",
    "file",
    "page",
    "reason",
    "status_code",
    "user",
]


def hide_keys(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Django logs the addresses that it refuses, those of mails among them."""
    line["event"] = KEY.sub("…", str(line["event"]))
    return line


def line_formatter(*, is_readable: bool) -> dict[str, Any]:
    """The entry of a formatter in LOGGING."""
    said: list[Processor] = [
        hide_keys,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=FACTS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    written: list[Processor] = [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    if is_readable:
        written = [structlog.dev.ConsoleRenderer(colors=False)]
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": said,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *written,
        ],
    }
