"""What a machine must have for pictures; scripts/setup installs it."""

from __future__ import annotations

import shutil

import pytest

from hearth.lab.stream.csa import load_library
from hearth.lab.stream.errors import MissingError


def _has_library() -> bool:
    try:
        load_library()
    except MissingError:
        return False
    return True


library = pytest.mark.skipif(
    not _has_library(), reason="libdvbcsa is not installed: apt-get install libdvbcsa1"
)
ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="ffmpeg is not installed"
)
