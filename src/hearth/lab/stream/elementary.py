"""
Pictures and sound of a made-up channel, by ffmpeg, cut into access units.

Every picture has its number burned in as white blocks on black, so no two
pictures of a channel are the same, and a frozen one cannot pass for the next.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncGenerator
from typing import Final

from hearth.errors import UsageError
from hearth.lab.stream.ffmpeg import Ffmpeg

PICTURES_A_SECOND: Final = 25
PICTURES_A_GROUP: Final = 5  # one that stands for itself, four that build on it
PICTURE_S: Final = 1 / PICTURES_A_SECOND
GROUP_S: Final = PICTURES_A_GROUP / PICTURES_A_SECOND
WIDTH: Final = 352
HEIGHT: Final = 288

NUMBER_BITS: Final = 20  # of the picture's number: 11 hours
BLOCK: Final = 17  # pixels
HUE_STEP: Final = 47  # degrees: channels and seeds differ in their colours

# Coarse enough that a group never takes much more than its share of the rate.
COARSEST_FIRST: Final = "6"
BUFFER_S: Final = 0.4

SOUND_BITRATE: Final = 128_000
SOUND_FRAME_SIZE: Final = 384  # bytes: 24 ms at 48 kHz and 128 kbit/s
SOUND_FRAME_S: Final = 0.024
SOUND_FRAMES: Final = 50  # 1.2 s, a whole number of cycles of the tone
_FRAMES_TO_SETTLE: Final = 5

_GROUP_START: Final = b"\0\0\1\xb3"  # sequence_header_code
_PICTURE_START: Final = re.compile(b"\0\0\1\0")


def picture_filter(seed: int) -> str:
    """Write what ffmpeg is to draw: a moving test picture with its number."""
    parts = [
        f"testsrc2=size={WIDTH}x{HEIGHT}:rate={PICTURES_A_SECOND}",
        f"hue=h={seed * HUE_STEP % 360}",
        f"drawbox=x=0:y=0:w={WIDTH}:h={BLOCK + 4}:color=black:t=fill",
    ]
    for bit in range(NUMBER_BITS):
        is_set = f"mod(floor(n/{1 << bit}),2)"
        parts.append(
            f"drawbox=x={bit * BLOCK + 6}:y=2:w={BLOCK - 4}:h={BLOCK}"
            f":color=white:t=fill:enable='{is_set}'"
        )
    return ",".join(parts)


def video(*, pictures: int, bitrate: int, seed: int) -> Ffmpeg:
    """
    Make who makes a channel's pictures: MPEG-2, a group each fifth of a second.

    Args:
        pictures: How many.
        bitrate: Bits a second.
        seed: Of the colours.

    Raises:
        UsageError: No pictures, or no bits for them.

    """
    if pictures <= 0 or bitrate <= 0:
        raise UsageError(f"{pictures} pictures, {bitrate} bit/s", allowed="over 0")
    rate = str(bitrate)
    return Ffmpeg([
        "-f", "lavfi", "-i", picture_filter(seed), "-frames:v", str(pictures),
        "-c:v", "mpeg2video", "-threads", "1", "-b:v", rate, "-maxrate", rate,
        "-bufsize", str(int(bitrate * BUFFER_S)), "-qmin", COARSEST_FIRST,
        "-g", str(PICTURES_A_GROUP), "-bf", "0", "-sc_threshold", "1000000000",
        "-flags", "+bitexact+cgop", "-f", "mpeg2video", "pipe:1",
    ])  # fmt: skip


def take_group(buffer: bytearray, *, ended: bool = False) -> list[bytes] | None:
    """
    Remove the next group of pictures from the front of a buffer.

    Args:
        buffer: Of an MPEG-2 video stream, from a sequence header on.
        ended: Whether nothing follows.

    Returns:
        Its pictures, the first with the headers before it; None if more bytes
        are needed.

    """
    end = buffer.find(_GROUP_START, len(_GROUP_START))
    if end < 0:
        if not ended or not buffer:
            return None
        end = len(buffer)
    group = bytes(buffer[:end])
    del buffer[:end]
    starts = [match.start() for match in _PICTURE_START.finditer(group)]
    edges = [0, *starts[1:], len(group)]
    return [group[a:b] for a, b in itertools.pairwise(edges)]


async def groups(encoder: Ffmpeg) -> AsyncGenerator[list[bytes], None]:
    """
    Give the groups of pictures of a running encoder, as they come.

    Raises:
        ProgramError: It ended with an error.

    """
    buffer = bytearray()
    while data := await encoder.read():
        buffer += data
        while group := take_group(buffer):
            yield group
    while group := take_group(buffer, ended=True):
        yield group


async def sound() -> list[bytes]:
    """
    Make the sound frames of a tone, which go on as they began at their end.

    Raises:
        MissingError: ffmpeg is not installed.
        ProgramError: It ended with an error.

    """
    seconds = (SOUND_FRAMES + 2 * _FRAMES_TO_SETTLE) * SOUND_FRAME_S
    encoder = Ffmpeg([
        "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
        "-t", f"{seconds:.3f}", "-c:a", "mp2", "-b:a", str(SOUND_BITRATE),
        "-flags", "+bitexact", "-f", "mp2", "pipe:1",
    ])  # fmt: skip
    made = b""
    async with encoder:
        while data := await encoder.read():
            made += data
    first = _FRAMES_TO_SETTLE * SOUND_FRAME_SIZE
    last = first + SOUND_FRAMES * SOUND_FRAME_SIZE
    return [
        made[at : at + SOUND_FRAME_SIZE] for at in range(first, last, SOUND_FRAME_SIZE)
    ]
