"""What ``hearth demo`` shows: values in, tables and lines of text out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, assert_never

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from hearth.cli.tables import quiet_table
from hearth.core.snapshot import LineView
from hearth.lab.statistics import Statistics, milliseconds

WIDTH: Final = 79  # columns: a terminal of 80 shows all of it
HEIGHT: Final = 24  # rows that all of it needs

_GAP: Final = Text()


class Phase(Enum):
    """How far the demo has come."""

    RUNNING = auto()
    ENDING = auto()  # nothing more is asked; what is under way is waited for
    OVER = auto()


@dataclass(frozen=True, slots=True)
class ReceiverRow:
    """A receiver, as it is now."""

    name: str
    channel: str
    state: str
    is_well: bool
    statistics: Statistics

    @property
    def ended(self) -> int:
        """How many of its questions have ended, well or not."""
        seen = self.statistics
        return seen.right + seen.wrong + seen.refused + seen.unanswered


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line, as it is now; ``usual_s`` is the p95 of its latest answers."""

    view: LineView
    usual_s: float | None


@dataclass(frozen=True, slots=True)
class Scene:
    """
    All that there is to see at one moment.

    Attributes:
        elapsed_s: Since the beginning.
        seconds: Until when; None: until somebody ends it.
        port: Hearth's.
        card_ms: What the card takes for a question, for people.
        receivers: In a fixed order.
        lines: In the order of the configuration.
        card_questions: How many the card was asked.
        config: The file that would do the same, without its passwords.
        phase: How far it has come.
        web_port: Of the pages; None if there are none.

    """

    elapsed_s: float
    seconds: float | None
    port: int
    card_ms: str
    receivers: tuple[ReceiverRow, ...]
    lines: tuple[LineRow, ...]
    card_questions: int
    config: str
    phase: Phase = Phase.RUNNING
    web_port: int | None = None

    @property
    def all_right(self) -> bool:
        """Whether every receiver got an answer, and every answer was right."""
        return all(row.statistics.all_right for row in self.receivers)

    @property
    def right(self) -> int:
        """Right answers of all receivers."""
        return sum(row.statistics.right for row in self.receivers)

    @property
    def ended(self) -> int:
        """Questions of all receivers that have ended."""
        return sum(row.ended for row in self.receivers)


def verdict(scene: Scene) -> str:
    """Say in a few words how it goes."""
    if not scene.ended:
        return "no question has been answered yet"
    if scene.right == scene.ended:
        return f"all {scene.ended} questions got the right answer"
    seen = [row.statistics for row in scene.receivers]
    troubles = (
        (sum(s.wrong for s in seen), "wrong"),
        (sum(s.refused for s in seen), "refused"),
        (sum(s.unanswered for s in seen), "without answer"),
    )
    named = ", ".join(f"{count} {what}" for count, what in troubles if count)
    return f"{scene.right} of {scene.ended} questions got the right answer: {named}"


def sentence(scene: Scene) -> str:
    """Say what is going on, and how to end it."""
    match scene.phase:
        case Phase.RUNNING:
            return (
                f"Three receivers ask Hearth on port {scene.port}, and Hearth asks a"
                f" made-up card that takes {scene.card_ms}. So far {verdict(scene)};"
                f" the card was asked {_times(scene)}. {pages(scene)}"
                " Press Ctrl-C to end."
            )
        case Phase.ENDING:
            return (
                "Ending: the last questions are waiting for their answers."
                " Press Ctrl-C again to end at once."
            )
        case Phase.OVER:
            return f"{_ended(scene)} The card was asked {_times(scene)}."
        case _:
            assert_never(scene.phase)


def pages(scene: Scene) -> str:
    """Say where the pages are."""
    if scene.web_port is None:
        return "There are no pages: another program has taken their port."
    return f"The same in a browser: http://127.0.0.1:{scene.web_port}/"


def _times(scene: Scene) -> str:
    asked = f"{scene.card_questions} times"
    if scene.card_questions < scene.ended:
        return f"only {asked}, because receivers that watch the same share the answer"
    return asked


