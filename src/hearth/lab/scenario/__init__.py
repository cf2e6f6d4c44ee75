"""
Scenarios: a home, and what happens in it, when and to whom.

What is where, lowest first:

- `behaviours`: how every part of a home behaves; faults change these values.
- `fault`: what a fault is. `registry`: which there are (`hearth.lab.faults`).
- `plan`: a scenario as values. `units`, `table`, `happening`, `reading`: from its
  file. `shipped`: the scenarios that come with Hearth.
- `timeline`: what begins and ends when. `conditions`: what is so at a moment.
- `transit`: how long something takes through a network.
- `line_log`: what a line did. `witness`: what one receiver saw. `report`: all of it.
"""
