"""
The laboratory: a home that is made up, from its card to its channels.

What is where, lowest first:

- `card_system`: ECMs and control words. `broadcast`: which are on air, and when.
- `card_reader`: a card, and how badly it does its work. No clock, no socket.
- `card_server`: a CCcam server that holds such cards.
- `viewer`: what a receiver asks, and whether the answers are right. No clock,
  no socket. `statistics`: what it has seen.
- `screen`: what is to be seen meanwhile, and why nothing is.
- `client`: the socket under a receiver. `receiver`: one that watches.
- `load`: receivers that ask as fast as they can, for measuring.
- `scenario`: what happens in a home, when and to whom; `faults`: one file each.
- `simulated`: such a home on core, in a time that is made up. `real`: on sockets.
- `identities`: node ids, seeds and cards. `watch`: waiting without looking.

The facts are on the page docs/lab.md.
"""
