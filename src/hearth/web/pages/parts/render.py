"""The frame of every page: language, navigation, preferences; templates to HTML."""

from __future__ import annotations

import asyncio
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from jinja2 import Template, TemplateNotFound
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from hearth.observe.history.views import EcmFilter, Viewing
from hearth.observe.live.views import Ecm, Trip, Watching
from hearth.observe.periods import ServiceKey
from hearth.web.access.forgery import TOKEN_FIELD
from hearth.web.access.visits import csrf_token, visit_of
from hearth.web.home import Home
from hearth.web.pages.parts.files import static
from hearth.web.pages.parts.queries import key_of, service_in
from hearth.web.pages.parts.templates import environment
from hearth.web.pages.parts.words import Words
from hearth.web.texts import LANGUAGES, Texts, choose_language

LANGUAGE_COOKIE: Final = "hearth-language"
THEME_COOKIE: Final = "hearth-theme"
THEMES: Final = ("auto", "light", "dark")
OK: Final = 200
SLICE_S: Final = 0.002  # as long as an ECM may wait for a page


class Entry(NamedTuple):
    """
    An entry of the navigation; its text is ``nav.`` and its name.

    Attributes:
        is_apart: A gap stands before it.

    """

    name: str
    path: str
    is_apart: bool = False


# Its icon has the entry's name.
NAVIGATION: Final = (
    Entry("now", "/"),
    Entry("receivers", "/receivers"),
    Entry("lines", "/lines"),
    Entry("cards", "/cards"),
    Entry("channels", "/channels"),
    Entry("ecms", "/ecms", is_apart=True),
    Entry("history", "/history"),
    Entry("log", "/log"),
    Entry("add", "/add", is_apart=True),
    Entry("configuration", "/configuration"),
    Entry("about", "/about"),
)


class Frame:
    """
    What a page needs besides its own values.

    Args:
        request: From the browser.
        home: What is shown; None: the application's.

    """

    csrf_field = TOKEN_FIELD

    def __init__(self, request: Request, home: Home | None = None) -> None:
        self.request = request
        self.home = home or home_of(request)
        self.texts = Texts(
            choose_language(
                request.cookies.get(LANGUAGE_COOKIE),
                request.headers.get("accept-language"),
            )
        )
        self.words = Words(self.texts, self.home.unix_now())
        theme = request.cookies.get(THEME_COOKIE, "")
        self.theme = theme if theme in THEMES else THEMES[0]

    @property
    def path(self) -> str:
        """The page's path; not from a URL, which has the Host header in it."""
        path: str = self.request.scope["path"]
        return path

    @property
    def here(self) -> str:
        """The page itself as an address: where a form leads back to."""
        query = self.request.scope["query_string"].decode("latin-1")
        return quote(self.path) + (f"?{query}" if query else "")

    @property
    def is_logged_in(self) -> bool:
        """Whether there is somebody to log out."""
        return visit_of(self.request).is_logged_in

    @property
    def csrf(self) -> str:
        """The token that every form carries."""
        return csrf_token(self.request)

    def channel(self, of: Ecm | Viewing | Watching | ServiceKey) -> str:
        """Name a channel."""
        key = service_in(of)
        name = self.home.channel_name(*key)
        return name or self.texts("channel.unnamed", sid=key[2])

    def key(self, of: Ecm | Viewing | Watching | ServiceKey) -> str:
        """Give a channel's key for an address."""
        return key_of(service_in(of))

    def network(self, trip: Trip) -> str:
        """Say how long the network takes to somebody."""
        short = self.words.short
        return self.texts(
            "line.network_is",
            least=short(trip.least_s),
            usual=short(trip.usual_s),
            jitter=short(trip.jitter_s),
        )

    def channels_known(self, where: EcmFilter) -> list[tuple[str, str]]:
        """List the channels that can be chosen: the latest ones, and the chosen."""
        found = {ecm.service for ecm in self.home.live.ecms()}
        if where.service:
            found.add(where.service)
        named = [(key_of(key), self.channel(key)) for key in found]
        return sorted(named, key=lambda one: one[1].casefold())

    def values(self) -> dict[str, Any]:
        """Give all this to a template."""
        return {
            "f": self,
            "t": self.texts,
            "w": self.words,
            "navigation": NAVIGATION,
            "languages": LANGUAGES,
            "themes": THEMES,
            "static": static,
        }


def home_of(request: Request) -> Home:
    """Give the home that the pages show."""
    home: Home = request.app.state.home
    return home


async def page(
    request: Request, name: str, /, code: int = OK, **values: object
) -> HTMLResponse:
    """
    Make a page, or of a page that is open already the part that changes.

    A long page is made in slices, between which ECMs are answered.

    Args:
        request: From the browser; ``fragment=live`` in it asks for that part.
        name: Of the template; ``NAME.live.html`` is its living part.
        code: The status of HTTP.
        values: For the template; ``frame`` if there is one already.

    Raises:
        HTTPException: A part was asked for, and this page has none.

    """
    is_part = request.query_params.get("fragment") == "live" and code == OK
    frame = values.pop("frame", None) or Frame(request)
    assert isinstance(frame, Frame)
    template = _template(f"{name}.live.html" if is_part else f"{name}.html")
    parts: list[str] = []
    loop = asyncio.get_running_loop()
    until = loop.time() + SLICE_S
    for part in template.generate({**frame.values(), **values}):
        parts.append(part)
        if loop.time() >= until:
            await asyncio.sleep(0)
            until = loop.time() + SLICE_S
    return HTMLResponse("".join(parts), code, headers={"Cache-Control": "no-store"})


def page_at_once(
    request: Request, home: Home, name: str, **values: object
) -> HTMLResponse:
    """Make a small page outside of the application, for who is not in."""
    frame = Frame(request, home)
    html = _template(f"{name}.html").render({**frame.values(), **values})
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


def _template(file: str) -> Template:
    try:
        return environment().get_template(file)
    except TemplateNotFound:
        raise HTTPException(404) from None
