"""Links and keys: 128 random bits, stored hashed, expiring and revocable."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from turnout.desk import door
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.signups import named_lead
from turnout.errors import NotAllowed, NotFound
from turnout.model import Grant, Role
from turnout.rules.access import (
    ACCOUNT_GOOD_FOR,
    GOOD_FOR,
    HANDOVER_GOOD_FOR,
    SESSION_GOOD_FOR,
)
from turnout.store import Transaction, grants, log

COOKIE = "turnout_session"
SIGNED_WITHIN = timedelta(minutes=5)  # a signed body that is older may be a replay
_BYTES = 16


@dataclass(frozen=True)
class Signing:
    """What a form service needs to sign its bodies: the key's number and its secret."""

    key_id: int
    secret: str


@dataclass(frozen=True)
class Issued:
    """A link or key that is still good, without its token: that is shown once."""

    grant: Grant
    made_at: str
    expires_at: str | None


def mint(
    desk: Desk, role: Role, event: str | None = None, lead: str = "", days: int | None = None
) -> str:
    """Return the token of a new grant; it is not kept, only its hash.

    event None: every event. Raises NotFound, Refused("lead").
    """
    return _mint(desk, role, event, lead=lead, days=days)[1]


def personal(desk: Desk, event: str, person: int, seq: int | None = None) -> str:
    """Return the token of a new personal link: its bearer may change that person's entry.

    seq: the sign-up it is given for. What others say of that person later is not for its bearer
        (`signups.mine`): anybody can type anybody's address into a form.
    """
    return _mint(desk, Role.SUPPORTER, event, person=person, seq=seq)[1]


def signing(desk: Desk, event: str | None) -> Signing:
    """Return a new key for signed bodies. Its secret is derived from the store's own, so that
    nothing that could sign is stored in plain text."""
    grant, _ = _mint(desk, Role.API, event)
    return Signing(grant, _signing_secret(desk, grant))


def enter(desk: Desk, token: str, session: str = "") -> tuple[str, Grant]:
    """Return a new session that holds what `token` grants and what `session` held, and the grant.

    token: of a link, or one that `hand_over` gave. Always a new session: who planted `session` in
    this browser gains nothing. Raises NotAllowed.
    """
    now, opened, hashed = desk.clock(), secrets.token_urlsafe(_BYTES), log.token_hash(token)
    with desk.store.reading() as look:
        grant = grants.by_token(look, hashed, now)
        account = None if grant else grants.handed_over(look, hashed, now)
        if grant and door.is_shut(look, grant, now):
            grant = None
    found = grant or account
    if found is None or found.role is Role.API:
        raise NotAllowed("link")

    def work(tx: Transaction) -> None:
        if account and not grants.take_handover(tx, hashed):
            raise NotAllowed("handover")  # two came with the one token
        until, mine = now + SESSION_GOOD_FOR, log.token_hash(opened)
        if session:
            grants.go_on(tx, log.token_hash(session), mine, now, until)
        until = now + ACCOUNT_GOOD_FOR if account else until
        grants.open_session(tx, mine, found.id, now, until, by_account=account is not None)

    desk.store.write(work).result()
    return opened, found


def visitor(desk: Desk, session: str) -> list[Grant]:
    """Return what the bearer of `session` may do now; empty for a stranger.

    An organizer's link to an event is one to each of its sites too, also to those made later.
    """
    if not session:
        return []
    accounts = [_account(desk, email) for email in desk.settings.organizers]
    with desk.store.reading() as look:
        held = grants.of_session(look, log.token_hash(session), desk.clock(), accounts)
        good = [grant for grant in held if not door.is_shut(look, grant, desk.clock())]
        return grants.with_sites(look, good)


def leave(desk: Desk, session: str) -> None:
    """End a session."""
    desk.store.write(lambda tx: grants.close_session(tx, log.token_hash(session))).result()


def forget_sessions(desk: Desk) -> int:
    """Forget sessions that ended, or whose link did; return how many there were."""
    now = desk.clock()
    return desk.store.write(lambda tx: grants.forget_sessions(tx, now)).result()


