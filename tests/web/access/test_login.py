"""Logging in and out by the form."""

from __future__ import annotations

import pytest

from hearth.web.access.login import safe_path
from tests.web.access.scene import (
    ASKING,
    OPEN,
    PASSWORD,
    USER,
    Clock,
    Ours,
    browser,
    log_in,
    serving,
    token_in,
)

# what it shows                    asked for                    given
PATHS = [
    ("a page",                     "/lines",                    "/lines"),
    ("with a query",               "/ecms?by=a%20b&x=1",        "/ecms?by=a%20b&x=1"),
    ("nothing",                    "",                          "/"),
    ("another site",               "https://evil.example/",     "/"),
    ("another site, no scheme",    "//evil.example/",           "/"),
    ("with a backslash",           "/\\evil.example",           "/"),
    ("with one further on",        "/a\\b",                     "/"),
    ("a header of its own",        "/a\r\nSet-Cookie: x=y",     "/"),
    ("a tab before the slash",     "/\t/evil.example",          "/"),
    ("code",                       "javascript:alert(1)",       "/"),
    ("very long",                  "/" + "a" * 600,             "/"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "asked", "given"), PATHS)
def test_where_to_go_then(shows: str, asked: str, given: str) -> None:
    assert safe_path(asked) == given, shows


@pytest.mark.asyncio
async def test_in_and_out() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        entered = await log_in(client)
        inside = await client.get("/")
        shown = await client.get("/login?next=/lines")
        left = await client.post("/logout", data={"csrf_token": token_in(inside.text)})
        outside = await client.get("/")

    assert entered.status_code == 303
    assert entered.headers["location"] == "/"
    assert "All is well" in inside.text
    assert shown.headers["location"] == "/lines"
    assert left.headers["location"] == "/login"
    assert outside.status_code == 303


@pytest.mark.asyncio
async def test_back_to_the_page_that_was_asked_for() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        token = token_in((await client.get("/login?next=/lines")).text)
        form = {"user": USER, "password": PASSWORD, "csrf_token": token}
        right = await client.post("/login", data={**form, "next": "/lines"})
        token = token_in((await client.get("/")).text)
        form["csrf_token"] = token
        evil = await client.post("/login", data={**form, "next": "//evil.example"})

    assert right.headers["location"] == "/lines"
    assert evil.headers["location"] == "/"


@pytest.mark.asyncio
async def test_a_wrong_password_is_said_and_five_wait() -> None:
    clock = Clock()
    async with serving(ASKING, clock=clock) as server, browser(server) as client:
        answers = [await log_in(client, "roses") for _ in range(6)]
        locked_out = await log_in(client)
        clock.now += 121
        later = await log_in(client)

    assert [it.status_code for it in answers] == [403, 403, 403, 403, 429, 429]
    assert "is wrong" in answers[0].text
    assert "Try again in 1 min" in answers[4].text
    assert answers[4].headers["retry-after"] == "61"
    assert locked_out.status_code == 429
    assert later.status_code == 303
    assert not any(PASSWORD in it.text or "roses" in it.text for it in answers)


@pytest.mark.asyncio
async def test_a_session_cannot_be_fixed_beforehand() -> None:
    fixed = "A" * 43
    async with serving(ASKING) as server, browser(server) as client:
        name = f"hearth_session_{server.port}"
        client.cookies.set(name, fixed, domain="127.0.0.1")
        await log_in(client)
        given = [cookie.value for cookie in client.cookies.jar]
        async with browser(server, cookies={name: fixed}) as attacker:
            outside = await attacker.get("/")

    assert fixed not in given[-1:]
    assert outside.status_code == 303


@pytest.mark.asyncio
async def test_somebody_else_cannot_log_a_browser_in() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        form = {"user": USER, "password": PASSWORD}
        bare = await client.post("/login", data=form)
        token = token_in((await client.get("/login")).text)
        elsewhere = await client.post(
            "/login",
            data={**form, "csrf_token": token},
            headers={"Origin": "http://evil.example"},
        )

    assert bare.status_code == elsewhere.status_code == 403


@pytest.mark.asyncio
async def test_nobody_is_logged_out_by_another_page() -> None:
    async with serving(ASKING) as server, browser(server) as client:
        await log_in(client)
        assert (await client.post("/logout")).status_code == 403
        assert (await client.get("/logout")).status_code == 405
        assert (await client.get("/")).status_code == 200


@pytest.mark.asyncio
async def test_logging_out_ends_the_streams() -> None:
    ours = Ours()
    async with serving(ASKING, ours=ours) as server, browser(server) as client:
        await log_in(client)
        token = token_in((await client.get("/")).text)
        async with client.stream("GET", "/events") as events:
            await ours.streaming.wait()
            await client.post("/logout", data={"csrf_token": token})
            await ours.stream_ended.wait()
            with pytest.raises(Exception, match="incomplete"):
                await events.aread()


@pytest.mark.asyncio
async def test_where_nothing_is_asked_there_is_no_form() -> None:
    async with serving(OPEN) as server, browser(server) as client:
        shown = await client.get("/login")
        token = token_in((await client.get("/")).text)
        sent = await client.post("/login", data={"csrf_token": token})

    assert shown.headers["location"] == "/"
    assert sent.headers["location"] == "/"
