"""What core wants done leaves in the order in which it was put."""

from hearth.core import commands, observations
from hearth.core.outbox import Outbox


def test_commands_and_observations_leave_in_their_order() -> None:
    out = Outbox()
    drop = commands.Drop(1, "it was late")
    up = observations.LineUp("card.lan")

    out.put(drop)
    out.observe(up)
    out.put(commands.WakeAt(5.0))

    assert out.take() == [drop, commands.Observe(up), commands.WakeAt(5.0)]


def test_what_was_taken_is_gone() -> None:
    out = Outbox()
    out.put(commands.Drop(1, "it was late"))
    first = out.take()

    assert out.take() == []
    out.put(commands.Drop(2, "too"))
    assert first == [commands.Drop(1, "it was late")]


def test_somebody_may_have_everything_at_once() -> None:
    out = Outbox()
    carried: list[object] = []
    seen: list[object] = []
    out.deliver_to(carried.append, seen.append)

    out.put(commands.WakeAt(5.0))
    out.observe(observations.LineUp("card.lan"))

    assert carried == [commands.WakeAt(5.0)]
    assert seen == [observations.LineUp("card.lan")]
    assert out.take() == []
