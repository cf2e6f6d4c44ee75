"""Which faults there are."""

from hearth.lab.scenario.registry import all_faults


def test_every_fault_is_found_under_its_name() -> None:
    faults = all_faults()

    assert len(faults) >= 30
    assert list(faults) == sorted(faults)
    assert all(kind.name == name for name, kind in faults.items())
