"""A scenario on real sockets, from its beginning to its report."""

from __future__ import annotations

import asyncio

import pytest

from hearth.lab.real.run import RealRun, View, in_haste
from hearth.lab.scenario.plan import NEVER, Scenario
from hearth.lab.scenario.report import Report
from hearth.lab.screen import Cause
from tests.lab.real.hubs import open_hub
from tests.lab.scenario.homes import TWO_LINES, happens, home

QUICK = """
[broadcast]
period = "600 ms"
lead = "500 ms"
"""
CARD = 'name = "card"'
FAST = 'name = "card"\ntime = "20 ms"\nserial = false'


def quick(*more: str, text: str = "") -> Scenario:
    """A home whose keys last little over half a second."""
    if not text:
        return home(QUICK, *more, text=_SMALL)
    return home(QUICK, *more, text=text)


_SMALL = """
name = "A small home"
tells = "One card, one line, two receivers."
lasts = "4 s"
channels = ["One", "Two"]
[[card]]
name = "card"
time = "20 ms"
serial = false
[[line]]
name = "card.home.lan"
[[receiver]]
name = "tv"
channels = "One"
[[receiver]]
name = "kitchen"
channels = "Two"
"""


async def run(scenario: Scenario, seconds: float = 4.0) -> tuple[Report, list[View]]:
    views: list[View] = []
    running = RealRun(scenario, seconds=seconds, open_hub=open_hub)
    return await running.run(views.append, 0.2), views


@pytest.mark.asyncio
async def test_a_healthy_home_shows_its_pictures() -> None:
    report, views = await run(quick())

    assert all(seen.right == seen.questions >= 4 for seen in report.receivers)
    assert report.left_unanswered == 0
    assert report.lines[0].times.count >= 8
    assert [view.elapsed_s for view in views] == sorted(v.elapsed_s for v in views)
    assert views[-1].states == {"tv": "watching", "kitchen": "watching"}


# What happens from the first second on; what is to be seen at a receiver or a line.
REAL = [
    ("slow card", "card", {"more": "'1500 ms'"}),
    ("silent card", "card", {}),
    ("wrong control words", "card", {"how": "'swapped'"}),
    ("refusals", "card", {}),
    ("line ends", "card.home.lan", {}),
    ("line falls silent", "card.home.lan", {}),
    ("firewall rejects", "card.home.lan", {}),
    ("wrong password", "card.home.lan", {}),
    ("expired account", "card.home.lan", {}),
    ("name unknown", "card.home.lan", {}),
    ("name elsewhere", "card.home.lan", {"outside": "true"}),
    ("shared account", "tv", {"account": "'kitchen'"}),
    ("wrong password", "tv", {}),
    ("line ends", "tv", {}),
    ("delay", "tv", {"more": "'1200 ms'"}),
    ("wifi pauses", "tv", {"pause": "'1900 ms'", "each": "'2 s'"}),
    ("reconnect storm", "tv", {"each": "'50 ms'"}),
    ("stops reading", "tv", {}),
    ("hub restarts", "hearth", {}),
]


async def shows(name: str, to: str, values: dict[str, str]) -> str:
    """Run a home with a fault; say what is not as it should be, or nothing."""
    values = {"at": "'1 s'", "for_": "'2 s'"} | values
    report, views = await run(quick(happens(name, to, **values)))
    tv, kitchen = report.receivers
    lost = tv.wrong + tv.refused + tv.unanswered + tv.reconnects
    wrong = []
    if not any(name in view.faults for view in views):
        wrong.append("the fault was never on")
    if not tv.frozen_s and not lost:
        wrong.append("it does not show")
    if to == "tv" and kitchen.right != kitchen.questions:
        wrong.append("somebody else was hit")
    if report.left_unanswered:
        wrong.append("questions were left")
    return f"{name}: {', '.join(wrong)}" if wrong else ""


@pytest.mark.asyncio
async def test_every_fault_of_real_sockets_shows() -> None:
    """All at once, each in a home of its own: they do little but wait."""
    found = await asyncio.gather(*(shows(*fault) for fault in REAL))

    assert "; ".join(wrong for wrong in found if wrong) == ""


@pytest.mark.asyncio
async def test_a_second_line_keeps_the_picture() -> None:
    text = TWO_LINES.replace(CARD, FAST).replace('"20 min"', '"4 s"')
    text = text.replace(
        'name = "other"\n[[line]]', 'name = "other"\ntime = "20 ms"\n[[line]]'
    )
    report, _ = await run(
        quick(happens("line ends", "card.home.lan", at="'1 s'"), text=text)
    )

    assert all(seen.right == seen.questions for seen in report.receivers)
    assert report.lines[0].downs


@pytest.mark.asyncio
async def test_it_may_be_ended_earlier() -> None:
    running = RealRun(quick(), seconds=60.0, open_hub=open_hub)
    asyncio.get_running_loop().call_later(0.5, running.end)
    report = await running.run(lambda _: None, 10.0)

    assert 0.4 < report.seconds < 10
    assert Cause.LATE.value not in report.frozen_by_cause()


def test_what_is_long_is_shown_in_haste() -> None:
    scenario = home(
        happens("hub restarts", at="'10 min'", for_="'5 s'", every="'5 min'"),
        happens("silent card", "card", at="'5 min'"),
        happens("loss", "tv", at="'5 min'", for_="'10 min'"),
    )
    first, second, third = in_haste(scenario, 20.0, 60.0).happens

    assert (first.at_s, first.for_s, first.every_s) == (30.0, 5.0, 15.0)
    assert (second.at_s, second.for_s, second.every_s) == (15.0, NEVER, NEVER)
    assert third.for_s == 15.0
