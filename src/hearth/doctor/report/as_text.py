"""A diagnosis for people: causes, then what is well, then what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hearth.config.report.wrapping import wrapped
from hearth.doctor.examine import Diagnosis
from hearth.doctor.ranking import Judged
from hearth.doctor.verdict import Standing

MAX_WIDTH: Final = 88
_COLORS: Final = {Standing.CAUSE: "31;1", Standing.WARNING: "33;1"}

Style = Callable[[str, str], str]


def as_text(diagnosis: Diagnosis, *, color: bool, width: int) -> str:
    """
    Say a diagnosis.

    Args:
        diagnosis: What was found.
        color: Whether it is for a terminal with colours.
        width: How many columns that has.

    """
    style = _colored if color else _plain
    room = min(width, MAX_WIDTH)
    lines = [
        *_causes(diagnosis, room, style),
        *_list("Well", diagnosis.well, room, style),
        *_list("Not known", diagnosis.unknown, room, style),
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _causes(diagnosis: Diagnosis, room: int, style: Style) -> Iterator[str]:
    if not diagnosis.causes:
        yield style("Nothing was found that would freeze a picture.", "1")
        yield ""
        return
    for number, judged in enumerate(diagnosis.causes):
        if number == 0:
            yield style(_heading(judged), "1")
        elif number == 1:
            yield style("Besides", "1")
        yield from _cause(judged, room, style)
        yield ""


def _heading(first: Judged) -> str:
    if first.verdict.standing is Standing.CAUSE:
        return "Most likely the cause"
    return "Worth mending; nothing was found that would freeze a picture"


def _cause(judged: Judged, room: int, style: Style) -> Iterator[str]:
    check, verdict = judged
    title = verdict.title[:1].upper() + verdict.title[1:]
    first, *rest = wrapped(f"{title} [{check.code}]", room - 2)
    yield f"  {style(first, _COLORS[verdict.standing])}"
    yield from (f"  {style(line, _COLORS[verdict.standing])}" for line in rest)
    for sentence in verdict.evidence:
        yield from _hanging(sentence, "    seen: ", room)
    if verdict.remedy:
        yield from _hanging(verdict.remedy, "    do:   ", room)


def _list(
    heading: str, found: tuple[Judged, ...], room: int, style: Style
) -> Iterator[str]:
    if not found:
        return
    yield style(heading, "1")
    for judged in found:
        verdict = judged.verdict
        said = "; ".join([verdict.title, *(it for it in verdict.evidence if it)])
        yield from _hanging(said, "  - ", room)
        if verdict.remedy:
            yield from _hanging(verdict.remedy, "    do:   ", room)
    yield ""


def _hanging(text: str, mark: str, room: int) -> Iterator[str]:
    first, *rest = wrapped(text, room - len(mark)) or [""]
    yield mark + first
    yield from (" " * len(mark) + line for line in rest)


def _colored(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:
    del code
    return text
