"""
The head-end: a test stream, scrambled as a broadcaster would.

What is where, lowest first:

- `errors`: what is missing on this machine, what cannot be taken from a stream.
- `packets`: transport stream packets. `sections`: tables within them.
- `psi`: the tables that say which service is where.
- `csa`: the scrambling itself, by Debian's libdvbcsa.
- `profile`: crypto periods, lead time, halves: what is on air when.
- `elementary`: pictures and sound by ffmpeg, cut into access units.
- `multiplex`: all of it in one stream of constant bitrate.
- `scrambler`: packets of services, marked and scrambled.
- `head_end`: the whole, a fifth of a second at a time.
"""
