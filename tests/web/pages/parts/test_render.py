"""The frame of every page."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from hearth.observe.history.views import EcmFilter
from hearth.web.pages.parts import render
from hearth.web.pages.parts.render import Frame, page_at_once
from tests.web.pages.asking import Asker
from tests.web.pages.made import MadeUp, service


def _request(path: str = "/", query: str = "", **headers: str) -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        }
    )


def test_the_frame_knows_what_the_visitor_chose(made: MadeUp) -> None:
    chosen = "hearth-language=de; hearth-theme=dark"
    frame = Frame(_request(cookie=chosen), made.home)

    assert (frame.texts.language, frame.theme) == ("de", "dark")
    assert not frame.is_logged_in
    assert Frame(_request(cookie="hearth-theme=<b>"), made.home).theme == "auto"


def test_the_way_back_is_a_path_of_ours(made: MadeUp) -> None:
    request = _request("/receivers/a b", "range=day")

    assert Frame(request, made.home).here == "/receivers/a%20b?range=day"


def test_channels_have_names_and_keys(made: MadeUp) -> None:
    frame = Frame(_request(), made.home)
    ecm = made.live.ecms()[-1]

    assert frame.channel(ecm) == "Kinderkino"
    assert frame.key(ecm) == "4ADA:000010:6DCA"
    assert frame.channel((*service("Kinderkino")[:2], service("Hearth Sport")[2]))
    assert ("4ADA:000010:2B66", "Hearth Sport") in frame.channels_known(
        EcmFilter(service=service("Hearth Sport"))
    )


def test_a_page_outside_of_the_application(made: MadeUp) -> None:
    answer = page_at_once(_request(), made.home, "set_password", lines=("<b>",))

    assert b"&lt;b&gt;" in answer.body


@pytest.mark.asyncio
async def test_a_long_page_lets_ecms_through(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "SLICE_S", 0.0)

    assert (await ask.get("/ecms")).text.endswith("</html>")
