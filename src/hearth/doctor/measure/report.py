"""What was measured, for people and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from hearth.config.report.wrapping import wrapped
from hearth.doctor.measure.measured import Measured
from hearth.doctor.measure.months import Change
from hearth.doctor.measure.verdict import Figure, Grade, figures_of, grade_of

MAX_WIDTH: Final = 88
_MARGIN: Final = 17  # columns of a figure's name
_COLORS: Final = {
    Grade.GOOD: "32;1",
    Grade.FAIR: "33;1",
    Grade.POOR: "31;1",
    Grade.OFF: "31;1",
}

NOTHING_BEFORE: Final = "nothing to compare with yet; it is kept for the next months"


class Line(NamedTuple):
    """A line as it is told; ``notes`` is what was not done, and why."""

    measured: Measured
    changes: tuple[Change, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Everything that was judged."""
        return figures_of(self.measured)

    @property
    def grade(self) -> Grade:
        """How good it is."""
        return grade_of(self.figures)

    @property
    def is_worse(self) -> bool:
        """Whether it is clearly worse than before."""
        return any(change.is_worse for change in self.changes)


def is_well(lines: Sequence[Line]) -> bool:
    """Tell whether no line is poor, off or clearly worse than before."""
    return not any(line.is_worse or line.grade >= Grade.POOR for line in lines)


def as_text(lines: Sequence[Line], *, color: bool, width: int) -> str:
    """Say to people what was measured, line by line."""
    room = min(width, MAX_WIDTH)
    told = [text for line in lines for text in _line(line, room, color=color)]
    return "".join(f"{text.rstrip()}\n" for text in told)


def as_worse(lines: Sequence[Line]) -> str:
    """Say what got clearly worse; "" if nothing did."""
    return "".join(
        f"{line.measured.line}: {_sentence(line, change)}\n"
        for line in lines
        for change in line.changes
        if change.is_worse
    )


def as_json(lines: Sequence[Line]) -> str:
    """Say it to other programs; times are milliseconds, None is "not known"."""
    return json.dumps({"lines": [_object(line) for line in lines]}, indent=2) + "\n"


def _sentence(line: Line, change: Change) -> str:
    trouble = line.measured.trouble
    is_off = bool(trouble) and change is line.changes[0]
    return f"{change.text}: {trouble}" if is_off else change.text


def _line(line: Line, room: int, *, color: bool) -> Iterator[str]:
    measured = line.measured
    is_news = line.is_worse and line.grade is not Grade.OFF
    worse = ", and clearly worse than before" if is_news else ""
    word = _painted(line.grade.word + worse, line.grade, color=color)
    yield f"{measured.line} ({measured.place}): {word}"
    for figure in line.figures:
        yield from _entry(figure.name, figure.text, room)
    for change in line.changes:
        mark = " (clearly worse)" if change.is_worse else ""
        yield from _entry("before", f"{change.text}{mark}", room)
    if not line.changes:
        yield from _entry("before", NOTHING_BEFORE, room)
    for note in measured.notes:
        yield from _entry("note", note, room)
    yield ""


def _entry(name: str, text: str, room: int) -> Iterator[str]:
    first, *rest = wrapped(text, room - _MARGIN) or [""]
    yield f"  {name:<{_MARGIN - 2}}{first}"
    yield from (" " * _MARGIN + more for more in rest)


def _painted(text: str, grade: Grade, *, color: bool) -> str:
    return f"\x1b[{_COLORS[grade]}m{text}\x1b[0m" if color else text


def _object(line: Line) -> dict[str, Any]:
    measured = line.measured
    wire = measured.wire
    return {
        "line": measured.line,
        "verdict": line.grade.word,
        "is_worse": line.is_worse,
        "trouble": measured.trouble,
        "connects_ms": [_tenths(seconds) for seconds in measured.connects_s],
        "connects_failed": measured.refused,
        "jitter_ms": _tenths(measured.jitter_s),
        "round_trip_ms": wire
        and {
            "usual": _tenths(wire.trip.usual_s),
            "least": _tenths(wire.trip.least_s),
            "jitter": _tenths(wire.trip.jitter_s),
        },
        "packets": wire and {"sent": wire.sent, "again": wire.again},
        "log_in_ms": _tenths(measured.log_in_s),
        "cards": measured.cards,
        "ecm": _ecm(measured),
        "figures": [
            {"name": it.name, "text": it.text, "verdict": it.grade.word}
            for it in line.figures
        ],
        "before": [{"text": it.text, "is_worse": it.is_worse} for it in line.changes],
        "notes": list(measured.notes),
    }


def _ecm(measured: Measured) -> dict[str, Any] | None:
    ecm = measured.ecm
    if ecm is None:
        return None
    return {
        "source": ecm.source.value,
        "asked": ecm.asked,
        "failed": ecm.failed,
        "p50_ms": _tenths(ecm.times.p50_s),
        "p95_ms": _tenths(ecm.times.p95_s),
        "p99_ms": _tenths(ecm.times.p99_s),
        "worst_ms": _tenths(ecm.times.worst_s),
    }


def _tenths(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 1)
