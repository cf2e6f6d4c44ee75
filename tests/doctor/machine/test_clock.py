from pathlib import Path

from hearth.doctor.machine.clock import FIRST_SANE, clock
from tests.doctor.machine.small import process, write


def test_a_clock_that_nothing_keeps(tmp_path: Path) -> None:
    found = clock(FIRST_SANE + 1, tmp_path)

    assert (found.is_kept, found.is_sane) == (False, True)


def test_a_clock_that_was_never_set(tmp_path: Path) -> None:
    assert not clock(0.0, tmp_path).is_sane


def test_what_keeps_a_clock(tmp_path: Path) -> None:
    process(tmp_path, 9, "chronyd")
    assert clock(FIRST_SANE, tmp_path).is_kept

    write(tmp_path / "other", "/run/systemd/timesync/synchronized")
    assert clock(FIRST_SANE, tmp_path / "other").is_kept
