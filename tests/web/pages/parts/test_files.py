"""The files that pages load, and their addresses."""

from __future__ import annotations

import re

import pytest

from hearth.web.pages.parts.files import STATIC, files, static
from tests.web.pages.asking import Asker


def test_the_address_of_a_file_changes_with_what_is_in_it() -> None:
    assert static("hearth.css").startswith("/static/hearth.css?v=")
    assert static("hearth.css") != static("parts.css").replace("parts", "hearth")
    with pytest.raises(KeyError):
        static("nothing.css")


@pytest.mark.asyncio
async def test_every_file_is_sent_as_it_is(ask: Asker) -> None:
    for name in files():
        answer = await ask.get(static(name))

        assert answer.content == (STATIC / name).read_bytes()
        assert answer.headers["content-type"].startswith(("text/", "image/svg"))


@pytest.mark.asyncio
async def test_our_files_are_kept_by_browsers(ask: Asker) -> None:
    now = await ask.get("/")
    file = re.search(r'href="(/static/hearth[^"]+)"', now.text)
    assert file is not None

    answer = await ask.get(file[1])

    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["nothing.css", "../texts.py", "vendor/../../app.py"])
async def test_there_are_no_others(ask: Asker, path: str) -> None:
    assert (await ask.get(f"/static/{path}")).status_code == 404
    assert (await ask.get(f"/static/{path.replace('/', '%2F')}")).status_code == 404
