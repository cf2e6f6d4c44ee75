"""Writing: lossless, with a version of before; what cannot be written is left."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from hearth.config.mend import write
from hearth.errors import ConfigError
from hearth.web.pages.configuration import writing
from hearth.web.pages.configuration.changes import make_change
from hearth.web.pages.configuration.files import check
from hearth.web.pages.configuration.writing import Outcome, Result, save
from hearth.web.pages.parts.words import Words
from hearth.web.texts import Texts
from tests.web.pages.configuration.homes import CLEAN, backups, home_at
from tests.web.pages.made import NOW

pytestmark = pytest.mark.asyncio
WORDS = Words(Texts("en"), NOW)


async def saved(folder: Path, after: bytes, *, meanwhile: bytes = b"") -> Result:
    home = home_at(folder).home
    change = make_change(check(home.configuration).main, after)
    if meanwhile:
        home.configuration.write_bytes(meanwhile)
    return await save(home, change, WORDS)


async def test_it_is_written_and_read_again(tmp_path: Path) -> None:
    asked: list[int] = []
    home = home_at(tmp_path).home
    from dataclasses import replace

    home = replace(home, reload=lambda: asked.append(1))
    change = make_change(check(home.configuration).main, b"# new\n")

    result = await save(home, change, WORDS)

    assert result.outcome is Outcome.WRITTEN
    assert home.configuration.read_bytes() == b"# new\n"
    assert [backup.name for backup in backups(tmp_path)] == [result.backup]
    assert backups(tmp_path)[0].read_bytes() == CLEAN
    assert asked == [1]


async def test_what_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    result = await saved(tmp_path, b"# new\n", meanwhile=b"# other\n")

    assert result == Result(Outcome.CHANGED)
    assert (tmp_path / "CCcam.cfg").read_bytes() == b"# other\n"
    assert backups(tmp_path) == []


async def test_a_full_or_read_only_disk_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(write, "create_new", refuse)

    result = await saved(tmp_path, b"# new\n")

    assert result == Result(Outcome.FAILED, reason="Read-only file system")
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN


async def test_an_owner_that_cannot_be_kept_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConfigError("it belongs to user 7", why="That matters", remedy="-")

    monkeypatch.setattr(writing, "write_config", refuse)

    result = await saved(tmp_path, b"# new\n")

    assert result == Result(
        Outcome.FAILED, reason="it belongs to user 7. That matters."
    )


async def test_a_file_that_is_gone_is_not_called_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_at(tmp_path).home
    change = make_change(check(home.configuration).main, b"# new\n")
    home.configuration.unlink()

    assert (await save(home, change, WORDS)).reason == "No such file or directory"
    monkeypatch.setattr(writing, "write_config", _raise_config_error)
    assert (await save(home, change, WORDS)).outcome is Outcome.FAILED


def _raise_config_error(*_: object, **__: object) -> None:
    raise ConfigError("what", why="why", remedy="-")
