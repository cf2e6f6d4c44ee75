"""Each attack of the book, against a server on loopback."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.types import Message

from hearth.core.receivers.lockouts import Lockouts
from hearth.web.access.faces import PlainFaces
from hearth.web.access.gate import Gate
from hearth.web.access.guard import MAX_BODY, MAX_PUBLIC_BODY, Guard
from hearth.web.settings import WebSettings
from tests.web.access.scene import (
    ASKING,
    EXTERNAL,
    HTML,
    LOCKED,
    OPEN,
    PASSWORD,
    USER,
    Clock,
    Ours,
    browser,
    log_in,
    send_raw,
    serving,
    token_in,
)

BASIC = (USER, PASSWORD)
SECRET_WORDS = ("All is well", "bedroom", "card.home.lan")


def get(host: str, path: str = "/", version: str = "1.1", more: str = "") -> bytes:
    lines = f"GET {path} HTTP/{version}\r\n{host}Connection: close\r\n{more}\r\n"
    return lines.encode()


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


# DNS rebinding

# what it shows                    header                         status
HOSTS = [
    ("our address",                "Host: 127.0.0.1:16001\r\n",   200),
    ("our name",                   "Host: pi.lan\r\n",            200),
    ("a page that was rebound",    "Host: evil.example\r\n",      421),
    ("ours and theirs",            "Host: pi\r\nHost: evil\r\n",  400),
    ("a broken one",               "Host: [\r\n",                 421),
    ("none",                       "",                            400),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "header", "status"), HOSTS)
@pytest.mark.asyncio
async def test_only_our_names_are_answered(
    shows: str, header: str, status: int
) -> None:
    async with serving() as server:
        answer = await send_raw(server.port, get(header, more="Accept: text/html\r\n"))

    assert status_of(answer) == status, shows
    assert (b"All is well" in answer) is (status == 200), shows


@pytest.mark.asyncio
async def test_no_page_of_ours_is_open_to_a_rebound_name() -> None:
    paths = ["/", "/info", "/servers", "/healthz", "/login", "/static/hearth.css"]
    async with serving() as server:
        for path in paths:
            rebound = get("Host: evil.example\r\n", path)

            assert status_of(await send_raw(server.port, rebound)) == 421, path


@pytest.mark.asyncio
async def test_a_program_of_http_1_0_needs_no_host() -> None:
    async with serving() as server:
        answer = await send_raw(server.port, get("", "/info", "1.0"))

    assert status_of(answer) == 200


@pytest.mark.asyncio
async def test_the_slip_of_cccaminfophp_is_overlooked_for_programs_alone() -> None:
    slip = "Host: 127.0.0.1t\r\n"
    async with serving() as server:
        program = await send_raw(server.port, get(slip, "/servers"))
        browsing = await send_raw(
            server.port, get(slip, "/servers", more="Accept: text/html\r\n")
        )

    assert status_of(program) == 200
    assert status_of(browsing) == 421


# Peers


async def ask(
    settings: WebSettings, client: tuple[str, int] | None, **scope: Any
) -> tuple[int, bool]:
    """Ask the guard alone; return the status, and whether the page was reached."""
    reached, sent = [], []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope)
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    gate = Gate(Lockouts(), Clock(), frozenset)
    gate.configure(settings)
    guard = Guard(page, gate, PlainFaces(), lambda path: path == "/info")
    request = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"host", b"192.168.1.2")],
        "server": ("192.168.1.2", 16001),
        "client": client,
    }
    await guard({**request, **scope}, receive, send)
    return (sent[0]["status"] if sent else 0), bool(reached)


# what it shows                  settings   from             status
PEERS = [
    ("this machine",             OPEN,      "127.0.0.1",     200),
    ("the home, not asked",      OPEN,      "192.168.1.20",  403),
    ("the home, no password",    LOCKED,    "192.168.1.20",  403),
    ("the home, to log in",      EXTERNAL,  "192.168.1.20",  401),
    ("the home, IPv6 clothes",   EXTERNAL,  "::ffff:10.1.2.3", 401),
    ("the home, link-local",     EXTERNAL,  "fe80::1%eth0",  401),
    ("the internet",             EXTERNAL,  "203.0.113.7",   403),
    ("the internet, IPv6",       EXTERNAL,  "2001:db8::7",   403),
    ("the internet, unasked",    OPEN,      "203.0.113.7",   403),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "settings", "peer", "status"), PEERS)
@pytest.mark.asyncio
async def test_where_a_visitor_may_be(
    shows: str, settings: WebSettings, peer: str, status: int
) -> None:
    assert await ask(settings, (peer, 40000)) == (status, status == 200), shows


@pytest.mark.asyncio
async def test_a_visitor_from_nowhere_is_refused() -> None:
    assert await ask(OPEN, None) == (403, False)


@pytest.mark.asyncio
async def test_what_is_no_request_is_not_answered() -> None:
    assert await ask(OPEN, ("127.0.0.1", 1), type="websocket") == (0, False)


@pytest.mark.asyncio
async def test_who_leaves_while_sending_is_not_waited_for() -> None:
    status, reached = await ask(OPEN, ("127.0.0.1", 1), method="POST")

    assert not reached
    assert status == 413


@pytest.mark.asyncio
async def test_a_header_cannot_say_where_a_visitor_is() -> None:
    forwarded = "X-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.7\r\n"
    async with serving() as server:
        answer = await send_raw(
            server.port, get("Host: pi\r\n", "/info", "1.1", forwarded)
        )

    assert status_of(answer) == 200


# Passwords


@pytest.mark.asyncio
async def test_without_external_access_and_password_nothing_is_asked() -> None:
    async with serving() as server, browser(server) as client:
        assert "All is well" in (await client.get("/")).text


@pytest.mark.asyncio
async def test_a_browser_is_led_to_the_log_in_and_back() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        sent = await client.get("/lines?sort=name")
        form = await client.get(sent.headers["location"])

    assert sent.status_code == 303
    assert sent.headers["location"] == "/login?next=%2Flines%3Fsort%3Dname"
    assert 'name="next" value="/lines?sort=name"' in form.text


@pytest.mark.asyncio
async def test_a_program_is_asked_for_a_password() -> None:
    async with serving(ASKING) as server, browser(server, headers={}) as client:
        bare = await client.get("/servers")
        wrong = await client.get("/servers", auth=(USER, "roses"))
        right = await client.get("/servers", auth=BASIC)

    assert bare.status_code == wrong.status_code == 401
    assert bare.headers["www-authenticate"].startswith("Basic")
    assert right.status_code == 200
    assert not right.cookies


@pytest.mark.asyncio
async def test_a_script_of_a_page_gets_no_window_of_the_browsers() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        script = {"Accept": "*/*", "Sec-Fetch-Mode": "cors"}
        answer = await client.get("/events", headers=script)

    assert answer.status_code == 401
    assert "www-authenticate" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/servers", "/events", "/nowhere"])
@pytest.mark.asyncio
async def test_who_is_not_in_sees_nothing(path: str) -> None:
    async with serving(ASKING) as server, browser(server) as client:
        for headers in (HTML, {"Accept": "*/*"}):
            answer = await client.get(path, headers=headers, follow_redirects=True)

            assert not any(word in answer.text for word in SECRET_WORDS)


@pytest.mark.asyncio
async def test_external_access_without_a_password_shows_how_to_set_one() -> None:
    async with serving(LOCKED) as server, browser(server) as client:
        for path in ("/", "/servers", "/login", "/events", "/change"):
            page = await client.get(path)
            plain = await client.get(path, headers={"Accept": "*/*"})

            for answer in (page, plain):
                assert answer.status_code == 403, path
                assert "WEBINFO PASSWORD : " in answer.text
                assert not any(word in answer.text for word in SECRET_WORDS)
        style = await client.get("/static/hearth.css")
        posted = await client.post("/change", data={"what": "x"})

    assert style.status_code == 200
    assert posted.status_code == 403


@pytest.mark.asyncio
async def test_a_guesser_waits_and_one_who_is_in_does_not() -> None:
    clock = Clock()
    async with (
        serving(ASKING, clock=clock) as server,
        browser(server) as inside,
        browser(server, headers={}) as outside,
    ):
        await log_in(inside)
        for _ in range(5):
            assert (await outside.get("/info", auth=(USER, "x"))).status_code == 401
        waiting = await outside.get("/info", auth=BASIC)
        elsewhere = await outside.get(
            "/info", auth=BASIC, headers={"X-Forwarded-For": "10.1.1.1"}
        )
        still_in = await inside.get("/")
        clock.now += 61
        again = await outside.get("/info", auth=BASIC)

    assert waiting.status_code == elsewhere.status_code == 429
    assert waiting.headers["retry-after"] == "61"
    assert still_in.status_code == again.status_code == 200


@pytest.mark.asyncio
async def test_no_password_given_is_no_wrong_one() -> None:
    empty = {"Authorization": "Basic " + base64.b64encode(b":").decode()}
    async with serving(ASKING) as server, browser(server, headers=empty) as client:
        for _ in range(10):
            assert (await client.get("/info")).status_code == 401
        assert (await client.get("/info", auth=BASIC)).status_code == 200


# Forged requests


async def change(client: httpx.AsyncClient, **headers: str) -> httpx.Response:
    token = token_in((await client.get("/")).text)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post(
        "/change", data={"what": "lamp", "csrf_token": token}, headers=given
    )


@pytest.mark.parametrize("settings", [OPEN, ASKING], ids=["open", "asking"])
@pytest.mark.asyncio
async def test_our_own_form_changes_something(settings: WebSettings) -> None:
    ours = Ours()
    async with serving(settings, ours=ours) as server, browser(server) as client:
        if settings is ASKING:
            await log_in(client)
        origin = str(client.base_url).rstrip("/")
        answer = await change(client, Origin=origin, Sec_Fetch_Site="same-origin")

    assert answer.status_code == 200
    assert ours.changes == ["lamp"]
    assert answer.text.endswith("bytes")
    assert "changed, 0" not in answer.text  # the page can read the body, too


@pytest.mark.asyncio
async def test_our_own_script_changes_something() -> None:
    ours = Ours()
    async with serving(ours=ours) as server, browser(server) as client:
        token = token_in((await client.get("/")).text)
        answer = await client.post("/change", headers={"X-CSRF-Token": token})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8888"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=["another site", "a frame", "another port", "cross-site", "same site"],
)
@pytest.mark.asyncio
async def test_another_page_cannot_even_with_the_token(headers: dict[str, str]) -> None:
    ours = Ours()
    async with serving(ours=ours) as server, browser(server) as client:
        answer = await change(client, **headers)

    assert answer.status_code == 403
    assert ours.changes == []


@pytest.mark.parametrize("settings", [OPEN, ASKING], ids=["open", "asking"])
@pytest.mark.asyncio
async def test_nothing_changes_without_the_right_token(settings: WebSettings) -> None:
    ours = Ours()
    async with (
        serving(settings, ours=ours) as server,
        browser(server) as client,
        browser(server) as other,
    ):
        if settings is ASKING:
            await log_in(client)
            await log_in(other)
        theirs = token_in((await other.get("/")).text)
        await client.get("/")
        for data in ({}, {"csrf_token": ""}, {"csrf_token": theirs}):
            assert (await client.post("/change", data=data)).status_code == 403
        as_json = await client.post("/change", json={"csrf_token": theirs})
        for method in ("PUT", "DELETE", "PATCH"):
            assert (await client.request(method, "/change")).status_code == 403

    assert as_json.status_code == 403
    assert ours.changes == []


@pytest.mark.asyncio
async def test_a_remembered_basic_password_does_not_make_a_change() -> None:
    ours = Ours()
    async with serving(ASKING, ours=ours) as server, browser(server) as client:
        answer = await client.post("/change", data={"what": "x"}, auth=BASIC)

    assert answer.status_code == 403
    assert ours.changes == []


@pytest.mark.parametrize("settings", [OPEN, ASKING], ids=["open", "asking"])
@pytest.mark.asyncio
async def test_a_program_without_cookies_finds_its_token_in_an_answer(
    settings: WebSettings,
) -> None:
    ours = Ours()
    async with (
        serving(settings, ours=ours) as server,
        browser(server, headers={}, auth=BASIC) as client,
    ):
        token = (await client.get("/info")).headers["x-csrf-token"]
        answer = await client.post("/change", headers={"X-CSRF-Token": token})

    assert answer.status_code == 200
    assert ours.changes == [""]


@pytest.mark.asyncio
async def test_who_is_not_in_gets_no_such_token() -> None:
    async with serving(ASKING) as server, browser(server, headers={}) as client:
        assert "x-csrf-token" not in (await client.get("/info")).headers


# Headers


@pytest.mark.asyncio
async def test_every_answer_forbids_frames_code_and_sniffing() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        asked = [await client.get(path) for path in ("/login", "/info", "/nowhere")]
        asked.append(await client.post("/login"))
        asked.append(await client.get("/", headers={"Host": "evil.example"}))
        await log_in(client)
        asked.append(await client.get("/"))

    for answer in asked:
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy, answer
        assert "script-src 'self'" in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


@pytest.mark.asyncio
async def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        before = (await client.get("/login")).headers["set-cookie"].lower()
        after = (await log_in(client)).headers["set-cookie"].lower()

    for cookie in (before, after):
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/" in cookie
        assert f"hearth_session_{client.base_url.port}=" in cookie


# Bodies


@pytest.mark.asyncio
async def test_a_long_body_is_refused_sooner_from_who_is_not_in() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        outside = await client.post("/login", content=b"x" * (MAX_PUBLIC_BODY + 1))
        await log_in(client)
        inside = await client.post("/change", content=b"x" * (MAX_PUBLIC_BODY + 1))
        too_long = await client.post("/change", content=b"x" * (MAX_BODY + 1))

    assert outside.status_code == 413
    assert inside.status_code == 403  # its length is fine, its token is missing
    assert too_long.status_code == 413


@pytest.mark.asyncio
async def test_a_body_that_does_not_say_its_length_is_counted() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * (MAX_BODY // 2)

    async with serving() as server, browser(server) as client:
        answer = await client.post("/change", content=chunks())

    assert answer.status_code == 413


@pytest.mark.asyncio
async def test_two_lengths_for_one_body_are_refused() -> None:
    smuggled = (
        b"POST /change HTTP/1.1\r\nHost: pi\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
    )
    async with serving() as server:
        assert status_of(await send_raw(server.port, smuggled)) == 400


@pytest.mark.asyncio
async def test_many_at_once_guess_no_faster() -> None:
    async with (
        serving(ASKING) as server,
        browser(server, headers={}) as client,
    ):
        guesses = (client.get("/info", auth=(USER, f"{n}")) for n in range(20))
        answers = await asyncio.gather(*guesses)

    codes = [answer.status_code for answer in answers]
    assert codes.count(401) == 5
    assert codes.count(429) == 15
