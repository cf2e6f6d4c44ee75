"""What to type into a receiver."""

from __future__ import annotations

import pytest

from hearth.config.read import read_config
from hearth.web.pages.add.paste import (
    Login,
    address_for,
    cccam_line,
    oscam_reader,
    tvheadend_fields,
)

LOGIN = Login("192.168.1.2", 12000, "bedroom", "k7wm-x3fd-9hra")


def test_the_c_line_is_one() -> None:
    line = cccam_line(LOGIN)
    reading = read_config(line.encode(), file="")

    assert line == "C: 192.168.1.2 12000 bedroom k7wm-x3fd-9hra"
    assert not reading.errors
    assert str(reading.settings.lines[0]) == "192.168.1.2:12000"
    assert reading.settings.lines[0].password.reveal() == LOGIN.password.encode()


def test_the_reader_is_one() -> None:
    reader = oscam_reader(LOGIN).splitlines()

    assert reader[0] == "[reader]"
    pairs = {
        name.strip(): value.strip()
        for name, _, value in (line.partition("=") for line in reader[1:])
    }
    assert pairs["protocol"] == "cccam"
    assert pairs["device"] == "192.168.1.2,12000"
    assert (pairs["user"], pairs["password"]) == ("bedroom", "k7wm-x3fd-9hra")


def test_tvheadends_fields_have_its_own_names() -> None:
    fields = {field.name: field.value for field in tvheadend_fields(LOGIN)}

    assert fields["Username"] == "bedroom"
    assert fields["Password"] == "k7wm-x3fd-9hra"
    assert fields["Hostname/IP"] == "192.168.1.2"
    assert fields["Port"] == "12000"
    assert fields["Extended mode"] == "Oscam-EXT"


# used                 listened                                   shown
ADDRESSES = [
    ("192.168.1.2",    ["10.0.0.5", "192.168.1.2"],               "192.168.1.2"),
    ("127.0.0.1",      ["127.0.0.1", "192.168.1.2"],              "192.168.1.2"),
    ("::1",            ["fe80::1", "169.254.1.1", "10.0.0.5"],    "10.0.0.5"),
    ("fd00::2",        ["fd00::2", "192.168.1.2"],                "192.168.1.2"),
    ("fd00::2",        ["fd00::2", "fe80::2"],                    "fd00::2"),
    ("192.168.1.2",    [],                                        "192.168.1.2"),
    ("192.168.1.2",    ["192.168.7.7"],                           "192.168.7.7"),
    ("fd00::2",        [],                                        "fd00::2"),
    ("127.0.0.1",      [],                                        ""),
    ("127.0.0.1",      ["127.0.0.1"],                             "127.0.0.1"),
    ("hearth.lan",     [],                                        ""),
    ("8.8.8.8",        ["8.8.8.8"],                               ""),
]  # fmt: skip


@pytest.mark.parametrize(("used", "listened", "shown"), ADDRESSES)
def test_a_receiver_gets_the_address_it_can_use(
    used: str, listened: list[str], shown: str
) -> None:
    assert address_for(used, listened) == shown
