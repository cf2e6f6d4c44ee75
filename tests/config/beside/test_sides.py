"""The side files together, and what is said of them."""

from pathlib import Path

import pytest

from hearth.config.beside.channels import channel_info
from hearth.config.beside.packed import PackedNames
from hearth.config.beside.remarks import Kind
from hearth.config.beside.sides import Sides, read_sides, remarks_on
from hearth.config.read import read_config


def read(folder: Path, text: str = "") -> Sides:
    return read_sides(read_config(text.encode(), file="").statements, folder, ())


def test_no_file_is_fine(tmp_path: Path) -> None:
    none = f"CHANNELINFO FILE :\nPROVIDERINFO FILE :\nCAID PRIO FILE : {tmp_path}/none"

    sides = read(tmp_path, none)

    assert sides.priorities is None
    assert sides.findings == ()


def test_what_is_said_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "CCcam.channelinfo").write_text('rubbish\n0100:0:1 "One"\nmore\n')
    (tmp_path / "oscam.provid").write_text("rubbish\n")
    (tmp_path / "prio").write_text("P: 0D05, 0648\nX: 1\n")
    sides = read(tmp_path, "CAID PRIO FILE : prio")

    assert sides.names.channel_name(0x100, 9, 1) == "One"
    assert sides.priorities is not None
    assert [f.short().removeprefix(f"{tmp_path}/") for f in sides.findings] == [
        (
            "CCcam.channelinfo:1:1: note H753 names-skipped:"
            " from here on, 2 lines of this file gave no name"
        ),
        (
            "oscam.provid:1:1: note H753 names-skipped:"
            " from here on, 1 line of this file gave no name"
        ),
        (
            "prio:1:1: note H752 prio-not-used: read, 0 I: and 1 P: lines, and not"
            " used: receivers choose what they ask for"
        ),
        "prio:2:1: warning H751 prio-unreadable: this is not an I: or P: line",
    ]


@pytest.mark.parametrize(("data", "lines"), [(b"", []), (b"\nx\ny", [2])])
def test_a_file_of_names_is_spoken_of_once(data: bytes, lines: list[int]) -> None:
    remarks = remarks_on(PackedNames(data, channel_info))

    assert [r.span.line for r in remarks.of(Kind.NAMES_SKIPPED)] == lines
