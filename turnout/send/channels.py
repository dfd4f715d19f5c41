"""One post to one channel by apprise, and what is known of how it went. No token leaves here.

apprise answers yes or no; why, it tells its log alone. So that log is heard here, by the thread
that posts, and goes nowhere else: it has addresses in it, with their tokens.
"""

import logging
import re
import socket
from threading import local
from typing import Any

from turnout.errors import PostFailed
from turnout.send import bluesky

PATIENCE_SECONDS = 20  # a network that says nothing for so long may have heard us all the same
_CODE = re.compile(r"error=(\d{3})")
# Nothing was said yet, so that nothing can be there.
_UNREACHED = ("NewConnectionError", "ConnectTimeout", "NameResolution", "timed out. (connect",
              "SSLError", "ProxyError")  # fmt: skip
_FOR_GOOD = frozenset((400, 401, 403, 404, 405, 410, 413, 422))  # the same would be refused again
_IN_DOUBT = frozenset((502, 504))  # who stands before a network does not know what it did


class _Heard(logging.Handler):
    """Keeps what apprise says to the thread that listens, and throws away all else."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._of = local()

    def listen(self) -> list[str]:
        """Return a list that fills with what this thread's next post makes apprise say."""
        said: list[str] = []
        self._of.said = said
        return said

    def emit(self, record: logging.LogRecord) -> None:
        said = getattr(self._of, "said", None)
        if said is not None and len(said) < 100:
            said.append(record.getMessage())


_heard = _Heard()


def quieted() -> Any:
    """Return apprise, whose log is heard here and nowhere else.

    It is taken in here: it knows a hundred services, and most houses use none.
    """
    import apprise

    log = logging.getLogger("apprise")
    log.handlers, log.propagate = [_heard], False
    log.setLevel(logging.DEBUG)
    return apprise


def is_known(address: str) -> bool:
    """Return whether apprise can post to an address; nobody is asked."""
    return _service(address) is not None


def post(address: str, text: str, lang: str) -> None:
    """Post `text` to a channel, once. Raises PostFailed, with what is known of it.

    Where one address stands for several rooms, a failure leaves open which of them have it.
    """
    service = _service(address)
    if service is None:
        raise PostFailed("unknown", for_good=True)
    service.retry = 0  # who tries again, and when, is kept in the store
    service.socket_read_timeout = float(PATIENCE_SECONDS)
    if hasattr(service, "language"):
        service.language = lang
    if hasattr(service, "xrpc_suffix_record"):
        bluesky.tappable(service, lang)
    said = _heard.listen()
    if not service.notify(body=text, body_format=quieted().NotifyFormat.TEXT):
        why = _why("\n".join(said))
        raise PostFailed(why.reason, in_doubt=True) if len(service) > 1 else why


def answers(server: tuple[str, int]) -> bool:
    """Return whether something listens where a channel is reached; nothing is posted."""
    try:
        socket.create_connection(server, timeout=5).close()
    except OSError:
        return False
    return True


def _service(address: str) -> Any:
    apprise = quieted()
    # Ours, and no picture of its own: a network would fetch that from somebody else's server.
    asset = apprise.AppriseAsset(
        app_id="turnout", app_desc="turnout", app_url="", image_url_mask="", image_url_logo=""
    )
    return apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)


def _why(said: str) -> PostFailed:
    """Return what apprise's log tells of a post that failed."""
    if found := _CODE.findall(said):  # the last one: before it, handles may have been looked up
        code = int(found[-1])
        return PostFailed(f"refused:{code}", for_good=code in _FOR_GOOD, in_doubt=code in _IN_DOUBT)
    if "Exception" not in said:
        return PostFailed("refused")
    is_unreached = any(sign in said for sign in _UNREACHED)
    return PostFailed("unreached" if is_unreached else "no_answer", in_doubt=not is_unreached)
