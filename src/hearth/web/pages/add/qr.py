"""QR codes as a path of SVG."""

from __future__ import annotations

from typing import Final, NamedTuple

QUIET: Final = 4  # modules around it, ISO/IEC 18004, 9.1


class QrCode(NamedTuple):
    """
    A QR code.

    Attributes:
        size: Of the drawing, in modules, with the quiet zone.
        path: The dark modules.

    """

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Make the QR code of a text; the first time, outside of the event loop."""
    import segno  # late: needed once a receiver, and slow to load

    matrix = segno.make(text, error="m", micro=False).matrix
    runs: list[str] = []
    for y, row in enumerate(matrix, QUIET):
        x = 0
        while x < len(row):
            begin = x
            while x < len(row) and row[x]:
                x += 1
            if x > begin:
                runs.append(f"M{begin + QUIET} {y}h{x - begin}v1h-{x - begin}z")
            x += 1
    return QrCode(len(matrix) + 2 * QUIET, "".join(runs))
