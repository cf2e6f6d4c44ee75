"""Says to core, to net and to web, in their words, what the configuration says."""

from __future__ import annotations

from hearth import household
from hearth.config.meaning import model
from hearth.core import settings as core
from hearth.dvb import NodeId
from hearth.net.settings import NetSettings, Upstream
from hearth.web.settings import WebSettings
from hearth.wire.cccam.messages import Identity


def _lines_by_key(settings: model.Settings) -> dict[str, model.LineSettings]:
    """Give each line its key; of two with the same one the first counts."""
    lines: dict[str, model.LineSettings] = {}
    for line in settings.lines:
        lines.setdefault(f"{line.user}@{line.host}:{line.port}", line)
    return lines


def line_names(settings: model.Settings) -> dict[str, str]:
    """
    Name the lines as observations do: the host, with the port where two share it.

    Returns:
        Their names, by the keys that core and net have for them.

    """
    lines = _lines_by_key(settings)
    return {key: _name(line, settings) for key, line in lines.items()}


def _name(line: model.LineSettings, settings: model.Settings) -> str:
    hosts = [other.host for other in settings.lines]
    return str(line) if hosts.count(line.host) > 1 else line.host


def core_settings(settings: model.Settings, node_id: NodeId) -> core.Settings:
    """Say to core what the configuration says, in core's words."""
    lines = tuple(
        core.Line(
            key=key,
            name=_name(line, settings),
            filters=tuple(
                core.CardFilter(f.ca_system_id, f.provider_id, f.up_hops)
                for f in line.filters
            ),
            retries=line.retries,
        )
        for key, line in _lines_by_key(settings).items()
    )
    return core.Settings(
        node_id=node_id,
        accounts=tuple(
            core.Account(
                name=account.name,
                password=account.password,
                up_hops=account.up_hops,
                allow_emm=account.allow_emm,
                card_limits=tuple(
                    core.CardLimit(c.ca_system_id, c.provider_id, c.down_hops)
                    for c in settings.limits_of(account)
                ),
                denied_services=tuple(
                    core.DeniedService(d.ca_system_id, d.provider_id, d.service_id)
                    for d in account.denied_services
                ),
                time_windows=tuple(
                    core.TimeWindow(w.begin, w.end) for w in account.time_windows
                ),
                host=account.host,
            )
            for account in settings.accounts[: household.MAX_ACCOUNTS]
        ),
        lines=lines,
        recv_timeout_s=settings.recv_timeout_ms / 1000,
        pass_emm=not settings.disable_emm,
        minimum_down_hops=settings.minimum_down_hops,
    )


def net_settings(settings: model.Settings, identity: Identity) -> NetSettings:
    """Say to net what the configuration says, in net's words."""
    upstreams = tuple(
        Upstream(
            key=key,
            host=line.host,
            port=line.port,
            user=line.raw_user,
            password=line.password,
        )
        for key, line in _lines_by_key(settings).items()
    )
    return NetSettings(
        identity=identity,
        listen_port=settings.listen_port,
        keep_alive_s=settings.keep_alive_s,
        upstreams=upstreams,
    )


def web_settings(settings: model.Settings) -> WebSettings:
    """Say to web what the configuration says, in web's words."""
    said = settings.interfaces
    return WebSettings(
        listen_port=said.web_port if said.web else None,
        external_access=said.external_access,
        user=said.web_user,
        password=said.web_password,
        telnet=said.telnet,
        telnet_port=said.telnet_port,
        telnet_user=said.telnet_user,
        telnet_password=said.telnet_password,
        show_timing=said.show_timing,
        extended_client_info=said.extended_client_info,
    )
