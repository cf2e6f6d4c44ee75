"""Each line that docs/ecm-time.md has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.logs.cccam import read_cccam
from hearth.doctor.logs.entry import Kind

AT = "20:15:31.123 CCcam: "
# what is said, kind, line, receiver, seconds
LINES: list[tuple[str, Kind, str, str, float | None]] = [
    ("server started on port 12000", Kind.STARTED, "", "", None),
    ("login from 192.168.1.11", Kind.OTHER, "", "", None),
    ("user user1 login attempt from 192.168.1.11", Kind.OTHER, "", "user1", None),
    (
        "client user1@c94e87ca1070151c, running CCcam 2.0.11",
        Kind.LOGGED_IN,
        "",
        "user1",
        None,
    ),
    (
        "double login (user1), (previous 192.168.1.12), reject",
        Kind.LOG_IN_REFUSED,
        "",
        "user1",
        None,
    ),
    (
        "wrong password supplied by 192.168.1.11",
        Kind.LOG_IN_REFUSED,
        "",
        "192.168.1.11",
        None,
    ),
    ("illegal user userX from 192.168.1.11", Kind.LOG_IN_REFUSED, "", "userX", None),
    (
        "kick 192.168.1.11, signature failed",
        Kind.LOG_IN_REFUSED,
        "",
        "192.168.1.11",
        None,
    ),
    ("kick 192.168.1.50, bad response", Kind.LOG_IN_REFUSED, "", "192.168.1.50", None),
    ("kick 192.168.1.50, bad command", Kind.LEFT, "", "192.168.1.50", None),
    ("configfile changed. Updating...", Kind.OTHER, "", "", None),
    (
        "remote ecm -> 192.168.1.100:27010 0xd02(0x000)",
        Kind.OTHER,
        "192.168.1.100:27010",
        "",
        None,
    ),
    (
        "remote ecm <- 192.168.1.100:27010 ok (took 0.153 seconds)",
        Kind.ANSWERED,
        "192.168.1.100:27010",
        "",
        0.153,
    ),
    (
        (
            "client 00client ecm request for handler 0x66 0xd02(0x0) sid 0x765d ok:"
            " 1 (took 0.695 seconds)"
        ),
        Kind.ANSWERED,
        "",
        "00",
        0.695,
    ),
    (
        "cam[0] ecm even ok caid:0xd02 id:0x0 pid:0x14b4 Unknown (took 0.750 seconds)",
        Kind.ANSWERED,
        "0",
        "",
        0.75,
    ),
    ("cam[0] ecm odd nok", Kind.REFUSED, "0", "", None),
    (
        "newcamd server 192.168.1.100:27020 user: u1",
        Kind.OTHER,
        "192.168.1.100:27020",
        "",
        None,
    ),
    ("newcamd receive error: no login ack", Kind.LINE_DOWN, "", "", None),
    (
        "newcamd ecm <- 192.168.1.100:27020 ok (took 0.565 seconds)",
        Kind.ANSWERED,
        "192.168.1.100:27020",
        "",
        0.565,
    ),
    ("found irdeto caid: 0x653 ecmpid: 0x1845 id: 0x0", Kind.OTHER, "", "", None),
    ("start EMM", Kind.EMM, "", "", None),
    ("EMM: not interested in 0D02:000000", Kind.EMM, "", "", None),
]


@pytest.mark.parametrize(
    ("said", "kind", "line", "receiver", "seconds"), LINES, ids=range(len(LINES))
)
def test_a_line(
    said: str, kind: Kind, line: str, receiver: str, seconds: float | None
) -> None:
    entry = read_cccam(AT + said)

    assert entry is not None
    assert (entry.kind, entry.line, entry.receiver, entry.seconds) == (
        kind,
        line,
        receiver,
        seconds,
    )
    assert entry.text
    assert not entry.has_date
    assert entry.at == pytest.approx(20 * 3600 + 15 * 60 + 31.123)


def test_the_other_address_of_a_double_login_is_named() -> None:
    entry = read_cccam(f"{AT}double login (user1), (previous 192.168.1.12), reject")

    assert entry is not None
    assert "192.168.1.12" in entry.text


@pytest.mark.parametrize(
    "line", ["", "hello", "99:99:99 CCcam: x", "20:15:31 OSCam: x"]
)
def test_what_is_no_line_of_cccam(line: str) -> None:
    assert read_cccam(line) is None


@given(st.text(max_size=200))
def test_any_line_is_read_or_left(text: str) -> None:
    read_cccam(text)
    assert read_cccam(AT + text) is not None or "\n" in text
