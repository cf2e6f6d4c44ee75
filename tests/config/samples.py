"""Real-looking files for the property tests of this room."""

from hypothesis import strategies as st

MARK = "S3cr3tM4rk"  # stands where a password does; no finding may show it

LINES = (
    "C: card.home.lan 12000 hearth S3cr3tM4rk no { 0:0:1, 0100:000080 }",
    "C: 192.168.1.2 12000 hearth S3cr3tM4rk { 0:0:2 }",
    "c : 203.0.113.7 12000 hearth S3cr3tM4rk yes",
    "F: livingroom S3cr3tM4rk",
    "F: kids S3cr3tM4rk 0 0 0 { 0:0:1 } { 0100:000080:15df } { 12:00-17:00 }",
    "f: tvh S3cr3tM4rk 5 1 1 { } { } { } 192.168.1.20 # the server",
    "F: old S3cr3tM4rk 1 0 { 0:0:0 }",
    "F: lock S3cr3tM4rk 192.168.1.55",
    "N: 127.0.0.1 10000 dummy S3cr3tM4rk 01 02 03 04 05 06 07 08 09 10 11 12 13 14",
    "R: 127.0.0.1 678 0100 000080",
    "L: 127.0.0.1 567 dummy S3cr3tM4rk 0100 000080",
    "G: S3cr3tM4rk my.home.lan 2500 S3cr3tM4rk peer.home.lan 2500 { 0:0:1 }",
    "B: /dev/sci0 01",
    "SERVER LISTEN PORT : 12000",
    "allow  telnetinfo: no",
    "KEEPALIVE TIMEOUT : 30",
    "WEBINFO PASSWORD : S3cr3tM4rk",
    "PIN : /dev/sci0 S3cr3tM4rk",
    "BOXKEY: /dev/sci0 S3cr3tM4rk",
    "SOFTKEY FILE : /var/keys/S3cr3tM4rk",
    "http://user:S3cr3tM4rk@example.org/lines",
    "SERVER LISTEN PORT 12000",
    "C card.home.lan 12000 hearth S3cr3tM4rk",
    "F kids S3cr3tM4rk",
    "PASSWORDS : S3cr3tM4rk",
    "password S3cr3tM4rk : x",
    "just S3cr3tM4rk",
    "# a comment: \xe9t\xe9",
    "",
)

PIECES = (*"{}:,-# \t\r\n", "C:", "F:", "0:0:1", "yes", "\xe9", "\ufeff", "\xa0")


@st.composite
def edited_files(draw: st.DrawFn) -> bytes:
    """Give a file of real-looking lines in which a few places were spoilt."""
    lines = draw(st.lists(st.sampled_from(LINES), max_size=8))
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(("", *PIECES))) + text[at + gone :]
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])))
    return data.replace(b"\xc3\xa9", draw(st.sampled_from([b"\xe9", b"\xc3\xa9"])))
