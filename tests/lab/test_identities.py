"""Node ids, seeds and cards of the laboratory."""

import pytest

from hearth.dvb import Caid, ProviderId
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID
from hearth.lab.identities import lab_card, lab_node_id, lab_seed
from hearth.wire.cccam.node import is_partner


@pytest.mark.parametrize("partner", [True, False])
def test_node_ids_are_of_the_kind_that_is_wanted(partner: bool) -> None:
    assert is_partner(lab_node_id(partner=partner)) is partner


@pytest.mark.parametrize("partner", [True, False])
def test_seeds_are_of_the_kind_that_is_wanted(partner: bool) -> None:
    seed = lab_seed(partner=partner)

    sums = [sum(seed[i : i + 12 : 4]) & 0xFF for i in range(4)]
    assert len(seed) == 16
    assert (list(seed[12:]) == sums) is partner


def test_a_card_serves_the_laboratory_unless_it_is_told_otherwise() -> None:
    other = lab_card(ca_system_id=Caid(0x0D96), provider_ids=[ProviderId(4)], hops=2)

    assert lab_card().serves(CA_SYSTEM_ID, PROVIDER_ID)
    assert not other.serves(CA_SYSTEM_ID, PROVIDER_ID)
    assert (other.hops, len(set(other.nodes))) == (2, 2)
