"""How a machine says which key it has: as a bearer, or as the password of basic authentication."""

import base64
import binascii

from turnout.web.errors import NoKey


def bearer(value: bytes) -> str:
    """Return the key in an Authorization header: a bearer's, or a basic password, for services
    that only know an address. Raises NoKey."""
    kind, _, key = value.decode("latin-1").partition(" ")
    if kind.lower() == "bearer":
        return key.strip()
    if kind.lower() == "basic":
        return _password(key)
    raise NoKey


def _password(pair: str) -> str:
    try:
        user, _, password = base64.b64decode(pair, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise NoKey from None
    return password or user
