"""
The household on real sockets, on this machine's loopback.

What is where, lowest first:

- `relay`: a network in between, which can be as bad as any.
- `home`: card servers, relays and receivers around a hub that the caller gives.
- `run`: a scenario from its beginning to its report.
"""
