"""D313, reconnect-storm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hearth.core.observations import ReceiverLeft
from hearth.doctor.answers.log_ins import MANY, WINDOW_S, log_ins_of, most_at_once
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import number, shown, span


@check("D313", "reconnect-storm")
def reconnect_storm(case: Case) -> Iterator[Verdict]:
    """
    D313 reconnect-storm: a receiver logs in again and again.

    ## What it looks at
    Log-ins that went well, by receiver, without those after Hearth was started
    anew and those that it never finished (D318); and why its connections ended.

    ## Thresholds
    8 within 5 minutes. A receiver stays logged in while it is on, also when it
    changes the channel; Tvheadend comes back every 3 s when it is thrown out
    (docs/ecm-time.md).

    ## What to do
    Look in that receiver's log why it ends the connection: its program crashes,
    two of its programs use the same account, or its network is poor.
    """
    digest = case.digest
    if digest is None:
        return
    for name, moments in log_ins_of(digest).items():
        most = most_at_once(moments)
        if most < MANY:
            continue
        reasons = Counter(
            it.reason for _, it in digest.of(ReceiverLeft) if it.receiver == name
        )
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{name} logs in again and again",
            evidence=(
                (
                    f"{number(most, 'log-in')} within {span(WINDOW_S)},"
                    f" {len(moments)} altogether"
                ),
                *(
                    f"{number(count, 'connection')} ended: {shown(reason, 200)}"
                    for reason, count in reasons.most_common(2)
                ),
            ),
            remedy=f"Look in the log of {name} why it ends the connection: its program"
            " crashes, two programs there use the same account, or its network is poor",
            receiver=name,
            share=max(0.5, digest.share_of_bad(digest.by_receiver.get(name, ()))),
        )
