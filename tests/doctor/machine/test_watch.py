from hearth.doctor.machine.processes import Load
from hearth.doctor.machine.watch import trends


def test_looks_become_trends() -> None:
    looks = [(10.0 * n, (Load("oscam", 8, 1000 * n, 2.0 * n),)) for n in range(4)]

    (trend,) = trends(looks, is_idle=True)

    assert (trend.program, trend.processor, trend.is_idle) == ("oscam", 0.2, True)
    assert trend.samples[-1] == (30.0, 3000)


def test_one_look_tells_no_share_of_a_core() -> None:
    (trend,) = trends([(1.0, (Load("oscam", 8, 1000, 2.0),))], is_idle=False)

    assert trend.processor is None
