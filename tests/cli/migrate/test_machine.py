"""What is known of the machine."""

from pathlib import Path

import pytest

from hearth.cli.migrate.machine import this_machine

MEMORY = "MemTotal:         262144 kB\nMemFree:           1 kB\n"


def test_a_machine_is_looked_at(tmp_path: Path) -> None:
    proc, dev = tmp_path / "proc", tmp_path / "dev"
    proc.mkdir()
    dev.mkdir()
    (proc / "meminfo").write_text(MEMORY)
    for name in ("sci0", "ttyUSB1", "ttyUSB0", "ttyS0", "sciences"):
        (dev / name).touch()

    machine = this_machine(proc=proc, dev=dev, architecture="armv7l")
    assert machine.architecture == "armv7l"
    assert machine.memory_mib == 256
    assert machine.readers == (
        f"{dev}/sci0", f"{dev}/ttyUSB0", f"{dev}/ttyUSB1",
    )  # fmt: skip


@pytest.mark.parametrize("text", [None, "", "MemTotal: much"])
def test_unknown_memory_is_unknown(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "meminfo").write_text(text)

    assert this_machine(proc=tmp_path, dev=tmp_path).memory_mib is None


def test_this_very_machine_has_an_architecture() -> None:
    assert this_machine().architecture
