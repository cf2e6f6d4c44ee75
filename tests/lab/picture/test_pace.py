"""The stream's own speed."""

import asyncio

import pytest

from hearth.lab.card_system import SERVICE_ID, make_ecm
from hearth.lab.picture.box import Box
from hearth.lab.picture.pace import RealPace, SimulatedCard
from hearth.lab.statistics import Verdict
from hearth.lab.watch import Watch
from tests.lab.picture.streams import after
from tests.lab.picture.test_box import packets, tables
from tests.lab.stream import need

pytestmark = pytest.mark.asyncio


def never() -> bool:
    return False


async def test_real_time_goes_by_at_its_speed() -> None:
    loop = asyncio.get_running_loop()
    pace = RealPace(speed=10)
    assert pace.now == 0.0

    await pace.until(5.0)
    began = loop.time()
    await pace.until(6.0)

    assert loop.time() - began >= 0.09
    assert pace.now >= 5.99


async def test_the_stream_waits_for_who_cannot_keep_up() -> None:
    clock = [100.0]
    pace = RealPace(clock=lambda: clock[-1])
    await pace.until(5.0)
    assert pace.now == 5.0

    clock.append(100.03)
    await pace.until(5.01)  # a little late: made up for
    assert pace.now == pytest.approx(5.03)

    clock.append(101.0)
    await pace.until(5.5)  # half a second late
    assert pace.now == 5.5
    assert pace.waited_s == pytest.approx(0.5)


async def test_the_stream_stands_still_until_something_holds() -> None:
    watch, box = Watch(), [False]
    pace = RealPace(speed=10)
    await pace.until(1.0)

    def give() -> None:
        box.append(True)
        watch.changed()

    asyncio.get_running_loop().call_later(0.01, give)

    stood_s = await pace.hold(watch, lambda: box[-1], 1.0, 100.0)

    assert 0.05 < stood_s < 50
    assert pace.now == pytest.approx(1.0, abs=0.5)


async def test_and_no_longer_than_it_may() -> None:
    pace = RealPace(speed=10)
    await pace.until(1.0)

    assert await pace.hold(Watch(), never, 1.0, 0.2) >= 0.2


async def heard(reply_s: float) -> tuple[SimulatedCard, Box]:
    card = SimulatedCard(after(reply_s))
    box = Box(SERVICE_ID)
    card.serve(box)
    await card.until(1.0)
    box.take(tables() + packets(0x1200, make_ecm(1).data), 1.0, 0.0)
    return card, box


@need.library
async def test_a_simulated_answer_comes_exactly_so_late() -> None:
    card, box = await heard(0.5)
    with box:
        await card.until(1.49)
        assert [box.has_key] == [False]
        await card.until(1.51)
        assert box.has_key
        assert box.ecms[0].verdict is Verdict.RIGHT
        assert box.ecms[0].after_s == 0.5


@need.library
async def test_a_simulated_stream_stands_still_for_the_first_key() -> None:
    card, box = await heard(0.5)
    with box:
        stood_s = await card.hold(box.watch, lambda: box.has_key, 1.0, 2.0)
        assert stood_s == pytest.approx(0.5)
        assert card.now == 1.0


@need.library
async def test_what_is_later_than_that_comes_so_much_sooner() -> None:
    card, box = await heard(0.5)
    with box:
        assert await card.hold(box.watch, lambda: box.has_key, 1.0, 0.2) > 0.19
        await card.until(1.29)
        assert [box.has_key] == [False]
        await card.until(1.31)
        assert box.has_key


@need.library
async def test_no_answer_is_one_too() -> None:
    card = SimulatedCard(lambda _: None)
    with Box(SERVICE_ID) as box:
        card.serve(box)
        box.take(tables() + packets(0x1200, make_ecm(1).data), 1.0, 0.0)
        await card.until(100.0)
        assert box.ecms[0].verdict is Verdict.UNANSWERED
