"""D202, firewall."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.machine_facts import Door, Firewall
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import shown


@check("D202", "firewall")
def firewall(case: Case) -> Iterator[Verdict]:
    """
    D202 firewall: a firewall on this machine keeps receivers out.

    ## What it looks at
    The rules of nftables or iptables, as far as they may be read; nothing is
    changed. They are read carefully: a rule that is not understood makes it
    "not clear", never "shut".

    ## Thresholds
    None: a packet to SERVER LISTEN PORT from the home network is dropped or
    rejected.

    ## What to do
    Let TCP to that port in from the home network, and from nowhere else.
    """
    facts = case.facts.machine
    if facts.listen_port is None:
        return
    if facts.firewall is None:
        why = facts.unlooked.get("firewall", "its rules were not read")
        yield unknown(
            f"whether a firewall lets receivers in at {facts.listen_port}", why
        )
    elif facts.firewall.door is Door.SHUT:
        yield _shut(facts.firewall, facts.listen_port)
    elif facts.firewall.door is Door.OPEN:
        yield well(f"the firewall lets the home network in at port {facts.listen_port}")
    else:
        yield unknown(
            f"whether the firewall lets receivers in at {facts.listen_port}",
            f"its rules are not clear to the doctor: {shown(facts.firewall.rule, 200)}",
        )


def _shut(firewall: Firewall, port: int) -> Verdict:
    allow = (
        f"nft insert rule inet filter input ip saddr 192.168.0.0/16 tcp dport {port}"
    )
    if firewall.program == "iptables":
        allow = f"iptables -I INPUT -s 192.168.0.0/16 -p tcp --dport {port} -j ACCEPT"
    else:
        allow += " accept"
    return Verdict(
        standing=Standing.CAUSE,
        title=f"the firewall of this machine keeps receivers out of port {port}",
        evidence=(f"{firewall.program}: {shown(firewall.rule, 200)}",),
        remedy=f"Let TCP to port {port} in from the home network alone, and keep that"
        " rule where your firewall keeps its rules",
        commands=(allow,),
    )
