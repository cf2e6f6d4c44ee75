from pathlib import Path

from hearth.doctor.machine.adapters import adapters
from hearth.doctor.machine_facts import Holders
from tests.doctor.machine.small import process, write

CA0 = "/dev/dvb/adapter0/ca0"


def test_who_has_a_card_slot_open(tmp_path: Path) -> None:
    write(tmp_path, CA0)
    write(tmp_path, "/dev/dvb/adapter0/frontend0")
    process(tmp_path, 10, "oscam", fds=(CA0, "/dev/null"))
    process(tmp_path, 11, "tvheadend", fds=(CA0, CA0))

    assert adapters(tmp_path) == (Holders(device=CA0, programs=("oscam", "tvheadend")),)


def test_a_slot_that_nobody_has(tmp_path: Path) -> None:
    write(tmp_path, CA0)

    assert adapters(tmp_path) == (Holders(device=CA0, programs=()),)


def test_a_machine_without_slots(tmp_path: Path) -> None:
    assert adapters(tmp_path) is None
