"""Which files of names are looked at, and what they give together."""

from pathlib import Path

import pytest

from hearth.config.beside import names as names_module
from hearth.config.beside.names import (
    Names,
    read_names,
    read_side_file,
)
from hearth.config.language.statements import Statement
from hearth.config.read import read_config


def statements(text: str = "") -> tuple[Statement, ...]:
    return read_config(text.encode(), file="").statements


def read(folder: Path, text: str = "", *oscam: Path) -> Names:
    return read_names(statements(text), folder, oscam)


def test_no_file_has_no_names(tmp_path: Path) -> None:
    none = f"CHANNELINFO FILE : {tmp_path}/none\nPROVIDERINFO FILE :\n"
    names = read(tmp_path, none)

    assert names == Names()
    assert names.channel_name(0x100, 0, 1) is None
    assert names.provider_name(0x100, 0) is None


def test_cccam_s_files_come_first_and_oscam_s_fill_the_gaps(tmp_path: Path) -> None:
    (tmp_path / "CCcam.channelinfo").write_text('0100:000080:0001 "One"\n')
    (tmp_path / "CCcam.providers").write_text('01000080 "Provider"\n')
    oscam = tmp_path / "oscam"
    oscam.mkdir()
    (oscam / "oscam.srvid").write_text("0100:0001|P|Eins|TV\n0100:0002|P|Zwei|TV\n")
    (oscam / "oscam.provid").write_text(
        "0100@000080|Anbieter\n0100@000081|Noch einer\n"
    )
    names = read(tmp_path, "", tmp_path / "missing", oscam)

    assert names.channel_name(0x100, 0x80, 1) == "One"
    assert names.channel_name(0x100, 0x80, 2) == "Zwei"
    assert names.channel_name(0x100, 0x80, 3) is None
    assert names.provider_name(0x100, 0x80) == "Provider"
    assert names.provider_name(0x100, 0x81) == "Noch einer"
    assert [file.path.name for file in names.channels + names.providers] == [
        "CCcam.channelinfo", "oscam.srvid", "CCcam.providers", "oscam.provid",
    ]  # fmt: skip


def test_oscam_s_newer_list_is_read_instead_of_the_older(tmp_path: Path) -> None:
    (tmp_path / "oscam.srvid").write_text("0100:0001|P|Old|TV\n")
    (tmp_path / "oscam.srvid2").write_text("0001:0100|New|TV||P\n")

    assert read(tmp_path).channel_name(0x100, 0, 1) == "New"


def test_what_cannot_be_read_is_as_if_it_were_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 11)
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(names_module, "MAX_BYTES", 10)

    for path in (tmp_path / "folder", tmp_path / "none", file, Path("\0")):
        assert read_side_file(path) is None
    file.write_bytes(b"x" * 10)
    assert read_side_file(file) == b"x" * 10
