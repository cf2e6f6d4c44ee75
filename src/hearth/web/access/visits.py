"""
One request's visit: who it is, and what its page may need.

For the pages: ``request.state.csrf`` is the token for every form's field
``csrf_token``, and `form_of` gives what a form sent.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection

_KEY: Final = "hearth.visit"  # in the ASGI scope
_MAX_FIELDS: Final = 200  # of a form; ours have a few


@dataclass(slots=True)
class Visit:
    """
    What the guard found out about a request.

    Attributes:
        address: Where it comes from.
        is_allowed: Whether it may see what is not public.
        is_logged_in: Whether there is a session, so that one can log out.
        cookie: The browser's token: the one that came, or one that it is given.
        is_new: Whether the answer has to bring that cookie.
        csrf_token: For forms, and for scripts to send in ``X-CSRF-Token``.
        form: What a form sent; empty for other requests.

    """

    address: str = ""
    is_allowed: bool = False
    is_logged_in: bool = False
    cookie: str = ""
    is_new: bool = False
    csrf_token: str = ""
    form: Mapping[str, str] = field(default_factory=dict)


def visit_of(request: HTTPConnection) -> Visit:
    """Give the visit of a request; without the guard, as in a page's own test, none."""
    visit = request.scope.get(_KEY)
    return visit if isinstance(visit, Visit) else Visit()


def put(scope: MutableMapping[str, Any], visit: Visit) -> None:
    """Put a visit where `visit_of` and ``request.state`` find it."""
    scope[_KEY] = visit
    state = scope.setdefault("state", {})
    state["csrf"] = visit.csrf_token
    state["is_logged_in"] = visit.is_logged_in


def csrf_token(request: HTTPConnection) -> str:
    """Give the token that every form has to send in its field ``csrf_token``."""
    return visit_of(request).csrf_token


def form_of(request: HTTPConnection) -> Mapping[str, str]:
    """
    Give the fields of the form that was sent, its token among them.

    The guard has read it already, within limits; no library is needed for it.
    """
    return visit_of(request).form


def parse_form(body: bytes) -> dict[str, str]:
    """Read a form as browsers send it; a body that is none gives nothing."""
    try:
        pairs = parse_qsl(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            errors="surrogateescape",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError:
        return {}
    return dict(pairs)
