"""The bundle: what helps is in it, and no secret."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

from hearth.observe.history.reader import HistoryReader
from hearth.web.pages.downloads.bundle import make_bundle
from tests.web.pages.made import made_home

SECRETS = ["hunter2secret", "upstreamsecret", "webinfosecret"]
CONFIGURATION = f"""\
C: card.home.lan 12000 hearth {SECRETS[1]}
F: kitchen {SECRETS[0]}
F: bedroom {SECRETS[0]}
WEBINFO USERNAME : home
WEBINFO PASSWORD : {SECRETS[2]}
"""


def _bundle(configuration: Path) -> dict[str, str]:
    made = made_home(configuration=configuration)
    data = make_bundle(made.home, {"Hearth": "0.1.0"})
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_it_has_everything_and_no_secret(tmp_path: Path) -> None:
    file = tmp_path / "CCcam.cfg"
    file.write_text(CONFIGURATION)

    parts = _bundle(file)

    assert not [s for s in SECRETS for text in parts.values() if s in text]
    assert "F: kitchen *************" in parts["CCcam.cfg.masked"]
    assert len(parts["CCcam.cfg.masked"].splitlines()) == 5
    assert "reused-password" in parts["findings.txt"]
    assert parts["versions.txt"] == "Hearth 0.1.0\n"
    assert "line card.home.lan:12000 is up" in parts["log.txt"]
    status = json.loads(parts["status.json"])
    assert status["headline"]["kind"] == "all well"
    assert status["receivers"][0]["watching"]["service_id"] == "283D"
    assert json.loads(parts["health.json"])["database_bytes"] == 18_400_000


def test_a_cards_serial_is_not_in_it(tmp_path: Path, history: HistoryReader) -> None:
    del history
    parts = _bundle(tmp_path / "none.cfg")

    assert "serial" not in parts["status.json"]
    assert "cannot be read" in parts["CCcam.cfg.masked"]
