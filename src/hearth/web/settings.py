"""What the configuration says about WebInfo: where it answers, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearth.secret import Secret

DEFAULT_WEB_PORT: Final = 16001
DEFAULT_TELNET_PORT: Final = 16000


@dataclass(frozen=True, slots=True)
class Login:
    """
    A user name with its password, as CCcam.cfg has them.

    Attributes:
        user: The bytes in the file, which are compared with those that come in.
        password: The same.

    """

    user: bytes
    password: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """
    The directives WEBINFO, TELNETINFO and SHOW as values.

    Attributes:
        listen_port: Of the pages; None when they are off (ALLOW WEBINFO : no, or
            port 0). 0 is any free port, for tests.
        external_access: Whether the home network may come in, or this machine
            alone (WEBINFO ALLOW EXTERNAL ACCESS).
        user: WEBINFO USERNAME; "" when it is not set.
        password: WEBINFO PASSWORD; None when it is not set.
        telnet: Whether CCcam's status is told by telnet (ALLOW TELNETINFO).
        telnet_port: TELNETINFO LISTEN PORT; None is off, 0 any free one.
        telnet_user: TELNETINFO USERNAME; "" when it is not set.
        telnet_password: TELNETINFO PASSWORD; None when it is not set.
        show_timing: Whether CCcam's client table has a column with the last
            ECM's time (SHOW TIMING).
        extended_client_info: Whether CCcam's client pages say which share each
            receiver watches (SHOW EXTENDED CLIENT INFO).

    """

    listen_port: int | None = DEFAULT_WEB_PORT
    external_access: bool = False
    user: str = ""
    password: Secret | None = None
    telnet: bool = False
    telnet_port: int | None = DEFAULT_TELNET_PORT
    telnet_user: str = ""
    telnet_password: Secret | None = None
    show_timing: bool = False
    extended_client_info: bool = True

    @property
    def login(self) -> Login | None:
        """What the pages ask for; None unless both halves are set."""
        return _login(self.user, self.password)

    @property
    def telnet_login(self) -> Login | None:
        """
        What telnet asks for: its own, or in the home network that of the pages.

        On this machine alone the original asked nothing unless a TELNETINFO
        USERNAME was set, and scripts count on that.
        """
        own = _login(self.telnet_user, self.telnet_password)
        return own or (self.login if self.external_access else None)

    @property
    def is_locked(self) -> bool:
        """Whether the home network would come in without a password: nobody does."""
        return self.external_access and self.login is None


def _login(user: str, password: Secret | None) -> Login | None:
    if not user or not password:
        return None
    return Login(user.encode("utf-8", "surrogateescape"), password)
