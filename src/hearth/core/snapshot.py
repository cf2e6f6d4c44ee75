"""What is going on, as immutable values: for pages and tables, never for decisions."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.dvb import Card


@dataclass(frozen=True, slots=True)
class ReceiverView:
    """A receiver that is logged in; ``since`` is monotonic seconds."""

    name: str
    address: str
    program: str
    since: float
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line, up or down; ``step`` and ``reason`` say why it is down."""

    name: str
    is_up: bool
    is_paused: bool
    step: str
    reason: str
    cards: tuple[Card, ...]
    usual_s: float
    under_way: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything, at one moment."""

    receivers: tuple[ReceiverView, ...]
    lines: tuple[LineView, ...]
    questions: int
