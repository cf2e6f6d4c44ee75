"""Fixes: shown first, done when confirmed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.web.pages.configuration import fix, writing
from hearth.web.pages.configuration.writing import Outcome, Result
from tests.web.pages.asking import Asker, words_of
from tests.web.pages.configuration.homes import (
    CLEAN,
    FAULTY,
    PASSWORDS,
    backups,
    confirm,
    home_at,
    press,
)

pytestmark = pytest.mark.asyncio
ALL = "/configuration/fix?file=CCcam.cfg"
ONE = "/configuration/fix?file=CCcam.cfg&code=H401&at=3:1"
UNSAFE = "/configuration/fix?file=CCcam.cfg&code=H101&at=6:1"
GONE = "/configuration?gone=1"


async def test_one_fix_is_shown_and_then_done(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)
    page = await ask.get(ONE)

    text = words_of(page.text)
    assert "goes: WEBINFO PORT :16001" in text
    assert "comes: WEBINFO LISTEN PORT :16001" in text
    assert "The file says the same afterwards, only better." in text
    assert "CCcam.cfg would then have an error" in text
    assert not any(password in page.text for password in PASSWORDS)
    assert backups(tmp_path) == []

    answer = await press(ask, page.text)

    backup = backups(tmp_path)[0]
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/configuration?written={backup.name}"
    assert (tmp_path / "CCcam.cfg").read_bytes() == FAULTY.replace(
        b"WEBINFO PORT", b"WEBINFO LISTEN PORT"
    )
    assert backup.read_bytes() == FAULTY


async def test_all_that_is_safe_is_done_at_once_and_the_rest_is_kept(
    tmp_path: Path,
) -> None:
    data = FAULTY.replace(b"\n", b"\r\n") + b"# K\xfcche"
    ask = Asker(home_at(tmp_path, data).home)

    assert (await confirm(ask, ALL)).status_code == 303

    wanted = (
        data.replace(b"WEBINFO PORT", b"WEBINFO LISTEN PORT")
        .replace(b"{0:0:2}", b"{ 0:0:2 }")
        .replace(b"{0:0:1}", b"{ 0:0:1 }")
    )
    assert (tmp_path / "CCcam.cfg").read_bytes() == wanted


async def test_what_changes_the_meaning_says_so(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)

    assert "This changes what the file says." in await ask.text(UNSAFE)
    await confirm(ask, UNSAFE)
    assert b"SERVER LISTEN PORT : 12001" in (tmp_path / "CCcam.cfg").read_bytes()


async def test_hearth_toml_can_be_mended_and_taken_back(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path).home)
    toml = tmp_path / "hearth.toml"
    toml.write_text("[history]\nraw_day = 30\n")
    page = "/configuration/fix?file=hearth.toml&code=H702&at=2:1"
    assert "H702" in (await ask.get("/configuration")).text
    assert "comes: raw_days = 30" in await ask.text(page)

    answer = await confirm(ask, page)

    assert toml.read_text() == "[history]\nraw_days = 30\n"
    assert (await confirm(ask, answer.headers["location"])).status_code == 303
    assert toml.read_text() == "[history]\nraw_day = 30\n"
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN


async def test_a_fix_that_cannot_be_done_leads_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)
    monkeypatch.setattr(fix, "apply_one", lambda *_: None)

    assert (await ask.get(ONE)).headers["location"] == GONE


async def test_a_file_that_has_changed_is_shown_anew_and_left_alone(
    tmp_path: Path,
) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)
    page = (await ask.get(ONE)).text
    (tmp_path / "CCcam.cfg").write_bytes(FAULTY + b"# more\n")

    answer = await press(ask, page)

    assert answer.status_code == 409
    assert "was changed by somebody else meanwhile" in words_of(answer.text)
    assert backups(tmp_path) == []
    assert (await press(ask, answer.text)).status_code == 303
    assert (tmp_path / "CCcam.cfg").read_bytes().endswith(b"# more\n")


async def test_a_change_in_the_very_moment_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)
    monkeypatch.setattr(writing, "_write", lambda *_: Result(Outcome.CHANGED))

    assert (await confirm(ask, ONE)).status_code == 409

    def mend_it(*_: object) -> Result:
        (tmp_path / "CCcam.cfg").write_bytes(CLEAN)
        return Result(Outcome.CHANGED)

    monkeypatch.setattr(writing, "_write", mend_it)
    assert (await confirm(ask, ONE)).headers["location"] == GONE

    def lose_it(*_: object) -> Result:
        (tmp_path / "CCcam.cfg").unlink()
        return Result(Outcome.CHANGED)

    (tmp_path / "CCcam.cfg").write_bytes(FAULTY)
    monkeypatch.setattr(writing, "_write", lose_it)
    assert "cannot be read" in (await confirm(ask, ONE)).text


async def test_what_cannot_be_written_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)
    result = Result(Outcome.FAILED, reason="Read-only file system")
    monkeypatch.setattr(writing, "_write", lambda *_: result)

    answer = await confirm(ask, ALL)

    assert answer.status_code == 503
    assert "cannot be written (Read-only file system)" in words_of(answer.text)


async def test_without_the_token_of_the_page_nothing_is_done(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)

    assert (await confirm(ask, ONE, csrf_token="")).status_code == 403
    assert (await confirm(ask, ONE, **{"as": ""})).status_code == 409
    assert (tmp_path / "CCcam.cfg").read_bytes() == FAULTY


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?file=CCcam.prio",
        "?file=../CCcam.cfg",
        "?file=CCcam.cfg&code=H401&at=4:1",
        "?file=CCcam.cfg&code=H401&at=x",
        "?file=CCcam.cfg&code=H201&at=10:19",
    ],
)
async def test_what_is_not_there_leads_back(tmp_path: Path, query: str) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)

    for answer in (
        await ask.get(f"/configuration/fix{query}"),
        await ask.post(f"/configuration/fix{query}"),
    ):
        assert answer.headers["location"] == GONE


async def test_a_fix_that_does_nothing_leads_back(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path, CLEAN).home)

    assert (await ask.get(ALL)).headers["location"] == GONE


async def test_a_file_that_is_gone_is_explained(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path).home)
    (tmp_path / "CCcam.cfg").unlink()

    assert "No such file or directory" in await ask.text(ALL)
    assert "No such file or directory" in (await ask.post(ALL)).text
