"""
OpenSSL, which Python's own modules load unasked, and which a card server can spare.

asyncio imports it for TLS and hashlib for speed; Hearth has one SHA-1 a log-in,
and Python's own will do. Measured: 4.7 MB less of 27, where a receiver may have
256, and a tenth of the start.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Final, cast

_MODULES: Final = ("ssl", "_hashlib")


def leave_out() -> None:
    """Let `import ssl` fail from now on, unless it is there already."""
    for name in _MODULES:
        sys.modules.setdefault(name, cast("ModuleType", None))


def stand_in() -> None:
    """
    Give an empty `ssl` to libraries that import it unasked, if it was left out.

    Those of the web do, and as Hearth's pages are not served over TLS they make
    no use of it. Constants are 0 in an empty one, and nothing is an instance of
    its classes.
    """
    if cast("ModuleType | None", sys.modules.get("ssl", sys)) is None:
        sys.modules["ssl"] = _Empty("ssl")


class _Empty(ModuleType):
    def __getattr__(self, name: str) -> type[Exception] | int:
        if name.startswith("__"):
            raise AttributeError(name)
        return 0 if name.isupper() else _Absent


class _Absent(Exception):  # noqa: N818 # stands for classes, of exceptions too
    def __init__(self, *_: object) -> None:
        msg = "this process runs without OpenSSL: see hearth.openssl"
        raise RuntimeError(msg)
