"""D315, two-emm-feeders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hearth.core.observations import EmmKept, EmmPassed, Outcome
from hearth.doctor.answers.digest import Digest
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import listed, number

LEAST: Final = 3  # card updates of one receiver; one may be an accident of a zap
AGAIN: Final = "the same one was passed on"  # `hearth.core.cards.emms`


@check("D315", "two-emm-feeders")
def two_emm_feeders(case: Case) -> Iterator[Verdict]:
    """
    D315 two-emm-feeders: several receivers send the same card its updates.

    ## What it looks at
    EMMs that receivers sent, by receiver and CA system.

    ## Thresholds
    3 of each of two receivers. One source is enough for a card; some refuse
    the same EMMs when they come again and again (docs/ecm-time.md, minisatip#1324).

    ## What to do
    Leave allowemm 1 to the receiver that is on most, and give the others 0.
    """
    digest = case.digest
    if digest is None:
        return
    for system, counts in _feeders(digest).items():
        names = [name for name, count in counts.items() if count >= LEAST]
        if len(names) < 2:
            continue
        refused = any(q.done.outcome is Outcome.REFUSED for q in digest.calm)
        yield Verdict(
            standing=Standing.CAUSE if refused else Standing.WARNING,
            title=f"{listed(sorted(names))} both feed the card of CAID {system} with"
            " updates",
            evidence=tuple(
                f"{name}: {number(counts[name], 'EMM')}" for name in sorted(names)
            ),
            remedy="Leave allowemm 1 in the F: line of the receiver that is on"
            " most, and"
            " write 0 for the others",
            share=0.2,
        )


def _feeders(digest: Digest) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for _, what in digest.record.seen:
        is_kept = isinstance(what, EmmKept) and AGAIN in what.reason
        if isinstance(what, EmmPassed) or is_kept:
            assert isinstance(what, EmmPassed | EmmKept)
            of_system = found.setdefault(str(what.ca_system_id), Counter())
            of_system[what.receiver] += 1
    return found
