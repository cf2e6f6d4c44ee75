"""The files as they are: all of them, and what Hearth makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.web.pages.configuration import files
from hearth.web.pages.configuration.files import (
    MAX_BYTES,
    Standing,
    TooLongError,
    check,
    errors_in,
    name_of,
    names,
    read,
)
from tests.web.pages.configuration.homes import CLEAN, FAULTY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(CLEAN)
    path.chmod(0o600)
    return path


def test_a_clean_file_stands_alone(path: Path) -> None:
    checked = check(path)

    assert [name_of(sheet) for sheet in checked.sheets] == ["CCcam.cfg"]
    assert checked.main.data == CLEAN
    assert checked.errors == 0
    assert checked.file("CCcam.cfg") == checked.main
    assert checked.file("../CCcam.cfg") is None
    assert checked.sheet(checked.main) is checked.sheets[0]


def test_hearth_toml_is_there_whether_or_not_something_is_said_of_it(
    path: Path,
) -> None:
    toml = path.with_name("hearth.toml")
    for text in ("", "[nothing]\n"):
        toml.write_text(text)
        checked = check(path)

        assert [name_of(sheet) for sheet in checked.sheets] == [
            "CCcam.cfg",
            "hearth.toml",
        ]
        assert [file.name for file in checked.files] == ["CCcam.cfg", "hearth.toml"]


def test_side_files_are_checked_and_cannot_be_changed(path: Path) -> None:
    path.with_name("CCcam.prio").write_bytes(b"Q: 0500\n")

    checked = check(path)

    assert name_of(checked.sheets[-1]) == "CCcam.prio"
    assert checked.file("CCcam.prio") is None


def test_errors_of_both_files_keep_hearth_from_taking_them(path: Path) -> None:
    path.write_bytes(FAULTY)
    path.with_name("hearth.toml").write_text("[history]\nraw_days = true\n")

    checked = check(path)

    assert checked.errors == 2
    assert checked.standing(checked.changed_at - 1) is Standing.HELD
    assert checked.standing(checked.changed_at + 1) is Standing.PARTLY
    assert errors_in(checked.main, FAULTY) == 1
    assert errors_in(checked.main, CLEAN) == 0


def test_without_errors_they_are_in_use(path: Path) -> None:
    assert check(path).standing(0) is Standing.IN_USE


def test_what_is_no_configuration_is_not_read(path: Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))

    with pytest.raises(TooLongError) as raised:
        read(path)
    assert raised.value.strerror == "it is longer than 512 KB"
    assert raised.value.filename == str(path)
    with pytest.raises(OSError, match="No such file"):
        files.check(path.with_name("other.cfg"))


def test_a_link_is_followed_to_where_its_versions_are(path: Path) -> None:
    link = path.with_name("link.cfg")
    link.symlink_to(path)

    assert list(names(check(link).files)) == [("link.cfg", path.resolve())]
