"""Versions: the dated backups, the newest first, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hearth.web.pages.configuration import versions
from hearth.web.pages.configuration.files import MAX_BYTES, check
from hearth.web.pages.configuration.versions import (
    compare,
    find_version,
    list_versions,
)
from tests.web.pages.configuration.homes import CLEAN

NEW, OLD = "CCcam.cfg.2026-03-14-201500.bak", "CCcam.cfg.2026-03-13-080000.bak"
AGAIN = "CCcam.cfg.2026-03-14-201500-2.bak"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(CLEAN)
    (tmp_path / NEW).write_bytes(CLEAN + b"# one\n# two\n")
    (tmp_path / OLD).write_bytes(CLEAN.replace(b": 12000", b": 12001"))
    (tmp_path / AGAIN).write_bytes(CLEAN)
    return path


def test_the_newest_comes_first(path: Path) -> None:
    found = list_versions(check(path).files)

    assert [version.name for version in found] == [AGAIN, NEW, OLD]
    assert [version.number for version in found] == [2, 1, 1]
    assert found[0].at == found[1].at > found[2].at
    assert found[1].size == len(CLEAN) + 12
    assert {version.file for version in found} == {"CCcam.cfg"}


def test_each_is_compared_with_now(path: Path) -> None:
    found = compare(check(path))

    assert [(it.gained, it.lost) for it in found] == [(0, 0), (2, 0), (1, 1)]


def test_what_cannot_be_read_is_not_compared(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError

    checked = check(path)
    monkeypatch.setattr(versions, "read", refuse)

    assert compare(checked)[0].gained is None


# what else may lie there
OTHERS = [
    "CCcam.cfg.bak",
    "CCcam.cfg.2026-03-14.bak",
    "CCcam.cfg.2026-13-41-201500.bak",
    "CCcam.cfg.2026-03-14-201500.bak~",
    "CCcam.cfg-2026-03-14-201500.bak",
    "other.cfg.2026-03-14-201500.bak",
    "hearth.toml.2026-03-14-201500.bak",
]


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_none(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(b"")

    assert find_version(check(path).files, name) is None
    assert len(list_versions(check(path).files)) == 3


def test_links_folders_and_giants_are_none(path: Path) -> None:
    name = "CCcam.cfg.2026-03-15-10000{}.bak"
    path.with_name(name.format(1)).symlink_to(path)
    path.with_name(name.format(2)).mkdir()
    path.with_name(name.format(3)).write_bytes(b"#" * (MAX_BYTES + 1))

    assert len(list_versions(check(path).files)) == 3


def test_a_version_is_found_by_its_name_alone(path: Path) -> None:
    files = check(path).files
    found = find_version(files, OLD)

    assert found is not None
    assert found.path == path.with_name(OLD).resolve()
    for name in ("", ".", f"../{path.parent.name}/{OLD}", str(path.with_name(OLD))):
        assert find_version(files, name) is None


def test_those_of_hearth_toml_are_listed_too(path: Path) -> None:
    path.with_name("hearth.toml").write_bytes(b"")
    path.with_name("hearth.toml.2026-03-16-100000.bak").write_bytes(b"[web]\n")

    assert list_versions(check(path).files)[0].file == "hearth.toml"


def test_the_list_has_an_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MAX_VERSIONS", 2)

    assert len(list_versions(check(path).files)) == 2


def test_a_folder_that_cannot_be_listed_has_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    files = check(path).files
    monkeypatch.setattr(Path, "iterdir", refuse)

    assert list_versions(files) == []


def test_a_backup_that_goes_away_meanwhile_is_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, real = check(path).files, Path.lstat

    def gone(self: Path) -> os.stat_result:
        if self.name == OLD:
            raise FileNotFoundError
        return real(self)

    monkeypatch.setattr(Path, "lstat", gone)

    assert len(list_versions(files)) == 2
