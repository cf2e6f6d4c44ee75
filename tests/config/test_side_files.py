"""Where the side files are looked for."""

from pathlib import Path

import pytest

from hearth.config.language.statements import Statement
from hearth.config.read import read_config
from hearth.config.side_files import (
    CHANNEL_FILE,
    OSCAM_LISTS,
    PRIORITY_FILE,
    PROVIDER_FILE,
    is_any_there,
    oscam_files,
    side_files,
)


def statements(text: str = "") -> tuple[Statement, ...]:
    return read_config(text.encode(), file="").statements


def test_a_side_file_is_looked_for_beside_and_where_the_original_has_it() -> None:
    assert side_files(statements(), CHANNEL_FILE, Path("/home/me")) == (
        Path("/home/me/CCcam.channelinfo"),
        Path("/var/etc/CCcam.channelinfo"),
    )
    assert side_files(statements(), PRIORITY_FILE, Path("/var/etc")) == (
        Path("/var/etc/CCcam.prio"),
    )


# what the file says, where it is then
NAMED = [
    ("PROVIDERINFO FILE : /x/p", (Path("/x/p"),)),
    ("PROVIDERINFO FILE : p", (Path("/home/me/p"),)),
    ("PROVIDERINFO FILE : /x/p\nprovider info file : /x/q", (Path("/x/p"),)),
    ("PROVIDERINFO FILE : /x/p\nPROVIDERINFO FILE : /x/q", (Path("/x/q"),)),
    ("PROVIDERINFO FILE :", ()),
]


@pytest.mark.parametrize(("text", "places"), NAMED)
def test_a_side_file_that_is_named_counts_alone(
    text: str, places: tuple[Path, ...]
) -> None:
    assert side_files(statements(text), PROVIDER_FILE, Path("/home/me")) == places


def test_oscam_s_lists_are_looked_for_beside_first() -> None:
    folder, oscam = Path("/home/me"), Path("/etc/oscam")

    assert oscam_files("oscam.srvid", folder, (oscam, folder)) == (
        folder / "oscam.srvid",
        oscam / "oscam.srvid",
    )


NOWHERE = "CHANNELINFO FILE :\nPROVIDERINFO FILE :\nCAID PRIO FILE :\n"


# what CCcam.cfg says, the files that are there, whether one of them is looked at
THERE = [
    (NOWHERE, (), False),
    (NOWHERE, ("CCcam.prio", "CCcam.cfg", "hearth.toml"), False),
    ("CAID PRIO FILE : x", ("CCcam.prio",), False),
    ("CAID PRIO FILE : x", ("x",), True),
    ("CHANNELINFO FILE : x", ("x",), True),
    ("PROVIDERINFO FILE : x", ("x",), True),
    ("CAID PRIO FILE : \0", (), False),
    *((NOWHERE, (name,), True) for name in OSCAM_LISTS),
    *((NOWHERE, (f"oscam/{name}",), True) for name in OSCAM_LISTS),
]


@pytest.mark.parametrize(("text", "names", "expected"), THERE)
def test_whether_there_is_any(
    text: str, names: tuple[str, ...], expected: bool, tmp_path: Path
) -> None:
    (tmp_path / "oscam").mkdir()
    for name in names:
        (tmp_path / name).write_bytes(b"")
    said = statements(f"{NOWHERE}{text}")

    assert is_any_there(said, tmp_path, [tmp_path / "oscam"]) is expected
