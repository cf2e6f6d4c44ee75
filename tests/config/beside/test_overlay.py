"""hearth.toml laid over CCcam.cfg: who counts, and where each value is from."""

import pytest
from hypothesis import given

from hearth.config.beside.overlay import (
    Configuration,
    line_name,
    overlay,
    retries_of,
)
from hearth.config.beside.toml import read_toml
from hearth.config.meaning.model import HistorySettings, InterfaceSettings, Settings
from hearth.config.read import read_config
from tests.config.samples import edited_files

CCCAM_CFG = """\
KEEPALIVE TIMEOUT : 30
RECV TIMEOUT : 4000
WEBINFO ALLOW EXTERNAL ACCESS : yes
C: card.home.lan 12000 hearth secret { 0:0:2 }
C: ::1 12001 hearth secret
C: card.home.lan 12000 other secret
"""


def both(toml: str | None, cccam_cfg: str = CCCAM_CFG) -> Configuration:
    reading = read_config(cccam_cfg.encode(), file="CCcam.cfg")
    read = None if toml is None else read_toml(toml.encode())
    return overlay(reading, "CCcam.cfg", read, "hearth.toml")


def said(configuration: Configuration) -> list[str]:
    return [
        f"{finding.span} {finding.code} {finding.message}"
        for finding in configuration.findings
        if finding.file == "hearth.toml"
    ]


def test_without_hearth_toml_cccam_cfg_counts() -> None:
    configuration = both(None)
    reading = read_config(CCCAM_CFG.encode(), file="CCcam.cfg")

    assert configuration.toml is None
    assert configuration.settings == reading.settings
    assert configuration.findings == reading.findings
    assert configuration.settings.interfaces.external_access
    assert {name: str(at) for name, at in configuration.origins.items()} == {
        "keep_alive_s": "CCcam.cfg:1",
        "recv_timeout_ms": "CCcam.cfg:2",
        "interfaces.external_access": "CCcam.cfg:3",
        "retries of card.home.lan:12000": "CCcam.cfg:4",
    }


def test_what_nobody_wrote_has_its_default() -> None:
    configuration = both("", "")

    assert configuration.settings == Settings()
    assert configuration.origins == {}
    assert configuration.findings == ()


def test_hearth_toml_counts_where_both_say_something() -> None:
    configuration = both(
        "[server]\nkeep_alive_s = 45.5\ndebug_level = 3\n"
        "[web]\nexternal_access = false\n[history]\nraw_days = 7\n"
    )
    settings = configuration.settings

    assert (settings.keep_alive_s, settings.debug_level) == (45.5, 3)
    assert settings.recv_timeout_ms == 4000
    assert settings.interfaces == InterfaceSettings(external_access=False)
    assert settings.history == HistorySettings(raw_days=7)
    assert {name: str(at) for name, at in configuration.origins.items()} == {
        "keep_alive_s": "hearth.toml:2",
        "debug_level": "hearth.toml:3",
        "recv_timeout_ms": "CCcam.cfg:2",
        "interfaces.external_access": "hearth.toml:5",
        "history.raw_days": "hearth.toml:7",
        "retries of card.home.lan:12000": "CCcam.cfg:4",
    }
    assert settings.origin("keep_alive_s") is None  # not of CCcam.cfg any more
    assert settings.origin("interfaces.external_access") is None
    assert settings.origin("recv_timeout_ms") is not None


def test_it_is_said_where_both_say_something_else() -> None:
    configuration = both(
        "[server]\nkeep_alive_s = 45\nrecv_timeout_ms = 4000\n"
        '[lines."Card.home.lan:12000"]\nretries = 3\n'
    )

    assert said(configuration) == [
        "2:1 H706 server.keep_alive_s is given by CCcam.cfg:1 too; this one counts",
        (
            '5:1 H706 lines."Card.home.lan:12000".retries is given by CCcam.cfg:4 too;'
            " this one counts"
        ),
    ]


def test_retries_are_those_of_every_line_to_that_server() -> None:
    configuration = both(
        '[lines."CARD.home.lan:12000"]\nretries = 3\n'
        '[lines."[::1]:12001"]\nretries = 1\n'
    )
    lines = configuration.settings.lines

    assert [line.retries for line in lines] == [3, 1, 3]
    assert [str(configuration.origins[retries_of(line)]) for line in lines] == [
        "hearth.toml:2",
        "hearth.toml:4",
        "hearth.toml:2",
    ]


# the name in hearth.toml, the end of what is said, the mended name
NO_LINES = [
    ("card.home.lan:1200", "no C: line that can be used", '"card.home.lan:12000"'),
    ("somewhere.else:1", "no C: line that can be used", None),
    ("card.home.lan", "no C: line that can be used", '"card.home.lan:12000"'),
]


@pytest.mark.parametrize(("name", "message", "mended"), NO_LINES)
def test_a_table_for_a_line_that_is_not_there(
    name: str, message: str, mended: str | None
) -> None:
    configuration = both(f'[lines."{name}"]\nretries = 3\n')
    finding = next(f for f in configuration.findings if f.code == "H705")

    assert finding.message.startswith(message)
    assert (finding.fix.edits[0].text if finding.fix else None) == mended
    assert [line.retries for line in configuration.settings.lines] == [2, 0, 0]


def test_errors_are_those_of_both_files() -> None:
    configuration = both("[server]\ndebug_level = 99\n", "C: h 0 u p\nF: a p\n")

    assert [(f.file, f.code) for f in configuration.errors] == [
        ("CCcam.cfg", "H201"),
        ("hearth.toml", "H704"),
    ]


NAMES = [
    ("Card.Home.LAN:12000", "card.home.lan:12000"),
    ("[::1]:12000", "::1:12000"),
    (" h:1 ", "h:1"),
    ("h", ":h"),
]


@pytest.mark.parametrize(("name", "plain"), NAMES)
def test_names_of_lines_are_compared_in_one_form(name: str, plain: str) -> None:
    assert line_name(name) == plain


@given(edited_files())
def test_an_empty_hearth_toml_changes_nothing(data: bytes) -> None:
    reading = read_config(data, file="CCcam.cfg")
    configuration = overlay(reading, "CCcam.cfg", read_toml(b""), "hearth.toml")

    assert configuration.settings == reading.settings
    assert configuration.findings == reading.findings
