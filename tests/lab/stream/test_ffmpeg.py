"""A program that ends with its block, whatever happened."""

import pytest

from hearth.lab.stream.errors import MissingError, ProgramError
from hearth.lab.stream.ffmpeg import Ffmpeg
from tests.lab.stream import need

COPY = ("-f", "data", "-i", "pipe:0", "-map", "0", "-c", "copy", "-f", "data", "pipe:1")
ENDLESS = ("-f", "lavfi", "-i", "testsrc2", "-f", "rawvideo", "pipe:1")

pytestmark = [need.ffmpeg, pytest.mark.asyncio]


async def read_all(running: Ffmpeg) -> bytes:
    output = b""
    while data := await running.read():
        output += data
    return output


async def test_what_goes_in_comes_out() -> None:
    async with Ffmpeg(COPY, has_input=True) as running:
        await running.write(b"a picture")
        await running.finish_input()
        assert await read_all(running) == b"a picture"


async def test_what_runs_for_ever_ends_with_its_block() -> None:
    async with Ffmpeg(ENDLESS) as running:
        assert await running.read()

    assert running._process.returncode is not None


async def test_an_error_tells_its_last_words() -> None:
    async with Ffmpeg(("-i", "/no/such/file", "-f", "null", "-")) as running:
        with pytest.raises(ProgramError, match="No such file"):
            await running.read()


async def test_what_it_takes_no_more_is_lost() -> None:
    async with Ffmpeg(("-version",), has_input=True) as running:
        await read_all(running)
        for _ in range(3):
            await running.write(bytes(1 << 20))
        await running.finish_input()


async def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(MissingError, match="apt-get install ffmpeg"):
        async with Ffmpeg((), program="/no/such/program"):
            pass
