"""D201, port-taken."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well


@check("D201", "port-taken")
def port_taken(case: Case) -> Iterator[Verdict]:
    """
    D201 port-taken: the port that receivers come in at belongs to another program.

    ## What it looks at
    Which program listens at SERVER LISTEN PORT on this machine (/proc/net/tcp).

    ## Thresholds
    None: one program alone can have a port.

    ## What to do
    End the other program, or give one of the two another port; receivers need
    to be told of a new one.
    """
    facts = case.facts.machine
    if facts.listen_port is None:
        return
    if facts.port_holder is None:
        why = facts.unlooked.get("port", "the system does not tell")
        yield unknown(f"who listens at port {facts.listen_port}", why)
    elif not facts.port_holder:
        yield unknown(
            f"port {facts.listen_port}: nobody listens there, so Hearth is not running",
            "what receivers see of it cannot be looked at",
            "Start it: hearth serve",
        )
    elif facts.holder_is_ours:
        yield well(f"Hearth listens at port {facts.listen_port}")
    else:
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"port {facts.listen_port} belongs to {facts.port_holder},"
            " not to Hearth",
            evidence=(f"/proc/net/tcp: {facts.port_holder} listens there",),
            remedy="End that program, or write another SERVER LISTEN PORT into"
            " CCcam.cfg and"
            " the same port into every receiver",
            commands=(f"ss -ltnp 'sport = :{facts.listen_port}'",),
        )
