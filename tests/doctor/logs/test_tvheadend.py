import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.logs.entry import Kind
from hearth.doctor.logs.tvheadend import read_tvheadend

AT = "2026-11-22 20:15:31.123 [WARNING]:"
CARD = "cccam: card.home.lan:12000: "


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (CARD + "login failed, usr/pwd invalid", Kind.LINE_DOWN),
        (CARD + "init error (no init seed received)", Kind.LINE_DOWN),
        (CARD + "Connected to server", Kind.LINE_UP),
        (CARD + "Disconnected", Kind.LINE_DOWN),
        (CARD + "server is busy", Kind.TIMED_OUT),
        (CARD + "Got unexpected ECM reply", Kind.OTHER),
        (CARD + "ECM reply in 200 ms", Kind.ANSWERED),
        (CARD + "anything", Kind.OTHER),
        ('descrambler: "One" Too many NOKs', Kind.REFUSED),
        ("descrambler: Can not descramble service", Kind.REFUSED),
        ("descrambler: stream key[0] is not valid", Kind.WRONG),
        ("mpegts: tuned", Kind.OTHER),
    ],
)
def test_a_line(said: str, kind: Kind) -> None:
    entry = read_tvheadend(f"{AT} {said}")

    assert entry is not None
    assert entry.kind is kind
    assert entry.line == ("card.home.lan:12000" if said.startswith("cccam") else "")


def test_what_is_no_line_of_tvheadend() -> None:
    assert read_tvheadend("hello") is None
    assert read_tvheadend("2026-99-99 20:15:31 [ INFO] cccam: x") is None


@given(st.text(max_size=200))
def test_any_line_is_read_or_left(text: str) -> None:
    read_tvheadend(text)
    read_tvheadend(f"{AT} cccam: {text}")
