"""Names of pages as numbers of the file, and as conditions on its rows."""

from __future__ import annotations

import sqlite3
from typing import Literal

from hearth.observe.history.codes import ALL, GOOD_BELOW
from hearth.observe.history.tally import Scope
from hearth.observe.history.views import EcmFilter
from hearth.observe.periods import ServiceKey

EACH = -1  # in a scope: every single one, of which there are rows of its own


def name_id(connection: sqlite3.Connection, text: str) -> int | None:
    """Find a receiver or a line; None if nothing was ever heard of it."""
    row = connection.execute("SELECT id FROM name WHERE text = ?", (text,)).fetchone()
    return int(row[0]) if row is not None else None


def service_id(connection: sqlite3.Connection, key: ServiceKey) -> int | None:
    """Find a service; None if nothing was ever heard of it."""
    row = connection.execute(
        "SELECT id FROM service"
        " WHERE ca_system_id = ? AND provider_id = ? AND service_id = ?",
        tuple(map(int, key)),
    ).fetchone()
    return int(row[0]) if row is not None else None


def scope_of(connection: sqlite3.Connection, where: EcmFilter) -> Scope | None:
    """
    Find whose figures answer for a filter.

    Returns:
        Numbers, `codes.ALL` or `EACH`; None if a name in it is unknown.

    """
    line = name_id(connection, where.line) if where.line else ALL
    receiver = name_id(connection, where.receiver) if where.receiver else ALL
    service = service_id(connection, where.service) if where.service else ALL
    if line is None or receiver is None or service is None:
        return None
    if (line != ALL) + (receiver != ALL) + (service != ALL) <= 1:
        return Scope(line, service, receiver)
    # Of two together there is no sum ready: it is made of the rows of all three.
    return Scope(line or EACH, service or EACH, receiver or EACH)


def row_condition(scope: Scope) -> str:
    """Say in SQL which rows of figures belong to a scope."""
    return " AND ".join(
        f"{column} {'> 0' if number == EACH else f'= {number}'}"
        for column, number in zip(Scope._fields, scope, strict=True)
    )


def ecm_condition(scope: Scope, kind: Literal["all", "good", "failed"]) -> str:
    """Say in SQL which questions belong to a scope, and ended in such a way."""
    wanted = [
        f"{column} = {number}"
        for column, number in zip(Scope._fields, scope, strict=True)
        if number > 0
    ]
    if kind != "all":
        wanted.append(f"outcome {'<' if kind == 'good' else '>='} {GOOD_BELOW}")
    return " AND ".join(wanted) or "1"
