"""Where the configuration is looked for."""

from pathlib import Path

import pytest

from hearth.config.find import CANDIDATES, Found, NotFound, find_config


def test_the_originals_own_place_comes_first() -> None:
    assert CANDIDATES[0] == Path("/var/etc/CCcam.cfg")
    assert Path("/etc/CCcam.cfg") in CANDIDATES


def test_the_first_that_is_there_is_found_and_others_are_named(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    two.write_bytes(b"")
    three.write_bytes(b"")

    assert find_config([one, two, three]) == Found(two, (three,))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert find_config([tmp_path]) == NotFound((tmp_path,))


def test_where_it_was_looked_is_said(tmp_path: Path) -> None:
    found = find_config([tmp_path / "a", tmp_path / "b"])

    assert str(found) == (
        f"no configuration found; looked at {tmp_path / 'a'}, {tmp_path / 'b'}"
    )


def test_a_folder_that_may_not_be_looked_into_has_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "is_file", refuse)

    assert find_config([tmp_path / "a"]) == NotFound((tmp_path / "a",))
