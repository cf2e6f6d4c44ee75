"""The configuration file: read, and watched until it is at rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hearth.keeper import Keeper

FIRST = b"SERVER LISTEN PORT : 12321\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(FIRST)
    return path


@pytest.fixture
def keeper(file: Path) -> Keeper:
    """Give a keeper that has read the file."""
    keeper = Keeper(file)
    keeper.read()
    return keeper


def looks(keeper: Keeper, count: int) -> list[bool]:
    return [keeper.has_changed() for _ in range(count)]


def test_it_reads_the_file(file: Path) -> None:
    reading = Keeper(file).read()

    assert reading.settings.listen_port == 12321
    assert reading.settings.accounts == ()


def test_findings_name_the_file(file: Path) -> None:
    file.write_bytes(b"F: \n")

    [finding, *_] = Keeper(file).read().findings

    assert finding.file == str(file)


def test_a_file_that_stays_has_not_changed(keeper: Keeper) -> None:
    assert looks(keeper, 4) == [False] * 4


def test_what_was_never_read_has_changed(file: Path) -> None:
    assert looks(Keeper(file), 3) == [False, True, True]


def replaced(file: Path) -> None:
    new = file.with_suffix(".new")
    new.write_bytes(FIRST)
    new.replace(file)


def grown(file: Path) -> None:
    before = file.stat()
    file.write_bytes(FIRST + b"#\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def touched(file: Path) -> None:
    before = file.stat()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))


@pytest.mark.parametrize("change", [replaced, grown, touched])
def test_a_change_counts_when_two_looks_have_seen_the_same(
    change: Callable[[Path], None], file: Path, keeper: Keeper
) -> None:
    assert looks(keeper, 2) == [False, False]

    change(file)

    assert looks(keeper, 2) == [False, True]
    keeper.read()
    assert looks(keeper, 2) == [False, False]


def test_a_file_that_is_being_written_is_left_alone(file: Path, keeper: Keeper) -> None:
    for size in range(1, 5):
        file.write_bytes(FIRST * size)
        assert not keeper.has_changed()

    assert keeper.has_changed()


def test_a_file_that_is_away_for_a_moment_has_not_changed(
    file: Path, keeper: Keeper
) -> None:
    aside = file.with_suffix(".aside")
    file.rename(aside)
    assert looks(keeper, 3) == [False] * 3

    aside.rename(file)
    assert looks(keeper, 3) == [False] * 3


def test_a_change_back_is_no_change(file: Path, keeper: Keeper) -> None:
    before = file.stat()
    file.write_bytes(FIRST + FIRST)
    assert not keeper.has_changed()

    file.write_bytes(FIRST)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert looks(keeper, 3) == [False] * 3


def test_a_file_that_cannot_be_read_is_an_error_and_read_when_it_is_back(
    file: Path, keeper: Keeper
) -> None:
    file.unlink()
    with pytest.raises(FileNotFoundError):
        keeper.read()

    file.write_bytes(FIRST)

    assert looks(keeper, 2) == [False, True]


def test_what_changes_while_it_is_read_is_noticed(
    file: Path, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def changed_meanwhile(path: Path) -> bytes:
        data = read_bytes(path)
        touched(path)
        return data

    monkeypatch.setattr(Path, "read_bytes", changed_meanwhile)
    keeper.read()
    monkeypatch.undo()

    assert looks(keeper, 2) == [False, True]


# What is beside it


def laid_over(file: Path, text: str = "[server]\nkeep_alive_s = 45\n") -> Path:
    path = file.with_name("hearth.toml")
    path.write_text(text)
    return path


def test_hearth_toml_is_laid_over_it(file: Path) -> None:
    beside = laid_over(file, "[server]\nkeep_alive_s = 45\nx = 1\n")
    configuration = Keeper(file).read()

    assert configuration.settings.keep_alive_s == 45
    assert configuration.document.data == FIRST
    assert str(beside) in {finding.file for finding in configuration.findings}


def test_a_hearth_toml_that_cannot_be_read_is_an_error(file: Path) -> None:
    file.with_name("hearth.toml").mkdir()

    with pytest.raises(IsADirectoryError) as caught:
        Keeper(file).read()
    assert caught.value.filename == str(file.with_name("hearth.toml"))


def test_a_hearth_toml_that_comes_changes_or_goes_is_noticed(
    file: Path, keeper: Keeper
) -> None:
    for change in (laid_over, lambda it: laid_over(it, "[web]\n")):
        change(file)
        assert looks(keeper, 2) == [False, True]
        keeper.read()
        assert looks(keeper, 2) == [False, False]

    file.with_name("hearth.toml").unlink()
    assert looks(keeper, 2) == [False, True]


def test_a_hearth_toml_that_is_away_for_one_look_has_not_changed(
    file: Path, keeper: Keeper
) -> None:
    beside = laid_over(file)
    keeper.read()
    assert looks(keeper, 1) == [False]
    aside = beside.rename(file.with_suffix(".aside"))
    assert looks(keeper, 1) == [False]
    aside.rename(beside)

    assert looks(keeper, 3) == [False] * 3


def test_the_side_files_are_those_that_were_named_when_it_was_read(file: Path) -> None:
    (file.parent / "names").write_text('0100:0:1 "One"\nrubbish\n')
    file.write_bytes(b"CHANNELINFO FILE : names\nPROVIDERINFO FILE :\n")
    keeper = Keeper(file)
    assert keeper.sides().names.channel_name(0x100, 0, 1) is None

    keeper.read()
    sides = keeper.sides()

    assert sides.names.channel_name(0x100, 0, 1) == "One"
    assert [finding.code for finding in sides.findings] == ["H753"]


def test_what_is_wrong_with_the_place_is_found_too(file: Path) -> None:
    file.write_bytes(b"F: kids secret\nC: h 1 u secret\n")
    file.chmod(0o644)

    assert "H501" in {finding.code for finding in Keeper(file).read().findings}
