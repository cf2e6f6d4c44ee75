"""What every answer tells the browser not to do."""

from __future__ import annotations

from collections.abc import MutableSequence
from email.utils import formatdate
from typing import Final

Headers = MutableSequence[tuple[bytes, bytes]]

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

_ALWAYS: Final = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),  # no-referrer makes forms say Origin: null
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_NO_STORE: Final = (b"cache-control", b"no-store")


def protect(headers: Headers) -> None:
    """Add to an answer's headers what protects the one who gets it."""
    names = {name for name, _ in _ALWAYS}
    headers[:] = [(name, value) for name, value in headers if name.lower() not in names]
    headers.extend(_ALWAYS)
    headers.append((b"date", formatdate(usegmt=True).encode()))  # RFC 9110, 6.6.1
    if not any(name.lower() == b"cache-control" for name, _ in headers):
        headers.append(_NO_STORE)  # static files say otherwise
