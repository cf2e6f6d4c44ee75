"""The pages on which a receiver is added: nothing is written unasked or unseen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.web.pages.add import show
from hearth.web.pages.configuration import writing
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
from tests.web.pages.made import NASTY, made_home

pytestmark = pytest.mark.asyncio
ASK = "/add?name=bedroom"
PASSWORD = re.compile(rb"F: bedroom ([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}) 1 0 0")


def password_in(folder: Path) -> str:
    found = PASSWORD.search((folder / "CCcam.cfg").read_bytes())
    assert found is not None
    return found[1].decode()


async def test_it_asks_for_a_name(tmp_path: Path) -> None:
    text = await Asker(home_at(tmp_path).home).text("/add")

    assert "What is it called?" in text
    assert "2 of 16 receivers have an account." in text


async def test_what_would_change_is_shown_before_anything_is_written(
    tmp_path: Path,
) -> None:
    page = await Asker(home_at(tmp_path).home).get(ASK)
    text = words_of(page.text)

    assert "comes: F: bedroom ************** 1 0 0 { 0:0:1 }" in text
    assert "It sends the card no updates (EMM): livingroom does that already" in text
    assert not any(password in page.text for password in PASSWORDS)
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN


async def test_it_is_added_and_its_password_shown_in_that_one_answer(
    tmp_path: Path,
) -> None:
    made = home_at(tmp_path)
    ask = Asker(made.home)
    answer = await confirm(ask, ASK)

    password = password_in(tmp_path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert password not in str(answer.url)
    text = words_of(answer.text)
    assert f"C: 192.168.1.2 12000 bedroom {password}" in text
    assert "device = 192.168.1.2,12000" in text
    assert f"Password {password}" in text
    assert "Hearth knows the account" in text
    line = f"F: bedroom {password} 1 0 0 {{ 0:0:1 }}\n".encode()
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN + line
    assert [backup.read_bytes() for backup in backups(tmp_path)] == [CLEAN]
    for path in ("/add/bedroom", "/add", ASK, "/configuration", "/receivers/bedroom"):
        assert password not in (await ask.get(path)).text, path
    assert not any(other in answer.text for other in PASSWORDS)


async def test_the_rest_of_the_file_is_kept_byte_for_byte(tmp_path: Path) -> None:
    data = CLEAN.replace(b"\n", b"\r\n") + b"# K\xfcche \x00\r\n\r\nDEBUG : no"
    await confirm(Asker(home_at(tmp_path, data).home), ASK)

    after = (tmp_path / "CCcam.cfg").read_bytes()
    assert re.sub(rb"F: bedroom [^\r]*\r\n", b"", after) == data


async def test_the_page_waits_until_the_receiver_is_in(tmp_path: Path) -> None:
    made = home_at(tmp_path)
    ask = Asker(made.home)
    await confirm(ask, ASK)
    assert "Nothing has come from there yet" in await ask.text("/add/bedroom")

    made.see(seen.ConnectionRefused("192.168.1.50", "bedroom", "wrong password"))
    part = (await ask.get("/add/bedroom?fragment=live")).text
    assert "with a wrong password" in part
    assert "<h1" not in part

    made.see(seen.ReceiverLoggedIn("bedroom", "192.168.1.50"))
    assert "To the page of bedroom" in await ask.text("/add/bedroom")


async def test_a_form_that_is_sent_twice_adds_one(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path).home)
    page = (await ask.get(ASK)).text
    await press(ask, page)

    answer = await press(ask, page)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/add/bedroom"
    assert (tmp_path / "CCcam.cfg").read_bytes().count(b"F: bedroom") == 1


# a name          what is said
WRONG = [
    ("", "It needs a name."),
    ("+++", "It needs a name."),
    ("kitchen", "There is a receiver called “kitchen” already."),
    ("living+room", "This would do: living-room"),
    ("a" * 21, "is too long"),
    ("F%3A+x%0AF%3A+y+z", "characters that not every receiver can log in with"),
]


@pytest.mark.parametrize(("name", "said"), WRONG)
async def test_a_name_that_will_not_do_is_explained(
    tmp_path: Path, name: str, said: str
) -> None:
    answer = await Asker(home_at(tmp_path).home).get(f"/add?name={name}")

    assert answer.status_code == 422
    assert said in words_of(answer.text)


async def test_a_hostile_name_stays_text_and_out_of_the_file(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path).home)

    answer = await ask.get("/add", params={"name": NASTY})
    assert "<script>" not in answer.text
    assert ' onx="' not in answer.text
    for name in ("a%0AF%3A%20b%20c", "a%20b%20c", "x%23", "..%2F..%2Fetc"):
        answer = await ask.post(f"/add/{name}", token_from=ASK)
        assert answer.status_code in (404, 422), name
        assert (await ask.get(f"/add/{name}")).status_code == 404
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN


async def test_a_home_with_sixteen_receivers_is_full(tmp_path: Path) -> None:
    data = b"".join(b"F: r%d secret-%d\n" % (at, at) for at in range(16))
    ask = Asker(home_at(tmp_path, data).home)

    text = await ask.text("/add")
    assert "All 16 places for receivers are taken" in text
    assert "What is it called?" not in text
    assert (await ask.get(ASK)).status_code == 422
    assert (await ask.post("/add/bedroom")).status_code == 422
    assert (tmp_path / "CCcam.cfg").read_bytes() == data


async def test_a_file_that_has_changed_meanwhile_is_shown_anew(
    tmp_path: Path,
) -> None:
    ask = Asker(home_at(tmp_path).home)
    page = (await ask.get(ASK)).text
    (tmp_path / "CCcam.cfg").write_bytes(CLEAN + b"F: attic dach-7x9w\n# end\n")

    answer = await press(ask, page)

    assert answer.status_code == 409
    text = words_of(answer.text)
    assert "CCcam.cfg was changed by somebody else meanwhile" in text
    assert "F: attic ********* + comes: F: bedroom **************" in text
    assert b"bedroom" not in (tmp_path / "CCcam.cfg").read_bytes()
    assert (await press(ask, answer.text)).status_code == 200


async def test_a_change_in_the_very_moment_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker(home_at(tmp_path).home)
    monkeypatch.setattr(writing, "_write", lambda *_: Result(Outcome.CHANGED))

    answer = await confirm(ask, ASK)

    assert answer.status_code == 409
    assert "comes: F: bedroom ****" in words_of(answer.text)


async def test_a_file_that_cannot_be_written_is_explained_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker(home_at(tmp_path).home)
    result = Result(Outcome.FAILED, reason="Read-only file system")
    monkeypatch.setattr(writing, "_write", lambda *_: result)

    text = words_of((await confirm(ask, ASK)).text)

    assert "The line has to be added by hand" in text
    assert "cannot be written (Read-only file system)" in text
    line = re.search(r"F: bedroom ([a-z0-9-]{14}) 1 0 0 \{ 0:0:1 \}", text)
    assert line is not None
    assert f"C: 192.168.1.2 12000 bedroom {line[1]}" in text
    assert "The account is not in CCcam.cfg yet" in text
    assert "The account is not in CCcam.cfg yet" in await ask.text("/add/bedroom")


async def test_errors_that_keep_hearth_from_taking_it_are_said_first(
    tmp_path: Path,
) -> None:
    ask = Asker(home_at(tmp_path, FAULTY).home)

    assert "There is an error in the configuration." in await ask.text(ASK)
    answer = await confirm(ask, ASK)
    assert "does not take the account: the configuration has an error" in answer.text


async def test_without_the_token_of_the_page_nothing_is_added(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path).home)

    assert (await confirm(ask, ASK, csrf_token="")).status_code == 403
    assert (await confirm(ask, ASK, **{"as": "0" * 64})).status_code == 409
    assert (await ask.post("/add/bedroom", token_from=ASK)).status_code == 409
    assert (tmp_path / "CCcam.cfg").read_bytes() == CLEAN


async def test_a_server_without_a_port_says_so(tmp_path: Path) -> None:
    made = home_at(tmp_path, server_port=lambda: None, server_addresses=lambda: ())
    text = words_of((await confirm(Asker(made.home), ASK)).text)

    assert "SERVER LISTEN PORT is 0" in text
    assert f"C: 127.0.0.1 12000 bedroom {password_in(tmp_path)}" in text


async def test_without_a_file_it_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker(made_home().home)
    for path in ("/add", ASK, "/add/gallery"):
        assert "No such file or directory" in await ask.text(path)
    assert "No such file" in (await ask.post("/add/bedroom", token_from="/")).text
    monkeypatch.setattr(show, "new_account", lambda *_: None)
    ask = Asker(home_at(tmp_path).home)
    assert (await ask.post("/add/bedroom", token_from="/")).status_code == 422


async def test_it_is_there_in_german(tmp_path: Path) -> None:
    ask = Asker(home_at(tmp_path).home, **{"Accept-Language": "de"})

    assert "Wie heißt er?" in await ask.text("/add")
    assert "bedroom hinzufügen?" in await ask.text(ASK)
    assert "nur dieses eine Mal zu sehen" in (await confirm(ask, ASK)).text
