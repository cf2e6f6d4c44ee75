"""What stands in the way of a picture is said once, and helps."""

import pytest

from hearth.errors import HearthError
from hearth.lab.stream.errors import MissingError, ProgramError, StreamError

INSTALL = "To install it: sudo apt-get install ffmpeg"
SAID = [
    (
        MissingError("ffmpeg", use="makes pictures", package="ffmpeg"),
        f"ffmpeg is not installed, which makes pictures. {INSTALL}",
    ),
    (ProgramError("ffmpeg", "no such file"), "ffmpeg ended: no such file"),
    (ProgramError("ffmpeg", ""), "ffmpeg ended: without a word"),
    (StreamError("no PAT"), "no PAT"),
]


@pytest.mark.parametrize(("error", "text"), SAID, ids=range(len(SAID)))
def test_an_error_says_what_and_what_to_do(error: HearthError, text: str) -> None:
    assert str(error) == text
