"""Back to a version, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.web.pages.configuration import back
from tests.web.pages.asking import Asker, words_of
from tests.web.pages.configuration.homes import (
    CLEAN,
    PASSWORDS,
    backups,
    confirm,
    home_at,
    press,
)

pytestmark = pytest.mark.asyncio
NAME = "CCcam.cfg.2026-03-14-080000.bak"
PAGE = f"/configuration/versions/{NAME}"
THEN = (
    CLEAN.replace(b"kueche-2z6t", b"frueher-1a").replace(b": 16001", b": 16009")
    + b"# \xe4lter\r\n"
)


@pytest.fixture
def ask(tmp_path: Path) -> Asker:
    (tmp_path / NAME).write_bytes(THEN)
    return Asker(home_at(tmp_path).home)


async def test_a_version_is_shown_without_a_secret_and_gone_back_to(
    ask: Asker, tmp_path: Path
) -> None:
    page = await ask.get(PAGE)

    text = words_of(page.text)
    assert "comes: WEBINFO LISTEN PORT : 16009" in text
    assert "(what changes here is a password or a key)" in text or "kitchen *" in text
    for password in (*PASSWORDS, "frueher-1a"):
        assert password not in page.text

    answer = await press(ask, page.text)

    assert answer.status_code == 303
    assert (tmp_path / "CCcam.cfg").read_bytes() == THEN
    new = next(path for path in backups(tmp_path) if path.name != NAME)
    assert new.read_bytes() == CLEAN


async def test_what_was_gone_back_to_can_be_taken_back(
    ask: Asker, tmp_path: Path
) -> None:
    answer = await confirm(ask, PAGE)
    page = await ask.get(answer.headers["location"])
    assert "Take it back" in page.text

    assert (await press(ask, page.text)).status_code == 303

    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN
    assert len(backups(tmp_path)) == 3


async def test_a_version_with_errors_says_what_would_come_of_it(
    ask: Asker, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(b"F: kitchen\n")

    assert "would then have an error" in await ask.text(PAGE)


async def test_a_file_that_has_changed_meanwhile_is_shown_anew(
    ask: Asker, tmp_path: Path
) -> None:
    page = (await ask.get(PAGE)).text
    (tmp_path / "CCcam.cfg").write_bytes(CLEAN + b"# more\n")

    answer = await press(ask, page)

    assert answer.status_code == 409
    assert "goes: # more" in words_of(answer.text)


async def test_the_same_as_now_has_nothing_to_confirm(
    ask: Asker, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(CLEAN)

    text = await ask.text(PAGE)

    assert "Nothing would change" in text
    assert "Go back to this" not in text
    assert (await ask.post(PAGE)).headers["location"] == "/configuration?gone=1"


async def test_what_is_no_version_leads_back(ask: Asker) -> None:
    for name in ("CCcam.cfg", "..%2fCCcam.cfg", "nothing"):
        answer = await ask.get(f"/configuration/versions/{name}")
        assert answer.headers.get("location") == "/configuration?gone=1" or (
            answer.status_code == 404
        )


async def test_without_the_token_of_the_page_nothing_is_done(
    ask: Asker, tmp_path: Path
) -> None:
    assert (await confirm(ask, PAGE, csrf_token="x")).status_code == 403
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN


async def test_what_cannot_be_read_leads_back(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(back, "read", refuse)

    assert (await ask.get(PAGE)).headers["location"] == "/configuration?gone=1"
