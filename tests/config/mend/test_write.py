"""A file is replaced whole or not at all, and its backup holds what it was."""

import os
import stat
from pathlib import Path

import pytest

from hearth.config.mend import write as write_module
from hearth.config.mend.write import write_config
from hearth.errors import ConfigError

STAMP = "2026-11-22-201500"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(b"old\n")
    path.chmod(0o640)
    return path


def write(path: Path, data: bytes = b"new\n") -> Path:
    return write_config(path, data, was=b"old\n", stamp=STAMP)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_bytes_are_there_and_the_old_ones_beside(file: Path) -> None:
    backup = write(file)

    assert file.read_bytes() == b"new\n"
    assert backup.read_bytes() == b"old\n"
    assert names(file.parent) == ["CCcam.cfg", f"CCcam.cfg.{STAMP}.bak"]


# the file's mode, the backup's
MODES = [(0o644, 0o600), (0o640, 0o600), (0o600, 0o600), (0o400, 0o400), (0o666, 0o600)]


@pytest.mark.parametrize(("of_file", "of_backup"), MODES)
def test_the_mode_stays_and_the_backup_is_never_more_open(
    file: Path, of_file: int, of_backup: int
) -> None:
    file.chmod(of_file)
    backup = write(file)

    assert (mode(file), mode(backup)) == (of_file, of_backup)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 1234, 5678)
    file.chmod(0o640)
    backup = write(file)

    for path in (file, backup):
        assert (path.stat().st_uid, path.stat().st_gid) == (1234, 5678)
    assert mode(file) == 0o640


def test_a_file_whose_owner_cannot_be_kept_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chown(path: Path, uid: int, gid: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    real = Path.stat

    def of_somebody_else(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = real(path, follow_symlinks=follow_symlinks)
        if path.name != "CCcam.cfg":
            return found
        return os.stat_result((*found[:4], 4321, *found[5:]))

    monkeypatch.setattr(os, "chown", chown)
    monkeypatch.setattr(Path, "stat", of_somebody_else)
    with pytest.raises(ConfigError, match="belongs to user 4321"):
        write(file)
    assert file.read_bytes() == b"old\n"
    assert names(file.parent) == ["CCcam.cfg"]


def test_a_link_stays_one(file: Path, tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    link = tmp_path / "etc" / "link.cfg"
    link.symlink_to(file)
    backup = write(link)

    assert link.is_symlink()
    assert file.read_bytes() == b"new\n"
    assert backup.parent == file.parent


def test_a_second_backup_of_the_same_second_has_a_name_of_its_own(file: Path) -> None:
    write(file, b"old\n")
    backup = write(file)

    assert backup.name == f"CCcam.cfg.{STAMP}-2.bak"


def test_there_is_an_end_to_the_names(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_module, "MAX_BACKUPS", 2)
    write(file, b"old\n")
    with pytest.raises(FileExistsError):
        write(file)
    assert file.read_bytes() == b"old\n"


def test_a_file_that_has_changed_meanwhile_is_left_alone(file: Path) -> None:
    file.write_bytes(b"changed\n")
    with pytest.raises(ConfigError, match="has changed since it was read"):
        write(file)
    assert file.read_bytes() == b"changed\n"
    assert names(file.parent) == ["CCcam.cfg"]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "CCcam.cfg")
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", [1, 2, 3])
def test_when_a_step_fails_nothing_has_changed(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The steps: the new file's bytes, the backup's, the new file's name."""
    steps = iter(range(1, 4))

    def fail(*args: object) -> None:
        if next(steps) == step:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write(file)
    assert file.read_bytes() == b"old\n"
    assert names(file.parent) == ["CCcam.cfg"]


def test_the_bytes_are_on_the_disk_before_they_take_the_name(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flush(handle: int) -> None:
        happened.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def take_name(path: Path, target: Path) -> Path:
        happened.append("name")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", take_name)
    write(file)

    assert happened == ["file", "file", "name", "folder"]


def test_a_folder_that_cannot_be_flushed_is_no_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        flush(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    write(file)

    assert file.read_bytes() == b"new\n"
