"""The channels that updates are posted to, each known by a name that holds no token."""

from dataclasses import dataclass, field

from turnout.desk.desk import Desk
from turnout.rules import networks
from turnout.rules.networks import Network
from turnout.store import log

_MARK = 6  # letters of a keyed digest: they tell accounts apart, and nobody reads them back


@dataclass(frozen=True)
class Channel:
    """A channel. name: for good, while its address is the same; host: empty where it is not ours
    to know. address: where it is posted to, with its token; shown and logged nowhere."""

    name: str
    network: Network
    scheme: str
    host: str
    address: str = field(repr=False)


def channels(desk: Desk) -> tuple[Channel, ...]:
    """Return what the operator set in TURNOUT_CHANNELS, in that order, each once."""
    found = (_channel(desk, address) for address in desk.settings.channels)
    return tuple({each.name: each for each in found}.values())


def channel(desk: Desk, name: str) -> Channel | None:
    """Return the channel called `name`; None where it is set no longer."""
    return next((each for each in channels(desk) if each.name == name), None)


def _channel(desk: Desk, address: str) -> Channel:
    scheme, host = networks.scheme_of(address), networks.host_of(address)
    mark = log.digest(desk.pepper, "channel", address)[:_MARK]
    name = ":".join(part for part in (scheme, host, mark) if part)
    return Channel(name, networks.network_of(scheme), scheme, host, address)
