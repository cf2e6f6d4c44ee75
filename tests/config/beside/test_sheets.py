"""The files beside as sheets: each with what is said of it, unmasked."""

from pathlib import Path

from hearth.config.beside.sheets import (
    Unmasked,
    sheet_of_prio,
    sheet_of_toml,
    sheets_beside,
)
from hearth.config.language.document import Document
from hearth.config.read import read_config
from hearth.config.report import FORMATS, report

TOML = b'[server]\nkeep_alive_s = "x"\n[lines."h:2"]\nretries = 1\n'


def test_each_file_of_which_there_is_something_to_say(tmp_path: Path) -> None:
    path = tmp_path / "CCcam.cfg"
    reading = read_config(b"C: h 1 u p\nPROVIDERINFO FILE :\n", file="CCcam.cfg")
    (tmp_path / "hearth.toml").write_bytes(TOML)
    (tmp_path / "CCcam.prio").write_text("X: 1\n")
    (tmp_path / "CCcam.channelinfo").write_text('0100:0:1 "One"\nrubbish\n')
    (tmp_path / "oscam.provid").write_text("0100@000001|fine\n")
    sheets = sheets_beside(path, reading, ())

    assert [
        (Path(sheet.file).name, [f.code for f in sheet.findings], sheet.about)
        for sheet in sheets
    ] == [
        ("hearth.toml", ["H703", "H705"], "1 setting"),
        ("CCcam.channelinfo", ["H753"], "2 lines"),
        ("CCcam.prio", ["H751"], "1 line"),
    ]


def test_no_file_has_no_sheet(tmp_path: Path) -> None:
    reading = read_config(
        b"CHANNELINFO FILE :\nPROVIDERINFO FILE :\nCAID PRIO FILE :\n", file=""
    )

    assert sheets_beside(tmp_path / "CCcam.cfg", reading, ()) == ()


def test_they_can_be_shown_in_every_form() -> None:
    sheets = [sheet_of_toml(TOML, "hearth.toml"), sheet_of_prio(b"X: 1", "CCcam.prio")]

    for form in FORMATS:
        shown = report(sheets, form)
        assert "H703" in shown
        assert "H751" in shown
    assert 'keep_alive_s = "x"' in report(sheets, "text")


def test_without_a_cccam_cfg_nothing_is_said_of_lines() -> None:
    assert [f.code for f in sheet_of_toml(TOML, "hearth.toml").findings] == ["H703"]


def test_nothing_is_masked_where_there_are_no_secrets() -> None:
    masks = Unmasked(Document(b"F: kids secret\n"))

    assert masks.line(1) == masks.text("F: kids secret") == "F: kids secret"
