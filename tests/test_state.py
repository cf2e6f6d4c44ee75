"""What Hearth keeps between starts: its node id, and nothing that can stop it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hearth.dvb import NodeId
from hearth.errors import ConfigError
from hearth.state import (
    NODE_ID_FILE,
    PROGRAM,
    default_folder,
    keep_node_id,
    make_node_id,
)
from hearth.wire.cccam.node import is_partner

HOME = Path("/home/somebody")

# the environment                                    root?   where state is kept
FOLDERS = [
    ({"STATE_DIRECTORY": "/var/lib/h"}, True, "/var/lib/h"),
    ({"STATE_DIRECTORY": "/var/lib/h:/other"}, False, "/var/lib/h"),
    ({}, True, "/var/lib/hearth"),
    ({"XDG_STATE_HOME": "/x"}, True, "/var/lib/hearth"),
    ({"XDG_STATE_HOME": "/x"}, False, "/x/hearth"),
    ({"STATE_DIRECTORY": "", "XDG_STATE_HOME": ""}, False, None),
    ({}, False, None),
]


@pytest.mark.parametrize(("environ", "is_root", "folder"), FOLDERS)
def test_state_has_its_place(
    environ: dict[str, str],
    is_root: bool,
    folder: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "home", lambda: HOME)
    expected = Path(folder) if folder else HOME / ".local/state/hearth"

    assert default_folder(environ, is_root=is_root) == expected


def test_a_node_id_is_a_partners_and_ours() -> None:
    node_id = make_node_id()

    assert is_partner(node_id)
    assert node_id[4] == PROGRAM
    assert make_node_id() != node_id


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there yet"

    first = keep_node_id(folder)

    assert keep_node_id(folder) == first
    assert is_partner(first)
    assert [file.name for file in folder.iterdir()] == [NODE_ID_FILE]


def test_one_that_was_kept_before_is_read(tmp_path: Path) -> None:
    kept = make_node_id()
    (tmp_path / NODE_ID_FILE).write_text(f"{kept}\n")

    assert keep_node_id(tmp_path) == kept


# what is in the file, as a power cut or a hand may leave it
SPOILT = [
    b"",
    b"\n",
    b"0102",
    b"no hexadecimal digits",
    b"0102030405060708",
    b"\xff\xfe",
]


@pytest.mark.parametrize("content", SPOILT)
def test_a_spoilt_file_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NODE_ID_FILE).write_bytes(content)

    made = keep_node_id(tmp_path)

    assert is_partner(made)
    assert keep_node_id(tmp_path) == made


def test_a_folder_that_cannot_be_used_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ConfigError) as caught:
        keep_node_id(tmp_path / "file")

    assert str(tmp_path / "file") in caught.value.what
    assert "--state" in caught.value.remedy


@pytest.mark.parametrize(("uid", "who"), [(0, "root"), (1000, "user 1000")])
def test_who_needs_the_folder_is_named(
    uid: int, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: uid)
    (tmp_path / NODE_ID_FILE).mkdir()

    with pytest.raises(ConfigError) as caught:
        keep_node_id(tmp_path)

    assert f"writable for {who}," in caught.value.remedy


def test_a_node_id_is_eight_bytes() -> None:
    assert isinstance(make_node_id(), NodeId)
