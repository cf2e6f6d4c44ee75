"""Pictures out of a stream: each one's time and digest."""

import asyncio

import pytest

from hearth.lab.picture.decoder import Picture, decoder, pictures, read_line
from hearth.lab.stream.errors import ProgramError
from hearth.lab.stream.head_end import HeadEnd
from tests.lab.picture.streams import plan
from tests.lab.stream import need

LINES = [
    (
        b"0,     944100,     944100,     3600,   152064, 25a2b50615e58605",
        Picture(944100, b"25a2b50615e58605"),
    ),
    (b"0,       -100,       -100,     3600,   152064, 00ff\n", Picture(-100, b"00ff")),
    (b"#tb 0: 1/90000", None),
    (b"", None),
]


@pytest.mark.parametrize(("line", "picture"), LINES)
def test_read_line(line: bytes, picture: Picture | None) -> None:
    assert read_line(line) == picture


@need.ffmpeg
@need.library
@pytest.mark.asyncio
async def test_every_picture_is_another_and_has_its_time() -> None:
    stream = plan(seconds=1.0)
    found: list[Picture] = []

    async def collect() -> None:
        found.extend([picture async for picture in pictures(running)])

    async with decoder(complains=True) as running, asyncio.TaskGroup() as group:
        group.create_task(collect())
        async for chunk in HeadEnd(stream).chunks():
            await running.write(chunk.clear)
        await running.finish_input()

    assert [p.pts for p in found] == [stream.first_pts + 3600 * n for n in range(25)]
    assert len({p.digest for p in found}) == 25


@need.ffmpeg
@pytest.mark.asyncio
async def test_what_is_no_stream_is_an_error() -> None:
    async with decoder(complains=True) as running:
        await running.write(b"no stream at all")
        await running.finish_input()
        with pytest.raises(ProgramError):
            await anext(pictures(running))
