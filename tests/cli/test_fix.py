"""``hearth fix``: shows, asks, writes whole, and never unasked."""

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main

BEFORE = """\
# our home
WEBINFO PORT : 16001
F: kids s3cret 0 0 1 {0:0:1}
F guests s3cret2
SERVER LISTN PORT : 12000
C: card.home.lan 12000 hearth s3cret no
"""
SAFE = BEFORE.replace("PORT : 16001", "LISTEN PORT : 16001").replace(
    "{0:0:1}", "{ 0:0:1 }"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(BEFORE.encode())
    path.chmod(0o640)
    return path


def run(*args: str | Path, answers: str | None = None, color: bool = False) -> Result:
    arguments = ["fix", *map(str, args)]
    return CliRunner().invoke(main, arguments, input=answers, color=color)


def backups(file: Path) -> list[Path]:
    return sorted(file.parent.glob("*.bak"))


def test_it_shows_asks_and_writes(file: Path) -> None:
    result = run(file, answers="y\n")

    assert result.exit_code == 0
    assert file.read_text() == SAFE
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    (backup,) = backups(file)
    assert backup.read_text() == BEFORE
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert result.stdout.splitlines() == [
        "CCcam.cfg:2: Write WEBINFO LISTEN PORT : (H401)",
        "CCcam.cfg:3: Set the blanks right (H107)",
        "",
        "--- CCcam.cfg",
        "+++ CCcam.cfg",
        "@@ -1,6 +1,6 @@",
        " # our home",
        "-WEBINFO PORT : 16001",
        "-F: kids ****** 0 0 1 {0:0:1}",
        "+WEBINFO LISTEN PORT : 16001",
        "+F: kids ****** 0 0 1 { 0:0:1 }",
        " F guests *******",
        " SERVER LISTN PORT : 12000",
        " C: card.home.lan 12000 hearth ****** no",
        "",
        f"{file} is written; as it was, it is {backup.name} beside it.",
    ]
    assert result.stderr == f"Write this to {file}? [y/N]: y\n"
    assert "s3cret" not in result.output


def test_nobody_has_to_be_asked(file: Path) -> None:
    result = run(file, "--yes")

    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_text() == SAFE


@pytest.mark.parametrize("answers", ["n\n", "\n"])
def test_who_says_no_keeps_the_file(file: Path, answers: str) -> None:
    result = run(file, answers=answers)

    assert result.exit_code == 1
    assert result.stderr.endswith(f"Nothing was written: {file} is as it was.\n")
    assert file.read_text() == BEFORE
    assert backups(file) == []


def test_where_nobody_answers_nothing_is_written(file: Path) -> None:
    result = run(file)

    assert result.exit_code == 1
    assert "nobody answered; --yes writes without asking" in result.stderr
    assert file.read_text() == BEFORE


def test_a_dry_run_only_shows(file: Path) -> None:
    result = run(file, "--dry-run", "--yes")

    assert result.exit_code == 1
    assert "+F: kids ****** 0 0 1 { 0:0:1 }" in result.stdout
    assert file.read_text() == BEFORE
    assert backups(file) == []


def test_mending_again_finds_nothing(file: Path) -> None:
    run(file, "--yes")
    result = run(file, "--yes")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"There is nothing to mend safely in {file}.\n")
    assert "2 changes can be offered: --unsafe asks for each." in result.stdout
    assert len(backups(file)) == 1


def test_what_is_not_safe_is_offered_one_by_one(file: Path) -> None:
    result = run(file, "--unsafe", answers="y\nn\ny\n")

    assert result.exit_code == 0
    assert file.read_text() == SAFE.replace("F guests", "F: guests")
    assert [line for line in result.stdout.splitlines() if ": H" in line] == [
        "CCcam.cfg:4: H103 after F there is no colon",
        "CCcam.cfg:5: H101 no directive has this name: SERVER LISTN PORT",
    ]
    assert "-F guests *******\n+F: guests *******\n" in result.stdout
    assert result.stderr.count("Do this? [y/N]: ") == 2
    assert "s3cret" not in result.output


def test_yes_answers_for_what_is_safe_alone(file: Path) -> None:
    result = run(file, "--unsafe", "--yes", answers="n\nn\n")

    assert result.exit_code == 0
    assert file.read_text() == SAFE


