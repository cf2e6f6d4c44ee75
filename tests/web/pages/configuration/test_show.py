"""The page of the configuration."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.web.pages.asking import Asker, words_of
from tests.web.pages.configuration.homes import (
    CLEAN,
    FAULTY,
    PASSWORDS,
    confirm,
    home_at,
)
from tests.web.pages.made import NASTY, NOW, MadeUp, made_home

pytestmark = pytest.mark.asyncio
PAGE = "/configuration"


async def test_the_file_stands_there_with_its_findings_in_place(
    tmp_path: Path,
) -> None:
    page = await Asker(home_at(tmp_path, FAULTY).home).get(PAGE)
    text = words_of(page.text)

    assert '<mark class="bad">120000</mark>' in page.text
    assert "Error: the port is not a number from 1 to 65535 H201" in text
    assert "There is no such port, so nothing can listen on it" in text
    assert "1 error" in text
    assert "3 warnings" in text
    assert "Mend all 3 that are safe" in text
    assert "C: card.home.lan 12000 hearth ********* no { 0:0:2 }" in text
    assert page.headers["cache-control"] == "no-store"
    assert not any(password in page.text for password in PASSWORDS)


async def test_a_clean_file_is_in_use(tmp_path: Path) -> None:
    made = home_at(tmp_path)
    made.home.configuration.chmod(0o600)

    text = await Asker(made.home).text(PAGE)

    assert "Hearth runs with these files." in text
    assert "Nothing to say against it" in text
    assert "None yet: nothing was changed here so far." in text


async def test_it_says_whether_hearth_took_the_file(tmp_path: Path) -> None:
    made = home_at(tmp_path, FAULTY)
    started = made.home.status().started

    os.utime(made.home.configuration, (started + 9, started + 9))
    assert "Hearth runs with what it read before" in await Asker(made.home).text(PAGE)

    os.utime(made.home.configuration, (started - 9, started - 9))
    assert "Hearth runs without the line" in await Asker(made.home).text(PAGE)


async def test_a_change_of_before_can_be_taken_back(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)
    answer = await confirm(ask, "/configuration/fix?file=CCcam.cfg")

    page = await ask.get(answer.headers["location"])

    assert "CCcam.cfg is written." in page.text
    assert "+3" in page.text
    undone = await confirm(ask, answer.headers["location"])
    assert undone.status_code == 303
    assert (tmp_path / "CCcam.cfg").read_bytes() == FAULTY


@pytest.mark.parametrize("query", ["written=CCcam.cfg", "written=../x", "gone=1"])
async def test_an_address_can_claim_nothing(tmp_path: Path, query: str) -> None:
    text = await Asker(home_at(tmp_path).home).text(f"{PAGE}?{query}")

    assert "is written" not in text
    assert ("That is no longer there" in text) is (query == "gone=1")


async def test_side_files_are_shown_with_their_findings(tmp_path: Path) -> None:
    made = home_at(tmp_path)
    (tmp_path / "hearth.toml").write_text("[web]\nwibble = 'wohn-4m8p'\n")
    (tmp_path / "CCcam.prio").write_bytes(b"# x\n" * 9 + b"Q: wohn-4m8p\n# y\n")

    page = await Asker(made.home).get(PAGE)

    assert "hearth.toml has no" in page.text
    assert "CCcam.prio" in page.text
    assert "wohn-4m8p" not in page.text


async def test_hostile_text_stays_text(tmp_path: Path) -> None:
    data = (
        CLEAN + f"{NASTY} : {NASTY}\nF: {NASTY} {NASTY}\n# {NASTY}\x00\x1b[2J".encode()
    )
    text = (await Asker(home_at(tmp_path, data).home).get(PAGE)).text

    assert "<script>" not in text
    assert ' onx="' not in text
    assert "\x1b" not in text


async def test_a_file_of_any_bytes_can_be_shown(tmp_path: Path) -> None:
    for data in (
        b"",
        b"\xef\xbb\xbf",
        b"\x00\xff\xfe\r\r\n",
        "F: küche ü\n".encode("utf-16"),
    ):
        made = home_at(tmp_path, data)
        assert (await Asker(made.home).get(PAGE)).status_code == 200, data


async def test_without_a_file_it_says_why() -> None:
    text = await Asker(made_home().home).text(PAGE)

    assert "/nowhere/CCcam.cfg: No such file or directory." in text


async def test_it_is_there_in_german(tmp_path: Path) -> None:
    made = home_at(tmp_path, FAULTY)
    page = await Asker(made.home, **{"Accept-Language": "de"}).get(PAGE)

    assert "3 beheben, die sicher sind" in page.text
    assert "3 Warnungen" in page.text


async def test_versions_have_their_dates(tmp_path: Path) -> None:
    made = home_at(tmp_path)
    (tmp_path / "CCcam.cfg.2025-03-14-201500.bak").write_bytes(CLEAN)

    text = await Asker(made.home).text(PAGE)

    assert "14 Mar 2025 20:15 CCcam.cfg" in text
    assert "the same as now" in text
    assert _is_quiet(made)


def _is_quiet(made: MadeUp) -> bool:
    return made.clock.now == NOW
