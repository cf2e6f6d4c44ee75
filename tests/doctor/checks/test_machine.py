"""Each check of the machine, with facts that are bad, good and missing."""

from typing import Any

import pytest

from hearth.doctor.machine_facts import (
    Autostart,
    Binary,
    Clock,
    Debug,
    Disk,
    Dns,
    Door,
    FileFact,
    Firewall,
    Holders,
    Link,
    Program,
    Trend,
    Wan,
)
from hearth.doctor.verdict import Standing
from tests.doctor.made import machine, standings, verdicts

CAUSE, WARNING = Standing.CAUSE, Standing.WARNING
ARM = "ARM, 32 bits"
HOUR = tuple((60.0 * n, 50_000_000 + 200_000 * n) for n in range(60))
STEADY = tuple((60.0 * n, 50_000_000 + n % 3) for n in range(60))
UNIT = Autostart(how="systemd", unit="/etc/systemd/system/oscam.service")

# code, facts that are bad, how bad that is, words of the title
BAD: list[tuple[str, dict[str, Any], Standing, str]] = [
    (
        "D201",
        {"listen_port": 12000, "port_holder": "oscam (process 8)"},
        CAUSE,
        "oscam",
    ),
    (
        "D202",
        {"listen_port": 12000, "firewall": Firewall(door=Door.SHUT, rule="drop")},
        CAUSE,
        "keeps receivers out of port 12000",
    ),
    (
        "D202",
        {
            "listen_port": 12000,
            "firewall": Firewall(door=Door.SHUT, program="iptables"),
        },
        CAUSE,
        "keeps receivers out",
    ),
    (
        "D204",
        {"programs": (Program(name="oscam"), Program(name="CCcam"))},
        CAUSE,
        "CCcam and oscam",
    ),
    (
        "D205",
        {"adapters": (Holders(device="/dev/ca0", programs=("oscam", "tvheadend")),)},
        CAUSE,
        "oscam and tvheadend",
    ),
    (
        "D206",
        {"files": (FileFact(path="/usr/bin/CCcam", role="program", mode=0o644),)},
        CAUSE,
        "no execute bit",
    ),
    (
        "D206",
        {"files": (FileFact(path="/c", role="configuration", is_readable=False),)},
        CAUSE,
        "may not be read",
    ),
    ("D207", {"binary": Binary(path="/x", kind=ARM, machine="MIPS")}, CAUSE, "MIPS"),
    ("D207", {"binary": Binary(path="/x", problem="a script")}, CAUSE, "no program"),
    (
        "D208",
        {"binary": Binary(path="/x", kind=ARM, machine=ARM, missing=("libssl.so.1",))},
        CAUSE,
        "libssl.so.1",
    ),
    (
        "D208",
        {
            "binary": Binary(
                path="/x",
                kind=ARM,
                machine=ARM,
                interpreter="/lib/ld-linux.so.3",
                has_interpreter=False,
            )
        },
        CAUSE,
        "ld-linux.so.3",
    ),
    (
        "D209",
        {
            "binary": Binary(
                path="/x", kind=ARM, machine=ARM, glibc="2.34", glibc_here="2.9"
            )
        },
        CAUSE,
        "needs glibc 2.34",
    ),
    ("D210", {"autostart": (), "programs": (Program(name="oscam"),)}, WARNING, "start"),
    (
        "D211",
        {
            "autostart": (
                Autostart(how="systemd", unit="/a/oscam.service", after_network=False),
            )
        },
        WARNING,
        "network-online.target",
    ),
    (
        "D212",
        {
            "files": (
                FileFact(
                    path="/tmp/CCcam.cfg", role="configuration", filesystem="tmpfs"
                ),
            )
        },
        WARNING,
        "in memory",
    ),
    ("D213", {"disks": (Disk(path="/var", free_bytes=0),)}, CAUSE, "full"),
    ("D213", {"disks": (Disk(path="/var", free_bytes=50_000_000),)}, WARNING, "nearly"),
    ("D214", {"trends": (Trend(program="CCcam", samples=HOUR),)}, WARNING, "CCcam"),
    (
        "D215",
        {"trends": (Trend(program="oscam", processor=0.5, is_idle=True),)},
        WARNING,
        "50 %",
    ),
    (
        "D216",
        {"debugs": (Debug(program="oscam", how="-d 65535", bytes_a_day=900_000_000),)},
        WARNING,
        "logs everything",
    ),
    ("D217", {"clock": Clock(off_s=7200.0)}, WARNING, "off by 2 h"),
    ("D217", {"clock": Clock(is_sane=False)}, WARNING, "never been set"),
    (
        "D219",
        {"links": (Link(name="wlan0", is_wireless=True, signal_dbm=-80.0),)},
        WARNING,
        "weak",
    ),
    ("D220", {"dns": Dns()}, WARNING, "no name server"),
    ("D220", {"dns": Dns(servers=("192.168.1.1",), took_s=5.0)}, WARNING, "takes 5 s"),
]