def test_who_does_not_answer_an_offer_keeps_the_file(file: Path) -> None:
    result = run(file, "--unsafe", "--yes", answers="y\n")

    assert result.exit_code == 1
    assert "nobody answered; answer y or n" in result.stderr
    assert file.read_text() == BEFORE


def test_a_dry_run_shows_the_offers_and_asks_nothing(file: Path) -> None:
    result = run(file, "--unsafe", "--dry-run")

    assert result.exit_code == 1
    assert "CCcam.cfg:4: H103" in result.stdout
    assert "[y/N]" not in result.output


def test_what_an_offer_makes_safe_is_done_too(tmp_path: Path) -> None:
    file = tmp_path / "CCcam.cfg"
    file.write_text("F kids secret 0 0 1 {0:0:1}\nC: h 1 u p no\n")
    result = run(file, "--unsafe", answers="y\ny\n")

    assert result.exit_code == 0
    assert file.read_text() == "F: kids secret 0 0 1 { 0:0:1 }\nC: h 1 u p no\n"


def test_many_changes_are_not_all_named(tmp_path: Path) -> None:
    file = tmp_path / "CCcam.cfg"
    file.write_text("WEBINFO PORT : 16001\n" * 30)
    result = run(file, "--dry-run")

    assert "and 10 more\n" in result.stdout
    assert result.stdout.count("+WEBINFO LISTEN PORT : 16001\n") == 30


def test_it_is_coloured_on_a_terminal(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = run(file, "--dry-run", color=True).stdout

    assert "\x1b[31m-WEBINFO PORT : 16001\x1b[0m" in coloured
    assert "\x1b[32m+WEBINFO LISTEN PORT : 16001\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run(file, "--dry-run", color=True).stdout


def test_bytes_that_are_no_utf_8_stay(tmp_path: Path) -> None:
    file = tmp_path / "CCcam.cfg"
    file.write_bytes(b"\xef\xbb\xbf# K\xfcche\r\nWEBINFO PORT :1\r\nF: \xe9 p")
    run(file, "--yes")

    assert file.read_bytes() == (
        b"\xef\xbb\xbf# K\xfcche\r\nWEBINFO LISTEN PORT :1\r\nF: \xe9 p"
    )


def test_hearth_toml_is_mended_too(tmp_path: Path) -> None:
    (tmp_path / "CCcam.cfg").write_text("C: h 1 u p\n")
    file = tmp_path / "hearth.toml"
    file.write_text('[sever]\n[lines."h:2"]\nretries = 1\n')
    result = run(file, "--unsafe", answers="y\ny\ny\n")

    assert result.exit_code == 0
    assert file.read_text() == '[server]\n[lines."h:1"]\nretries = 1\n'


def test_hearth_toml_may_be_alone(tmp_path: Path) -> None:
    file = tmp_path / "hearth.toml"
    file.write_text("")

    assert run(file).exit_code == 0


def test_standard_input_is_no_file() -> None:
    result = run("-")

    assert result.exit_code == 2
    assert "It writes to the file, so it needs one" in result.stderr


@pytest.mark.parametrize("name", ["none.cfg", "folder"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run(tmp_path / name)

    assert result.exit_code == 3
    assert result.stderr.startswith(f"hearth: {tmp_path / name} cannot be read: ")


def test_what_cannot_be_written_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = run(file, "--yes")

    assert result.exit_code == 3
    assert result.stderr == (
        f"hearth: {file} cannot be written: No space left on device. Nothing was"
        f" changed. The new file and the backup are made in {file.parent}: see that"
        " you may write there and that there is room.\n"
    )


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(form: str) -> str:
        file.write_text("changed\n")
        return "2026-11-22-201500"

    monkeypatch.setattr("time.strftime", change)
    result = run(file, "--yes")

    assert result.exit_code == 3
    assert "has changed since it was read" in result.stderr
    assert file.read_text() == "changed\n"


def test_a_file_that_may_not_be_read_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # what click asks
    monkeypatch.setattr(Path, "read_bytes", _not_ours)
    result = run(file)

    assert result.exit_code == 3
    assert result.stderr == f"hearth: {file} cannot be read: Permission denied.\n"


def _not_ours(path: Path) -> bytes:
    raise PermissionError(13, "Permission denied", str(path))
