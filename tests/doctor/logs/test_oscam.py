import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.logs.entry import Kind
from hearth.doctor.logs.oscam import read_oscam

AT = "2026/11/22 20:15:31 1A2B3C4D "
ECM = "c (ecm) tv (0650@000000/0000/33F6/4E:AB12): "


@pytest.mark.parametrize(
    ("status", "kind", "line", "seconds"),
    [
        ("found (200 ms) by Reader-0 - One HD", Kind.ANSWERED, "Reader-0", 0.2),
        ("found (200 ms) by Reader-0 (1/2/3/4) - One", Kind.ANSWERED, "Reader-0", 0.2),
        ("cache1 (0 ms) by Reader-0", Kind.REMEMBERED, "Reader-0", 0.0),
        ("cache2 (1 ms)", Kind.REMEMBERED, "", 0.001),
        ("not found (300 ms)", Kind.REFUSED, "", 0.3),
        ("timeout (5000 ms) by Reader-0", Kind.TIMED_OUT, "Reader-0", 5.0),
        ("no card", Kind.NO_CARD, "", None),
        ("rejected user group", Kind.DENIED, "", None),
        ("rejected reader something", Kind.DENIED, "", None),
        ("expdate", Kind.DENIED, "", None),
        ("corrupt", Kind.WRONG, "", None),
        ("unheard of", Kind.OTHER, "", None),
    ],
)
def test_the_end_of_a_question(
    status: str, kind: Kind, line: str, seconds: float | None
) -> None:
    for prefix, has_date in ((AT, True), ("20:15:31 1A2B3C4D ", False), ("", False)):
        entry = read_oscam(prefix + ECM + status)
        assert entry is not None
        assert (entry.kind, entry.line, entry.seconds) == (kind, line, seconds)
        assert (entry.receiver, entry.has_date) == ("tv", has_date)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("r (reader) my [smartreader:x] card detected", Kind.LINE_UP),
        ("r (reader) my [smartreader:x] card ejected", Kind.LINE_DOWN),
        ("c (client) encrypted cccam-client 192.168.1.2 granted (tv)", Kind.LOGGED_IN),
        ("s (main) >> OSCam << cardserver started", Kind.STARTED),
        ("s (main) whatever else", Kind.OTHER),
    ],
)
def test_other_lines(said: str, kind: Kind) -> None:
    entry = read_oscam(AT + said)

    assert entry is not None
    assert entry.kind is kind


def test_what_is_no_line_of_oscam() -> None:
    assert read_oscam("hello") is None
    assert read_oscam("2026/99/99 20:15:31 1A2B3C4D c (x) y") is None


@given(st.text(max_size=200))
def test_any_line_is_read_or_left(text: str) -> None:
    for prefix in ("", AT, AT + ECM):
        read_oscam(prefix + text)
