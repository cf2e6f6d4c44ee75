"""How far a new receiver has come: step by step, and what stops it."""

from __future__ import annotations

from typing import Final

from hearth.observe.live.views import ReceiverStatus, Refusal, Status
from hearth.web.pages.parts.looks import Look
from hearth.web.pages.parts.verdicts import Verdict
from hearth.web.pages.parts.words import Words

RECENT_S: Final = 600.0  # who was refused before that is somebody else's matter
MAX_STRANGERS: Final = 3
UNKNOWN: Final = "?"

_DONE: Final = ("good", "well")
_OPEN: Final = ("quiet", "idle")
_STUCK: Final = ("bad", "fails")
_ODD: Final = ("warn", "unsure")

# How the reasons of `hearth.core` begin, and which advice each gets.
_ADVICE: Final = (
    ("wrong password", "password"),
    ("no such user", "unknown"),
    ("this account may log in from", "host"),
    ("this account is in use", "in_use"),
    ("too many wrong passwords", "locked"),
    ("no complete log-in", "slow"),
    ("H901", "not_home"),
)


def is_in(status: Status, name: str) -> bool:
    """Tell whether a receiver is connected."""
    return any(r.name == name and r.is_connected for r in status.receivers)


def steps(
    status: Status, name: str, words: Words, *, errors: int, is_written: bool
) -> list[Verdict]:
    """
    Say how far a receiver has come.

    Args:
        status: Of now.
        name: Of the receiver.
        words: Of the page's language.
        errors: How many errors keep Hearth from reading the file again.
        is_written: Whether CCcam.cfg has its line.

    Returns:
        What is done, then what is waited for or what went wrong.

    """
    receiver = next((r for r in status.receivers if r.name == name), None)
    if receiver is None:
        return [_not_taken(words, errors, is_written=is_written)]
    taken = _step(words, _DONE, "taken")
    if receiver.is_connected:
        return [taken, _logged_in(receiver, words), _first_key(receiver, words)]
    refusal = _refusal_of(status, receiver)
    if refusal is not None:
        return [taken, _refused(refusal, words), *_strangers(status, words)]
    if receiver.since:
        gone = words.ago(receiver.since)
        return [taken, _step(words, _STUCK, "gone", duration=gone)]
    others = _strangers(status, words)
    return [taken, _step(words, _OPEN, "nothing"), *others]


def _not_taken(words: Words, errors: int, *, is_written: bool) -> Verdict:
    if not is_written:
        return _step(words, _OPEN, "unwritten")
    if errors:
        return _step(words, _STUCK, "held", count=errors)
    return _step(words, _OPEN, "reading")


def _logged_in(receiver: ReceiverStatus, words: Words) -> Verdict:
    return _step(
        words,
        _DONE,
        "logged_in",
        address=receiver.address,
        program=receiver.program or words.texts("wait.unnamed"),
    )


def _first_key(receiver: ReceiverStatus, words: Words) -> Verdict:
    last = receiver.last
    if last is None:
        return _step(words, _OPEN, "no_question")
    if not last.is_good:
        return _step(words, _STUCK, "no_key")
    return _step(words, _DONE, "key", time=words.took(last.total_s))


def _refusal_of(status: Status, receiver: ReceiverStatus) -> Refusal | None:
    """Give the last refusal under this name, or of somebody who got no further."""
    if not receiver.last_refusal:
        return None
    named = (r for r in status.refusals if r.user == receiver.name)
    kept = Refusal(receiver.last_refusal_at, "", receiver.name, receiver.last_refusal)
    return next(named, kept)


def _refused(refusal: Refusal, words: Words) -> Verdict:
    key = _advice(refusal.reason)
    return _step(
        words,
        _STUCK,
        f"refused_{key}",
        reason=words.texts.reason(refusal.reason),
        address=refusal.address or UNKNOWN,
        duration=words.ago(refusal.at),
    )


def _strangers(status: Status, words: Words) -> list[Verdict]:
    """Name who else was refused a moment ago: perhaps the name was mistyped."""
    accounts = {receiver.name for receiver in status.receivers}
    recent = [
        refusal
        for refusal in status.refusals
        if refusal.user not in accounts and refusal.at > status.at - RECENT_S
    ]
    return [_stranger(refusal, words) for refusal in recent[:MAX_STRANGERS]]


def _stranger(refusal: Refusal, words: Words) -> Verdict:
    key = "other_name" if refusal.user else "no_name"
    return _step(
        words,
        _ODD,
        key,
        address=refusal.address,
        user=refusal.user,
        reason=words.texts.reason(refusal.reason),
        duration=words.ago(refusal.at),
    )


def _advice(reason: str) -> str:
    return next((key for begin, key in _ADVICE if reason.startswith(begin)), "other")


def _step(words: Words, seen: tuple[str, str], key: str, **values: object) -> Verdict:
    t = words.texts
    look = Look(*seen, f"wait.{key}")
    return Verdict(look, t(look.key, **values), t(f"{look.key}_why", **values))
