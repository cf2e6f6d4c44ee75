"""The demo's pages: real ones, over the demo's own files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from hearth.cli.demo.home import Passwords, config_text
from hearth.cli.demo.pages import pages, write_home
from hearth.config.read import read_config
from hearth.dvb import ServiceId
from tests.net.peers import OURS
from tests.net.scene import Scene, free_port
from tests.web.access.scene import HTML, NO_TLS


@pytest.mark.asyncio
async def test_they_show_the_home_and_what_is_changed_there_holds(
    tmp_path: Path,
) -> None:
    text = config_text(0, 40000, Passwords(), free_port())
    file = write_home(tmp_path, text, {ServiceId(0x1234): "Hearth One"})
    assert file.stat().st_mode & 0o077 == 0  # it holds passwords
    settings = read_config(text.encode(), file="demo").settings
    async with Scene() as scene, httpx.AsyncClient(verify=NO_TLS) as client:
        hearth = await scene.hearth(settings=settings)
        async with pages(hearth, settings, file, OURS.node_id) as webinfo:
            base = f"http://127.0.0.1:{webinfo.port}"
            front = await client.get(f"{base}/", headers=HTML)
            assert "livingroom" in front.text
            names = await client.get(f"{base}/api/v1/channels")
            assert names.status_code == 200

            file.write_text(text.replace("F: kitchen ", "F: cellar "))
            webinfo._web._home.reload()
            async with asyncio.timeout(10):
                while "cellar" not in front.text:
                    front = await client.get(f"{base}/", headers=HTML)
        assert "kitchen" not in front.text

    assert (tmp_path / "state" / "history.sqlite").exists()
