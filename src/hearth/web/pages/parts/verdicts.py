"""Verdicts in plain words: how a line answers, what a freeze was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from hearth.observe.history.views import Availability, Figures, Note, NoteKind
from hearth.observe.live.verdicts import (
    DEFAULT_PERIOD_S,
    FREEZES_FROM,
    judge_line,
    judge_margin,
    lead_of,
    margin_of,
)
from hearth.observe.live.views import Ecm, LineStatus, Margin
from hearth.web.pages.parts.looks import Look, look
from hearth.web.pages.parts.words import Words

GOOD_SHARE: Final = 0.999  # 43 minutes of 30 days
FAIR_SHARE: Final = 0.99
FAR_S: Final = 0.05  # a cable takes a millisecond, a wireless network a few
GAP_PERIODS: Final = 2.5  # without a question, nobody was asking


class Verdict(NamedTuple):
    """
    A judgement.

    Attributes:
        look: Colour and icon, and the sentence's key.
        what: The sentence.
        why: On what it is based, or what to do.

    """

    look: Look
    what: str
    why: str


def judge(
    figures: Figures,
    month: Availability | None,
    period_s: float | None,
    words: Words,
    network_s: float = 0.0,
) -> list[Verdict]:
    """
    Judge a line.

    Args:
        figures: Of its last day.
        month: Of its last month.
        period_s: The crypto period that it has to keep up with, if one is known.
        words: Of the language.
        network_s: How long the network takes there and back; 0.0: not known.

    """
    found = [_manner(figures, words)]
    if figures.answered:
        found.append(_margin(figures, period_s, words))
    if figures.missed or figures.asked:
        found.append(_missed(figures, words))
    if month is not None and month.share is not None:
        found.append(_uptime(month, month.share, words))
    if network_s:
        found.append(_network(network_s, words))
    return found


def network_of(line: LineStatus) -> float:
    """
    Tell how long the network takes to a line and back, in seconds; 0.0: not known.

    The shorter of how long connecting took and of the shortest trip of late: an
    acknowledgement may wait up to 40 ms at the other end, that of connecting
    does not, but may be of last week.
    """
    known = [line.connect_s] if line.connect_s else []
    if line.trip is not None:
        known.append(line.trip.least_s)
    return min(known, default=0.0)


def _network(seconds: float, words: Words) -> Verdict:
    t, takes = words.texts, words.short(seconds)
    if seconds < FAR_S:
        return Verdict(Look("good", "well", ""), t("judge.near", takes=takes), "")
    seen = Look("warn", "late", "")
    return Verdict(seen, t("judge.far", takes=takes), t("judge.far_why"))


def _manner(figures: Figures, words: Words) -> Verdict:
    manner = judge_line(figures.answered, figures.p50_s, figures.p95_s)
    t, seen = words.texts, look(manner)
    why = t(f"{seen.key}_why", usual=words.took(figures.p50_s),
            spread=words.took(figures.spread_s), count=figures.answered)  # fmt: skip
    return Verdict(seen, t(seen.key), why)


def _margin(figures: Figures, period_s: float | None, words: Words) -> Verdict:
    period = period_s or DEFAULT_PERIOD_S
    margin = judge_margin(margin_of(figures.p99_s, period)) or Margin.GOOD
    seen, t = look(margin), words.texts
    known = "period_known" if period_s else "period_guessed"
    why = t(
        f"judge.{known}",
        slowest=words.took(figures.p99_s),
        lead=words.took(lead_of(period_s)),
        period=words.took(period),
    )
    return Verdict(seen, t(f"judge.{margin.name.lower()}"), why)


def _missed(figures: Figures, words: Words) -> Verdict:
    t = words.texts
    count = figures.missed
    if not count:
        return Verdict(Look("good", "well", ""), t("judge.none_missed"), "")
    share = count / max(count + figures.answered, 1)
    colour = ("warn", "late") if share < 0.02 else ("bad", "fails")
    return Verdict(
        Look(*colour, ""),
        t("judge.missed", count=count),
        t("judge.missed_why", share=words.share(share)),
    )


def _uptime(month: Availability, share: float, words: Words) -> Verdict:
    t = words.texts
    colour = ("good", "well") if share >= GOOD_SHARE else ("warn", "late")
    if share < FAIR_SHARE:
        colour = ("bad", "fails")
    return Verdict(
        Look(*colour, ""),
        t("judge.uptime", share=words.share(share, 2)),
        t("judge.downs", count=len(month.down)),
    )


def judge_freeze(
    ecms: Sequence[Ecm], notes: Sequence[Note], period_s: float | None, words: Words
) -> list[Verdict]:
    """
    Say what happened in the half minute before somebody saw a freeze.

    Args:
        ecms: Of that receiver, the oldest first.
        notes: Of that receiver and of the lines.
        period_s: Of the channel, None if it is not learnt.
        words: Of the language.

    """
    found = [_note(note, words) for note in notes if note.kind in _TOLD]
    found += [_failure(ecm, words) for ecm in ecms if not ecm.is_good]
    lead = lead_of(period_s)
    late = [e for e in ecms if e.is_good and e.total_s >= FREEZES_FROM * lead]
    found += [_late(ecm, lead, words) for ecm in late]
    if found:
        return found
    t = words.texts
    if not ecms:
        seen = Look("quiet", "unsure", "")
        return [Verdict(seen, t("freeze.silent"), t("freeze.silent_why"))]
    slowest = max(ecm.total_s for ecm in ecms)
    why = t("freeze.healthy_why", count=len(ecms), slowest=words.took(slowest),
            lead=words.took(lead))  # fmt: skip
    seen = Look("good", "well", "")
    return [
        Verdict(seen, t("freeze.healthy"), why),
        Verdict(Look("quiet", "unsure", ""), t("freeze.look"), t("freeze.look_why")),
    ]


_TOLD: Final = {
    NoteKind.LINE_DOWN: ("bad", "off"),
    NoteKind.MISSED: ("warn", "late"),
    NoteKind.BAD_CONTROL_WORDS: ("bad", "fails"),
    NoteKind.LEFT: ("bad", "off"),
    NoteKind.LOGGED_IN: ("quiet", "receivers"),
    NoteKind.RELOAD: ("quiet", "change"),
    NoteKind.RESTART: ("warn", "restart"),
}


def _note(note: Note, words: Words) -> Verdict:
    t = words.texts
    key = f"freeze.{note.kind.name.lower()}"
    what = t(key, line=note.line, time=words.clock(note.at, seconds=True))
    return Verdict(Look(*_TOLD[note.kind], ""), what, t.reason(note.text))


def _failure(ecm: Ecm, words: Words) -> Verdict:
    t, seen = words.texts, look(ecm.outcome)
    what = t(
        f"freeze.{seen.key.removeprefix('outcome.')}",
        time=words.clock(ecm.at, seconds=True),
        took=words.took(ecm.total_s),
        line=ecm.line,
    )
    return Verdict(seen, what, t("freeze.failed_why"))


def _late(ecm: Ecm, lead: float, words: Words) -> Verdict:
    t = words.texts
    what = t(
        "freeze.late",
        time=words.clock(ecm.at, seconds=True),
        took=words.took(ecm.total_s),
        lead=words.took(lead),
    )
    legs = {"waiting": ecm.wait_s, "rest": ecm.rest_s}
    if not ecm.joined:
        legs |= {"queue": ecm.queue_s, "line": ecm.line_s}
    worst = max(legs, key=legs.__getitem__)
    why = t(f"freeze.leg_{worst}", took=words.took(legs[worst]), line=ecm.line)
    return Verdict(Look("warn", "late", ""), what, why)
