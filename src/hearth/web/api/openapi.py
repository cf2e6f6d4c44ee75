"""
The document that describes the API to programs.

Source:
    OpenAPI Specification 3.1.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from hearth.web.access.forgery import TOKEN_HEADER
from hearth.web.api import BASE
from hearth.web.api.endpoint import Endpoint
from hearth.web.api.shapes.house import ERROR
from hearth.web.api.shapes.kinds import Shape

Document = dict[str, Any]

PATH: Final = f"{BASE}/openapi.json"
ABOUT: Final = (
    "Everything that Hearth's pages show, for programs of this home."
    " Moments are unix seconds, durations (..._s) seconds; null is never, nobody or"
    " not known. CA system, provider and service ids are upper-case hexadecimal, as"
    " in the log. What is not known as a parameter is refused.\n\n"
    "Where a user name and a password are set, send them with each request. A change"
    f" also needs the header {TOKEN_HEADER.title()}: its value comes in that header"
    " of any answer to the same user without a cookie."
)

# Answered by hearth.web.access, before an endpoint is asked.
_REFUSED: Final = {
    HTTPStatus.UNAUTHORIZED: "A user name and a password are needed.",
    HTTPStatus.FORBIDDEN: "Not from there, or a change without its token.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many wrong passwords: wait.",
}
_WORDS: Final = {
    HTTPStatus.BAD_REQUEST: "Parameters do not fit together.",
    HTTPStatus.NOT_FOUND: "There is no such thing.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A parameter is not allowed.",
    HTTPStatus.SERVICE_UNAVAILABLE: "It cannot be read now.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "A fault of Hearth's, which is in its log.",
}


def document(endpoints: Iterable[Endpoint], version: str) -> Document:
    """
    Describe endpoints.

    Args:
        endpoints: All of them.
        version: Of Hearth.

    """
    endpoints = tuple(endpoints)
    paths: dict[str, Document] = {}
    for endpoint in endpoints:
        at = paths.setdefault(f"{BASE}{endpoint.path}", {})
        at[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hearth", "version": version, "description": ABOUT},
        "paths": paths,
        "components": {
            "schemas": _schemas(endpoint.answer for endpoint in endpoints),
            "responses": {_key(s): _failure(_WORDS[s]) for s in _WORDS}
            | {_key(s): {"description": _REFUSED[s]} for s in _REFUSED},
            "securitySchemes": {
                "password": {"type": "http", "scheme": "basic"},
                "token": {"type": "apiKey", "in": "header", "name": TOKEN_HEADER},
            },
        },
    }


def _operation(endpoint: Endpoint) -> Document:
    content = {"application/json": {"schema": endpoint.answer.schema()}}
    good = {"description": endpoint.answer.about, "content": content}
    failures = (*endpoint.failures, HTTPStatus.INTERNAL_SERVER_ERROR, *_REFUSED)
    responses = {str(endpoint.status.value): good}
    for status in sorted(failures):
        responses[str(status.value)] = {
            "$ref": f"#/components/responses/{_key(status)}"
        }
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [parameter.document() for parameter in endpoint.parameters],
        "responses": responses,
        "security": _security(endpoint),
    }


def _security(endpoint: Endpoint) -> list[dict[str, list[str]]]:
    """Say what has to come along; where no password is set, none."""
    if endpoint.method == "GET":
        return [{"password": []}, {}]
    return [{"password": [], "token": []}, {"token": []}]


def _schemas(answers: Iterable[Shape]) -> Document:
    shapes: dict[str, Shape] = {}
    for answer in (*answers, ERROR):
        for shape in answer.shapes():
            known = shapes.setdefault(shape.name, shape)
            assert known is shape, f"two shapes are called {shape.name}"
    return {name: shapes[name].whole_schema() for name in sorted(shapes)}


def _failure(words: str) -> Document:
    content = {"application/json": {"schema": ERROR.schema()}}
    return {"description": words, "content": content}


def _key(status: HTTPStatus) -> str:
    return status.phrase.title().replace(" ", "")
