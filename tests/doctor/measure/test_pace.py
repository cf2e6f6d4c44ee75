import pytest

from hearth.doctor.measure.pace import Pace


def test_turns_keep_their_distance() -> None:
    pace = Pace(1.0)

    assert [pace.book(now) for now in (5.0, 5.1, 5.2, 20.0)] == [5.0, 6.0, 7.0, 20.0]


@pytest.mark.asyncio
async def test_the_first_turn_is_at_once() -> None:
    pace = Pace(1000.0)

    await pace.turn()

    assert pace.book(0.0) > 0.0
