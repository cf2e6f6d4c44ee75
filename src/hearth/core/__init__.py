"""
The decisions: who gets what, from where, and when.

Events come in with ``now`` (monotonic seconds), commands go out. No clock, no
socket and no protocol's name is in here. `server.Server` is the door;
everything else in this room is one concern of it.
"""
