"""Pictures out of a transport stream, by ffmpeg: each one's time and its digest."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from hearth.lab.stream.ffmpeg import Ffmpeg

# One line a picture: "0,     944100,     944100,     3600,   152064, 25a2...".
_LINE: Final = re.compile(rb"0, +-?\d+, +(-?\d+), +\d+, +\d+, ([0-9a-f]+)")

_LOOK_AT: Final = "500000"  # bytes, and microseconds: enough for a few groups


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A decoded picture.

    Attributes:
        pts: When it is shown, in cycles of 90 kHz.
        digest: Of all that is to be seen on it.

    """

    pts: int
    digest: bytes


def decoder(*, complains: bool) -> Ffmpeg:
    """
    Make who decodes a transport stream that is fed to it.

    Args:
        complains: Whether errors are kept, to be said; a stream with holes
            has many.

    """
    return Ffmpeg(
        [
            "-v", "error" if complains else "quiet",
            "-probesize", _LOOK_AT, "-analyzeduration", _LOOK_AT,
            "-f", "mpegts", "-i", "pipe:0", "-map", "0:v:0", "-copyts",
            "-fps_mode", "passthrough", "-enc_time_base", "1:90000",
            "-flush_packets", "1", "-f", "framehash", "-hash", "md5", "pipe:1",
        ],
        has_input=True,
    )  # fmt: skip


def read_line(line: bytes) -> Picture | None:
    """Read a line of what the decoder writes; None if it is not of a picture."""
    match = _LINE.fullmatch(line.rstrip())
    return Picture(int(match[1]), match[2]) if match else None


async def pictures(running: Ffmpeg) -> AsyncGenerator[Picture, None]:
    """
    Give the pictures of a running decoder, as they come.

    Raises:
        ProgramError: It ended with an error.

    """
    rest = b""
    while data := await running.read():
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            picture = read_line(line)
            if picture is not None:
                yield picture
