"""A made-up home whose configuration is a real file, which Hearth takes up again."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx

from hearth.config.read import Reading, read_config
from tests.web.pages.asking import Asker
from tests.web.pages.made import MAIN, SPARE, MadeUp, quiet_home

PASSWORDS = ("geheim-7h", "sesam-9x3k", "wohn-4m8p", "kueche-2z6t", "web-5q9w")
CLEAN = b"""\
# The card server of our home
SERVER LISTEN PORT : 12000
WEBINFO LISTEN PORT : 16001
WEBINFO USERNAME : home
WEBINFO PASSWORD : web-5q9w

# To the machine with the card
C: card.home.lan 12000 hearth geheim-7h no { 0:0:2 }
C: attic.home.lan 12000 hearth sesam-9x3k no { 0:0:2 }

# Receivers
F: livingroom wohn-4m8p 1 0 1 { 0:0:1 }
F: kitchen kueche-2z6t 1 0 0 { 0:0:1 } { } { } 192.168.1.34
"""
FAULTY = b"""\
# Our home, pasted together from articles
SERVER LISTEN PORT : 12000
WEBINFO PORT :16001
WEBINFO USERNAME : home
WEBINFO PASSWORD : web-5q9w
SERVER LISTN PORT : 12001
KEEPALIVE TIMEOUT : 30

C: card.home.lan 12000 hearth geheim-7h no { 0:0:2 }
C: attic.home.lan 120000 hearth sesam-9x3k no {0:0:2}

# Receivers: F: old wohn-4m8p
F: livingroom wohn-4m8p 1 0 1 { 0:0:1 }
F: kitchen kueche-2z6t 1 0 0 {0:0:1} { } { } 192.168.1.34
"""


def home_at(folder: Path, data: bytes = CLEAN, **changes: object) -> MadeUp:
    """Write a file, and make the home that reads it again when it is asked to."""
    path = folder / "CCcam.cfg"
    path.write_bytes(data)

    def reload() -> None:
        reading = read_config(path.read_bytes(), file="")
        if not reading.errors:
            take(reading)

    def take(reading: Reading) -> None:
        accounts = [account.name for account in reading.settings.accounts]
        made.live.configure(accounts, [MAIN, SPARE])

    made = quiet_home(configuration=path, reload=reload, **changes)
    take(read_config(data, file=""))  # at its start, errors or not
    return made


def backups(folder: Path) -> list[Path]:
    """List the versions beside the file, the oldest first."""
    return sorted(folder.glob("*.bak"))


async def confirm(ask: Asker, page: str, **changes: str) -> httpx.Response:
    """Open a page and press the button that confirms what it shows."""
    return await press(ask, (await ask.get(page)).text, **changes)


async def press(ask: Asker, html: str, **changes: str) -> httpx.Response:
    """Send the form of a page that was opened before, with some fields changed."""
    form = re.search(
        r'<form[^>]* method="post" action="([^"]+)" data-once>(.*?)</form>',
        html,
        re.DOTALL,
    )
    assert form is not None
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
    data = {**fields, **changes}
    return await ask._request("POST", unescape(form[1]), data=data)
