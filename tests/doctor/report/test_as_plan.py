from hearth.doctor.examine import Diagnosis, examine
from hearth.doctor.facts import Ladder, Trouble
from hearth.doctor.report.as_plan import as_plan
from tests.doctor.made import LINE, ladders


def test_commands_stand_alone_and_everything_else_is_a_comment() -> None:
    off = ladders(Ladder(line=LINE, host=LINE, port=1, trouble=Trouble.NAME_UNKNOWN))

    lines = [line for line in as_plan(examine(off)).splitlines() if line]

    commands = [line for line in lines if not line.startswith("#")]
    assert commands == [f"getent hosts {LINE}", "cat /etc/resolv.conf"]


def test_nothing_to_be_mended() -> None:
    assert as_plan(Diagnosis((), (), ())) == "# Nothing has to be mended.\n"
