"""From the head-end to the comparison, with a made-up card and in no time."""

import io
import subprocess
from pathlib import Path

import pytest

from hearth.dvb import Caid, ControlWords, ServiceId
from hearth.lab.card_system import SERVICE_ID, Halves, control_words_of
from hearth.lab.picture.box import Box, HeardEcm
from hearth.lab.picture.comparing import Seen
from hearth.lab.picture.pace import SimulatedCard
from hearth.lab.picture.player import Player, Progress
from hearth.lab.picture.tuner import NotOursError
from hearth.lab.stream.errors import StreamError
from hearth.lab.stream.head_end import HeadEnd, StreamPlan
from hearth.lab.stream.profile import NARROW, WIDE
from tests.lab.picture.streams import after, plan, play
from tests.lab.stream import need

pytestmark = [need.ffmpeg, need.library, pytest.mark.asyncio]

TOLERANCE_S = 0.3  # issue 5, "Numbers"


@pytest.mark.parametrize("halves", Halves)
async def test_answers_in_time_give_every_picture(
    halves: Halves, tmp_path: Path
) -> None:
    kept = io.BytesIO()
    progress: list[Progress] = []

    result = await play(
        plan(lead=WIDE, halves=halves), after(0.85), save=kept, told=progress.append
    )

    assert result.is_whole, result
    assert (result.pictures, result.faults, result.bad) == (75, (), ())
    assert result.tuning_s == pytest.approx(0.85)
    assert progress[-1].seconds == pytest.approx(3.0)
    assert progress[-1].questions == result.questions
    check_it_plays(kept.getvalue(), tmp_path / "kept.ts")


def check_it_plays(stream: bytes, path: Path) -> None:
    path.write_bytes(stream)
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""


# lead, how late: docs/ecm-time.md says r - lead, in each period
LATE = [(0.2, 0.25), (0.2, 0.7), (0.9, 1.2)]


@pytest.mark.parametrize(("lead", "answer_s"), LATE)
async def test_a_late_answer_freezes_as_long_as_it_is_late(
    lead: float, answer_s: float
) -> None:
    result = await play(plan(lead=lead), after(answer_s))

    predicted_s = answer_s - lead
    assert len(result.faults) == 3  # one for each period
    for fault in result.faults:
        assert abs(fault.stretch.seconds - predicted_s) < TOLERANCE_S, fault
        (cause,) = fault.causes
        assert cause.predicted_s == pytest.approx(predicted_s, abs=0.02)
        assert cause.scrambled_s == pytest.approx(predicted_s, abs=0.05)
    assert result.seconds_of(Seen.BLACK) > 0  # before the first picture
    assert result.seconds_of(Seen.FROZEN) > 0


async def test_no_answer_at_all_is_black() -> None:
    result = await play(plan(seconds=1.0), lambda _: None)

    assert (result.identical, result.tuning_s) == (0, None)
    (fault,) = result.faults
    assert set(fault.stretch.seen) == {Seen.BLACK}


async def test_a_lost_answer_costs_its_period() -> None:
    """docs/ecm-time.md: frozen until a later valid answer, up to one period."""

    def reply(ecm: HeardEcm) -> tuple[float, ControlWords] | None:
        return None if ecm.number == 1 else (0.05, ecm.right)

    result = await play(plan(lead=NARROW), reply)

    (fault,) = result.faults
    assert fault.stretch.start_s == pytest.approx(1.0, abs=0.05)
    # ECM 2 has the control word of the period that it appears in, too.
    assert fault.stretch.seconds == pytest.approx(0.85, abs=TOLERANCE_S)


async def test_wrong_control_words_are_seen() -> None:
    def reply(ecm: HeardEcm) -> tuple[float, ControlWords] | None:
        words = control_words_of(100) if ecm.number == 1 else ecm.right
        return 0.05, words

    result = await play(plan(lead=NARROW), reply)

    assert 0 < result.identical < result.pictures
    assert len(result.bad) == 1


async def test_another_ca_system_is_refused() -> None:
    stream = StreamPlan(
        seconds=1.0, services=1, bitrate=1_500_000, ca_system_id=Caid(0x0500)
    )

    with pytest.raises(NotOursError, match="0500"):
        await play(stream, after(0.0))


async def test_a_service_that_is_not_in_the_stream() -> None:
    card = SimulatedCard(after(0.0))
    with Box(SERVICE_ID) as box:
        card.serve(box)
        player = Player(HeadEnd(plan()), box, card, service_id=ServiceId(1))
        with pytest.raises(StreamError, match="not in the stream"):
            await player.run()
