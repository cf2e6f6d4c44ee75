"""What each directive and each field means, in one sentence or two."""

from __future__ import annotations

from typing import Final

EXTENDED: Final = "SHOW EXTENEDED CLIENT INFO"  # codespell:ignore exteneded

DIRECTIVES: Final = {
    "SERVER LISTEN PORT": "The TCP port on which receivers log in. 0 switches the"
    " server off.",
    "KEEPALIVE TIMEOUT": "After so many seconds without traffic a keepalive goes over"
    " a connection.",
    "RECV TIMEOUT": "So many milliseconds a line has to answer an ECM; then it counts"
    " as no answer.",
    "DISABLE EMM": "With yes, Hearth passes no EMMs on. By EMMs a subscription is"
    " renewed, so somebody in the home has to feed the card.",
    "DEBUG LEVEL": "What the log says: 0 errors, 1 each ECM, up to 12 every message."
    " Never keys.",
    "CHANNELINFO FILE": "The file with the names of channels.",
    "ALLOW TELNETINFO": "Whether the status can be read by telnet. It is no shell and"
    " changes nothing.",
    "ALLOW WEBINFO": "Whether there is a web page with the status.",
    "TELNETINFO LISTEN PORT": "The port of the status by telnet.",
    "WEBINFO LISTEN PORT": "The port of the web page.",
    "TELNETINFO USERNAME": "Who may read the status by telnet. Counts together with"
    " the password only.",
    "TELNETINFO PASSWORD": "The password for it.",
    "WEBINFO USERNAME": "Who may open the web page. Counts together with the password"
    " only.",
    "WEBINFO PASSWORD": "The password for it.",
    "WEBINFO ALLOW EXTERNAL ACCESS": "With no, the web page answers on this machine"
    " alone; with yes, in the home network too, and then it has to have a password.",
    EXTENDED: "Whether the status shows what each receiver"
    " watches. The original spells it so.",
    "MINIMUM CLIENT VERSION": "Receivers with an older CCcam than this are refused.",
    "LOG WARNINGS": "The file into which log-ins with a wrong password are written.",
    "SHOW TIMING": "Whether the log says how long each answer took.",
    "DEBUG": "Whether more is logged. It has no levels; that is DEBUG LEVEL.",
    "GLOBAL LIMITS": "Which cards all accounts are given, as the first braces of an F:"
    " line; an account's own braces overrule it.",
    "MINIMUM DOWNHOPS": "Cards that may be passed on over fewer servers than this are"
    " not taken.",
    "IGNORE NODE": "Cards that come through the server of this node are not taken.",
    "NEWCAMD CONF": "Whether the lines of a newcamd.conf are read as well.",
    "USE NEWCAMD": "With no, N: lines are read and not used.",
    "SID LIMIT": "Something that CCcam 2.3.0 brought about channels; its form was"
    " never written down.",
    "CAID PRIO FILE": "The file that says which card is asked first.",
    "PROVIDERINFO FILE": "The file with the names of providers.",
    "SERIAL READER": "A card reader at a serial or USB port, and its type.",
    "SMARTCARD WRITE DELAY": "How long to wait between two bytes to the card.",
    "SMARTCARD CLOCK FREQUENCY": "The clock of a card reader, in hertz.",
    "SMARTCARD SID ASSIGN": "Which channels a card of several is for.",
    "SMARTCARD SID REJECT": "Which channels a card is not for.",
    "SCIDEVICES": "How many built-in card readers there are.",
    "LOADBALANCE": "Card readers that take turns.",
    "TRY ALL CHIDS": "Whether a card is asked for all variants of an Irdeto channel.",
    "POSTINIT": "A file of commands for a card after its start.",
    "SECA HANDLER": "How Seca cards are handled, 0 to 4.",
    "DVB API": "Which interface to the tuner is used: -1, 1 or 3.",
    "GLOBAL EMM": "Which global EMMs a card gets.",
    "EXTRA EMM LEVEL": "Whether EMMs are handled with more care and work.",
    "EMM THREADS": "How many EMMs are handled at once.",
    "PIN": "The PIN of a card in a reader.",
    "ZAP OSD TIME": "How many seconds the television shows what was found.",
    "OSD USERNAME": "The receiver's own user, for messages on the screen.",
    "OSD PASSWORD": "Its password.",
    "OSD PORT": "The receiver's web port, for messages on the screen.",
    "MINI OSD": "Whether messages on the screen are short.",
    "NEWCAMD STEALTH": "Which other program CCcam pretends to be at newcamd servers.",
    "CAID IGNORE FILE": "A file of cards to be ignored; CCcam gave it up in 1.6.0.",
    "BOXKEY": "The key by which a card is bound to a box.",
    "CAMKEY": "A key for a card.",
    "CAMDATA": "A key for a card.",
    "BEEF ID": "A number and keys of a pay-TV module.",
    "SOFTKEY FILE": "A file of keys for emulators.",
    "AUTOROLL FILE": "A file of keys for emulators.",
    "STATIC CW FILE": "A file of constant control words.",
}

# What each field of a line is. {} takes the value, as far as it may be shown.
FIELDS: Final = {
    "host": "Where the server is: a name or an address of this home.",
    "port": "The port on which that server listens.",
    "user name": "Who Hearth says it is, there.",
    "password": "Hidden here.",
    "key": "The 14 bytes by which the log-in is encrypted. Hidden here.",
    "CAID": "The CA system of the card.",
    "provider": "The provider of the card; 000000 is any.",
    "hops": "How many servers away the card counts as.",
    "stealth": "Which program to pretend to be; Hearth pretends nothing.",
    "own host": "Our own name, as the other side has it.",
    "own port": "Our own port.",
    "peer password": "Hidden here.",
    "peer host": "Where the other side is.",
    "peer port": "The port of the other side.",
    "device": "The card reader.",
    "sum": "Which EMMs it does not get: 01 shared, 02 unique, 04 global, or a sum.",
}
