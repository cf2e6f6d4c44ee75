"""Now: the headline for each thing that can be the case, receivers and lines."""

from __future__ import annotations

import pytest

from hearth.core import observations as seen
from hearth.core.observations import Outcome
from hearth.observe.live.views import GOOD, Headline, HeadlineKind
from hearth.web.pages.now import headline_words, recent_of
from hearth.web.pages.parts.pictures import BEATS
from hearth.web.texts import LANGUAGES, Texts
from tests.web.pages.asking import Asker
from tests.web.pages.made import MAIN, NASTY, NOW, MadeUp, failed, quiet_home

BAD = [outcome for outcome in Outcome if outcome not in GOOD]


@pytest.mark.asyncio
async def test_all_is_well(ask: Asker) -> None:
    text = await ask.text("/")

    assert "All is well. for 1 h 29 min (" in text
    assert "3 receivers are watching, and every key comes in time." in text
    assert "living room Well Hearth One HD watching for 1 h 29 min" in text
    assert "Time to spare plenty" in text
    assert "study Quiet" in text
    assert "attic Off Has not been here since Hearth started." in text
    assert "card.home.lan :12000 ON" in text
    assert "Cards 2 4ADA, 4ADB Hop 1" in text


@pytest.mark.asyncio
async def test_a_receiver_without_a_key_is_the_first_thing_that_is_said(
    made: MadeUp, ask: Asker
) -> None:
    for later in (10, 20):
        made.clock.now = NOW + later
        made.see(failed("living room", "Hearth One HD"))

    text = await ask.text("/")

    assert text.startswith("living room has no key: its picture stands still.")
    assert f"The line {MAIN} did not answer in time." in text
    assert "2 without a key" in text
    assert "living room No key" in text


@pytest.mark.asyncio
async def test_a_line_that_is_down_says_at_which_step(made: MadeUp, ask: Asker) -> None:
    made.see(seen.LineDown(MAIN, "log-in", "no <i>such</i> user"))

    answer = await ask.get("/")

    assert "Fails at the log-in" in answer.text
    assert "no &lt;i&gt;such&lt;/i&gt; user" in answer.text


@pytest.mark.asyncio
async def test_the_living_part_is_only_that(ask: Asker) -> None:
    answer = await ask.get("/?fragment=live")

    assert "<html" not in answer.text
    assert "All is well." in answer.text


@pytest.mark.asyncio
async def test_a_home_without_anything_is_told_how_to_begin() -> None:
    made = quiet_home()
    made.live.configure([], [])

    text = await Asker(made.home).text("/")

    assert "No line leads to your card yet." in text
    assert "CCcam.cfg has no F: line." in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HeadlineKind)
@pytest.mark.parametrize("count", [1, 3])
def test_every_headline_has_words(
    language: str, kind: HeadlineKind, count: int
) -> None:
    headline = Headline(kind, NOW, NASTY, MAIN, "name look-up", "no such name", count)

    said = headline_words(headline, Texts(language))

    assert said.what
    assert said.todo
    assert said.reason == "no such name"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", BAD)
def test_every_outcome_says_what_to_do(language: str, outcome: Outcome) -> None:
    headline = Headline(
        HeadlineKind.RECEIVER_NO_KEY, NOW, "kitchen", MAIN, "", outcome.value, 1
    )

    said = headline_words(headline, Texts(language))

    assert said.reason == ""
    assert said.todo


def test_only_as_many_answers_are_kept_as_are_drawn(made: MadeUp) -> None:
    recent = recent_of(made.live.ecms())

    assert {len(ecms) for ecms in recent.values()} == {BEATS}
    assert recent["kitchen"][-1].at > recent["kitchen"][0].at
