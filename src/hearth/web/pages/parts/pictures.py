"""
Small drawings: what goes where, in numbers that a template puts into SVG.

No style attributes, which the content security policy forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log1p
from typing import Any, Final, NamedTuple

from hearth.observe.history.views import LineSpan, LineState
from hearth.observe.live.verdicts import judge_margin, lead_of
from hearth.observe.live.views import Ecm
from hearth.web.pages.parts.looks import line_look, look

BEATS: Final = 40  # what fits into a card on a phone
BEATS_HEIGHT: Final = 40
SMALL_S: Final = 0.02  # below it, answers look alike
WIDTH: Final = 100


def beats(
    ecms: Sequence[Ecm], period_s: float | None, count: int = BEATS
) -> dict[str, str]:
    """
    Draw the last answers as bars, the newest on the right.

    Heights are logarithmic: the full height is the time after which a picture
    freezes, and a card's usual answer is still to be seen. What failed is as
    high as can be.

    Returns:
        For each colour the path of its bars.

    """
    lead = lead_of(period_s)
    latest = ecms[-count:]
    paths: dict[str, str] = {}
    for at, ecm in enumerate(latest, count - len(latest)):
        size = min(1.0, log1p(ecm.total_s / SMALL_S) / log1p(lead / SMALL_S))
        height = BEATS_HEIGHT * (max(size, 0.08) if ecm.is_good else 1.0)
        bar = f"M{5 * at} {BEATS_HEIGHT}v-{height:.1f}h3.6v{height:.1f}z"
        colour = _beat_colour(ecm, lead)
        paths[colour] = paths.get(colour, "") + bar
    return paths


def _beat_colour(ecm: Ecm, lead: float) -> str:
    if not ecm.is_good:
        return look(ecm.outcome).colour
    verdict = judge_margin(ecm.total_s / lead)
    assert verdict is not None
    return look(verdict).colour


class Leg(NamedTuple):
    """A part of an answer's time: which, how long, and where it is drawn."""

    name: str
    seconds: float
    x: float
    width: float


def legs(ecm: Ecm, whole_s: float) -> list[Leg]:
    """
    Split an answer's time into its legs.

    Args:
        ecm: The question.
        whole_s: The time that is as wide as the drawing.

    """
    if ecm.joined:
        parts = [("waiting", ecm.wait_s), ("rest", ecm.rest_s)]
    else:
        parts = [
            ("queue", ecm.queue_s),
            ("line", ecm.line_s),
            ("rest", ecm.rest_s),
        ]
    drawn, x = [], 0.0
    for name, seconds in parts:
        width = min(WIDTH - x, WIDTH * seconds / whole_s) if whole_s > 0 else 0.0
        drawn.append(Leg(name, seconds, round(x, 2), round(width, 2)))
        x += width
    return [leg for leg in drawn if leg.seconds > 0]


Piece = tuple[float, float]  # of a strip: from where and how wide, in hundredths of it


def piece(begin: float, end: float, of_begin: float, of_end: float) -> Piece:
    """Place a span of time in a strip."""
    scale = WIDTH / max(of_end - of_begin, 1e-9)
    left = min(max(scale * (begin - of_begin), 0.0), WIDTH)
    right = min(max(scale * (end - of_begin), left), WIDTH)
    # What is there can be seen, however short it was.
    return round(left, 1), round(max(right - left, 0.3), 1)


def strip_path(spans: Iterable[LineSpan], state: str, begin: float, end: float) -> str:
    """Draw all spans of one state as one path: a year of a line has thousands."""
    wanted = LineState[state]
    pieces = {piece(s.begin, s.end, begin, end) for s in spans if s.state is wanted}
    return "".join(f"M{x} 0h{w}v10h-{w}z" for x, w in sorted(pieces))


PICTURES: Final[dict[str, Callable[..., Any]]] = {
    "beats": beats,
    "legs": legs,
    "strip_path": strip_path,
    "look": look,
    "line_look": line_look,
    "lead_of": lead_of,
}
