"""What net is told: where to listen, whom to connect to, who we are."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.secret import Secret
from hearth.wire.cccam.messages import Identity


@dataclass(frozen=True, slots=True)
class Upstream:
    """
    A line as net needs it.

    Attributes:
        key: What core calls it.
        host: Name or address, as the configuration has it.
        port: TCP.
        user: Our name there; bytes are sent as they are.
        password: Our password there.

    """

    key: str
    host: str
    port: int
    user: str | bytes
    password: Secret


@dataclass(frozen=True, slots=True)
class NetSettings:
    """
    Everything that net is told; a new one replaces the old one whole.

    Attributes:
        identity: What peers are told of us.
        listen_port: TCP port for CCcam receivers; None: no receivers.
        keep_alive_s: Seconds between keepalives on an idle connection.
        upstreams: The lines to keep connected.

    """

    identity: Identity
    listen_port: int | None = 12000
    keep_alive_s: float = 30.0
    upstreams: tuple[Upstream, ...] = ()
