"""
The household in simulated time: core itself, and a made-up world around it.

What is where, lowest first:

- `agenda`: what is done when. `cable`: one connection's network.
- `hub`: Hearth, that is `hearth.core.server.Server`.
- `line`: a line of its, with the server and the card at the other end.
- `receiver`: who watches, and its connection.
- `household`: all of it, and `simulate`.
"""
