"""``hearth lab picture`` as it is typed."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.cli.lab import picture as lab_picture
from hearth.cli.lab.picture import make_evening, open_hearth
from hearth.lab.card_system import Halves
from hearth.net.listener import PortTakenError
from tests.lab.stream import need

OPTIONS: dict[str, Any] = {
    "period": "7",
    "lead": "narrow",
    "halves": "one",
    "seconds": 12.0,
    "bitrate": 2.5,
    "services": 2,
    "seed": 3,
    "delay_ms": 250.0,
    "jitter_ms": 50.0,
    "second_line": True,
    "kill_s": 4.0,
    "silently": True,
    "speed": 2.0,
}


def test_the_options_are_the_evening() -> None:
    evening = make_evening(**OPTIONS)

    stream = evening.stream
    assert (stream.seconds, stream.bitrate, stream.services) == (12.0, 2_500_000, 2)
    assert stream.profile.lead_s == pytest.approx(1.4)
    assert stream.profile.halves is Halves.ONE
    assert (evening.delay_s, evening.jitter_s) == (0.25, 0.05)
    assert (evening.second_line, evening.kill_s, evening.silently) == (True, 4.0, True)
    assert make_evening(**OPTIONS | {"lead": "wide"}).stream.profile.lead == 0.9


QUICK = ("--period", "1", "--services", "1", "--bitrate", "1.5")


def run(*options: str) -> Result:
    return CliRunner().invoke(main, ["lab", "picture", *options])


@need.ffmpeg
@need.library
def test_a_healthy_picture_is_whole_and_its_file_plays(tmp_path: Path) -> None:
    path = tmp_path / "picture.ts"
    result = run(*QUICK, "--seconds", "2", "--speed", "1.5", "--save", str(path))

    assert result.exit_code == 0, result.output
    assert "50 pictures, 50 identical to the original: all of them." in result.output
    assert f"The descrambled stream is in {path}." in result.output
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""


@need.ffmpeg
@need.library
def test_a_late_card_is_told_and_is_exit_code_1() -> None:
    options = [*QUICK, "--seconds", "2", "--lead", "narrow", "--delay", "800"]
    result = run(*options, "--json")

    assert result.exit_code == 1, result.output
    told = json.loads(result.output)
    assert not told["all_identical"]
    causes = [cause for fault in told["faults"] for cause in fault["causes"]]
    # Of the first period a slow start of ffmpeg takes its part.
    (late,) = [cause for cause in causes if cause["period_began_s"] > 0.5]
    assert late["question"] == "right"
    assert late["predicted_s"] > 0.5


def test_what_cannot_be_is_exit_code_3(tmp_path: Path) -> None:
    for options in (
        ["--bitrate", "0.5"],
        ["--save", str(tmp_path / "no" / "such" / "folder")],
    ):
        result = run(*options)
        assert result.exit_code == 3
        assert result.output.startswith("hearth: ")


@pytest.mark.asyncio
async def test_no_free_port_is_told_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    class Taken:
        def __init__(self, *_: object, **__: object) -> None:
            tried.append(self)

        async def __aenter__(self) -> None:
            raise PortTakenError(1, "another program")

        async def __aexit__(self, *_: object) -> None:
            raise AssertionError

    monkeypatch.setattr("hearth.daemon.Hearth", Taken)
    with pytest.raises(PortTakenError):
        async with open_hearth("F: box secret"):
            pass

    assert len(tried) == lab_picture.PORTS_TRIED


@pytest.mark.parametrize("is_terminal", [False, True])
def test_progress_is_a_line_now_and_then_or_a_bar(
    is_terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from hearth.lab.picture.player import Progress

    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    monkeypatch.setenv("TERM", "xterm")
    evening = make_evening(**OPTIONS)
    with contextlib.ExitStack() as stack:
        told = stack.enter_context(
            lab_picture._progress(evening, is_silent=False, is_plain=False)
        )
        for seconds in (0.2, 1.0, 6.0):
            told(Progress(seconds, 10, 2))

    lines = capsys.readouterr().out.splitlines()
    if not is_terminal:
        assert lines == [
            "0 s of 12 s: 10 pictures identical, 2 questions",
            "6 s of 12 s: 10 pictures identical, 2 questions",
        ]
