"""Who is let in: the rules with what they remember, free of HTTP."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from hearth.web.access.forgery import Tokens
from hearth.web.access.hosts import host_of, is_own_host, without_slip
from hearth.web.access.passwords import Given, Lockouts, guesser, is_right
from hearth.web.access.sessions import Sessions
from hearth.web.settings import Login, WebSettings

OFF: Final = WebSettings(listen_port=None)

log = logging.getLogger("hearth.web")


class Answer(Enum):
    """What a user name and a password are answered."""

    RIGHT = "right"
    WRONG = "wrong"
    WAIT = "wait"  # it was not even looked at


class Verdict(NamedTuple):
    """An answer, and for how many seconds no other will be given."""

    answer: Answer
    wait_s: float = 0.0


class Gate:
    """
    The rules of who may look.

    Args:
        lockouts: Slows who guesses passwords.
        now: Monotonic seconds.
        names: What this machine is called.

    """

    def __init__(
        self,
        lockouts: Lockouts,
        now: Callable[[], float],
        names: Callable[[], frozenset[str]],
    ) -> None:
        self.settings = OFF
        self.addresses: tuple[str, ...] = ()  # that are listened on
        self.sessions = Sessions()
        self.tokens = Tokens()
        self.on_log_out: Callable[[], None] | None = None
        self._lockouts = lockouts
        self._now = now
        self._find_names = names
        self._names: frozenset[str] = frozenset()

    @property
    def is_external(self) -> bool:
        """Whether the home network may come in."""
        return self.settings.external_access

    @property
    def is_locked(self) -> bool:
        """Whether nobody is let in, because a password is required and not set."""
        return self.settings.is_locked

    @property
    def login(self) -> Login | None:
        """What is asked for; None if nothing is."""
        return self.settings.login

    def configure(self, settings: WebSettings) -> bool:
        """
        Take new settings.

        Returns:
            Whether who is in has to come in anew.

        """
        before, self.settings = self.settings, settings
        self._names = self._find_names()
        if before.login != settings.login:
            self.sessions.end_all()
            self._lockouts.clear_all()
        return (before.login, before.external_access) != (
            settings.login,
            settings.external_access,
        )

    def knows_host(self, header: str, *, here: str, forgiving: bool) -> bool:
        """
        Tell whether a Host header names this machine.

        Args:
            header: As it came.
            here: Our own end of this connection.
            forgiving: Whether the slip of CCcamInfoPHP is overlooked.

        """
        host = host_of(header)
        if host is None:
            return False
        host = without_slip(host) if forgiving else host
        addresses = {here, *self.addresses}
        return is_own_host(host, addresses=addresses, names=self._names)

    def judge(self, given: Given, login: Login, address: str) -> Verdict:
        """Judge a user name and a password; who has to wait is not looked at."""
        now, who = self._now(), guesser(address)
        wait_s = self._lockouts.wait_of(who, now)
        if wait_s > 0:
            return Verdict(Answer.WAIT, wait_s)
        if is_right(given, login):
            return Verdict(Answer.RIGHT)
        wait_s = self._lockouts.fail(who, now)
        log.warning("wrong user name or password for WebInfo from %s", address)
        return Verdict(Answer.WRONG, wait_s)

    def begin_session(self, old: str, address: str) -> str:
        """Log somebody in; return the new token, whatever the old one was."""
        self.sessions.end(old)
        self._lockouts.clear(guesser(address))
        return self.sessions.begin(self._now())

    def has_session(self, token: str) -> bool:
        """Tell whether a token is of somebody who is logged in."""
        return bool(token) and self.sessions.is_open(token, self._now())

    def end_session(self, token: str) -> None:
        """Log somebody out, and end the streams: who is still in comes again."""
        self.sessions.end(token)
        if self.on_log_out is not None:
            self.on_log_out()
