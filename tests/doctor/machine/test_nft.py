import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.machine.nft import read_nft
from hearth.doctor.machine_facts import Door

HEAD = "table inet filter {\n\tchain input {\n"
HOOK = "\t\ttype filter hook input priority filter; policy {};\n"


def chain(policy: str, *rules: str, more: str = "") -> str:
    lines = "".join(f"\t\t{rule}\n" for rule in rules)
    return f"{HEAD}{HOOK.format(policy)}{lines}\t}}\n{more}}}\n"


# policy, rules, what becomes of a receiver at port 12000
RULES: list[tuple[str, tuple[str, ...], Door]] = [
    ("accept", (), Door.OPEN),
    ("drop", (), Door.SHUT),
    ("drop", ("tcp dport 12000 accept",), Door.OPEN),
    ("drop", ("tcp dport { 22, 12000-12010 } accept",), Door.OPEN),
    ("drop", ("tcp dport 22 accept",), Door.SHUT),
    ("drop", ("ct state established,related accept", 'iif "lo" accept'), Door.SHUT),
    ("drop", ("ip saddr 192.168.0.0/16 accept",), Door.OPEN),
    ("drop", ("ip saddr 192.168.1.0/24 tcp dport 12000 counter accept",), Door.OPEN),
    ("drop", ("ip saddr 8.8.8.0/24 accept",), Door.SHUT),
    ("accept", ("tcp dport != 22 drop",), Door.SHUT),
    ("accept", ("ct state invalid drop", "udp dport 12000 drop"), Door.UNCLEAR),
    (
        "accept",
        (
            (
                "tcp dport 12000 counter packets 1 bytes 60 reject with icmp"
                " port-unreachable"
            ),
        ),
        Door.SHUT,
    ),
    ("drop", ('meta l4proto tcp tcp dport 12000 accept comment "x"',), Door.OPEN),
    ("drop", ('iifname "eth0" accept',), Door.UNCLEAR),
    ("drop", ("tcp dport @open accept",), Door.UNCLEAR),
    ("drop", ('log prefix "in: " level warn',), Door.SHUT),
    ("drop", ("jump home",), Door.OPEN),
    ("drop", ("meta nfproto ipv4 tcp dport 12000 accept",), Door.OPEN),
]


@pytest.mark.parametrize(("policy", "rules", "door"), RULES, ids=range(len(RULES)))
def test_a_rule_set(policy: str, rules: tuple[str, ...], door: Door) -> None:
    more = "\tchain home {\n\t\ttcp dport 12000 accept\n\t}\n"

    assert read_nft(chain(policy, *rules, more=more), 12000).door is door


def test_every_table_has_to_let_it_in() -> None:
    text = chain("accept") + chain("drop").replace("inet filter", "ip more")

    assert read_nft(text, 12000).door is Door.SHUT


def test_tables_of_other_families_and_hooks_do_not_count() -> None:
    text = chain("drop").replace("inet", "netdev")
    output = chain("drop").replace("hook input", "hook output")

    assert read_nft(text, 12000).door is Door.OPEN
    assert read_nft(output, 12000).door is Door.OPEN
    assert read_nft("", 12000).door is Door.OPEN


@given(st.text(max_size=200))
def test_any_text_gives_a_judgement(text: str) -> None:
    read_nft(HEAD + HOOK.format("drop") + text, 12000)
