"""What Acomba would refuse of a GLImport file, told from its bytes alone.

It shares no code with what writes the file: the writer's mistakes must show here.
"""

from collections.abc import Iterable, Iterator, Mapping

from accounting.acomba.body import Body
from accounting.acomba.lines import read_lines
from accounting.acomba.opening import Opening
from accounting.acomba.refusals import Code, Line, Refusal
from accounting.acomba.rules import STANDARD, AcombaAccount, AcombaRules


def check_import(
    stream: Iterable[bytes],
    *,
    chart: Mapping[str, AcombaAccount],
    rules: AcombaRules = STANDARD,
) -> Iterator[Refusal]:
    """All refusals, as they are found: those of a whole entry come at its end.

    The stream is a binary file or what iterates like one; one line of it and what is
    known of one entry are all that is held.
    """
    opening, body = Opening(rules), Body(chart, rules)
    last, is_empty = Line(0, ""), True
    for read in read_lines(stream, rules.encoding):
        is_empty = False
        if isinstance(read, Refusal):
            yield read
            continue
        last = read
        is_of_opening = yield from opening.read(read)
        if not is_of_opening:
            yield from body.read(read)
    if is_empty:
        yield Line(1, "").refuse(Code.EMPTY_FILE)
    elif last.number:
        yield from _end(Line(last.number + 1, ""), opening, body)


def _end(end: Line, opening: Opening, body: Body) -> Iterator[Refusal]:
    if opening.awaited:
        yield from opening.end(end)
    else:
        yield from body.end(end)
