from pathlib import Path

import pytest

from hearth.doctor.machine.processes import card_programs, loads
from tests.doctor.machine.small import process


def test_card_programs_are_found_by_their_names(tmp_path: Path) -> None:
    process(tmp_path, 10, "oscam", "-b")
    process(tmp_path, 11, "oscam", "-b", parent=10)  # its own child
    process(tmp_path, 12, "CCcam.x86")
    process(tmp_path, 13, "bash")
    process(tmp_path, 14, "python3", "/usr/bin/hearth", "serve")
    process(tmp_path, 15, "hearth", "doctor")

    found = card_programs(tmp_path)

    assert found is not None
    assert [(it.name, it.number) for it in found] == [
        ("oscam", 10),
        ("CCcam.x86", 12),
        ("hearth", 14),
    ]


def test_without_proc_nothing_is_known(tmp_path: Path) -> None:
    assert card_programs(tmp_path) is None
    assert loads(tmp_path) == ()


@pytest.mark.parametrize(
    ("name", "arguments", "debug"),
    [
        ("oscam", ("-d", "65535"), "option -d 65535"),
        ("oscam", ("-d", "0"), ""),
        ("oscam", ("-d",), "option -d"),
        ("oscam", ("-b",), ""),
        ("CCcam", ("-dv",), "option -dv"),
        ("CCcam", (), ""),
        ("mgcamd", ("-d",), ""),
    ],
)
def test_options_that_log_everything(
    tmp_path: Path, name: str, arguments: tuple[str, ...], debug: str
) -> None:
    process(tmp_path, 10, name, *arguments)

    found = card_programs(tmp_path)

    assert found is not None
    assert found[0].debug == debug


def test_what_a_process_takes(tmp_path: Path) -> None:
    process(tmp_path, 10, "oscam")

    (load,) = loads(tmp_path)

    assert load.resident_bytes == 2000 * 4096
    assert load.processor_s == 2.0


def test_a_process_that_has_just_ended(tmp_path: Path) -> None:
    process(tmp_path, 10, "oscam")
    (tmp_path / "proc/10/stat").write_text("")
    (tmp_path / "proc/10/statm").write_text("")

    assert loads(tmp_path)[0][2:] == (0, 0.0)
