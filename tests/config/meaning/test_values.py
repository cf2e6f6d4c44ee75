"""Values: what is taken, and what is refused for which reason."""

import pytest

from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import Token
from hearth.config.meaning import values


def token(text: str) -> Token:
    return Token(1, 1, text, "utf-8")


def troubles(problems: Problems) -> list[Trouble]:
    return [trouble for trouble in Trouble for _ in problems.of(trouble)]


HOSTS = [
    ("192.168.1.20",            "192.168.1.20",     True),
    ("card.home.lan",           "card.home.lan",    True),
    ("localhost",               "localhost",        True),
    ("[fd00::1]",               "fd00::1",          True),
    ("fe80::1%eth0",            "fe80::1%eth0",     True),
    ("::ffff:10.0.0.1",         "::ffff:10.0.0.1",  True),
    ("203.0.113.7",             "203.0.113.7",      False),
    ("::ffff:203.0.113.7",      "::ffff:203.0.113.7", False),
    ("2001:db8::1",             "2001:db8::1",      False),
    ("0.0.0.0",                 "0.0.0.0",          False),
]  # fmt: skip

# what is no address, and how much of it may be quoted
NO_ADDRESSES = [
    ("1.2.3",            "1.2.3"),
    ("192.168.1.300",    "192.168.1.300"),
    ("192.168.001.020",  "192.168.001.020"),
    ("192.168.1.1.1",    "192.168.1.1.1"),
    ("12000",            "12000"),
    ("[fd00::zz]",       ""),
    ("host:12000",       ""),  # perhaps a password
]  # fmt: skip

FLAGS: list[tuple[str, bool, list[Trouble]]] = [
    ("0", False, []),
    ("1", True, []),
    ("2", True, [Trouble.FLAG_NOT_0_OR_1]),
    ("00", False, [Trouble.FLAG_NOT_0_OR_1]),
    ("Yes", True, [Trouble.FLAG_NOT_0_OR_1]),
    ("no", False, [Trouble.FLAG_NOT_0_OR_1]),
    ("x", False, [Trouble.BAD_NUMBER]),
]

THREE_NUMBERS: list[tuple[str, tuple[int, int, int] | None]] = [
    ("0:0:2", (0, 0, 2)),
    ("2:2:2", (2, 2, 2)),
    ("0 : 1 : 12", (0, 1, 12)),
    ("", (0, 0, 0)),
    ("0:0", None),
    ("0100:0:1", None),
    ("0:a:1", None),
    ("0:0:1,0:0:2", None),
]


@pytest.mark.parametrize(("text", "host", "is_home"), HOSTS)
def test_hosts(text: str, host: str, is_home: bool) -> None:
    problems = Problems()

    assert values.home_host(token(text), problems) == host
    assert troubles(problems) == ([] if is_home else [Trouble.NOT_HOME])


@pytest.mark.parametrize(("text", "quoted"), NO_ADDRESSES)
def test_what_is_no_address(text: str, quoted: str) -> None:
    problems = Problems()

    assert values.home_host(token(text), problems) == text
    assert [p.what for p in problems.of(Trouble.NO_ADDRESS)] == [quoted]


@pytest.mark.parametrize(("text", "flag", "noted"), FLAGS)
def test_flags(text: str, flag: bool, noted: list[Trouble]) -> None:
    problems = Problems()

    assert values.flag(token(text), "allowemm", problems) is flag
    assert troubles(problems) == noted


@pytest.mark.parametrize(("text", "numbers"), THREE_NUMBERS)
def test_three_numbers(text: str, numbers: tuple[int, int, int] | None) -> None:
    items = tuple(token(item) for item in text.split(",") if item)

    assert values.is_three_numbers(items) == numbers


@pytest.mark.parametrize("text", ["1", "12000", "65535"])
def test_ports(text: str) -> None:
    assert values.port(token(text), "port", Problems()) == int(text)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "x", "99999999999", "\u0661"])
def test_no_ports(text: str) -> None:
    problems = Problems()
    values.port(token(text), "port", problems)

    assert troubles(problems) == [Trouble.PORT_OUT_OF_RANGE]


# what it shows              user name     password      what is wrong
CREDENTIALS: list[tuple[str, str, str, list[Trouble]]] = [
    ("just fits",            "u" * 20,     "p" * 64,     []),
    ("name too long",        "u" * 21,     "p",          [Trouble.NAME_TOO_LONG]),
    ("bytes count",          "\xfc" * 11,  "p",          [Trouble.NAME_TOO_LONG]),
    ("password too long",    "u",          "p" * 65,     [Trouble.PASSWORD_TOO_LONG]),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "user", "password", "noted"), CREDENTIALS)
def test_credentials(
    shows: str, user: str, password: str, noted: list[Trouble]
) -> None:
    problems = Problems()
    values.credentials(token(user), token(password), problems)

    assert troubles(problems) == noted, shows


def test_latin_1_names_count_a_byte_a_letter() -> None:
    problems = Problems()
    name = Token(1, 1, "\xfc" * 20, "latin-1")
    values.credentials(name, token("p"), problems)

    assert troubles(problems) == []
