from hearth.doctor.machine.firewall import Printed, firewall, run
from hearth.doctor.machine_facts import Door

OPEN = Printed(True, "")
NOT_ALLOWED = Printed(False, "Operation not permitted (you must be root)")
SHUT = Printed(True, "*filter\n:INPUT DROP [0:0]\nCOMMIT\n")


def test_where_no_rules_may_be_read_nothing_is_known() -> None:
    assert firewall(12000, lambda _: NOT_ALLOWED) is None


def test_both_kinds_of_rules_count() -> None:
    found = firewall(12000, lambda command: SHUT if "save" in command[0] else OPEN)

    assert found is not None
    assert found.door is Door.SHUT


def test_a_command_that_prints() -> None:
    assert run(("echo", "well")) == (True, "well\n")


def test_a_command_that_is_not_there_or_fails() -> None:
    assert not run(("no-such-command-here",)).is_well
    assert not run(("false",)).is_well
