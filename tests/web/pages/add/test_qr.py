"""QR codes."""

from __future__ import annotations

import re

import segno

from hearth.web.pages.add.qr import QUIET, qr_code

TEXT = "C: 192.168.1.2 12000 bedroom k7wm-x3fd-9hra"


def test_the_path_draws_the_very_modules() -> None:
    code = qr_code(TEXT)
    size = code.size
    drawn = [[0] * size for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        for at in range(int(x), int(x) + int(width)):
            drawn[int(y)][at] += 1

    wanted = segno.make(TEXT, error="m", micro=False)
    bordered = [list(row) for row in wanted.matrix_iter(border=QUIET)]
    assert drawn == bordered
    assert re.fullmatch(r"[Mhvz0-9 -]+", code.path)
