"""``hearth config show``: for a person at 80 columns, and for a program."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.config.find import Found, NotFound

CCCAM_CFG = """\
SERVER LISTEN PORT : 12000
KEEPALIVE TIMEOUT : 40
WEBINFO PASSWORD : s3cret
C: card.home.lan 12000 hearth s3cret
F: livingroom s3cret 0
DEBUG : yes
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "CCcam.cfg"
    path.write_text(CCCAM_CFG)
    return path


def show(*args: str | Path, color: bool = False) -> Result:
    arguments = ["config", "show", *map(str, args)]
    result = CliRunner().invoke(main, arguments, color=color)
    assert "s3cret" not in result.output
    return result


def test_every_setting_with_its_default_and_its_place(file: Path) -> None:
    (file.parent / "hearth.toml").write_text("[server]\nkeep_alive_s = 45\n")
    result = show("--effective", file)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{file}, with hearth.toml beside it laid over it",
        "",
        f"SERVER LISTEN PORT  {'12000':26}  CCcam.cfg:1    the default, too",
        "KEEPALIVE TIMEOUT   45 seconds                  hearth.toml:2  instead of 30",
        "RECV TIMEOUT        5000 milliseconds           default",
        "DISABLE EMM         yes                         default",
        "GLOBAL LIMITS       all cards                   default",
        "MINIMUM DOWNHOPS    0                           default",
        "DEBUG LEVEL         1                           default",
        "CHANNELINFO FILE    /var/etc/CCcam.channelinfo  default",
        "PROVIDERINFO FILE   /var/etc/CCcam.providers    default",
        "",
        "WebInfo and telnet",
        "ALLOW WEBINFO                  yes       default",
        "WEBINFO LISTEN PORT            16001     default",
        "WEBINFO ALLOW EXTERNAL ACCESS  no        default",
        "WEBINFO USERNAME               none      default",
        "WEBINFO PASSWORD               ********  CCcam.cfg:3  instead of none",
        "ALLOW TELNETINFO               no        default",
        "TELNETINFO LISTEN PORT         16000     default",
        "TELNETINFO USERNAME            none      default",
        "TELNETINFO PASSWORD            none      default",
        "SHOW TIMING                    no        default",
        "SHOW EXTENEDED CLIENT INFO     yes       default",  # codespell:ignore
        "",
        "What is remembered",
        "history.raw_days     30 days   default",
        "history.hourly_days  400 days  default",
        "",
        "F: livingroom",
        "password            ********   CCcam.cfg:5",
        "uphops              0          CCcam.cfg:5  instead of 5",
        "allowemm            yes        default",
        "card limits         all cards  default",
        "channels not given  none       default",
        "times               always     default",
        "host                any        default",
        "",
        "C: card.home.lan:12000",
        "user name    hearth     CCcam.cfg:4",
        "password     ********   CCcam.cfg:4",
        "cards taken  all cards  default",
        "retries      0          default",
        "",
        "Not used: Hearth knows it and does not use it yet",
        "DEBUG  yes  CCcam.cfg:6  instead of no",
    ]
    assert max(map(len, result.stdout.splitlines()[1:])) <= 80


def test_without_effective_what_is_written(file: Path) -> None:
    lines = show(file).stdout.splitlines()

    assert lines[0] == str(file)
    assert "default" not in "".join(lines).replace("the default, too", "")
    assert "KEEPALIVE TIMEOUT   40 seconds  CCcam.cfg:2  instead of 30" in lines


def test_a_program_gets_objects(file: Path) -> None:
    found = json.loads(show("--effective", "--format", "json", file).stdout)

    assert found[1] == {
        "group": "",
        "name": "KEEPALIVE TIMEOUT",
        "value": "40 seconds",
        "default": "30",
        "file": str(file),
        "line": 2,
        "used": True,
    }
    assert found[2]["file"] is None
    assert found[2]["line"] is None
    assert found[-1]["used"] is False


def test_mistakes_are_pointed_to(file: Path) -> None:
    file.write_text("F: kids\nDEBUG LEVEL : 13\n")
    result = show(file)

    assert result.exit_code == 0
    assert result.stderr == (
        f"hearth: 2 mistakes in there: `hearth check {file}`"
        " says what is not used because of that.\n"
    )


def test_a_mistake_in_hearth_toml_is_pointed_to_there(file: Path) -> None:
    toml = file.with_name("hearth.toml")
    toml.write_text("[server]\ndebug_level = 13\n")
    result = show(file)

    assert f"hearth: 1 mistake in there: `hearth check {toml}` says" in result.stderr


def test_it_is_coloured_on_a_terminal(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[36mSERVER LISTEN PORT" in show(file, color=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in show(file, color=True).stdout


def test_what_a_terminal_stumbles_over_is_replaced(file: Path) -> None:
    file.write_text("WEBINFO USERNAME : a\x1b[31m\nF: kids\x07 s3cret\n")

    assert "\x1b" not in show(file).stdout
    assert "\x07" not in show(file).stdout


@pytest.mark.parametrize("name", ["none.cfg", "folder"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = show(tmp_path / name)

    assert result.exit_code == 3
    assert result.stderr.startswith(f"hearth: {tmp_path / name} cannot be read: ")


def test_a_hearth_toml_that_cannot_be_read_is_said(file: Path) -> None:
    toml = file.with_name("hearth.toml")
    toml.mkdir()
    result = show(file)

    assert result.exit_code == 3
    assert result.stderr.startswith(f"hearth: {toml} cannot be read: ")


def test_without_a_name_it_is_the_file_that_serve_uses(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearth.config.find.find_config", lambda: Found(file))

    assert show().stdout.startswith(f"{file}\n")


def test_without_any_file_it_says_where_it_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nowhere = NotFound((Path("/x/CCcam.cfg"),))
    monkeypatch.setattr("hearth.config.find.find_config", lambda: nowhere)
    result = show()

    assert result.exit_code == 3
    assert result.stderr == (
        "hearth: no configuration found; looked at /x/CCcam.cfg. Name your file.\n"
    )
