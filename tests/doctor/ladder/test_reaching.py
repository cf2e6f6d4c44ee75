"""The first half of the ladder, step by step."""

import errno
import socket

import pytest

from hearth.doctor.facts import Rung, Trouble
from hearth.doctor.ladder import reaching
from hearth.doctor.ladder.reaching import StepFailed, check_route, connect, find
from hearth.net.lookup import Address
from tests.doctor.ladder.peers import QUICK

HERE = Address(socket.AF_INET, ("127.0.0.1", 12000))


async def nothing(host: str, port: int) -> tuple[Address, ...]:
    del host, port
    return ()


@pytest.mark.asyncio
async def test_a_name_without_an_address_is_unknown() -> None:
    with pytest.raises(StepFailed) as failed:
        await find("card.home.lan", 12000, nothing, QUICK)

    assert failed.value.trouble is Trouble.NAME_UNKNOWN


def test_there_is_a_way_to_this_machine() -> None:
    check_route((HERE,))


def test_an_address_that_no_kernel_takes_has_no_way() -> None:
    nowhere = Address(socket.AF_INET, ("255.255.255.255", 9))

    with pytest.raises(StepFailed) as failed:
        check_route((nowhere,))

    assert failed.value.rung is Rung.ROUTE


# what the kernel says, and what that means
ERRORS = [
    (errno.ECONNREFUSED, Rung.PORT, Trouble.REFUSED),
    (errno.EHOSTUNREACH, Rung.ROUTE, Trouble.HOST_GONE),
    (errno.ENETUNREACH, Rung.ROUTE, Trouble.NO_ROUTE),
    (errno.EACCES, Rung.ROUTE, Trouble.NO_ROUTE),
    (errno.ETIMEDOUT, Rung.PORT, Trouble.DROPPED),
    (errno.ECONNRESET, Rung.PORT, Trouble.CLOSED_AT_ONCE),
    (errno.EINVAL, Rung.PORT, Trouble.OTHER),
]


@pytest.mark.parametrize(("number", "rung", "trouble"), ERRORS)
def test_what_the_kernel_says_of_a_connection(
    number: int, rung: Rung, trouble: Trouble
) -> None:
    failed = reaching._why_not(OSError(number, "words"), (HERE,))

    assert (failed.rung, failed.trouble) == (rung, trouble)
    assert failed.addresses == ("127.0.0.1",)


@pytest.mark.asyncio
async def test_without_an_address_there_is_no_connection() -> None:
    with pytest.raises(StepFailed):
        await connect((), QUICK)
