"""What was seen, and why: as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hearth.lab.picture.box import HeardEcm
from hearth.lab.picture.comparing import Seen, Stretch
from hearth.lab.picture.descrambler import Period
from hearth.lab.statistics import Verdict, percentile

# A group's packets are sent a little before or after the even pace, and a
# decoder shows nothing new until the next group begins.
BEFORE_S: Final = 0.1
AFTER_S: Final = 0.3


@dataclass(frozen=True, slots=True)
class Loss:
    """
    A crypto period that was without its key for a time.

    Attributes:
        began_s: When the period began, in seconds from the first picture.
        scrambled_s: For how long its packets stayed scrambled.
        verdict: How the question for its key ended; None: nobody was asked,
            or it is still under way.
        after_s: How long the answer took.
        lead_s: How long before the period the ECM with its key had appeared.

    """

    began_s: float
    scrambled_s: float
    verdict: Verdict | None
    after_s: float
    lead_s: float

    @property
    def predicted_s(self) -> float | None:
        """What docs/ecm-time.md says of it: r - lead; None where no answer came."""
        if self.verdict is not Verdict.RIGHT:
            return None
        return max(0.0, self.after_s - self.lead_s)


@dataclass(frozen=True, slots=True)
class Fault:
    """Pictures in succession that were not identical, and why."""

    stretch: Stretch
    causes: tuple[Loss, ...]
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureResult:
    """
    What a receiver has shown.

    Attributes:
        pictures: How many the original has.
        identical: How many came out the same.
        faults: The others, and why.
        questions: How many ECMs were asked for.
        answers_s: How long each right or wrong answer took.
        bad: How the questions ended that had no right answer.
        under_way: Questions that had none yet when the stream ended.
        tuning_s: From the first ECM to the first key; None: there was none.
        period_s: How long a control word lasted.
        lead_s: How long before its use it was on air.
        answers_by_line: How many each card has given, the preferred one first.
        waited_s: How long the stream waited for a busy machine.

    """

    pictures: int
    identical: int
    faults: tuple[Fault, ...] = ()
    questions: int = 0
    answers_s: tuple[float, ...] = ()
    bad: tuple[Verdict, ...] = ()
    under_way: int = 0
    tuning_s: float | None = None
    period_s: float = 0.0
    lead_s: float = 0.0
    answers_by_line: tuple[int, ...] = ()
    waited_s: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether every picture came out identical."""
        return self.identical == self.pictures > 0

    @property
    def right(self) -> int:
        """How many questions had the right answer."""
        return self.questions - len(self.bad) - self.under_way

    def seconds_of(self, kind: Seen) -> float:
        """Tell for how long altogether a kind was seen."""
        return sum(fault.stretch.seconds_of(kind) for fault in self.faults)

    @property
    def longest_s(self) -> float | None:
        """The slowest answer; None without any."""
        return max(self.answers_s, default=None)

    @property
    def usual_s(self) -> float | None:
        """The median answer; None without any."""
        return percentile(sorted(self.answers_s), 0.5) if self.answers_s else None


def find_losses(
    periods: Sequence[Period], ecms: Sequence[HeardEcm], start_s: float
) -> list[Loss]:
    """
    Tell which crypto periods were without their key, and what of the question.

    Args:
        periods: As the descrambler saw them.
        ecms: As they were heard and answered.
        start_s: The stream's time when the pictures begin.

    """
    if not periods:
        return []
    first_parity = periods[0].parity
    bringing: dict[int, HeardEcm] = {}
    for one in ecms:
        bringing.setdefault(one.moment.own(first_parity) + 1, one)
    losses = []
    for period in periods:
        if not period.lost:
            continue
        ecm = bringing.get(period.number)
        losses.append(
            Loss(
                began_s=period.began_s - start_s,
                scrambled_s=period.lost_until_s - period.began_s,
                verdict=ecm.verdict if ecm else None,
                after_s=ecm.after_s if ecm else 0.0,
                lead_s=period.began_s - ecm.heard_s if ecm else 0.0,
            )
        )
    return losses


def find_faults(
    stretches: Sequence[Stretch], losses: Sequence[Loss], ecms: Sequence[HeardEcm]
) -> tuple[Fault, ...]:
    """Put each stretch of bad pictures beside what it came from."""
    wrong = tuple(e.verdict for e in ecms if e.verdict is Verdict.WRONG)
    faults = []
    for stretch in stretches:
        end_s = stretch.start_s + stretch.seconds
        causes = tuple(
            loss
            for loss in losses
            if loss.began_s - BEFORE_S < end_s
            and stretch.start_s < loss.began_s + loss.scrambled_s + AFTER_S
        )
        faults.append(Fault(stretch, causes, () if causes else wrong))
    return tuple(faults)
