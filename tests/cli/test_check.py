"""``hearth check`` as it is typed: what it says, and how it ends."""

import gc
import re
import subprocess
import sys
from json import loads
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import check as module
from hearth.cli import main
from hearth.config.find import find_config
from hearth.config.report import FORMATS

RIGHT = "C: card.home.lan 12000 hearth k7Rt2m\nF: kids w8Zu3n 0 0 1\n"
NOTE = f"{RIGHT}DEBUG : yes\n"
WARNING = f"{RIGHT}rubbish\n"
ERROR = f"{WARNING}F: study\n"


def run(*args: str, stdin: str | bytes | None = None, **env: str) -> Result:
    return CliRunner().invoke(main, ["check", *args], input=stdin, env=env)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(folder: Path, text: str, name: str = "CCcam.cfg", mode: int = 0o600) -> str:
    path = folder / name
    path.write_text(text)
    path.chmod(mode)
    return name


# text, options, exit code
ENDS = [
    (RIGHT, [], 0),
    ("", [], 0),
    (NOTE, [], 0),
    (NOTE, ["--strict"], 0),
    (WARNING, [], 0),
    (WARNING, ["--strict"], 1),
    (ERROR, [], 2),
    (ERROR, ["--strict"], 2),
]


@pytest.mark.parametrize(("text", "options", "code"), ENDS)
@pytest.mark.parametrize("form", ["text", "short", "json", "sarif", "github"])
def test_how_it_ends(
    folder: Path, text: str, options: list[str], code: int, form: str
) -> None:
    result = run(made(folder, text), "--format", form, *options)

    assert result.exit_code == code, result.output
    assert result.stderr == ""


def test_text_is_what_is_said_by_itself(folder: Path) -> None:
    result = run(made(folder, WARNING), COLUMNS="60")

    assert "warning[H102] this is neither a line like C: or F: nor a\n" in result.stdout
    assert " --> CCcam.cfg:3:1\n" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stdout.count("\n") > 5


def test_colours_are_put_on_if_asked_for(folder: Path) -> None:
    always = run(made(folder, WARNING), "--color", "always").stdout

    assert "\x1b[1;35mwarning[H102]" in always


def test_the_standard_input_has_no_place(folder: Path) -> None:
    del folder
    result = run("-", "--format", "json", stdin=b"F: k\xfcche w8Zu3n 0 0 1 {0:0:1}\n")

    (finding,) = loads(result.stdout)
    assert (finding["file"], finding["line"], finding["column"]) == ("<stdin>", 1, 23)


def test_several_files_make_one_list(folder: Path) -> None:
    names = [made(folder, WARNING, "a.cfg"), made(folder, ERROR, "b.cfg")]
    result = run(*names, "--format", "json")

    found = [(it["file"], it["code"]) for it in loads(result.stdout)]
    assert found == [("a.cfg", "H102"), ("b.cfg", "H102"), ("b.cfg", "H104")]
    assert result.exit_code == 2


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_checked(
    folder: Path,
) -> None:
    result = run("none.cfg", made(folder, WARNING), "--format", "short")

    assert result.exit_code == 3
    assert result.stderr == (
        "hearth: none.cfg cannot be read: No such file or directory\n"
    )
    assert result.stdout.startswith("CCcam.cfg:3:1: warning H102 ")
    assert run(str(folder)).exit_code == 3