def _ended(scene: Scene) -> str:
    return f"After {scene.elapsed_s:.0f} s: {verdict(scene)}."


def plain_line(scene: Scene) -> str:
    """Say the same in one line, for a file or a pipe."""
    times = ", ".join(
        f"{row.name} {milliseconds(row.statistics.last_s)}" for row in scene.receivers
    )
    lines = ", ".join(f"{row.view.name} {_on_off(row.view)}" for row in scene.lines)
    return f"{_clock(scene)}  {verdict(scene)}; {times}; line {lines}"


def summary(scene: Scene) -> list[str]:
    """Say at the end what every receiver has seen, and what to make of it."""
    rows = [
        f"{row.name:<12} {row.statistics.right:>4} of {row.ended} right"
        f"   p50 {milliseconds(row.statistics.p50_s)}"
        f"   p95 {milliseconds(row.statistics.p95_s)}"
        for row in scene.receivers
    ]
    return [*rows, _ended(scene)]


def tables(scene: Scene, *, height: int = HEIGHT) -> RenderableType:
    """
    Show everything that there is room for.

    Args:
        scene: What there is to see.
        height: Rows of the terminal; with fewer than 24 the file is left out.

    """
    title = Text.assemble(
        ("Hearth demo", "bold"), f"   port {scene.port}   {_clock(scene)}"
    )
    reasons = _reasons(scene)
    parts: list[RenderableType] = [title, _GAP, _receivers(scene), _GAP, _lines(scene)]
    parts += [_GAP, *reasons, _wrapped(sentence(scene))]
    if height >= HEIGHT and not reasons:
        parts += [_GAP, Text("The same in a CCcam.cfg:", "bold"), Text(scene.config)]
    return Group(*parts, _GAP)  # an empty row, so that the ^C of Ctrl-C tears nothing


def _receivers(scene: Scene) -> Table:
    table = quiet_table()
    table.add_column("Receiver", width=10)
    table.add_column("Channel", width=11)
    for name, width in (("ECM time", 8), ("p50", 7), ("p95", 7)):
        table.add_column(name, justify="right", width=width)
    table.add_column("Right/asked", justify="right", width=11)
    table.add_column("State", width=13)
    for row in scene.receivers:
        seen = row.statistics
        table.add_row(
            row.name,
            row.channel,
            milliseconds(seen.last_s),
            milliseconds(seen.p50_s),
            milliseconds(seen.p95_s),
            Text(f"{seen.right}/{row.ended}", _colour(well=seen.right == row.ended)),
            Text(row.state, _colour(well=row.is_well)),
        )
    return table


def _lines(scene: Scene) -> Table:
    table = quiet_table()
    table.add_column("Line", width=30)
    table.add_column("Usual time", justify="right", width=10)
    table.add_column("Hop", justify="right", width=7)
    table.add_column("Card", justify="right", width=11)
    table.add_column("State", width=13)
    for row in scene.lines:
        view = row.view
        table.add_row(
            view.name,
            milliseconds(row.usual_s),
            ", ".join(str(card.hops + 1) for card in view.cards) or "-",
            ", ".join(str(card.ca_system_id) for card in view.cards) or "none",
            Text(_on_off(view), _colour(well=view.is_up)),
        )
    return table


def _reasons(scene: Scene) -> list[RenderableType]:
    return [
        _wrapped(f"{row.view.name} is OFF at its {row.view.step}: {row.view.reason}.")
        for row in scene.lines
        if not row.view.is_up and row.view.reason
    ]


def _wrapped(text: str) -> RenderableType:
    return Constrain(Text(text), WIDTH)


def _colour(*, well: bool) -> str:
    """Colours that can be read on light and on dark, and never alone say anything."""
    return "green" if well else "bold red"


def _on_off(view: LineView) -> str:
    return "ON" if view.is_up else "OFF"


def _clock(scene: Scene) -> str:
    shown = f"{scene.elapsed_s:.0f} s"
    return shown if scene.seconds is None else f"{shown} of {scene.seconds:g} s"


def make_console() -> Console:
    """Make the console that is drawn on: standard output, as it is now."""
    return Console(highlight=False)
