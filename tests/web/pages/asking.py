"""Asks the whole application for pages, as a browser would."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx

from hearth.web.home import Home
from tests.web.pages.made import app_of

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


class Asker:
    """
    A browser without a screen.

    Args:
        home: Whose pages are asked for.
        headers: Sent with every request besides.

    """

    def __init__(self, home: Home, **headers: str) -> None:
        self._app = app_of(home)
        self._headers = {**BROWSER, **headers}
        self._cookies = httpx.Cookies()

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self._request("GET", path, **more)

    async def post(
        self, path: str, token_from: str = "/", **form: str
    ) -> httpx.Response:
        """Send a form with the token of a page that was shown before."""
        page = await self.get(token_from)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert token is not None
        return await self._request("POST", path, data={**form, "csrf_token": token[1]})

    async def text(self, path: str) -> str:
        """Give what a page says, without its markup."""
        answer = await self.get(path)
        assert answer.status_code == 200, answer.text
        return words_of(answer.text)

    async def _request(self, method: str, path: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app)
        async with httpx.AsyncClient(
            transport=transport,
            base_url="http://127.0.0.1",
            headers=self._headers,
            cookies=self._cookies,
        ) as client:
            answer = await client.request(method, path, **more)
        self._cookies.update(answer.cookies)
        return answer


def words_of(html: str) -> str:
    """Take the markup out."""
    body = html.partition("<main")[2].partition(">")[2].rpartition("</main>")[0] or html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
