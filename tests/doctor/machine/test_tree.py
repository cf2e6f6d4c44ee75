from pathlib import Path

from hearth.doctor.machine.tree import below, entries, link_of, read
from tests.doctor.machine.small import link, write


def test_what_is_there_is_read_below_the_root(tmp_path: Path) -> None:
    write(tmp_path, "/etc/a", "text")
    link(tmp_path, "/etc/b", "/elsewhere")

    assert read(tmp_path, "/etc/a") == "text"
    assert [it.name for it in entries(tmp_path, "/etc")] == ["a", "b"]
    assert link_of(below(tmp_path, "/etc/b")) == "/elsewhere"


def test_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "/etc/a") is None
    assert read(tmp_path, "/etc/\0") is None
    assert entries(tmp_path, "/etc") == []
    assert link_of(tmp_path / "b") == ""
