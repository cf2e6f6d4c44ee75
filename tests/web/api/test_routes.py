"""From a request to an answer: hostile names, wrong methods, faults; always JSON."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import Match

from hearth.observe.live.live import Live
from hearth.secret import Secret
from hearth.web.access.forgery import TOKEN_HEADER
from hearth.web.access.gate import Gate
from hearth.web.api.routes import routes
from hearth.web.api.table import ENDPOINTS
from hearth.web.app import Pages, make_app
from hearth.web.home import Home
from hearth.web.settings import WebSettings
from tests.web.api.homes import (
    NASTY,
    NEAR,
    OFFSET,
    PASSWORD,
    MadeUp,
    ask,
    fits,
    made_up,
    no_log,
)

pytestmark = pytest.mark.asyncio

NAMES = [
    "a/b",
    "/",
    "a/freeze",
    "%2F",
    "100%",
    '"quoted"',
    "'; DROP TABLE ecm; --",
    "<script>alert(1)</script>",
    "Wohnzimmer \N{BLACK CHESS QUEEN} \N{GRINNING FACE}",
    "line\nfeed\ttab",
    "\x00",
    "?#&=;+ ",
    "..%2f..",
    "e\u0301\u202e",
    "n" * 256,
]


def home_of_one(made: MadeUp, name: str) -> MadeUp:
    """The same home with one receiver and one line of that name."""
    live = Live([name], [name], started_unix=OFFSET, unix_offset=OFFSET)
    folder = made.home.configuration.parent
    return made_up(
        folder, made.home.history, live=live, status=lambda: live.status(1.0)
    )


@pytest.mark.parametrize("name", NAMES)
async def test_a_receiver_is_found_whatever_it_is_called(
    made: MadeUp, name: str
) -> None:
    one, path = home_of_one(made, name), quote(name, safe="")

    told = await ask(one, f"/receivers/{path}")
    around = await ask(one, f"/receivers/{path}/around")
    marked = await ask(one, f"/receivers/{path}/freeze", "POST")
    line = await ask(one, f"/lines/{path}")

    assert (told.status, told.value["name"]) == (200, name)
    assert (around.status, around.value["receiver"]) == (200, name)
    assert (marked.status, one.freezes) == (201, [name])
    assert (line.status, line.value["name"]) == (200, name)


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_that_there_is_not_is_said_to_be_none(
    made: MadeUp, name: str
) -> None:
    path = quote(name, safe="")

    for method, place in [
        ("GET", f"/receivers/{path}"),
        ("GET", f"/receivers/{path}/around"),
        ("POST", f"/receivers/{path}/freeze"),
        ("GET", f"/lines/{path}"),
        ("GET", f"/availability?line={path}"),
    ]:
        answer = await ask(made, place, method)
        assert answer.status == 404, place
        assert fits(made, answer.value, "Error")
    assert made.freezes == []


@pytest.mark.parametrize("name", NAMES)
async def test_filters_take_any_name(made: MadeUp, name: str) -> None:
    for path in ("/ecms", "/history/figures", "/history/chart"):
        assert (await ask(made, path, receiver=name, line=name)).status == 200
    assert (await ask(made, "/journal", receiver=name)).value["viewings"] == []


async def test_a_name_that_is_no_utf_8_is_told_and_found(made: MadeUp) -> None:
    one = home_of_one(made, "TV \udce9")

    told = (await ask(one, "/receivers")).value["receivers"][0]["name"]
    found = await ask(one, "/receivers/TV%20%E9")

    assert told == "TV \N{REPLACEMENT CHARACTER}"
    assert (found.status, found.value["name"]) == (200, told)


async def test_a_slash_between_pieces_is_none_within_a_name(made: MadeUp) -> None:
    one = home_of_one(made, "a/freeze")

    assert (await ask(one, "/receivers/a/freeze")).status == 405
    assert (await ask(one, "/receivers/a/freeze", "POST")).status == 404
    assert (await ask(one, "/receivers/a%2Ffreeze")).status == 200


NOWHERE = ["/", "/nothing", "/receivers/", "/receivers//", "/status/more", "//status"]


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_where_there_is_nothing_it_is_said_in_json(
    made: MadeUp, path: str, method: str
) -> None:
    answer = await ask(made, path, method)

    assert answer.status == 404
    assert fits(made, answer.value, "Error")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "X"])
async def test_another_method_is_not_allowed(made: MadeUp, method: str) -> None:
    answer = await ask(made, "/status", method)

    assert (answer.status, answer.headers["allow"]) == (405, "GET")
    assert fits(made, answer.value, "Error")


async def test_head_is_answered_as_get(made: MadeUp) -> None:
    answer = await ask(made, "/about", "HEAD")

    assert (answer.status, answer.value) == (200, None)


async def test_a_fault_is_in_the_log_and_not_in_the_answer(made: MadeUp) -> None:
    def fail() -> Any:
        raise RuntimeError(PASSWORD)

    broken = made_up(made.home.configuration.parent, None, health=fail)
    with no_log("hearth.web"):
        answer = await ask(broken, "/health")

    assert answer.status == 500
    assert fits(made, answer.value, "Error")
    assert PASSWORD not in str(answer.value)


async def test_a_fault_is_logged(
    made: MadeUp, caplog: pytest.LogCaptureFixture
) -> None:
    broken = made_up(made.home.configuration.parent, None, health=lambda: None)

    await ask(broken, "/health")

    assert [it.getMessage() for it in caplog.records] == [
        "the API has a fault at /health"
    ]


async def test_nothing_of_the_configuration_that_is_secret_is_told(
    made: MadeUp,
) -> None:
    answer = await ask(made, "/configuration/findings")

    assert len(answer.value["findings"]) > 3
    assert PASSWORD not in str(answer.value)


async def test_an_answer_says_what_it_is(made: MadeUp) -> None:
    answer = await ask(made, f"/lines/{NEAR}")

    assert answer.headers["content-type"] == "application/json"
    assert NASTY not in str(answer.headers)


async def test_only_requests_of_http_are_routed(made: MadeUp) -> None:
    home: Home = made.home
    scope = {"type": "websocket", "path": "/api/v1/status", "method": "GET"}

    assert {it.matches(scope)[0] for it in routes(home)} == {Match.NONE}


async def test_without_what_came_over_the_wire_the_path_does(made: MadeUp) -> None:
    scope = {"type": "http", "path": "/api/v1/receivers/Kids", "method": "GET"}

    found = [it.matches(scope) for it in routes(made.home)]

    _, child = next(it for it in found if it[0] is Match.FULL)
    assert child["path_params"] == {"name": "Kids"}


# Behind the guard


def guarded(made: MadeUp) -> httpx.AsyncClient:
    """A program at the API, with a password set for the pages."""
    gate = Gate(_NoLockouts(), lambda: 0.0, frozenset)
    gate.configure(
        WebSettings(user="home", password=Secret(b"open sesame"), external_access=False)
    )
    app = make_app(made.home, gate, Pages(routes=routes(made.home)))
    transport = httpx.ASGITransport(app=cast("Any", app), client=("127.0.0.1", 1))
    return httpx.AsyncClient(
        transport=transport, base_url="http://127.0.0.1:16001/api/v1"
    )


class _NoLockouts:
    def wait_of(self, address: str, now: float) -> float:
        return 0.0

    def fail(self, address: str, now: float) -> float:
        return 0.0

    def clear(self, address: str) -> None: ...

    def clear_all(self) -> None: ...


LOGIN = ("home", "open sesame")


async def test_with_a_password_set_nobody_is_told_without_it(made: MadeUp) -> None:
    async with guarded(made) as client:
        statuses = [
            (await client.get(f"{it.path}")).status_code
            for it in ENDPOINTS
            if it.method == "GET"
        ]
        with_password = await client.get("/status", auth=LOGIN)

    assert set(statuses) == {401}
    assert with_password.status_code == 200


async def test_a_freeze_is_marked_with_the_token_of_an_earlier_answer(
    made: MadeUp,
) -> None:
    path = "/receivers/Kids/freeze"
    async with guarded(made) as client:
        token = (await client.get("/about", auth=LOGIN)).headers[TOKEN_HEADER]
        without = await client.post(path, auth=LOGIN)
        elsewhere = await client.post(
            path,
            auth=LOGIN,
            headers={TOKEN_HEADER: token, "Origin": "http://elsewhere.example"},
        )
        assert made.freezes == []
        marked = await client.post(path, auth=LOGIN, headers={TOKEN_HEADER: token})

    assert (without.status_code, elsewhere.status_code) == (403, 403)
    assert (marked.status_code, made.freezes) == (201, ["Kids"])
