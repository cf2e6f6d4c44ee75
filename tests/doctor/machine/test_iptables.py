import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.machine.iptables import read_iptables
from hearth.doctor.machine_facts import Door


def saved(policy: str, *rules: str) -> str:
    lines = "".join(f"{rule}\n" for rule in rules)
    nat = "*nat\n:INPUT DROP [0:0]\nCOMMIT\n"
    head = f"*filter\n:INPUT {policy} [0:0]\n:home - [0:0]\n"
    return f"{nat}{head}{lines}COMMIT\n"


RULES: list[tuple[str, tuple[str, ...], Door]] = [
    ("ACCEPT", (), Door.OPEN),
    ("DROP", (), Door.SHUT),
    ("DROP", ("-A INPUT -p tcp -m tcp --dport 12000 -j ACCEPT",), Door.OPEN),
    ("DROP", ("-A INPUT -p tcp -m multiport --dports 22,80:90 -j ACCEPT",), Door.SHUT),
    ("DROP", ("-A INPUT -s 192.168.0.0/16 -j ACCEPT",), Door.OPEN),
    ("DROP", ("-A INPUT -i lo -j ACCEPT",), Door.SHUT),
    ("DROP", ("-A INPUT -i eth0 -j ACCEPT",), Door.UNCLEAR),
    (
        "DROP",
        ("-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",),
        Door.SHUT,
    ),
    ("ACCEPT", ("-A INPUT -p udp -j DROP", "-A INPUT -j REJECT"), Door.SHUT),
    ("ACCEPT", ("-A INPUT ! -s 10.0.0.0/8 -j DROP",), Door.OPEN),
    ("DROP", ("-A INPUT -j home", "-A home -p tcp --dport 12000 -j ACCEPT"), Door.OPEN),
    ("ACCEPT", ('-A INPUT -m comment --comment "a b" -j LOG',), Door.OPEN),
    ("ACCEPT", ("-A INPUT -m geoip --source-country X -j DROP",), Door.UNCLEAR),
    ("ACCEPT", ('-A INPUT -m comment --comment "open',), Door.OPEN),
    ("ACCEPT", ("-A INPUT -p tcp --dport http -j DROP",), Door.UNCLEAR),
]


@pytest.mark.parametrize(("policy", "rules", "door"), RULES, ids=range(len(RULES)))
def test_a_rule_set(policy: str, rules: tuple[str, ...], door: Door) -> None:
    assert read_iptables(saved(policy, *rules), 12000).door is door


def test_without_a_filter_table_everything_is_let_in() -> None:
    assert read_iptables("", 12000).door is Door.OPEN


@given(st.text(max_size=200))
def test_any_text_gives_a_judgement(text: str) -> None:
    read_iptables(saved("DROP", f"-A INPUT {text}"), 12000)
