"""Where a text is passed on: a link for each network, with the text in it, ready to send. Pure."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

# {text} and {subject} are set in percent-encoded.
NETWORKS = {
    "whatsapp": "https://wa.me/?text={text}",
    "sms": "sms:?&body={text}",  # "?&" is what both iPhones and Androids read
    "email": "mailto:?subject={subject}&body={text}",
    "mastodon": "https://share.joinmastodon.org/#text={text}",  # asks which server is theirs
    "bluesky": "https://bsky.app/intent/compose?text={text}",
    "x": "https://x.com/intent/post?text={text}",
}
PERSONAL = ("whatsapp", "sms", "email")
PUBLIC = ("mastodon", "bluesky", "x")
MOST = {"mastodon": 500, "bluesky": 300, "x": 280}  # letters that one post takes


def links(text: str, networks: Iterable[str], subject: str = "") -> dict[str, str]:
    """Return the link of each of `networks`."""
    values = {"text": quote(text, safe=""), "subject": quote(subject, safe="")}
    return {name: NETWORKS[name].format(**values) for name in networks}


def fitted(most: int | None, values: Mapping[str, str], said: Callable[..., str]) -> str:
    """Return said(**values) in at most `most` letters, as far as cutting `values` can do it: the
    longest is cut first, so that what stands around them stays, a link before all. None: any
    length."""
    given = dict(values)
    while most is not None and (over := len(said(**given)) - most) > 0:
        name = max(given, key=lambda each: len(given[each]))
        long = len(given[name])
        if long <= 1:
            break
        kept = given[name][: long - 1 - max(1, min(over, long // 4))]
        given[name] = kept.rstrip(" …,.:") + "…"
    return said(**given)
