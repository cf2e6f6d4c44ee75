"""``hearth migrate``, as a person uses it."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.cli.migrate import convert as migrate

MARK = "S3cr3tM4rk"  # stands where a secret does; no terminal may show it

ORIGINAL = f"""\
SERVER LISTEN PORT : 12000
C: card.lan 12000 hearth {MARK} no {{ 0:0:1 }}
C: 203.0.113.7 12000 hearth {MARK}
F: kids {MARK} 1 0 0 {{ 0:0:1 }} {{ 0100:000080:15df }} {{ 12:00-17:00 }}
"""
PAGES = f"""\
# our home
WEBINFO PORT : 16001
KEEPALIVE TIMEOUT : 45
C: card.lan 12000 hearth {MARK} {{ 0:0:2 }}
F: kids {MARK} 1 0 {{ 0:0:0 }}
"""
CONF = "[cccam]\nport = 12000\nreshare = 0\n[global]\nclienttimeout = 4000\n"
SERVER = (
    "[reader]\nlabel = own\nprotocol = internal\ndevice = /dev/sci0\ngroup = 1\n"
    "[reader]\nlabel = attic\nprotocol = cccam\ndevice = 192.168.1.9,12000\n"
    f"user = me\npassword = {MARK}\ngroup = 1\ncccmaxhops = 0\n"
)
USER = f"[account]\nuser = kids\npwd = {MARK}\ngroup = 1\ncccmaxhops = 1\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["migrate", *map(str, args)])


@pytest.fixture
def original(tmp_path: Path) -> Path:
    file = tmp_path / "CCcam.cfg"
    file.write_text(ORIGINAL)
    return file


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    file = tmp_path / "CCcam.cfg"
    file.write_text(PAGES)
    return file


@pytest.fixture
def oscam(tmp_path: Path) -> Path:
    folder = tmp_path / "oscam"
    folder.mkdir()
    for name, text in (("conf", CONF), ("server", SERVER), ("user", USER)):
        (folder / f"oscam.{name}").write_text(text)
    return folder


# To OSCam


def test_oscams_files_are_written_for_their_owner_alone(
    original: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    result = run(original, "--to", "oscam", folder)

    assert result.exit_code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["oscam.conf", "oscam.server", "oscam.services", "oscam.user"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert MARK in (folder / "oscam.user").read_text()
    assert MARK not in result.output
    assert f"wrote {folder}/oscam.conf" in result.stderr


def test_the_report_has_a_word_for_every_line(original: Path, tmp_path: Path) -> None:
    result = run(original, "--to", "oscam", tmp_path / "new")

    for number, fate in ((1, "kept"), (2, "kept"), (3, "dropped"), (4, "kept")):
        assert re.search(rf"^ +{number} {fate} ", result.stdout, re.MULTILINE)
    assert "3 kept, 0 changed, 1 dropped" in result.stdout


def test_the_report_may_be_json(original: Path, tmp_path: Path) -> None:
    result = run(original, "--to", "oscam", tmp_path / "new", "--report", "json")

    report = json.loads(result.stdout)
    assert report["counts"]["dropped"] == 1
    assert [e["line"] for e in report["entries"] if e["line"]] == [1, 2, 3, 4]
    assert MARK not in result.stdout


def test_nothing_is_written_dry(original: Path, tmp_path: Path) -> None:
    result = run(original, "--to", "oscam", tmp_path / "new", "--dry-run")

    assert result.exit_code == 0
    assert not (tmp_path / "new").exists()
    assert "would write" in result.stderr


def test_files_that_are_there_are_replaced_by_force_alone(
    original: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "oscam.user").write_text("mine")

    refused = run(original, "--to", "oscam", folder)
    assert refused.exit_code == 1
    assert [path.name for path in folder.iterdir()] == ["oscam.user"]
    assert "--force" in refused.stderr

    assert run(original, "--to", "oscam", folder, "--force").exit_code == 0
    (backup,) = folder.glob("oscam.user.*.bak")
    assert backup.read_text() == "mine"
    assert re.fullmatch(r"oscam\.user\.\d{4}-\d\d-\d\d-\d{6}\.bak", backup.name)


# To Hearth


def test_a_file_of_web_pages_is_brought_into_form(pages: Path) -> None:
    assert run(pages, "--to", "hearth").exit_code == 1
    result = run(pages, "--to", "hearth", "--force")

    assert result.exit_code == 0
    assert pages.read_text() == (
        "# our home\nWEBINFO LISTEN PORT : 16001\n"
        f"C: card.lan 12000 hearth {MARK}\nF: kids {MARK} 1 0 1\n"
    )
    toml = (pages.parent / "hearth.toml").read_text()
    assert "keep_alive_s = 45" in toml
    assert 'lines."card.lan:12000"' in toml
    (backup,) = pages.parent.glob("CCcam.cfg.*.bak")
    assert backup.read_text() == PAGES
    assert MARK not in result.output


def test_it_may_be_written_elsewhere(pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "CCcam.cfg"

    assert run(pages, "--to", "hearth", "--output", target).exit_code == 0
    assert pages.read_text() == PAGES
    assert target.exists()
    assert (tmp_path / "new" / "hearth.toml").exists()


def test_a_file_in_the_originals_form_is_left_alone(original: Path) -> None:
    result = run(original, "--to", "hearth")

    assert result.exit_code == 0
    assert original.read_text() == ORIGINAL
    assert "already" in result.stderr
    assert [path.name for path in original.parent.iterdir()] == ["CCcam.cfg"]


# From OSCam


def test_oscams_files_become_a_cccam_cfg(oscam: Path, tmp_path: Path) -> None:
    target = tmp_path / "CCcam.cfg"
    result = run(oscam, "--from", "oscam", "--output", target)

    assert result.exit_code == 0
    lines = target.read_text().splitlines()
    assert f"C: 192.168.1.9 12000 me {MARK} no {{ 0:0:1 }}" in lines
    assert f"F: kids {MARK} 1 0 0" in lines
    assert "recv_timeout_ms = 4000" in (tmp_path / "hearth.toml").read_text()
    assert target.stat().st_mode & 0o777 == 0o600
    assert MARK not in result.output


def test_the_line_to_oscam_has_a_password_of_its_own_each_time(
    oscam: Path, tmp_path: Path
) -> None:
    passwords = set()
    for name in ("a", "b"):
        target = tmp_path / name / "CCcam.cfg"
        run(oscam, "--from", "oscam", "-o", target)
        line = re.compile(r"^C: 127\.0\.0\.1 12001 hearth (\S+)", re.MULTILINE)
        found = line.search(target.read_text())
        assert found is not None
        passwords.add(found[1])
    assert len(passwords) == 2
    assert min(map(len, passwords)) >= 16


def test_oscam_may_run_elsewhere(oscam: Path) -> None:
    result = run(oscam, "--from", "oscam", "--oscam-host", "192.168.1.4")

    assert "C: 192.168.1.4 12000 hearth" in result.stdout


def test_without_a_place_the_file_goes_to_standard_output(oscam: Path) -> None:
    result = run(oscam, "--from", "oscam")

    assert result.exit_code == 0
    assert f"F: kids {MARK} 1 0 0\n" in result.stdout
    assert "account kids" in result.stderr
    assert MARK not in result.stderr
    assert "hearth.toml" in result.stderr


def test_a_terminal_gets_no_secret(oscam: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "hearth", "migrate", str(oscam), "--from", "oscam"]
    process = subprocess.run(
        command, stdout=follower, stderr=subprocess.PIPE, check=False, timeout=30
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:  # the other end is closed
            break
        shown += piece
        if not piece:
            break
    os.close(leader)

    assert process.returncode == 0
    assert b"F: kids ******** 1 0 0" in shown
    assert MARK.encode() not in shown + process.stderr


# Advice


def test_advice_is_given_for_a_file(original: Path) -> None:
    result = run("--advise", original)

    assert result.exit_code == 0
    assert "suits best" in result.stdout
    assert "1 line leads out of the home" in result.stdout
    assert MARK not in result.output


def test_advice_is_given_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearth.config.find.CANDIDATES", ())
    result = run("--advise", "--report", "json")

    assert result.exit_code == 0
    advice = json.loads(result.stdout)
    assert advice["opinions"][0]["program"] == advice["best"]


# Wrong use

WRONG = [
    [],
    ["x"],
    ["x", "--to", "oscam"],
    ["--to", "oscam"],
    ["--to", "hearth"],
    ["--from", "oscam"],
    ["x", "--from", "oscam", "--to", "oscam"],
    ["x", "--advise", "--to", "hearth"],
    ["x", "y", "--to", "hearth", "--output", "z"],
    ["x", "--to", "cccam"],
]


@pytest.mark.parametrize("args", WRONG, ids=" ".join)
def test_wrong_use_is_explained(args: list[str]) -> None:
    result = run(*args)

    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    for args in (
        (gone, "--to", "hearth"),
        (gone, "--to", "oscam", tmp_path),
        (gone, "--from", "oscam"),
        (tmp_path, "--from", "oscam"),
        ("--advise", gone),
        (tmp_path, "--to", "hearth"),
    ):
        result = run(*args)
        assert result.exit_code == 3
        assert str(tmp_path) in result.stderr


def test_what_cannot_be_written_is_named(original: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run(original, "--to", "oscam", tmp_path / "file" / "folder")

    assert result.exit_code == 3
    assert "cannot be written" in result.stderr


def test_a_file_that_is_too_large_is_another_one(
    original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "MAX_BYTES", 10)

    assert run(original, "--to", "hearth").exit_code == 3


def test_the_command_is_one_of_hearths() -> None:
    assert "migrate" in CliRunner().invoke(main, ["--help"]).output
