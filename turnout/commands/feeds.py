"""feed: where posts are read from."""

import json
import sys

import click

from turnout import collect, words
from turnout.commands.opened import the_desk
from turnout.commands.terminal import (
    Row,
    answer,
    as_json,
    rows,
    say,
    tell,
    why_failed,
)
from turnout.desk import feeds, posts
from turnout.errors import SourceFailed
from turnout.rules.phrases import MOST
from turnout.settings import LEAST_POLL_SECONDS
from turnout.sources import Post
from turnout.sources.text import clean

POST_COLUMNS = ("decision", "people", "lead", "author", "reason", "text")
COLUMNS = ("id", "event", "url", "on", "every_seconds", "last_good_at", "brought", "failure")


@click.group()
def feed() -> None:
    """Feeds: add, list, switch off, read one to see what it would bring."""


@feed.command()
@click.argument("event")
@click.argument("url")
@click.option("--every", type=click.IntRange(LEAST_POLL_SECONDS), help="Seconds between looks.")
@as_json
def add(event: str, url: str, every: int | None, json_wanted: bool) -> None:
    """Read URL for EVENT from now on; again switches on one that was off."""
    with the_desk() as desk:
        added = feeds.add(desk, event, url, every_seconds=every).result()
    told = {"url": added.url, "seconds": added.every_seconds}
    answer(added, json_wanted, lambda: say("command.feed_added", **told))


@feed.command()
@click.argument("number", metavar="ID", type=int)
@as_json
def off(number: int, json_wanted: bool) -> None:
    """Read the feed ID no more; what it brought stays. `feed add` switches it on again."""
    with the_desk() as desk:
        stopped = feeds.switch_off(desk, number).result()
    answer(stopped, json_wanted, lambda: say("command.feed_off", url=stopped.url))


@feed.command(name="list")
@click.argument("event", required=False)
@as_json
def list_(event: str | None, json_wanted: bool) -> None:
    """List the feeds and their health, of EVENT or of all."""
    with the_desk() as desk:
        rows(feeds.feeds(desk, event), json_wanted, COLUMNS, "command.no_feeds", _health)


@feed.command()
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--hashtag", default="", help="The rally's; without one every post is about it.")
@as_json
def read(source: str, hashtag: str, json_wanted: bool) -> None:
    """Say what each post of a feed would be taken for; nothing is stored."""
    try:
        found = collect.read_source(source, hashtag.lstrip("#"))
    except SourceFailed as failed:
        raise SourceFailed(source, failed.reason) from failed  # as the caller wrote it
    except OSError as error:
        raise click.BadParameter(
            say("command.no_file", path=source, reason=error.strerror), param_hint="FILE_OR_URL"
        ) from error
    if json_wanted:
        for post in found:  # a line each: what reads them need not wait for the last
            click.echo(json.dumps(_reasoned(post), ensure_ascii=False))
        return
    rows(found, False, POST_COLUMNS, "command.no_posts", _verdict)
    people = (post["people"] for post in found if post["decision"] == "counted")
    tell("command.feed_counts", n=sum(people))


@feed.command()
@click.argument("pasted")
@click.option("--hashtag", default="", help="The rally's; without one every post is about it.")
@as_json
def find(pasted: str, hashtag: str, json_wanted: bool) -> None:
    """Find the feed of an address, a handle or a hashtag, and say what its posts would be taken
    for; nothing is stored."""
    found = collect.find_feed(pasted)
    seen = [posts.preview(post, hashtag.lstrip("#")) for post in found.posts]
    if json_wanted:
        told = {"url": found.url, "platform": found.platform, "title": found.title}
        answer(
            told | {"others": found.others, "posts": [_reasoned(post) for post in seen]},
            json_wanted,
            str,
        )
        return
    kind = say(f"connect.{found.kind}")
    click.echo(say("command.feed_found", kind=kind, title=found.title, url=found.url))
    rows(seen, json_wanted, POST_COLUMNS, "command.no_posts", _verdict)
    tell("command.feed_connect", url=found.url)


@feed.command()
@click.option("--hashtag", default="", help="The rally's; without one every line is about it.")
@as_json
def phrase(hashtag: str, json_wanted: bool) -> None:
    """Say what each line of standard input would be taken for; nothing is stored."""
    for line in sys.stdin.buffer:
        text = clean(line.decode("utf-8", "replace"))
        post = Post("", "", "author", "social.example", None, text)
        seen = posts.preview(post, hashtag.lstrip("#"))
        if json_wanted:
            told = _reasoned(seen)
            shown = {name: told[name] for name in ("intent", "people", "decision", "reason")}
            click.echo(json.dumps(shown, ensure_ascii=False))
        else:
            told = _verdict(seen)
            click.echo(f"{told['decision']}  {seen['people']}  {told['reason']}  {text}")


def _reasoned(post: Row) -> Row:
    """Return a read post with what of it counts explained in words, in the place of no reason."""
    told = {name: value for name, value in post.items() if name != "how"}
    return told | {"reason": post["reason"] or _how(post)}


def _how(post: Row) -> str:
    if not post["how"]:
        return ""
    return say(f"feeds.read_{post['how']}", n=post["people"], extra=post["people"] - 1)


def _health(feed: Row) -> Row:
    return {**feed, "failure": why_failed(feed["failure"])}


def _verdict(post: Row) -> Row:
    """Return a read post with its decision and reason in words."""
    held = post["decision"] == "held"
    key = f"feeds.held_{post['reason']}" if held else f"feeds.post_{post['reason']}"
    reason = say(key, most=MOST) if words.has(key) else post["reason"] or _how(post)
    return {**post, "decision": say(f"feeds.{post['decision']}"), "reason": reason}
