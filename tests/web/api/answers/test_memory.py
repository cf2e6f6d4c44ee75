"""What is remembered of an afternoon."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

import pytest

from hearth.observe.history.views import (
    Availability,
    LineSpan,
    LineState,
    NoteKind,
)
from hearth.web.api.answers.memory import MAX_SPANS, joined, note_kinds
from tests.web.api.homes import BEGAN, FAR, NASTY, NEAR, NOW, MadeUp, ask

pytestmark = pytest.mark.asyncio


async def test_a_chart_adds_up_to_the_figures(made: MadeUp) -> None:
    figures = (await ask(made, "/history/figures", receiver="Kids")).value["figures"]
    chart = (await ask(made, "/history/chart", receiver="Kids")).value

    assert sum(it["asked"] for it in chart["buckets"]) == figures["asked"] > 1000
    assert sum(it["failed"] for it in chart["buckets"]) == figures["failed"] > 10
    assert any(it["p50_s"] is None for it in chart["buckets"])


async def test_a_chart_never_has_many_more_steps_than_there_may_be(
    made: MadeUp,
) -> None:
    for buckets in (1, 10, 1000):
        value = (
            await ask(made, "/history/chart", begin=0, end=4102444800, buckets=buckets)
        ).value
        assert len(value["buckets"]) <= max(buckets, 1600) + 2


async def test_channels_come_with_names_and_figures(made: MadeUp) -> None:
    channels = (await ask(made, "/channels")).value["channels"]

    assert [it["channel_name"] for it in channels].count(None) == 1
    for channel in channels:
        one = (await ask(made, f"/channels/{channel['channel']}")).value
        assert {name: one[name] for name in channel} == channel
        assert one["period_s"] == pytest.approx(10, abs=0.5)
    assert len((await ask(made, "/channels", limit=2)).value["channels"]) == 2


async def test_a_channel_that_nobody_knows_is_not_found(made: MadeUp) -> None:
    assert (await ask(made, "/channels/FFFF:000000:0001")).status == 404
    assert (await ask(made, "/channels/4ADA:000010:1234", end=1)).status == 200
    assert (await ask(made, "/channels/4ADA:ABCDEF01:FFFF", end=1)).status == 404


async def test_a_line_was_there_until_it_was_not(made: MadeUp) -> None:
    far = (await ask(made, "/availability", line=FAR, begin=BEGAN)).value

    assert [it["state"] for it in far["spans"]][-2:] == ["up", "down"]
    assert far["spans"][-1]["step"] == "log-in"
    assert 0.3 < far["share"] < 0.5


async def test_a_line_that_is_configured_may_be_unknown_to_the_history(
    made: MadeUp,
) -> None:
    answer = await ask(made, "/availability", line=NEAR, end=5)

    assert (answer.status, answer.value["share"]) == (200, None)
    assert (await ask(made, "/availability", line="gone", end=5)).status == 404
    assert (await ask(made, "/availability")).status == 422


async def test_a_line_that_goes_up_and_down_all_day_is_told_of_in_part(
    made: MadeUp,
) -> None:
    spans = tuple(LineSpan(at, at + 1, LineState.UP) for at in range(MAX_SPANS + 5))
    home = replace(made.home, history=cast("Any", _Flapping(spans)))

    value = (await ask(replace(made, home=home), "/availability", line=NEAR)).value

    assert len(value["spans"]) == MAX_SPANS
    assert value["spans"][-1]["begin"] == MAX_SPANS + 4


class _Flapping:
    """A history in which a line was never there for long."""

    def __init__(self, spans: tuple[LineSpan, ...]) -> None:
        self._spans = spans

    def availability(self, *_: object) -> Availability:
        return Availability(0.5, self._spans)


async def test_the_journal_tells_who_watched_what(made: MadeUp) -> None:
    viewings = (await ask(made, "/journal", receiver=NASTY)).value["viewings"]

    assert [(it["receiver"], it["channel"]) for it in viewings] == [
        (NASTY, "4ADA:ABCDEF01:FFFF")
    ]
    assert len((await ask(made, "/journal", limit=2)).value["viewings"]) == 2


async def test_notes_can_be_of_one_kind(made: MadeUp) -> None:
    notes = (await ask(made, "/notes", begin=BEGAN - 10)).value["notes"]
    freezes = (await ask(made, "/notes", kind="freeze")).value["notes"]

    assert {"freeze", "restart", "line_down", "logged_in"} <= {
        it["kind"] for it in notes
    }
    assert [(it["kind"], it["receiver"]) for it in freezes] == [
        ("freeze", "Living room")
    ]


async def test_around_a_moment_are_questions_and_notes(made: MadeUp) -> None:
    value = (await ask(made, "/receivers/Kids/around", at=BEGAN + 4020)).value

    assert len(value["ecms"]) == 3
    assert {it["receiver"] for it in value["ecms"]} == {"Kids"}
    assert [it["kind"] for it in value["notes"]] == ["line_down", "missed"]
    assert value["end"] - value["begin"] == 30


async def test_what_is_not_written_down_yet_is_there_too(
    made: MadeUp, forgetful: MadeUp
) -> None:
    with_history = (await ask(made, "/receivers/Kids/around")).value["ecms"]
    without = (await ask(forgetful, "/receivers/Kids/around")).value

    assert [it["at"] for it in without["ecms"]] == [NOW - 29, NOW - 19, NOW - 9]
    assert with_history == without["ecms"]
    assert without["notes"] == []


async def test_where_the_live_ones_begin_nothing_is_missing(made: MadeUp) -> None:
    at = made.live.ecms()[0].at + 100

    value = (await ask(made, "/receivers/Kids/around", at=at, seconds=300)).value

    times = [it["at"] for it in value["ecms"]]
    assert len(times) in (30, 31)  # both ends belong to it
    assert {round(b - a) for a, b in pairwise(times)} == {10}


async def test_what_is_in_both_is_told_once(made: MadeUp) -> None:
    ecms = [it for it in made.live.ecms() if it.receiver == "Kids"]

    assert joined(ecms[:5], ecms[3:8]) == ecms[:8]
    assert joined(ecms[:5], []) == ecms[:5]
    assert joined([], ecms[:2]) == ecms[:2]


async def test_before_time_began_there_is_nothing(made: MadeUp) -> None:
    value = (await ask(made, "/receivers/Kids/around", at=5)).value

    assert (value["begin"], value["ecms"]) == (0.0, [])


async def test_a_kind_of_note_is_found_by_its_word() -> None:
    assert note_kinds(None) is None
    assert note_kinds("line_down") == (NoteKind.LINE_DOWN,)