def test_a_file_that_may_not_be_read_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_ours(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.access", lambda *_: False)  # what click asks
    monkeypatch.setattr(Path, "read_bytes", not_ours)
    result = run(made(folder, WARNING))

    assert result.exit_code == 3
    assert result.stderr == "hearth: CCcam.cfg cannot be read: Permission denied\n"


def test_without_a_name_it_is_where_cccam_looks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / made(folder, WARNING)
    monkeypatch.setattr(module, "find_config", lambda: find_config([path]))

    result = run("--format", "short")
    assert result.stdout.startswith(f"{path}:3:1: warning H102 ")


def test_without_a_name_and_without_a_file_it_says_where_it_looked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "CCcam.cfg"
    monkeypatch.setattr(module, "find_config", lambda: find_config([path]))

    result = run()
    assert result.exit_code == 3
    assert result.stderr == (
        f"hearth: no configuration found; looked at {path}."
        " Name your file: hearth check FILE\n"
    )


def test_the_place_of_a_file_is_looked_at(folder: Path) -> None:
    codes = [
        [it["code"] for it in loads(run(name, "--format", "json").stdout)]
        for name in (
            made(folder, RIGHT, "ours.cfg", 0o600),
            made(folder, RIGHT, "read.cfg", 0o644),
            made(folder, RIGHT, "written.cfg", 0o666),
        )
    ]

    assert codes == [[], ["H501"], ["H508"]]


TOML = '[server]\ndebug_level = 99\n[lines."h:1"]\nretries = 1\n'
BESIDE = {  # name: what is in it, what is said of it
    "hearth.toml": (TOML, ["hearth.toml:2 H704", "hearth.toml:3 H705"]),
    "CCcam.prio": ("P: 0D05\nX: 1\n", ["CCcam.prio:1 H752", "CCcam.prio:2 H751"]),
    "CCcam.channelinfo": ('0100:0:1 "One"\nTwo\n', ["CCcam.channelinfo:2 H753"]),
    "CCcam.providers": ("rubbish\n", ["CCcam.providers:1 H753"]),
    "oscam.srvid": ("rubbish\n", ["oscam.srvid:1 H753"]),
}


def found_in(form: str, output: str) -> list[str]:
    """Give file, line and code of each finding in a report."""
    match form:
        case "json":
            return [f"{it['file']}:{it['line']} {it['code']}" for it in loads(output)]
        case "sarif":
            results = loads(output)["runs"][0]["results"]
            places = [it["locations"][0]["physicalLocation"] for it in results]
            return [
                f"{place['artifactLocation']['uri']}:{place['region']['startLine']}"
                f" {it['ruleId']}"
                for it, place in zip(results, places, strict=True)
            ]
        case _:
            pattern = {
                "short": r"^(.+?):(\d+):\d+: \w+ (H\d+) ",
                "github": r"^::\w+ file=(.+?),line=(\d+),.*?title=(H\d+) ",
                "text": r"\w+\[(H\d+)\] .*\n(?:[a-z].*\n)* --> (.+):(\d+):\d+\n",
            }[form]
            found = re.findall(pattern, output, re.MULTILINE)
            if form == "text":
                return [f"{file}:{line} {code}" for code, file, line in found]
            return [f"{file}:{line} {code}" for file, line, code in found]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("beside", [*BESIDE, "all"])
def test_what_is_beside_the_file_is_checked_too(
    folder: Path, beside: str, form: str
) -> None:
    names = list(BESIDE) if beside == "all" else [beside]
    for name in names:
        made(folder, BESIDE[name][0], name)
    result = run(made(folder, WARNING), "--format", form)

    assert sorted(found_in(form, result.stdout)) == sorted(
        ["CCcam.cfg:3 H102", *(line for name in names for line in BESIDE[name][1])]
    )
    assert result.exit_code == (2 if "hearth.toml" in names else 0)
    assert result.stderr == ""


def test_an_error_beside_is_an_error_and_a_warning_is_strict(folder: Path) -> None:
    name = made(folder, RIGHT)
    made(folder, "X: 1\n", "CCcam.prio")

    assert run(name).exit_code == 0
    assert run(name, "--strict").exit_code == 1
    made(folder, TOML, "hearth.toml")
    assert run(name).exit_code == 2


def test_files_beside_that_are_right_are_not_spoken_of(folder: Path) -> None:
    made(folder, "[server]\ndebug_level = 2\n", "hearth.toml")
    made(folder, '0100:0:1 "One"\n', "CCcam.channelinfo")

    assert run(made(folder, RIGHT)).stdout == (
        "CCcam.cfg: nothing to say (1 account, 1 line)\n"
    )


def test_a_hearth_toml_can_be_named_alone(folder: Path) -> None:
    result = run(made(folder, TOML, "hearth.toml"), "--format", "short")
    assert found_in("short", result.stdout) == ["hearth.toml:2 H704"]

    made(folder, RIGHT)  # with lines, of which none is meant
    result = run("hearth.toml", "--format", "short")
    assert found_in("short", result.stdout) == BESIDE["hearth.toml"][1]
    assert result.exit_code == 2


def test_a_cccam_prio_can_be_named_alone(folder: Path) -> None:
    text, said = BESIDE["CCcam.prio"]
    result = run(made(folder, text, "CCcam.prio"), "--format", "short")

    assert found_in("short", result.stdout) == said


def test_what_is_named_and_beside_is_said_once(folder: Path) -> None:
    names = [made(folder, RIGHT), made(folder, RIGHT, "other.cfg")]
    made(folder, TOML, "hearth.toml")
    result = run(*names, "hearth.toml", "--format", "short")

    assert found_in("short", result.stdout) == BESIDE["hearth.toml"][1]


def test_a_hearth_toml_that_cannot_be_read_is_said(folder: Path) -> None:
    name = made(folder, WARNING)
    (folder / "hearth.toml").mkdir()
    result = run(name, "--format", "short")

    assert result.exit_code == 3
    assert result.stderr == "hearth: hearth.toml cannot be read: Is a directory\n"
    assert found_in("short", result.stdout) == ["CCcam.cfg:3 H102"]


def test_readers_of_what_is_not_there_are_not_imported(folder: Path) -> None:
    made(folder, RIGHT)
    code = (
        "import sys; from hearth.cli import main\n"
        "try: main(['check', 'CCcam.cfg'])\n"
        "finally: print(*(n for n in sys.modules if n in sys.argv), file=sys.stderr)"
    )
    late = ["tomllib", "hearth.config.beside.names", "hearth.config.beside.overlay"]
    late += ["asyncio", "ssl", "logging", "difflib", "json"]
    result = subprocess.run(
        [sys.executable, "-c", code, *late],
        capture_output=True,
        check=True,
        cwd=folder,
        text=True,
    )

    assert result.stderr == "\n"


def test_no_password_is_shown_in_any_format(folder: Path) -> None:
    name = made(folder, ERROR.replace("w8Zu3n", "w8#Zu3n") + "F kids k7Rt2m\n")

    for form in ("text", "short", "json", "sarif", "github"):
        output = run(name, "--format", form).output
        assert "k7Rt2m" not in output
        assert "Zu3n" not in output


def test_wrong_use(folder: Path) -> None:
    assert run(made(folder, RIGHT), "--format", "xml").exit_code == 2
    assert run("--colour").exit_code == 2


def test_rubbish_is_collected_again_afterwards(folder: Path) -> None:
    run(made(folder, RIGHT))

    assert gc.isenabled()


# what is asked for, is it a terminal, environment, whether there are colours
COLORS: list[tuple[str, bool, dict[str, str], bool]] = [
    ("auto", True, {}, True),
    ("auto", False, {}, False),
    ("auto", True, {"NO_COLOR": "1"}, False),
    ("auto", True, {"TERM": "dumb"}, False),
    ("always", False, {"NO_COLOR": "1"}, True),
    ("never", True, {}, False),
]


@pytest.mark.parametrize(("asked", "is_terminal", "env", "has"), COLORS)
def test_colours(
    asked: str,
    is_terminal: bool,
    env: dict[str, str],
    has: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)

    assert module.has_color(asked) is has


@pytest.mark.parametrize(
    ("columns", "width"), [("60", 60), ("", 80), ("0", 80), ("x", 80)]
)
def test_the_width_of_the_terminal(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("os.get_terminal_size", _no_terminal)

    assert module.terminal_width() == width


def _no_terminal(_file: int) -> None:
    raise OSError


def test_who_has_seen_enough_gets_no_traceback(folder: Path) -> None:
    command = f"{sys.executable} -m hearth check {made(folder, 'rubbish' * 9)} | true"
    result = subprocess.run(
        ["sh", "-c", command], capture_output=True, check=False, cwd=folder
    )

    assert result.stderr == b""


def test_a_terminal_that_knows_few_letters_gets_others(folder: Path) -> None:
    name = made(folder, "F: b\xfcro {0\xa0}\n")
    result = subprocess.run(
        [sys.executable, "-m", "hearth", "check", name],
        capture_output=True,
        check=False,
        cwd=folder,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"},
    )

    assert result.returncode == 2
    assert b"F: b?ro" in result.stdout
    assert result.stderr == b""
