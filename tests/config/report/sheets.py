"""Files that were checked, for the tests of what is said of them."""

from hearth.config.read import read_config
from hearth.config.report.sheet import Sheet, sheet_of

FILE = """\
SERVER LISTEN PORT : 70000
# the box of the kids
F: kids k7Rt2m 0 0 1 {0:0:1}
F: kids w8Zu3n 0 0 1
DEBUG : yes
NEWCAMD CONF : no
C: card.home.lan 12000 hearth v6Nm1s
"""


def sheet(text: str = FILE, file: str = "CCcam.cfg") -> Sheet:
    return sheet_of(read_config(text.encode(), file=file), file)
