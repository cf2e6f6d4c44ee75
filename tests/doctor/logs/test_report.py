import json

from hearth.doctor.logs.entry import Entry, Kind
from hearth.doctor.logs.report import as_json, as_text
from hearth.doctor.logs.summary import summary_of

ENTRIES = [
    *(
        Entry(10.0 * n, Kind.ANSWERED, "card", "tv", 0.2 if n < 60 else 1.5)
        for n in range(120)
    ),
    *(Entry(2000.0 + 200 * n, Kind.REFUSED, "card", "tv") for n in range(8)),
    Entry(5000.0, Kind.LINE_DOWN, "card"),
]


def test_a_summary_for_people() -> None:
    text = as_text(summary_of(ENTRIES), "a.log")

    assert "card: 128 questions" in text
    assert "refused: 8" in text
    assert "it changed at" in text
    assert "nothing asked from" in text
    assert "and 3 more such gaps" in text
    assert "line down: 1 time" in text


def test_a_summary_for_programs() -> None:
    said = json.loads(as_json(summary_of(ENTRIES), "a.log"))

    assert said["source"] == "a.log"
    (line,) = said["lines"]
    assert line["failed"] == {"refused": 8}
    assert (line["change"]["before_ms"], line["change"]["after_ms"]) == (200, 1500)


def test_a_log_that_says_nothing() -> None:
    assert "nothing of it" in as_text(summary_of([]), "a.log")
    far = [Entry(1e20, Kind.LINE_UP, "card")]
    assert "?" in as_text(summary_of(far), "a.log")
