"""A household in simulated time: the same for the same seed, and for a month."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import settings

from hearth.core.observations import EcmDone, Observation
from hearth.lab.scenario.plan import DAY_S, Scenario
from hearth.lab.scenario.shipped import shipped
from hearth.lab.screen import Cause
from hearth.lab.simulated.household import SimulatedHousehold, simulate
from tests.lab.scenario.homes import TWO_LINES, happens, home

# `--hypothesis-profile=nightly` runs all of it; a change is judged by a part.
IS_NIGHTLY = settings.get_current_profile_name() == "nightly"
SOAK_DAYS = 30.0 if IS_NIGHTLY else 0.5  # two minutes of a quiet core, two seconds
LOOK_EVERY_S = 3600.0
MOST_OPEN = 32  # questions of 8 receivers
MOST_TIMERS = 64


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    def run(seed: int) -> str:
        return json.dumps(simulate(shipped()["card-hiccups"], seed=seed).as_json())

    assert run(1) == run(1)
    assert run(1) != run(2)


# Lead and card time of one receiver; the freeze of each period is r - lead.
LATE = [(2.0, 2.6), (2.0, 1.8), (1.4, 2.0), (9.0, 4.0)]


@pytest.mark.parametrize(("lead_s", "card_s"), LATE)
def test_a_late_answer_freezes_for_what_the_field_notes_say(
    lead_s: float, card_s: float
) -> None:
    text = f"""
name = "late"
tells = "late"
lasts = "10 min"
[broadcast]
lead = "{lead_s} s"
[[card]]
name = "card"
time = "{card_s} s"
spread = 0
[[line]]
name = "card.home.lan"
network = "0 ms"
[[receiver]]
name = "tv"
network = "0 ms"
"""
    (tv,) = simulate(home(text=text)).receivers
    freezes = tv.freezes.get(Cause.LATE.value, 0)

    if card_s > lead_s:
        assert 57 <= freezes <= 60
        assert tv.longest_freeze_s == pytest.approx(card_s - lead_s, abs=1e-3)
        total = (card_s - lead_s) * freezes
        assert sum(tv.frozen_s.values()) == pytest.approx(total, abs=0.3)
    else:
        assert freezes == 0


def test_five_channels_that_change_together_wait_for_one_card() -> None:
    report = simulate(shipped()["everybody-watches"])
    waits = sorted(seen.times.p50_s or 0.0 for seen in report.receivers)

    assert waits[0] == pytest.approx(0.6, abs=0.1)
    assert waits[-1] == pytest.approx(5 * 0.6, abs=0.4)


def test_a_line_that_dies_freezes_nobody_while_there_is_another() -> None:
    for fault in ("line ends", "line falls silent"):
        dies = happens(fault, "card.home.lan", at="'5 min'", for_="'5 min'")
        report = simulate(home(dies, text=TWO_LINES))

        assert report.frozen_s == 0, fault
        assert report.lines[0].down_s > 200


def test_an_observer_is_told_everything_with_its_moment() -> None:
    seen: list[tuple[Observation, float]] = []
    report = simulate(home(), observers=[lambda what, now: seen.append((what, now))])
    done = [what for what, _ in seen if isinstance(what, EcmDone)]

    assert len(done) == sum(r.questions for r in report.receivers)
    assert [now for _, now in seen] == sorted(now for _, now in seen)


def test_what_is_so_from_before_the_beginning() -> None:
    never = home(happens("hub restarts"), happens("silent card", "card"))
    report = simulate(never)

    assert all(seen.right == 0 for seen in report.receivers)
    assert all(seen.reconnects > 100 for seen in report.receivers)


def soak() -> Scenario:
    """A week's household, with faults enough for a month."""
    first, second = "first", "second"
    # fault, to whom, when first, for how long, every so often, with what
    told: tuple[tuple[str, str, str, str, str, dict[str, str]], ...] = (
        ("line ends", "second.home.lan", "1 h", "2 min", "5 h", {}),
        ("refusals", first, "2 h", "20 min", "7 h", {"share": "'20 %'"}),
        ("stale control words", second, "3 h", "4 min", "9 h", {"share": "'30 %'"}),
        ("wrong control words", first, "4 h", "9 min", "11 h", {"share": "'30 %'"}),
        ("silent card", first, "5 h", "10 min", "13 h", {}),
        ("hub restarts", "hearth", "90 min", "20 s", "8 h", {}),
        ("reconnect storm", "workshop", "6 h", "2 min", "10 h", {}),
        ("stops reading", "study", "13 h", "10 min", "20 h", {}),
        ("wrong password", "kids", "7 h", "5 min", "12 h", {}),
    )
    more = [
        happens(fault, to, at=f"'{at}'", for_=f"'{for_}'", every=f"'{every}'", **values)
        for fault, to, at, for_, every, values in told
    ]
    folder = Path(__file__).parents[3] / "src/hearth/lab/scenarios"
    text = (folder / "week.toml").read_text().replace('"00:00"', '"06:00"', 1)
    return home(*more, text=text)


def test_a_soak_leaves_nobody_without_an_answer_and_keeps_nothing() -> None:
    household = SimulatedHousehold(soak())
    sizes: list[tuple[int, int, int]] = []

    def look() -> None:
        server = household.hub.server
        if server is not None:
            router = server._router
            answers = router.answers
            assert len(answers._given) <= 256
            sizes.append((len(router), len(server._timers), len(answers)))
        sizes.append((0, 0, len(household.agenda)))
        household.agenda.after(LOOK_EVERY_S, look)

    household.agenda.at(LOOK_EVERY_S, look)
    household.run(SOAK_DAYS * DAY_S)
    report = household.report()

    assert report.left_unanswered == 0
    assert sum(seen.right for seen in report.receivers) > 5000 * SOAK_DAYS
    assert [seen.wrong for seen in report.receivers] == [0] * 8
    assert sum(line.bad for line in report.lines) > 0  # and nobody got them
    assert max(open_ for open_, _, _ in sizes) <= MOST_OPEN
    assert max(timers for _, timers, _ in sizes) <= MOST_TIMERS
    assert max(kept for _, _, kept in sizes) <= 256
