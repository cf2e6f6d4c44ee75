"""What a run has shown, as text."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from rich.console import Console, RenderableType

from hearth.cli.lab.report import make_console, sentences, tables, view_tables
from hearth.lab.real.run import View
from hearth.lab.simulated.household import simulate
from tests.lab.scenario.homes import happens, home


def text(shown: RenderableType) -> str:
    console = Console(file=StringIO(), width=120, highlight=False)
    console.print(shown)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_healthy_home() -> None:
    report = simulate(home())

    assert "A small home   20 min of simulated time, seed 0" in text(tables(report))
    assert next(sentences(report)) == "No picture froze."


def test_freezes_have_their_causes_and_their_faults() -> None:
    late = happens("slow card", "card", at="'5 min'", for_="'5 min'", more="'2 s'")
    lead = "[broadcast]\nlead = '1 s'"
    report = simulate(home(lead, late))
    said = " ".join(sentences(report))

    assert "Frozen 60 times" in said
    assert "the answer came late" in said
    assert "while there was: slow card" in said
    assert "late." in said
    assert "left without any answer" in " ".join(
        sentences(replace(report, left_unanswered=2))
    )


def test_the_view_names_what_is_on_and_what_each_receiver_does() -> None:
    report = simulate(home())
    view = View(
        elapsed_s=5.0,
        seconds=60.0,
        faults=["loss"],
        states={"tv": "watching", "kitchen": "not connected"},
        receivers=report.receivers,
        lines=report.lines,
    )
    shown = text(view_tables(view))

    assert "5 s of 60 s   now: loss" in shown
    assert "not connected" in shown


def test_where_there_is_no_terminal_nothing_is_cut_off() -> None:
    assert make_console().width >= 80
