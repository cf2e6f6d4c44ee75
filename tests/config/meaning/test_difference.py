"""What a new configuration changes."""

import pytest

from hearth.config.meaning.difference import Difference, difference
from hearth.config.meaning.model import HistorySettings, InterfaceSettings, Settings
from hearth.config.read import read_config

OLD = """\
SERVER LISTEN PORT : 12000
C: card.home.lan 12000 hearth secret
C: spare.home.lan 12000 hearth secret
F: livingroom secret
F: kids secret 0 0 1 { 0:0:1 }
"""


def settings(text: str) -> Settings:
    return read_config(text.encode(), file="").settings


def swapped(old: str, new: str) -> str:
    assert old in OLD
    return OLD.replace(old, new)


# what changes, and how it is said
CHANGES: list[tuple[str, list[str]]] = [
    (OLD, []),
    (f"# a comment\n\n{OLD}", []),
    (swapped(": 12000", " :  12000"), []),
    (swapped(": 12000", ": 12001"), ["listen_port: 12000 -> 12001"]),
    (swapped(": 12000", ": 0"), ["listen_port: 12000 -> off"]),
    (f"{OLD}DISABLE EMM : no\n", ["disable_emm: yes -> no"]),
    (f"{OLD}GLOBAL LIMITS : {{ 0:0:1 }}\n", ["global_limits changed"]),
    (f"{OLD}MINIMUM DOWNHOPS : 2\n", ["minimum_down_hops: 0 -> 2"]),
    (f"{OLD}DEBUG LEVEL : 4\n", ["debug_level: 1 -> 4"]),
    (f"{OLD}KEEPALIVE TIMEOUT : 9\n", ["keep_alive_s: 30 -> 9"]),
    (f"{OLD}RECV TIMEOUT : 900\n", ["recv_timeout_ms: 5000 -> 900"]),
    (
        f"{OLD}CHANNELINFO FILE :\n",
        ["channel_info_file: /var/etc/CCcam.channelinfo -> off"],
    ),
    (
        f"{OLD}PROVIDERINFO FILE : /tmp/p\n",
        ["provider_info_file: /var/etc/CCcam.providers -> /tmp/p"],
    ),
    (f"{OLD}ALLOW WEBINFO : no\n", ["web: yes -> no"]),
    (f"{OLD}WEBINFO LISTEN PORT : 81\n", ["web_port: 16001 -> 81"]),
    (f"{OLD}WEBINFO LISTEN PORT : 0\n", ["web_port: 16001 -> off"]),
    (f"{OLD}WEBINFO USERNAME : ann\n", ["web_user: none -> ann"]),
    (f"{OLD}WEBINFO PASSWORD : secret\n", ["web_password set"]),
    (f"{OLD}ALLOW TELNETINFO : yes\n", ["telnet: no -> yes"]),
    (f"{OLD}SHOW TIMING : yes\n", ["show_timing: no -> yes"]),
    (f"{OLD}F: tvh secret\n", ["account tvh added"]),
    (swapped("F: livingroom secret\n", ""), ["account livingroom removed"]),
    (
        swapped("F: livingroom secret", "F: livingroom other 0"),
        ["account livingroom changed: password, up_hops"],
    ),
    (swapped("{ 0:0:1 }", "{ 0:0:2 }"), ["account kids changed: card_limits"]),
    (f"{OLD}C: third.home.lan 1 u p\n", ["line third.home.lan:1 added"]),
    (
        swapped("C: card.home.lan 12000 hearth secret\n", ""),
        ["line card.home.lan:12000 removed"],
    ),
    (
        swapped("spare.home.lan 12000 hearth secret", "spare.home.lan 12000 hearth x"),
        ["line spare.home.lan:12000 changed: password"],
    ),
    (
        swapped("card.home.lan 12000 hearth", "card.home.lan 12000 other"),
        ["line card.home.lan:12000 added", "line card.home.lan:12000 removed"],
    ),
    (
        f"C: spare.home.lan 12000 hearth secret\n{OLD}".replace(
            "C: spare.home.lan 12000 hearth secret\nF:", "F:"
        ),
        ["lines reordered"],
    ),
    (f"C: new.home.lan 1 u p\n{OLD}", ["line new.home.lan:1 added"]),
    (
        f"{OLD}C: card.home.lan 12000 hearth secret\n",
        ["line card.home.lan:12000 added"],
    ),
    (swapped("card.home", "CARD.home"), ["line CARD.home.lan:12000 changed: host"]),
]  # fmt: skip


@pytest.mark.parametrize(("new", "said"), CHANGES)
def test_difference(new: str, said: list[str]) -> None:
    found = difference(settings(OLD), settings(new))

    assert list(found.sentences()) == said
    assert bool(found) is bool(said)


def test_what_was_added_was_removed_the_other_way_round() -> None:
    one, two = settings(OLD), settings("F: tvh secret\nC: h 1 u p\n")
    there, back = difference(one, two), difference(two, one)

    assert there.accounts_added == back.accounts_removed
    assert there.accounts_removed == back.accounts_added
    assert there.lines_added == back.lines_removed
    assert there.lines_removed == back.lines_added


def test_changes_have_both_sides() -> None:
    found = difference(settings(OLD), settings(OLD.replace("secret", "other")))

    assert [change.new.name for change in found.accounts_changed] == [
        "livingroom",
        "kids",
    ]
    assert all(
        change.old.password.reveal() == b"secret" for change in found.lines_changed
    )
    assert "secret" not in repr(found) + "".join(found.sentences())


# old password, new one, and what is said
PASSWORDS = [
    ("secret", "other", ["web_password changed"]),
    ("secret", "", ["web_password removed"]),
    ("", "secret", ["web_password set"]),
    ("secret", "secret", []),
]


@pytest.mark.parametrize(("old", "new", "said"), PASSWORDS)
def test_a_password_is_not_said(old: str, new: str, said: list[str]) -> None:
    found = difference(
        settings(f"WEBINFO PASSWORD : {old}"), settings(f"WEBINFO PASSWORD : {new}")
    )

    assert list(found.sentences()) == said


def test_a_user_name_of_odd_bytes_can_be_said() -> None:
    (said,) = difference(Settings(), odd_name()).sentences()

    assert said == "web_user: none -> jos\N{REPLACEMENT CHARACTER}"


def odd_name() -> Settings:
    return read_config(b"WEBINFO USERNAME : jos\xe9", file="").settings


def test_what_hearth_toml_says_is_compared_too() -> None:
    new = Settings(history=HistorySettings(raw_days=7))

    assert list(difference(Settings(), new).sentences()) == ["raw_days: 30 -> 7"]


def test_every_value_of_the_settings_is_compared() -> None:
    for name in ("web_port", "telnet_port", "telnet_user", "external_access"):
        interfaces = InterfaceSettings(**{name: 7})  # type: ignore[arg-type]
        assert difference(Settings(), Settings(interfaces=interfaces))


def test_nothing_is_false() -> None:
    assert not Difference()
