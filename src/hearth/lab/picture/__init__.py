"""
A receiver with a picture: it takes the head-end's stream, and shows it.

What is where, lowest first:

- `tuner`: finds a service, and refuses what is not the laboratory's own.
- `descrambler`: the keys of each crypto period, and what had none.
- `recorder`: the one service out of the multiplex, as a recording has it.
- `box`: all of that together. No clock, no socket.
- `asking`: asks a card server on a real connection.
- `pace`: the stream's own speed, in real or simulated time.
- `decoder`: pictures by ffmpeg. `comparing`: against the original.
- `result`: what was seen and why, as values. `words`: the same for people.
- `player`: from the head-end's stream to the result.
- `home`: with cards and a server, on real connections.
"""
