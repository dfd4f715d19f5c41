"""A rally whose updates go out on two channels, on a clock that the test moves."""

from datetime import UTC, datetime

from tests.builders import Clock, a_desk, a_lead, a_rally
from turnout.desk import channels, posting, updates, updates_drafting
from turnout.model.updates import UpdateRules

NOON = datetime(2026, 12, 2, 18, tzinfo=UTC)  # three days before the rally, on its clock
SOCIAL, HOOK = "mastodons://hush-hush@social.example", "json://hooks.example/hush-hush"
OUT = {"channels": (SOCIAL, HOOK), "public_url": "https://rally.example.org"}


class Moving(Clock):
    """A clock that begins three days before the rally."""

    now = NOON


def told_rally(tmp_path, clock):
    """Return a desk with two channels and a rally that asks for forty."""
    opened = a_desk(tmp_path, clock, **OUT)
    a_rally(opened, goal=40)
    a_lead(opened)
    return opened


def tick(desk):
    return updates_drafting.tick(desk, updates_drafting.live(desk))


def set_rules(desk, channel_lang="en", **fields):
    modes = {**UpdateRules().modes, **fields.pop("modes", {})}
    ticked = {each.name: channel_lang for each in channels.channels(desk)}
    updates.set_rules(desk, "ks", UpdateRules(modes=modes, channels=ticked, **fields)).result()


def drafted(desk):
    return [each.about for each in updates.of_event(desk, "ks")]


def own(desk, text="Bring water.", key=""):
    return updates.write(desk, "ks", {"en": text}, key=key).result()


def posted(desk, take=posting.sent):
    """Take all that is due as a network would; return (channel, text)."""
    found = []
    for update, channel in posting.ready(desk):
        if post := posting.take(desk, update, channel).result():
            found.append((channel.partition(":")[0], post.text))
            take(desk, post).result()
    return found


def outcome(desk, update):
    (one,) = [each for each in updates.of_event(desk, "ks") if each.id == update]
    return {each.channel.partition(":")[0]: each for each in one.postings}


def refuse(desk, post):
    return posting.failed(desk, post, "refused:503")
