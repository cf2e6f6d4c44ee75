"""What Hearth writes is read again: its own sentences, not copies of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core import observations as seen
from hearth.core.observations import Fault, Observation, Outcome
from hearth.doctor.logs.entry import Kind
from hearth.doctor.logs.own import read_own
from hearth.dvb import ServiceId
from hearth.observe.sentences import sentence
from tests.doctor.made import CAID, LINE, done

AT = "2026-11-22 20:15:31 I "


@pytest.mark.parametrize(
    ("what", "kind", "line", "receiver"),
    [
        (done(), Kind.ANSWERED, LINE, "livingroom"),
        (done(outcome=Outcome.REMEMBERED), Kind.REMEMBERED, LINE, "livingroom"),
        (done(outcome=Outcome.TIMED_OUT), Kind.TIMED_OUT, LINE, "livingroom"),
        (done(outcome=Outcome.REFUSED), Kind.REFUSED, LINE, "livingroom"),
        (done(outcome=Outcome.NO_CARD), Kind.NO_CARD, "", "livingroom"),
        (done(outcome=Outcome.DENIED), Kind.DENIED, "", "livingroom"),
        (done(outcome=Outcome.OUT_OF_HOURS), Kind.DENIED, "", "livingroom"),
        (seen.LineUp(LINE), Kind.LINE_UP, LINE, ""),
        (seen.LineDown(LINE, "connect", "refused"), Kind.LINE_DOWN, LINE, ""),
        (seen.ReceiverLoggedIn("tv", "192.168.1.2"), Kind.LOGGED_IN, "", "tv"),
        (seen.ReceiverLoggedIn("tv", "192.168.1.2", True), Kind.LOGGED_IN, "", "tv"),
        (seen.ReceiverLeft("tv", "192.168.1.2", "closed"), Kind.LEFT, "", "tv"),
        (
            seen.ConnectionRefused("192.168.1.2", "tv", "wrong password"),
            Kind.LOG_IN_REFUSED,
            "",
            "tv",
        ),
        (
            seen.ConnectionRefused("192.168.1.2", "", "too late"),
            Kind.LOG_IN_REFUSED,
            "",
            "",
        ),
        (
            seen.BadControlWords(LINE, CAID, ServiceId(1), Fault.STALE),
            Kind.WRONG,
            LINE,
            "",
        ),
        (seen.EmmPassed("tv", LINE, CAID, 100), Kind.EMM, "", ""),
        (seen.LinePaused(LINE, 2.0), Kind.OTHER, "", ""),
    ],
)
def test_our_own_sentences(
    what: Observation, kind: Kind, line: str, receiver: str
) -> None:
    text = sentence(what, lambda *_: "One").text

    entry = read_own(AT + text)

    assert entry is not None
    assert (entry.kind, entry.line, entry.receiver) == (kind, line, receiver)
    if isinstance(what, seen.EcmDone) and kind is Kind.ANSWERED:
        assert entry.seconds == pytest.approx(what.total_s)


def test_from_the_journal_and_without_a_time() -> None:
    journal = "2026-11-22T20:15:31+0100 box hearth[12]: line a is up"

    assert read_own(journal) is not None
    assert read_own("line a is up") is not None
    assert read_own("hello") is None
    assert read_own("2026-11-22 20:15:31 somebody else's words") is None
    assert read_own("2026-99-22 20:15:31 I x") is None


@given(st.text(max_size=200))
def test_any_line_is_read_or_left(text: str) -> None:
    for prefix in ("", AT, AT + "ECM: CAID=0D02 SID=1 - "):
        read_own(prefix + text)
