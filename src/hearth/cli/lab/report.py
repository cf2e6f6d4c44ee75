"""What a run of a scenario has shown, for people: values in, tables out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from hearth.cli.tables import quiet_table
from hearth.lab.real.run import View
from hearth.lab.scenario.report import LineReport, Report, Times
from hearth.lab.scenario.units import for_people
from hearth.lab.statistics import milliseconds

WIDTH: Final = 112  # columns where there is no terminal to say

_GAP: Final = Text()


def make_console() -> Console:
    """Make the console that is written on: standard output, as it is now."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def tables(report: Report) -> RenderableType:
    """Show what every receiver saw, why it froze, and how the lines did."""
    head = f"{report.scenario}   {for_people(report.seconds)} of {report.world}"
    parts: list[RenderableType] = [
        Text(f"{head}, seed {report.seed}", "bold"),
        Text(report.tells),
        *(Text(f"- {fault}") for fault in report.faults),
        _GAP,
        _receivers(report),
        _GAP,
        _lines(report.lines),
        _GAP,
        *(Text(line) for line in sentences(report)),
    ]
    return Group(*parts)


def view_tables(view: View) -> RenderableType:
    """Show what is going on while a scenario runs."""
    table = quiet_table()
    table.add_column("Receiver", no_wrap=True)
    table.add_column("State", no_wrap=True, min_width=16)
    for name in ("Questions", "Right", "Late", "Lost", "p50", "p95", "Frozen"):
        table.add_column(name, justify="right")
    for seen in view.receivers:
        frozen_s = sum(seen.frozen_s.values())
        state = view.states[seen.name]
        table.add_row(
            seen.name,
            Text(state, "green" if state == "watching" else "bold red"),
            str(seen.questions),
            str(seen.right),
            str(seen.late),
            str(seen.wrong + seen.refused + seen.unanswered),
            milliseconds(seen.times.p50_s),
            milliseconds(seen.times.p95_s),
            Text(for_people(frozen_s), "bold red" if frozen_s else "green"),
        )
    on = ", ".join(view.faults) or "nothing"
    clock = f"{view.elapsed_s:.0f} s of {view.seconds:.0f} s"
    return Group(
        Text(f"{clock}   now: {on}", "bold"), _GAP, table, _GAP, _lines(view.lines)
    )


def sentences(report: Report) -> Iterator[str]:
    """Say why pictures froze, and what was left without an answer."""
    causes = report.frozen_by_cause()
    if not causes:
        yield "No picture froze."
    for cause, (count, seconds) in causes.items():
        times = "once" if count == 1 else f"{count} times"
        yield f"Frozen {times}, {for_people(seconds)} in all: {cause}."
    during: dict[str, float] = {}
    for seen in report.receivers:
        for fault, seconds in seen.during.items():
            during[fault] = during.get(fault, 0.0) + seconds
    for fault, seconds in sorted(during.items()):
        yield f"Of that, {for_people(seconds)} while there was: {fault}."
    lead = f"lead {for_people(report.lead_s)} of {for_people(report.period_s)}"
    slowest = max((_p99(seen.times) for seen in report.receivers), default=0.0)
    margin = report.lead_s - slowest
    if margin > 0:
        yield (
            f"At a {lead}, the slowest answer in a hundred leaves {for_people(margin)}."
        )
    else:
        yield (
            f"At a {lead}, the slowest answer in a hundred is"
            f" {for_people(-margin)} late."
        )
    if report.left_unanswered:
        yield f"{report.left_unanswered} questions were left without any answer."


def _p99(times: Times) -> float:
    return times.p99_s or 0.0


def _receivers(report: Report) -> Table:
    table = quiet_table()
    table.add_column("Receiver", no_wrap=True)
    columns = ("Watched", "Questions", "Right", "Late", "Lost", "p50", "p99")
    for name in (*columns, "Frozen", "Longest", "Zap p95", "Reconnects"):
        table.add_column(name, justify="right")
    for seen in report.receivers:
        frozen_s = sum(seen.frozen_s.values())
        table.add_row(
            seen.name,
            for_people(seen.watched_s),
            str(seen.questions),
            str(seen.right),
            str(seen.late),
            str(seen.wrong + seen.refused + seen.unanswered),
            milliseconds(seen.times.p50_s),
            milliseconds(seen.times.p99_s),
            Text(for_people(frozen_s), "bold red" if frozen_s else "green"),
            for_people(seen.longest_freeze_s),
            milliseconds(seen.zap.p95_s),
            str(seen.reconnects),
        )
    return table


def _lines(lines: Sequence[LineReport]) -> Table:
    table = quiet_table()
    table.add_column("Line", no_wrap=True)
    for name in ("Answers", "p50", "p95", "p99", "Failed", "Bad", "Not connected"):
        table.add_column(name, justify="right")
    table.add_column("Lost at")
    for line in lines:
        table.add_row(
            line.name,
            str(line.times.count),
            milliseconds(line.times.p50_s),
            milliseconds(line.times.p95_s),
            milliseconds(line.times.p99_s),
            str(line.failed),
            str(line.bad),
            for_people(line.down_s),
            _steps(line.downs),
        )
    return table


def _steps(downs: Mapping[str, int]) -> str:
    return ", ".join(f"{step} {count}x" for step, count in downs.items()) or "-"
