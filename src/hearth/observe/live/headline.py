"""The one sentence: whether all is well, and if not what is wrong, since when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hearth.observe.live.views import (
    Headline,
    HeadlineKind,
    LineStatus,
    Outcome,
    Picture,
    ReceiverStatus,
    Refusal,
)

REFUSED_FOR_S: Final = 600.0  # who still tries, tries every few seconds

WATCHING: Final = frozenset({Picture.WELL, Picture.LATE, Picture.NO_KEY})
# The household's own choice: worth a sentence only if nothing is broken.
CHOSEN: Final = frozenset({Outcome.DENIED, Outcome.OUT_OF_HOURS})


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the sentence is made of; fields as in `Status`."""

    at: float
    started: float
    receivers: Sequence[ReceiverStatus]
    lines: Sequence[LineStatus]
    refusals: Sequence[Refusal] = ()


def headline(pieces: Pieces) -> Headline:
    """Say the worst that is true now."""
    for judge in _JUDGES:
        found = judge(pieces)
        if found is not None:
            return found
    return _all_well(pieces)


def _no_lines(pieces: Pieces) -> Headline | None:
    if pieces.lines:
        return None
    return Headline(HeadlineKind.NO_LINES_CONFIGURED, pieces.started)


def _all_lines_down(pieces: Pieces) -> Headline | None:
    """Nothing can be answered: since the last of them went, and why the first did."""
    if any(line.is_up for line in pieces.lines):
        return None
    tried = [line for line in pieces.lines if line.step] or pieces.lines
    since = max(line.since for line in tried) or pieces.started
    return _about_line(HeadlineKind.ALL_LINES_DOWN, tried[0], since, len(pieces.lines))


def _line_down(pieces: Pieces) -> Headline | None:
    """Find a line that is down; one whose first attempt is being made is not yet."""
    down = [line for line in pieces.lines if not line.is_up and line.step]
    if not down:
        return None
    first = min(down, key=lambda line: line.since)
    return _about_line(HeadlineKind.LINE_DOWN, first, first.since, len(down))


def _about_line(
    kind: HeadlineKind, line: LineStatus, since: float, count: int
) -> Headline:
    return Headline(
        kind, since, line=line.name, step=line.step, reason=line.reason, count=count
    )


def _receiver_no_key(pieces: Pieces) -> Headline | None:
    without = [r for r in pieces.receivers if r.picture is Picture.NO_KEY]
    broken = [r for r in without if r.outcome not in CHOSEN]
    return _about_receivers(HeadlineKind.RECEIVER_NO_KEY, broken or without)


def _receiver_late(pieces: Pieces) -> Headline | None:
    late = [r for r in pieces.receivers if r.picture is Picture.LATE]
    return _about_receivers(HeadlineKind.RECEIVER_LATE, late)


def _about_receivers(
    kind: HeadlineKind, receivers: Sequence[ReceiverStatus]
) -> Headline | None:
    """Name the receiver that is in trouble for longest."""
    if not receivers:
        return None
    first = min(receivers, key=lambda receiver: receiver.picture_since)
    return Headline(
        kind,
        first.picture_since,
        receiver=first.name,
        line=first.last.line if first.last is not None else "",
        reason=first.outcome.value if first.outcome is not None else "",
        count=len(receivers),
    )


def _receiver_refused(pieces: Pieces) -> Headline | None:
    """
    Find a log-in that was refused a moment ago.

    Who gave no name is somebody's port scan rather than a receiver.
    """
    fresh = [
        refusal
        for refusal in pieces.refusals
        if refusal.user and pieces.at - refusal.at <= REFUSED_FOR_S
    ]
    if not fresh:
        return None
    newest = max(fresh, key=lambda refusal: refusal.at)
    return Headline(
        HeadlineKind.RECEIVER_REFUSED,
        newest.at,
        receiver=newest.user,
        reason=newest.reason,
        count=len({refusal.user for refusal in fresh}),
    )


def _no_receiver(pieces: Pieces) -> Headline | None:
    if any(receiver.is_connected for receiver in pieces.receivers):
        return None
    left = max((receiver.since for receiver in pieces.receivers), default=0.0)
    return Headline(HeadlineKind.NO_RECEIVER, left or pieces.started)


def _all_well(pieces: Pieces) -> Headline:
    """Say how many watch, and since when nothing was wrong."""
    ended = [line.since for line in pieces.lines]
    ended += [receiver.trouble_at for receiver in pieces.receivers]
    return Headline(
        HeadlineKind.ALL_WELL,
        max([*ended, pieces.started]),
        count=sum(receiver.picture in WATCHING for receiver in pieces.receivers),
    )


# The worst first, as `HeadlineKind` has them.
_JUDGES: Final[tuple[Callable[[Pieces], Headline | None], ...]] = (
    _no_lines,
    _all_lines_down,
    _receiver_no_key,
    _line_down,
    _receiver_late,
    _receiver_refused,
    _no_receiver,
)
