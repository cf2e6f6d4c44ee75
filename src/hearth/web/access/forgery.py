"""
Requests that another web page makes the visitor's browser send (CSRF).

Whatever changes something needs a token that only our own pages know, and must
not say that it comes from elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})  # RFC 9110, 9.2.1

TOKEN_FIELD: Final = "csrf_token"  # noqa: S105  # of forms
TOKEN_HEADER: Final = "x-csrf-token"  # noqa: S105  # of scripts, and in answers to them

_OURS: Final = frozenset({"same-origin", "none"})  # none: the visitor did it by hand


class Tokens:
    """Makes and checks tokens; each belongs to one cookie, or one password."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token_of(self, bound_to: str) -> str:
        """Give the token that belongs to a cookie."""
        data = bound_to.encode("utf-8", "surrogateescape")
        return hmac.new(self._key, data, hashlib.sha256).hexdigest()

    def is_right(self, token: str, bound_to: str) -> bool:
        """Tell whether a token belongs to a cookie, in a time that tells nothing."""
        given = token.encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self.token_of(bound_to).encode())


def comes_from_elsewhere(*, origin: str, fetch_site: str, host: str) -> bool:
    """
    Tell whether a request says that another page made it.

    Args:
        origin: The Origin header; "" if there is none.
        fetch_site: The Sec-Fetch-Site header; "" if there is none.
        host: The Host header, which was checked before.

    Source:
        RFC 6454, 7 (Origin); Fetch Metadata Request Headers, 2.4.

    """
    if fetch_site and fetch_site not in _OURS:
        return True
    if not origin:
        return False
    scheme, separator, place = origin.partition("://")
    is_web = bool(separator) and scheme in {"http", "https"}
    return not is_web or place.lower() != host.lower()
