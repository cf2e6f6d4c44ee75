"""
What the common readers of CCcam's pages do with them.

Each is the rule of a program, not its code: where it cuts, what it skips, what
makes it fail.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class E2cc:
    """The CCcam Info screen of Enigma2."""

    @staticmethod
    def general(page: str) -> list[str]:
        """Between the first ``<BR><BR>`` and ``<BR></BODY>``, cut at ``<BR>``."""
        begin = page.index("<BR><BR>") + len("<BR><BR>")
        return page[begin : page.index("<BR></BODY>")].split("<BR>")

    @staticmethod
    def version(shares: str) -> str:
        """Behind the first "Welcome to CCcam ", up to a blank."""
        begin = shares.index("Welcome to CCcam") + 17
        return shares[begin : shares.index(" ", begin)]

    @staticmethod
    def available(shares: str) -> str:
        """Behind "Available shares: ", up to the line's end."""
        begin = shares.index("Available shares:") + 18
        return shares[begin : shares.index("\n", begin)]

    @staticmethod
    def rows(page: str, more_than: int) -> list[list[str]]:
        """
        Take the rows of the tables: the first line with a pipe is the header.

        Rows with too few cells are skipped, and those whose first cell is empty.
        """
        lines = [line for line in page.split("\n") if "|" in line][1:]
        cells = (line.split("|") for line in lines)
        return [it[1:] for it in cells if len(it) > more_than and it[1].strip()]

    @staticmethod
    def clients(page: str) -> list[list[str]]:
        return [[c.replace(" ", "") for c in row] for row in E2cc.rows(page, 8)]

    @staticmethod
    def servers(page: str) -> list[tuple[str, str]]:
        """Give host and colour."""
        found = []
        for row in E2cc.rows(page, 7):
            host, connected, cards = (row[i].replace(" ", "") for i in (0, 1, 5))
            colour = "red" if not connected else "blue" if cards == "0" else "green"
            found.append((host, colour))
        return found

    @staticmethod
    def shares(page: str) -> list[tuple[str, str, str, int, int]]:
        """Host, CAID with its zero, providers, uphops, maxdown: both numbers."""
        found = []
        for row in E2cc.rows(page, 7):
            host, caid, providers = (row[i].replace(" ", "") for i in (0, 2, 4))
            hops = row[5].strip()
            blank = hops.index(" ")  # fails where there is none
            up, down = int(hops[:blank]), int(hops[blank + 1 :].strip())
            found.append((host, caid.rjust(4, "0"), providers, up, down))
        return found

    @staticmethod
    def providers(page: str) -> list[tuple[str, str, str]]:
        rows = E2cc.rows(page, 5)
        return [(r[0].strip(), r[1].strip(), r[2].strip()) for r in rows]

    @staticmethod
    def entitlements(page: str) -> str:
        begin = page.index("<PRE>") + len("<PRE>")
        return page[begin : page.index("</PRE>")]


class Usage(NamedTuple):
    """What CCcamInfoPHP makes of a client."""

    user: str
    minutes: int
    ecm: int
    good: int
    share: str
    ecm_time: str | None


class Php:
    """CCcamInfoPHP: reads the answer as it came, with its head."""

    @staticmethod
    def stripped(raw: str) -> list[str]:
        """Take out all tags but BR and H2; begin at the last H2."""
        text = re.sub(r"<(?!/?(?:BR|H2)\b)[^>]*>", "", raw, flags=re.IGNORECASE)
        begin = text.lower().rindex("<h2>")
        return text[begin:].replace("</H2>", "</H2>\n").split("\n")

    @staticmethod
    def version(raw: str) -> str:
        pieces = (p for line in Php.stripped(raw) for p in line.split("H2>"))
        return next(p for p in pieces if "Welcome to CCcam" in p)

    @staticmethod
    def clients(raw: str) -> list[Usage]:
        """Rows begin with a pipe; " U" behind it is the header; Shareinfo ends it."""
        found = []
        for line in Php.stripped(raw):
            if "| Shareinfo" in line:
                break
            if not line.startswith("|") or line[1:3] == " U":
                continue
            cells = [cell.strip() for cell in line.split("|")]
            days, rest = cells[3].split("d ")
            hours, minutes, _ = rest.split(":")
            ecm, good = cells[5].rstrip(")").split("(")
            assert "(" in cells[6]
            time = cells[9] if len(cells) > 10 else None
            span = (int(days) * 24 + int(hours)) * 60 + int(minutes)
            found.append(Usage(cells[1], span, int(ecm), int(good), cells[8], time))
        return found

    @staticmethod
    def servers(raw: str) -> list[str]:
        lines = Php.stripped(raw)
        rows = [it for it in lines if it.startswith("|") and it[1:3] != " H"]
        return [row.split("|")[1].strip() for row in rows]


class Delite:
    """The Delite panel."""

    @staticmethod
    def active(page: str) -> tuple[str, list[str]]:
        """Count before "20 SECONDS"; rows two lines behind the header, up to "+"."""
        lines = iter(page.split("\n"))
        count = next(it for it in lines if "20 SECONDS" in it).split()[0]
        next(it for it in lines if "Last used share" in it)
        next(lines)
        users = []
        for line in lines:
            if line.startswith("+"):
                break
            users.append(line.split("|")[1].strip())
        return count, users
