"""A picture's result for people, and for programs."""

from __future__ import annotations

from typing import Any, Final

from hearth.lab.picture.comparing import Seen
from hearth.lab.picture.result import Fault, Loss, PictureResult
from hearth.lab.statistics import Verdict, milliseconds

WORTH_TELLING_S: Final = 1.0


def clock(seconds: float) -> str:
    """Write a time in the stream: ``1:05.2``."""
    tenths = round(10 * seconds)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def span(seconds: float) -> str:
    """Write how long something lasted: ``0.52 s``."""
    return f"{seconds:.2f} s"


def lines(result: PictureResult) -> list[str]:
    """Say what was seen, and why, a sentence a line."""
    percent = 100 * result.identical / result.pictures if result.pictures else 0.0
    share = "all of them" if result.is_whole else f"{percent:.2f} %"
    of_all = f"{result.identical} identical to the original: {share}"
    said = [
        f"{result.pictures} pictures, {of_all}.",
        _of_time(result),
        *map(_of_fault, result.faults),
        _of_answers(result),
        _of_the_machine(result),
    ]
    return [line for line in said if line]


def as_json(result: PictureResult) -> dict[str, Any]:
    """Give the same for a program; times in seconds of the stream."""
    return {
        "pictures": result.pictures,
        "identical": result.identical,
        "all_identical": result.is_whole,
        "frozen_s": round(result.seconds_of(Seen.FROZEN), 3),
        "black_s": round(result.seconds_of(Seen.BLACK), 3),
        "corrupt_s": round(result.seconds_of(Seen.CORRUPT), 3),
        "faults": [_fault_json(fault) for fault in result.faults],
        "period_s": result.period_s,
        "lead_s": round(result.lead_s, 3),
        "tuning_s": _rounded(result.tuning_s),
        "questions": result.questions,
        "right": result.right,
        "wrong": result.bad.count(Verdict.WRONG),
        "refused": result.bad.count(Verdict.REFUSED),
        "unanswered": result.bad.count(Verdict.UNANSWERED),
        "under_way": result.under_way,
        "answer_median_s": _rounded(result.usual_s),
        "answer_longest_s": _rounded(result.longest_s),
        "answers_by_line": list(result.answers_by_line),
        "waited_s": round(result.waited_s, 3),
    }


def _of_time(result: PictureResult) -> str:
    if result.is_whole:
        return "Never frozen, black or corrupt."
    parts = [
        f"{span(result.seconds_of(kind))} {kind.value}"
        for kind in (Seen.FROZEN, Seen.BLACK, Seen.CORRUPT)
        if result.seconds_of(kind)
    ]
    return f"{', '.join(parts)}:" if parts else ""


def _of_fault(fault: Fault) -> str:
    stretch = fault.stretch
    kinds = ", ".join(
        f"{kind.value} {span(stretch.seconds_of(kind))}"
        for kind in (Seen.BLACK, Seen.FROZEN, Seen.CORRUPT)
        if stretch.seconds_of(kind)
    )
    end = clock(stretch.start_s + stretch.seconds)
    return f"  {clock(stretch.start_s)} to {end}  {kinds}: {_why(fault)}"


def _why(fault: Fault) -> str:
    if fault.causes:
        return "; ".join(map(_of_loss, fault.causes))
    if fault.verdicts:
        return "an answer had wrong control words"
    return "no crypto period was without its key; it is the stream or the decoder"


def _of_loss(loss: Loss) -> str:
    match loss.verdict:
        case Verdict.RIGHT if loss.predicted_s:
            return (
                f"the answer took {span(loss.after_s)}, the lead was"
                f" {span(loss.lead_s)}: {span(loss.predicted_s)} too late"
            )
        case Verdict.RIGHT:
            return (
                "the answer was in time, but the ECM was asked for too late:"
                f" {span(loss.scrambled_s)} without a key"
            )
        case Verdict.WRONG:
            return "the answer had wrong control words"
        case Verdict.REFUSED:
            return f"the question was refused, after {span(loss.after_s)}"
        case Verdict.UNANSWERED:
            return "the question had no answer"
        case None:
            return "the question had no answer yet, or nobody could be asked"


def _of_answers(result: PictureResult) -> str:
    bad = [
        f"{result.bad.count(verdict)} {verdict.value}"
        for verdict in (Verdict.WRONG, Verdict.REFUSED, Verdict.UNANSWERED)
        if verdict in result.bad
    ]
    if result.under_way:
        bad.append(f"{result.under_way} still under way at the end")
    right = f"{result.right} of {result.questions} questions"
    times = (
        f"the median answer took {milliseconds(result.usual_s)}, the longest"
        f" {milliseconds(result.longest_s)}, of {span(result.lead_s)} that there were"
    )
    ended = f" ({', '.join(bad)})" if bad else ""
    return f"{right} had the right answer{ended}; {times}."


def _of_the_machine(result: PictureResult) -> str:
    if result.waited_s < WORTH_TELLING_S:
        return ""
    waited = span(result.waited_s)
    return f"This machine was busy: the stream waited {waited} for it altogether."


def _fault_json(fault: Fault) -> dict[str, Any]:
    stretch = fault.stretch
    return {
        "start_s": round(stretch.start_s, 3),
        "seconds": round(stretch.seconds, 3),
        "frozen_s": round(stretch.seconds_of(Seen.FROZEN), 3),
        "black_s": round(stretch.seconds_of(Seen.BLACK), 3),
        "corrupt_s": round(stretch.seconds_of(Seen.CORRUPT), 3),
        "why": _why(fault),
        "causes": [_loss_json(loss) for loss in fault.causes],
    }


def _loss_json(loss: Loss) -> dict[str, Any]:
    return {
        "period_began_s": round(loss.began_s, 3),
        "scrambled_s": round(loss.scrambled_s, 3),
        "question": loss.verdict.value if loss.verdict else None,
        "answer_s": round(loss.after_s, 3),
        "lead_s": round(loss.lead_s, 3),
        "predicted_s": _rounded(loss.predicted_s),
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
