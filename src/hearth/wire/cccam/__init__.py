"""
The CCcam protocol, both roles, plain and partner mode; sans-IO.

What is where, lowest first:

- `cipher`: the stream cipher, compiled where it can be.
- `login`: seed, keys, and the proof of a password.
- `node`: node ids, and the kind by which partner programs know each other.
- `mask`: what hides the control words of plain mode.
- `partner`: the text by which partner mode is agreed.
- `messages`: commands, limits and bodies. `cards`: the body of a card.
- `framing`: received bytes to whole messages.
- `events`: what a session tells its caller.
- `questions`: which ECM an answer belongs to, at either end.
- `steps`: how far a connection has come.
- `session`: what both roles share. `server` and `client`: the two roles.

The facts are on the page docs/protocols/cccam.md.
"""