GOOD: list[tuple[str, dict[str, Any]]] = [
    (
        "D201",
        {"listen_port": 12000, "port_holder": "hearth (1)", "holder_is_ours": True},
    ),
    ("D202", {"listen_port": 12000, "firewall": Firewall(door=Door.OPEN)}),
    ("D204", {"programs": (Program(name="oscam"), Program(name="hearth"))}),
    ("D205", {"adapters": (Holders(device="/dev/ca0", programs=("oscam",)),)}),
    ("D206", {"files": (FileFact(path="/b", role="program", mode=0o755),)}),
    ("D207", {"binary": Binary(path="/x", kind=ARM, machine=ARM)}),
    ("D208", {"binary": Binary(path="/x", kind=ARM, machine=ARM, needs=("libc.so",))}),
    (
        "D209",
        {
            "binary": Binary(
                path="/x", kind=ARM, machine=ARM, glibc="2.9", glibc_here="2.34"
            )
        },
    ),
    ("D210", {"autostart": (UNIT,)}),
    (
        "D211",
        {
            "autostart": (
                Autostart(how="systemd", unit="/o.service", after_network=True),
            )
        },
    ),
    (
        "D212",
        {"files": (FileFact(path="/c", role="configuration", filesystem="ext4"),)},
    ),
    ("D213", {"disks": (Disk(path="/var", free_bytes=4_000_000_000),)}),
    ("D214", {"trends": (Trend(program="CCcam", samples=STEADY),)}),
    ("D215", {"trends": (Trend(program="oscam", processor=0.001, is_idle=True),)}),
    ("D216", {"debugs": ()}),
    ("D217", {"clock": Clock(off_s=600.0, is_kept=True)}),
    ("D218", {"wan": Wan.SHARED, "wan_detail": "100.64.0.1"}),
    ("D218", {"wan": Wan.PUBLIC}),
    ("D219", {"links": (Link(name="eth0"),)}),
    ("D219", {"links": (Link(name="wlan0", is_wireless=True, signal_dbm=-50.0),)}),
    ("D220", {"dns": Dns(servers=("192.168.1.1",), took_s=0.01)}),
]

# what could not be looked at is said
UNKNOWN: list[tuple[str, dict[str, Any]]] = [
    ("D201", {"listen_port": 12000}),
    ("D201", {"listen_port": 12000, "port_holder": ""}),
    ("D202", {"listen_port": 12000}),
    ("D202", {"listen_port": 12000, "firewall": Firewall(door=Door.UNCLEAR)}),
    ("D204", {}),
    ("D205", {"unlooked": {"adapters": "only root may see it"}}),
    ("D206", {}),
    ("D207", {"unlooked": {"binary": "no reader"}}),
    ("D209", {"binary": Binary(path="/x", kind=ARM, machine=ARM, glibc="2.9")}),
    ("D210", {}),
    ("D213", {}),
    ("D214", {}),
    ("D216", {}),
    ("D217", {}),
    ("D218", {}),
    ("D219", {}),
    ("D220", {}),
]

NOTHING: list[tuple[str, dict[str, Any]]] = [
    ("D201", {}),
    ("D202", {}),
    ("D205", {}),
    ("D207", {}),
    ("D208", {}),
    ("D209", {}),
    ("D210", {"autostart": ()}),
    ("D211", {"autostart": (Autostart(how="init.d", unit="/etc/init.d/oscam"),)}),
    ("D214", {"trends": (Trend(program="CCcam", samples=HOUR[:5]),)}),
    ("D219", {"links": (Link(name="eth1", has_default_route=False),)}),
    ("D220", {"dns": Dns(is_needed=False)}),
]


@pytest.mark.parametrize(("code", "values", "standing", "words"), BAD)
def test_what_is_bad_is_named(
    code: str, values: dict[str, Any], standing: Standing, words: str
) -> None:
    (verdict,) = verdicts(code, machine(**values))

    assert verdict.standing is standing
    assert words in verdict.title
    assert verdict.evidence
    assert verdict.remedy


@pytest.mark.parametrize(("code", "values"), GOOD)
def test_what_is_good_is_well(code: str, values: dict[str, Any]) -> None:
    assert standings(code, machine(**values)) == [Standing.WELL]


@pytest.mark.parametrize(("code", "values"), UNKNOWN)
def test_what_could_not_be_seen_is_not_known(code: str, values: dict[str, Any]) -> None:
    assert standings(code, machine(**values)) == [Standing.UNKNOWN]


@pytest.mark.parametrize(("code", "values"), NOTHING)
def test_what_does_not_matter_is_not_mentioned(
    code: str, values: dict[str, Any]
) -> None:
    assert verdicts(code, machine(**values)) == []


def test_two_programs_with_a_card_each_are_only_a_warning() -> None:
    programs = (Program(name="oscam"), Program(name="CCcam"))
    apart = (Holders(device="/dev/ca0", programs=("oscam",)),)

    assert standings("D204", machine(programs=programs, adapters=apart)) == [WARNING]
