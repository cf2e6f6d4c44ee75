"""Directives as options of oscam.conf."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hearth.config.language.statements import DirectiveStatement
from hearth.config.migration import extras
from hearth.config.migration.cards import ALL, pairs
from hearth.config.migration.report import Line
from hearth.config.oscam.ini import CONF, Draft, holds
from hearth.config.oscam.writing.state import MAX_HOP_NUMBER, Writing, capped_hops
from hearth.household import HOME_NETWORKS

LOOPBACK: Final = "127.0.0.1,::1"
# OSCam writes an IPv4 network as its first and last address; its ranges know no
# IPv6 networks, so of those only this machine is let in.
HOME: Final = ",".join(
    ["127.0.0.1"]
    + [
        f"{network[0]}-{network[-1]}"
        for network in HOME_NETWORKS
        if network.version == 4 and not network.is_loopback
    ]
    + ["::1"]
)

Writer = Callable[[Writing, DirectiveStatement, Line], None]


def listen_port(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Write SERVER LISTEN PORT."""
    port = writing.settings.listen_port
    if port is None:
        line.keep("no port: nobody can log in, as with 0 here")
    else:
        line.target = f"{CONF}, [cccam] port"


def keep_alive(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Write KEEPALIVE TIMEOUT: to receivers after so many seconds, to lines unasked."""
    seconds = round(writing.settings.keep_alive_s)
    writing.conf["global"].set("clientmaxidle", seconds)
    line.target = f"{CONF}, [global] clientmaxidle"
    line.change(
        f"clientmaxidle = {seconds}: an idle receiver gets a keepalive after that"
        " time; lines have ccckeepalive = 1, for which OSCam has its own time"
    )


def recv_timeout(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Write RECV TIMEOUT."""
    milliseconds = writing.settings.recv_timeout_ms
    writing.conf["global"].set("clienttimeout", milliseconds)
    line.target = f"{CONF}, [global] clienttimeout"
    line.change(
        f"clienttimeout = {milliseconds}: it counts for a receiver's whole question,"
        " not for each line that is asked"
    )


def disable_emm(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Report DISABLE EMM, which readers and accounts have."""
    if writing.emm_is_off:
        line.keep("audisabled = 1 at the reader of every line")
        if any(not reader.get("audisabled") for reader in writing.readers):
            line.change(
                "the card in this machine still gets its updates, from accounts with"
                " au = 1: somebody in the home has to pass them on"
            )
    else:
        line.keep("audisabled is left out, and au = 1 where allowemm is 1")


def limits_of_everybody(
    writing: Writing, statement: DirectiveStatement, line: Line
) -> None:
    """Write GLOBAL LIMITS: its number for all cards is reshare plus one."""
    limits = pairs(writing.settings.global_limits)
    if not limits:
        if extras.braced_items(statement.value) != ():
            line.drop("its braces cannot be read")
        return
    hops = limits.get(ALL)
    if hops:
        reshare = capped_hops(hops - 1, line)
        writing.conf["cccam"].set("reshare", reshare)
        line.target = f"{CONF}, [cccam] reshare"
        line.keep(f"downhops {hops} is reshare = {reshare}: OSCam counts from 0")
    if any(pair != ALL or not number for pair, number in limits.items()):
        line.change("what it says of single cards is written at each account")
    if any(pair != ALL and number > 1 for pair, number in limits.items()):
        line.change("downhops of single cards are lost: OSCam has one number for all")


def web_page(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Report the directives of the web page; `write_web_page` writes it."""
    page = extras.web_page(writing.directives)
    name = line.subject.partition(" (")[0]
    option = WEB_OPTIONS[name]
    if page.port is None:
        line.keep("no [webif]: the web page is off")
        return
    line.target = f"{CONF}, [webif] {option}"
    if name == "WEBINFO LISTEN PORT":
        line.change(
            "OSCam's page, not CCcam's: programs that read CCcam's own tables do not"
            " find them there"
        )
    elif name == "WEBINFO ALLOW EXTERNAL ACCESS":
        _report_access(page, line)


def _report_access(page: extras.WebPage, line: Line) -> None:
    if page.external and not page.has_login:
        line.change(
            "httpallowed = this machine alone, because there is no user name and"
            " password; OSCam's page can change everything"
        )
    elif page.external:
        line.keep("httpallowed = the home's networks")
    else:
        line.keep("httpallowed = this machine alone")


WEB_OPTIONS: Final = {
    "ALLOW WEBINFO": "httpport",
    "WEBINFO LISTEN PORT": "httpport",
    "WEBINFO USERNAME": "httpuser",
    "WEBINFO PASSWORD": "httppwd",
    "WEBINFO ALLOW EXTERNAL ACCESS": "httpallowed",
}


def write_web_page(writing: Writing) -> None:
    """Write [webif], and say what of it no line says."""
    page = extras.web_page(writing.directives)
    if page.port is None:
        return
    webif = writing.conf["webif"]
    webif.set("httpport", page.port)
    if holds(page.user) and holds(page.password.reveal()) and page.has_login:
        webif.set("httpuser", page.user)
        webif.set("httppwd", page.password)
    is_open = page.has_login and page.external is not False
    webif.set("httpallowed", HOME if is_open else LOOPBACK)
    webif.set("httpreadonly", 1)
    if page.external is None:
        who = "the home's networks" if is_open else "this machine alone"
        why = "there is a" if is_open else "there is no"
        writing.ledger.add(
            f"[webif] httpallowed = {who}",
            f"{why} user name with a password; without this line OSCam lets nobody in",
        )
    writing.ledger.add(
        "[webif] httpreadonly = 1",
        "CCcam's page only shows; remove it to configure OSCam in the browser",
    )


def telnet(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Report the directives of the telnet page."""
    if extras.flag(writing.directives, "ALLOW TELNETINFO") is False:
        line.keep("OSCam has no such page")
    else:
        line.drop(
            "OSCam has no such page; its [monitor] is another protocol, and its web"
            " page shows the same"
        )


def minimum_down_hops(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Report MINIMUM DOWNHOPS, which the readers of C: lines have."""
    hops = extras.number(writing.directives, "MINIMUM DOWNHOPS") or 0
    line.keep(f"cccmindown = {min(hops, MAX_HOP_NUMBER)} at every C: line's reader")


def use_newcamd(writing: Writing, _: DirectiveStatement, line: Line) -> None:
    """Report USE NEWCAMD, which the readers of N: lines have."""
    is_on = extras.flag(writing.directives, "USE NEWCAMD")
    line.keep(f"enable = {int(is_on is not False)} at every N: line's reader")


def global_emm(writing: Writing, statement: DirectiveStatement, line: Line) -> None:
    """Write GLOBAL EMM, which the machine's own readers have."""
    del writing
    level = statement.value.text
    if level == "2":
        line.keep("OSCam passes every kind on if nothing is written")
    elif level == "0":
        line.keep("blockemm-g = 1 at every card reader of this machine")
    else:
        line.drop("OSCam has global EMMs on or off, nothing between")


def load_balance(writing: Writing, statement: DirectiveStatement, line: Line) -> None:
    """Write LOADBALANCE."""
    del statement
    writing.conf["global"].set("lb_mode", 3)
    line.target = f"{CONF}, [global] lb_mode"
    line.change(
        "lb_mode = 3: the least busy reader is asked; for all readers, not for these"
        " alone, and without its exceptions"
    )


def shows_times(writing: Writing, statement: DirectiveStatement, line: Line) -> None:
    """Report SHOW TIMING."""
    del writing
    if statement.value.text.lower() == "yes":
        line.keep("OSCam's log has the time of each ECM")
    else:
        line.change("OSCam's log has the time of each ECM, always")


def newcamd_conf(writing: Writing, statement: DirectiveStatement, line: Line) -> None:
    """Report NEWCAMD CONF."""
    del writing
    if statement.value.text.lower() == "yes":
        line.drop("write the servers of newcamd.conf as N: lines, and migrate again")
    else:
        line.keep("OSCam reads no newcamd.conf")


WRITERS: Final[dict[str, Writer]] = {
    "SERVER LISTEN PORT": listen_port,
    "KEEPALIVE TIMEOUT": keep_alive,
    "RECV TIMEOUT": recv_timeout,
    "DISABLE EMM": disable_emm,
    "GLOBAL LIMITS": limits_of_everybody,
    "MINIMUM DOWNHOPS": minimum_down_hops,
    "USE NEWCAMD": use_newcamd,
    "NEWCAMD CONF": newcamd_conf,
    "GLOBAL EMM": global_emm,
    "LOADBALANCE": load_balance,
    "SHOW TIMING": shows_times,
    **dict.fromkeys(WEB_OPTIONS, web_page),
    **dict.fromkeys(
        ("ALLOW TELNETINFO", "TELNETINFO LISTEN PORT", "TELNETINFO USERNAME",
         "TELNETINFO PASSWORD"),
        telnet,
    ),
}  # fmt: skip

WITHOUT_TWIN: Final = {
    "DEBUG": "OSCam's log names each ECM anyway; its debug levels show what goes over"
    " the wire, so raise them in its web page for as long as you need them",
    "LOG WARNINGS": "wrong log-ins are in OSCam's own log; failbantime and"
    " failbancount can lock such an address out",
    "MINIMUM CLIENT VERSION": "OSCam refuses no client for its version",
    "IGNORE NODE": "OSCam cannot ignore a node",
    "SID LIMIT": "no description of it is known",
    "SHOW EXTENEDED CLIENT INFO": "OSCam's page has"  # codespell:ignore exteneded
    " a view of its own of who is logged in",
    "CHANNELINFO FILE": "OSCam has the names in oscam.srvid2",
    "PROVIDERINFO FILE": "OSCam has the names in oscam.provid",
    "CAID PRIO FILE": "OSCam has priorities in oscam.dvbapi, on the receiver",
    "NEWCAMD STEALTH": "imitating other programs is not carried over",
    "SMARTCARD WRITE DELAY": "OSCam finds the timing of a reader itself",
    "TRY ALL CHIDS": "OSCam has chid at each reader, with the numbers to try",
    "POSTINIT": "OSCam sends a card no commands from a file",
    "SECA HANDLER": "OSCam finds the kind of card itself",
    "DVB API": "OSCam has it in [dvbapi], on a receiver",
    "EXTRA EMM LEVEL": "OSCam has emmcache at each reader",
    "EMM THREADS": "OSCam has no such number",
    "CAID IGNORE FILE": "CCcam itself gave it up in 1.6.0",
}
WITHOUT_TWIN["DEBUG LEVEL"] = WITHOUT_TWIN["DEBUG"]
WHY_NO_SCREEN: Final = "it is about the receiver's own screen, which OSCam leaves alone"
WHY_NO_KEYS: Final = (
    "keys in files and keys of cards that are not there are never carried over"
)


def default_draft(draft: Draft, name: str, value: str | int) -> bool:
    """Write an option if nothing wrote it; tell whether that was so."""
    if draft.get(name):
        return False
    draft.set(name, value)
    return True
