"""Hearth for a scenario on real sockets, in the test's own process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hearth.config.read import read_config
from hearth.daemon import Hearth
from hearth.lab.real.home import HubPlan
from hearth.state import make_node_id


@asynccontextmanager
async def open_hub(plan: HubPlan) -> AsyncIterator[None]:
    hearth = Hearth(
        read_config(plan.config.encode(), file="scenario").settings,
        node_id=make_node_id(),
        observers=[plan.observe],
        look_up=plan.look_up,
    )
    async with hearth:
        yield
