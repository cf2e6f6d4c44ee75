"""A result for people, and for programs."""

import json

import pytest

from hearth.lab.picture.comparing import Seen, Stretch
from hearth.lab.picture.result import Fault, Loss, PictureResult
from hearth.lab.picture.words import as_json, clock, lines
from hearth.lab.statistics import Verdict

WHOLE = PictureResult(
    pictures=1500,
    identical=1500,
    questions=7,
    answers_s=(0.063,) * 7,
    tuning_s=0.063,
    period_s=10.0,
    lead_s=9.0,
    answers_by_line=(7,),
)

TIMES = "the median answer took 63 ms, the longest 63 ms, of 9.00 s that there were"


def broken(*causes: Loss, verdicts: tuple[Verdict, ...] = ()) -> PictureResult:
    stretch = Stretch(1650, (Seen.FROZEN,) * 13 + (Seen.CORRUPT,) * 2)
    return PictureResult(
        pictures=2000,
        identical=1985,
        faults=(Fault(stretch, causes, verdicts),),
        questions=4,
        answers_s=(2.5, 2.6),
        bad=(Verdict.REFUSED,),
        under_way=1,
        lead_s=2.0,
    )


def test_a_whole_picture_in_words() -> None:
    assert lines(WHOLE) == [
        "1500 pictures, 1500 identical to the original: all of them.",
        "Never frozen, black or corrupt.",
        f"7 of 7 questions had the right answer; {TIMES}.",
    ]


# the cause, what is said of it
CAUSES = [
    (
        Loss(66.0, 0.5, Verdict.RIGHT, 2.52, 2.0),
        "the answer took 2.52 s, the lead was 2.00 s: 0.52 s too late",
    ),
    (Loss(66.0, 0.5, Verdict.RIGHT, 0.1, 0.2), "0.50 s without a key"),
    (Loss(66.0, 0.5, Verdict.WRONG, 0.1, 0.2), "the answer had wrong control words"),
    (Loss(66.0, 0.5, Verdict.REFUSED, 0.1, 0.2), "was refused, after 0.10 s"),
    (Loss(66.0, 0.5, Verdict.UNANSWERED, 9.0, 0.2), "the question had no answer"),
    (Loss(66.0, 0.5, None, 0.0, 0.0), "nobody could be asked"),
]


@pytest.mark.parametrize(("cause", "said"), CAUSES)
def test_a_broken_picture_in_words(cause: Loss, said: str) -> None:
    pictures, times, fault, answers = lines(broken(cause))

    assert pictures == "2000 pictures, 1985 identical to the original: 99.25 %."
    assert times == "0.52 s frozen, 0.08 s corrupt:"
    assert fault.startswith("  1:06.0 to 1:06.6  frozen 0.52 s, corrupt 0.08 s: ")
    assert fault.endswith(said)
    assert "(1 refused, 1 still under way at the end)" in answers


# what is known, what is said
UNCLEAR = [
    ((Verdict.WRONG,), "an answer had wrong control words"),
    ((), "it is the stream or the decoder"),
]


@pytest.mark.parametrize(("verdicts", "said"), UNCLEAR)
def test_a_fault_without_a_missing_key(
    verdicts: tuple[Verdict, ...], said: str
) -> None:
    assert lines(broken(verdicts=verdicts))[2].endswith(said)


def test_a_busy_machine_is_told() -> None:
    busy = PictureResult(pictures=1, identical=1, waited_s=3.2)

    assert lines(busy)[-1].endswith("waited 3.20 s for it altogether.")


def test_no_pictures_at_all() -> None:
    assert lines(PictureResult(pictures=0, identical=0))[0].endswith("0.00 %.")


def test_json_has_it_all() -> None:
    result = json.loads(
        json.dumps(as_json(broken(Loss(66.0, 0.5, Verdict.RIGHT, 2.52, 2.0))))
    )

    assert result["frozen_s"] == 0.52
    assert result["all_identical"] is False
    assert (result["refused"], result["under_way"], result["right"]) == (1, 1, 2)
    (fault,) = result["faults"]
    assert (fault["start_s"], fault["seconds"]) == (66.0, 0.6)
    (cause,) = fault["causes"]
    assert (cause["predicted_s"], cause["question"]) == (0.52, "right")
    assert as_json(WHOLE)["answers_by_line"] == [7]
    assert as_json(PictureResult(pictures=0, identical=0))["tuning_s"] is None


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00.0"), (65.24, "1:05.2"), (599.96, "10:00.0")]
)
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text
