import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.logs import reading
from hearth.doctor.logs.entry import Kind
from hearth.doctor.logs.reading import (
    plain,
    read_files,
    read_line,
    read_lines,
    with_rotated,
)

CCCAM = "{} CCcam: remote ecm <- a:1 ok (took 0.153 seconds)"


def test_colours_priorities_and_controls_are_taken_out() -> None:
    assert plain("\x1b[1;31m<6>line a\x1b[0m is up\x07\r\n") == "line a is up"


def test_who_wrote_a_line() -> None:
    found = read_line(CCCAM.format("\x1b[32m20:15:31.000"))

    assert found is not None
    assert (found[0], found[1].kind) == ("CCcam", Kind.ANSWERED)
    assert read_line("nobody") is None


def test_a_log_without_dates_goes_over_midnight() -> None:
    lines = [
        CCCAM.format(at) for at in ("23:59:50", "23:59:58", "00:00:05", "00:00:01")
    ]

    read = read_lines([*lines, "rubbish", ""], last_day=864_000.0)

    assert [entry.at for entry in read.entries] == [
        863_990.0,
        863_998.0,
        864_005.0,
        864_001.0,
    ]
    assert (read.programs, read.unread) == (("CCcam",), 1)


def test_rotated_and_packed_files_are_read_in_their_order(tmp_path: Path) -> None:
    log = tmp_path / "CCcam.log"
    log.write_text(CCCAM.format("12:00:00"))
    (tmp_path / "CCcam.log.1").write_text(CCCAM.format("11:00:00"))
    packed = gzip.compress(CCCAM.format("10:00:00").encode())
    (tmp_path / "CCcam.log.2.gz").write_bytes(packed)
    (tmp_path / "CCcam.logbook").write_text("another")

    assert [path.name for path in with_rotated(log)] == [
        "CCcam.log.2.gz",
        "CCcam.log.1",
        "CCcam.log",
    ]
    assert [e.at / 3600 for e in read_files([log, log]).entries] == [10, 11, 12]


def test_rotation_by_date_and_oscams_own(tmp_path: Path) -> None:
    for name in ("a.log", "a.log-20261121", "a.log-20261120.gz", "a-prev.log"):
        (tmp_path / name).write_text("")

    names = [path.name for path in with_rotated(tmp_path / "a.log")]

    assert names.index("a.log-20261120.gz") < names.index("a.log-20261121")
    assert names[-1] == "a.log"
    assert "a-prev.log" in names


def test_a_damaged_file_gives_what_there_is(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_bytes(b"\x1f\x8b\x08\x00rubbish")

    assert read_files([log]).entries == ()


def test_a_packed_file_that_would_be_huge_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    log = tmp_path / "x.log"
    log.write_bytes(gzip.compress(b"x\n" * 1_000_000))

    assert read_files([log]).unread == 500


@given(st.lists(st.text(max_size=100), max_size=5))
def test_any_lines_are_read(lines: list[str]) -> None:
    read_lines(lines)


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    read_lines(data.decode("utf-8", "replace").splitlines())
    reading._unpacked(data)