def account(desk: Desk, email: str) -> Grant | None:
    """Return the organizer's grant of an account that the operator named, made at its first
    sign-in; None once it was revoked.

    It is known by a keyed digest of the address: the address itself is not stored.
    """
    token, now = _account(desk, email), desk.clock()
    with desk.store.reading() as look:
        if found := grants.by_token(look, token, now):
            return found
        if grants.was_made(look, token):
            return None

    def work(tx: Transaction) -> Grant | None:
        if not grants.was_made(tx, token):
            grants.insert(tx, token, Role.ORGANIZER, None, None, None, now, None)
        return grants.by_token(tx, token, now)

    return desk.store.write(work).result()


def hand_over(desk: Desk, account: Grant) -> str:
    """Return a token that opens one session with what an account grants, within a minute: so
    that who signed in on the workbench is known on the light pages of the same browser.

    That session is good for ACCOUNT_GOOD_FOR, and only while the operator names the account.
    """
    token, now = secrets.token_urlsafe(_BYTES), desk.clock()
    hashed, until = log.token_hash(token), now + HANDOVER_GOOD_FOR
    desk.store.write(lambda tx: grants.insert_handover(tx, hashed, account.id, now, until)).result()
    return token


def sign_out(desk: Desk, account: Grant) -> None:
    """End every session that was opened by signing in with this account, on whatever device."""
    desk.store.write(lambda tx: grants.sign_out(tx, account.id)).result()


def api_grant(desk: Desk, bearer: str, event: str) -> Grant:
    """Return the grant of an API key that may post to `event`. Raises NotAllowed.

    A key that another process revoked is refused within a second: services post many at once.
    """
    hashed = log.token_hash(bearer)
    return _for_event(desk.keys.get(hashed, lambda: _key(desk, hashed)), event)


def signed_grant(desk: Desk, key_id: int, signature: str, body: bytes, event: str) -> Grant:
    """Return the grant whose secret signed `body` (HMAC-SHA256, hex). Raises NotAllowed.

    The caller puts the time into `body` and checks that it is within SIGNED_WITHIN.
    """
    with desk.store.reading() as look:
        grant = _for_event(grants.by_id(look, key_id, desk.clock()), event)
    expected = hmac.digest(_signing_secret(desk, key_id).encode(), body, "sha256").hex()
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise NotAllowed("signature")
    return grant


def issued(desk: Desk) -> list[Issued]:
    """Return all links and keys that are still good, but supporters' own."""
    with desk.store.reading() as look:
        return [Issued(*row) for row in grants.every(look, desk.clock())]


def revoke(desk: Desk, grant: int) -> None:
    """End a link or key, and every session it opened. Raises NotFound."""
    if not desk.store.write(lambda tx: grants.revoke(tx, grant, desk.clock())).result():
        raise NotFound("key", str(grant))
    desk.keys.forget()


def _account(desk: Desk, email: str) -> str:
    """Return what an account is known by: a digest, so that its address is not stored."""
    return log.digest(desk.pepper, "account", email)


def _mint(
    desk: Desk, role: Role, event: str | None, *, lead: str = "", person: int | None = None,
    days: int | None = None, seq: int | None = None,
) -> tuple[int, str]:  # fmt: skip
    token = secrets.token_urlsafe(_BYTES)
    now = desk.clock()

    def work(tx: Transaction) -> int:
        number = found(tx, event).id if event is not None else None
        of_lead = named_lead(tx, number, lead) if number is not None and lead else None
        until, made = _until(role, now, days), now if seq is None else log.at(tx, seq)
        return grants.insert(tx, log.token_hash(token), role, number, of_lead, person, made, until)

    return desk.store.write(work).result(), token


def _until(role: Role, now: datetime, days: int | None) -> datetime | None:
    good_for = timedelta(days=days) if days is not None else GOOD_FOR[role]
    return now + good_for if good_for is not None else None


def _key(desk: Desk, hashed: str) -> Grant:
    with desk.store.reading() as look:
        grant = grants.by_token(look, hashed, desk.clock())
    if grant is None:
        raise NotAllowed("key")
    return grant


def _for_event(grant: Grant | None, event: str) -> Grant:
    if grant is None or grant.role is not Role.API or grant.event not in (None, event):
        raise NotAllowed("key")
    return grant


def _signing_secret(desk: Desk, grant: int) -> str:
    return log.digest(desk.pepper, "signing", str(grant))
