"""Who is logged in: tokens that are known here and nowhere else."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Final

IDLE_S: Final = 7 * 86400.0  # a tablet on the kitchen wall that is off for a week
LONGEST_S: Final = 90 * 86400.0
MAX_SESSIONS: Final = 64  # a home has a few browsers
_TOKEN_BYTES: Final = 32  # 256 bits

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(slots=True)
class _Session:
    began: float
    seen: float


def new_token() -> str:
    """Make a token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Tell whether a text has the form of a token."""
    return _TOKEN.fullmatch(text) is not None


class Sessions:
    """
    The sessions, by the digest of their token: a memory dump gives none away.

    Times are monotonic seconds.
    """

    def __init__(self) -> None:
        self._sessions: dict[bytes, _Session] = {}  # the latest seen at the end

    def __len__(self) -> int:
        return len(self._sessions)

    def begin(self, now: float) -> str:
        """Begin a session; return its token, which was never used before."""
        while len(self._sessions) >= MAX_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        token = new_token()
        self._sessions[_key(token)] = _Session(now, now)
        return token

    def is_open(self, token: str, now: float) -> bool:
        """Tell whether a token is of a session, which then is not idle."""
        key = _key(token)
        session = self._sessions.pop(key, None)
        if session is None:
            return False
        if now - session.seen > IDLE_S or now - session.began > LONGEST_S:
            return False
        session.seen = now
        self._sessions[key] = session
        return True

    def end(self, token: str) -> None:
        """End a session, if there is one."""
        self._sessions.pop(_key(token), None)

    def end_all(self) -> None:
        """End all: the password has changed."""
        self._sessions.clear()


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
