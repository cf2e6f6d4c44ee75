"""Scenarios as values."""

from tests.lab.scenario.homes import home


def test_every_channel_has_a_service_of_its_own() -> None:
    services = home().service_ids

    assert list(services) == ["One", "Two"]
    assert len(set(services.values())) == 2
