"""Pictures and sound, cut into access units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.lab.stream import elementary
from hearth.lab.stream.elementary import take_group
from tests.lab.stream import need

GROUP = b"\0\0\1\xb3head\0\0\1\0first"
SECOND = b"\0\0\1\0second"


def test_a_group_is_taken_when_the_next_one_begins() -> None:
    buffer = bytearray(GROUP + SECOND)

    assert take_group(buffer) is None
    buffer += GROUP
    assert take_group(buffer) == [GROUP, SECOND]
    assert buffer == GROUP


def test_the_last_group_ends_with_the_stream() -> None:
    buffer = bytearray(GROUP)

    assert take_group(buffer, ended=True) == [GROUP]
    assert take_group(buffer, ended=True) is None


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(1, 9))
def test_how_the_pipe_cuts_it_does_not_matter(sizes: list[int], cut: int) -> None:
    groups = [[GROUP] + [SECOND] * (size - 1) for size in sizes]
    data = b"".join(picture for group in groups for picture in group)
    buffer, found = bytearray(), []
    for at in range(0, len(data), cut):
        buffer += data[at : at + cut]
        while group := take_group(buffer):
            found.append(group)
    while group := take_group(buffer, ended=True):
        found.append(group)

    assert found == groups


async def made(seed: int, pictures: int = 20) -> list[list[bytes]]:
    encoder = elementary.video(pictures=pictures, bitrate=900_000, seed=seed)
    async with encoder:
        return [group async for group in elementary.groups(encoder)]


@need.ffmpeg
@pytest.mark.asyncio
async def test_pictures_come_in_groups_and_the_seed_tells_which() -> None:
    groups, again, others = await made(1), await made(1), await made(2)

    assert [len(group) for group in groups] == [5, 5, 5, 5]
    assert groups == again
    assert groups != others
    pictures = [picture for group in groups for picture in group]
    assert len(set(pictures)) == len(pictures)


@need.ffmpeg
@pytest.mark.asyncio
async def test_sound_is_whole_frames_that_go_round() -> None:
    frames = await elementary.sound()

    assert len(frames) == elementary.SOUND_FRAMES
    assert {frame[:2].hex() for frame in frames} == {"fffd"}
    assert {len(frame) for frame in frames} == {elementary.SOUND_FRAME_SIZE}


@pytest.mark.parametrize(("pictures", "bitrate"), [(0, 1), (1, 0)])
def test_nothing_cannot_be_made(pictures: int, bitrate: int) -> None:
    with pytest.raises(UsageError):
        elementary.video(pictures=pictures, bitrate=bitrate, seed=0)
