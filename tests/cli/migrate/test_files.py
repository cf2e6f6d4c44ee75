"""Files that are written whole or not at all, for their owner alone."""

import os
from pathlib import Path

import pytest

from hearth.cli.migrate import files as migrate_files
from hearth.cli.migrate.files import FilesAreThereError, Written, write_files

STAMP = "2026-11-22-201500"


def test_new_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "oscam"
    made = write_files({folder / "a": b"one"}, force=False, stamp=STAMP)

    assert made == (Written(folder / "a"),)
    assert (folder / "a").read_bytes() == b"one"
    assert (folder / "a").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_if_one_file_is_there_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"mine")

    with pytest.raises(FilesAreThereError) as refusal:
        write_files(
            {tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=False, stamp=STAMP
        )
    assert refusal.value.paths == (tmp_path / "b",)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    assert (tmp_path / "b").read_bytes() == b"mine"


def test_what_is_replaced_stays_as_a_dated_backup(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"mine")
    file.chmod(0o644)
    (first,) = write_files({file: b"new"}, force=True, stamp=STAMP)
    (second,) = write_files({file: b"newer"}, force=True, stamp=STAMP)

    assert first.backup == tmp_path / f"a.{STAMP}.bak"
    assert second.backup == tmp_path / f"a.{STAMP}-2.bak"
    assert first.backup.read_bytes() == b"mine"
    assert second.backup.read_bytes() == b"new"
    assert file.read_bytes() == b"newer"
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "link"
    file.write_bytes(b"mine")
    link.symlink_to(file)
    write_files({link: b"new"}, force=True, stamp=STAMP)

    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    monkeypatch.setattr(migrate_files, "create_backup", _no_room)

    with pytest.raises(OSError, match="no room"):
        write_files({tmp_path / "a": b"new"}, force=True, stamp=STAMP)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"mine"


def _no_room(*_: object) -> Path:
    raise OSError("no room")


def test_somebody_elses_file_stays_somebody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _, uid, gid: given.append((uid, gid)))
    file = tmp_path / "a"
    file.write_bytes(b"mine")
    write_files({file: b"new"}, force=True, stamp=STAMP)

    assert given == [(file.stat().st_uid, file.stat().st_gid)] * 2  # and its backup
