"""What is known of a line's trouble: how it is now, and when it was down before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearth.doctor.answers.digest import AFTER_S, merged, within
from hearth.doctor.answers.outages import ENDINGS, Outage
from hearth.doctor.case import Case
from hearth.doctor.facts import Ladder, Trouble
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, number, shown, span

SHOWN: Final = 3  # outages that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """
    One line's trouble of one kind.

    Attributes:
        line: Its name.
        trouble: Which it is; of several the worst to be seen now.
        ladder: How it is now; None if that is not this trouble, or not known.
        outages: When it was down for that reason.
        share: How much of what froze a picture that explains.
        is_spare: Whether another line is preferred, and was there meanwhile.

    """

    line: str
    trouble: Trouble
    ladder: Ladder | None
    outages: tuple[Outage, ...]
    share: float
    is_spare: bool = False

    @property
    def place(self) -> str:
        """The line as it is to be named: with its port where that is known."""
        ladder = self.ladder
        return f"{ladder.host}:{ladder.port}" if ladder and ladder.port else self.line

    @property
    def is_over(self) -> bool:
        """Whether all of it is in the past."""
        return self.ladder is None and all(o.is_over for o in self.outages)

    @property
    def standing(self) -> Standing:
        """A cause, unless nobody noticed it: it is over, or a spare line's."""
        if self.is_spare:
            return Standing.CAUSE if self.share > 0 else Standing.WARNING
        is_felt = self.share > 0 or any(not o.is_over for o in self.outages)
        return Standing.CAUSE if self.ladder or is_felt else Standing.WARNING

    def evidence(self) -> Iterator[str]:
        """Say what it was seen by."""
        if self.ladder is not None:
            yield _now(self.ladder)
        for outage in self.outages[:SHOWN]:
            yield _then(outage)
        if len(self.outages) > SHOWN:
            more = self.outages[SHOWN:]
            yield f"and {len(more)} more times, {span(sum(o.seconds for o in more))}"
        if self.share > 0:
            yield f"{100 * self.share:.0f} % of all missing or late keys fall into that"

    def verdict(self, title: str, remedy: str, *commands: str) -> Verdict:
        """Make a verdict of it."""
        return Verdict(
            standing=self.standing,
            title=title,
            evidence=tuple(self.evidence()),
            remedy=remedy,
            line=self.line,
            share=1.0 if self.ladder and not self.is_spare else self.share,
            commands=commands,
        )


def stories(case: Case, *troubles: Trouble) -> Iterator[Story]:
    """
    Give the lines that have, or had, one of some troubles.

    Args:
        case: What is judged.
        troubles: Which.

    """
    now = {
        ladder.line: ladder
        for ladder in case.facts.ladders
        if ladder.trouble in troubles
    }
    before: dict[str, list[Outage]] = defaultdict(list)
    if case.digest is not None:
        for outage in case.digest.outages:
            if outage.trouble in troubles:
                before[outage.line].append(outage)
    for line in dict.fromkeys([*now, *before]):
        ladder, outages = now.get(line), tuple(before[line])
        trouble = ladder.trouble if ladder else outages[0].trouble
        assert trouble is not None
        story = Story(
            line=line,
            trouble=trouble,
            ladder=ladder,
            outages=outages,
            share=_share(case, outages),
            is_spare=_is_spare(case, line),
        )
        # A spare line may come and go, at night for one, while nobody needs it.
        if not (story.is_spare and story.is_over and story.share == 0):
            yield story


def _is_spare(case: Case, line: str) -> bool:
    """Tell whether another line is preferred to this one, and has no trouble."""
    lines = case.facts.lines
    if line not in lines or case.digest is None:
        return False
    answering = {q.done.line for q in case.digest.calm if q.is_good}
    in_trouble = {it.line for it in case.facts.ladders if it.trouble is not None}
    return any(it in answering - in_trouble for it in lines[: lines.index(line)])


def _share(case: Case, outages: tuple[Outage, ...]) -> float:
    digest = case.digest
    if digest is None or not outages:
        return 0.0
    spans = merged((o.felt_from, o.end + AFTER_S) for o in outages)
    return digest.share_of_bad(within(digest.questions, spans))


def _now(ladder: Ladder) -> str:
    assert ladder.trouble is not None
    where = f" ({', '.join(ladder.addresses)})" if ladder.addresses else ""
    detail = f": {shown(ladder.detail, 200)}" if ladder.detail else ""
    return f"now{where}: {ladder.trouble.value}{detail}"


def _then(outage: Outage) -> str:
    how = f"{clock(outage.begin)}: down for {span(outage.seconds)}"
    if not outage.is_over:
        how = f"{clock(outage.begin)}: down, and not back after {span(outage.seconds)}"
    began = ""
    if outage.ending in ENDINGS and outage.ending is not outage.trouble:
        began = f", at first {outage.ending.value}"
    tries = f", {number(outage.attempts, 'attempt')} in vain" * (outage.attempts > 1)
    return f"{how}{began}: {shown(outage.reason, 200)}{tries}"
