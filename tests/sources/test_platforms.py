"""Posts as each platform writes them: who, what, when, which. Everybody here is invented."""

from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from turnout.sources import rss
from turnout.sources.platforms import PLATFORMS
from turnout.sources.post import Image, Post

SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yt="http://yt.example" '
    'xmlns:flickr="urn:flickr:"'
)
WHEN = "<pubDate>Sat, 21 Nov 2026 18:00:00 +0000</pubDate>"


def rss_post(item: str, head: str = "", url: str = "") -> Post:
    body = f'<rss version="2.0" {SPACES}><channel>{head}<item>{item}</item></channel></rss>'
    (post,) = rss.read(body.encode(), url)
    return post


def atom_post(entry: str, head: str = "") -> Post:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES}>{head}<entry>{entry}</entry></feed>'
    (post,) = rss.read(body.encode())
    return post


def text(markup: str, tag: str = "description") -> str:
    kind = ' type="html"' if tag in ("content", "summary") else ""
    return f"<{tag}{kind}>{escape(markup)}</{tag}>"


def seen(post: Post) -> tuple[str, str, str, str]:
    return post.platform, post.author, post.id, post.text


def test_mastodon_has_the_author_in_the_link_and_repeats_itself_in_an_old_servers_title():
    link = "https://social.example/@Ana/1001"

    post = rss_post(
        f"<title>Ana: I'm in +3</title><guid>{link}</guid><link>{link}</link>{WHEN}"
        + text("<p>I'm in <a class='mention hashtag'>#<span>KSRally</span></a></p>"),
        "<generator>Mastodon v4.4.5</generator>",
    )

    assert seen(post) == (
        "mastodon",
        "ana@social.example",
        "https://social.example/@ana/1001",
        "I'm in #KSRally",
    )
    assert post.published == datetime(2026, 11, 21, 18, tzinfo=UTC)


def test_a_mastodon_accounts_own_feed_gives_its_name():
    head = "<title>Ana of Wichita</title><link>https://social.example/@ana</link>"

    post = rss_post("<link>https://social.example/@ana/1</link>" + text("hi"), head)

    assert (post.name, post.author) == ("Ana of Wichita", "ana@social.example")


def test_a_status_without_a_user_in_its_link_has_no_author():
    head = "<generator>Mastodon v4.4.5</generator>"

    post = rss_post("<link>https://notes.example/notes/9x1</link>" + text("I'm in"), head)

    assert (post.platform, post.author) == ("mastodon", "")


def test_bluesky_has_plain_text_and_the_handle_in_the_link():
    post = rss_post(
        "<link>https://bsky.app/profile/ana.example/post/3k</link>"
        '<guid isPermaLink="false">at://did:plc:abc/app.bsky.feed.post/3k</guid>'
        "<pubDate>21 Nov 2026 18:00 +0000</pubDate>"
        + text("1 <b> 2\nI'm in\n\n[contains quote post or other embedded content]"),
        "<title>@ana.example - Ana</title>",
    )

    assert seen(post) == (
        "bluesky",
        "ana.example@bsky.app",
        "at://did:plc:abc/app.bsky.feed.post/3k",
        "1 <b> 2\nI'm in",
    )
    assert (post.name, post.published) == ("Ana", datetime(2026, 11, 21, 18, tzinfo=UTC))


def test_bluesky_shows_no_handle_while_it_cannot_be_verified():
    link = "https://bsky.app/profile/handle.invalid/post/3k"

    assert rss_post(f"<link>{link}</link>{text('hi')}").author == ""


@pytest.mark.parametrize(
    "number", ["tag:flickr.com,2005:/photo/77", "tag:flickr.com,2005:/grouppool/9@N00/photo/77"]
)
def test_a_flickr_photo_is_one_in_a_pool_and_at_home(number):
    post = atom_post(
        f"<title>I'm in +2</title><id>{number}</id><published>2026-11-21T18:00:00Z</published>"
        '<link rel="alternate" href="https://www.flickr.com/photos/ana_b/77/"/>'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>'
        '<link rel="enclosure" type="image/jpeg" href="https://live.example/77.jpg"/>'
        "<author><name>Ana B</name><uri>https://www.flickr.com/people/ana_b/</uri></author>"
        + text("<p><a>Ana B</a> posted a photo:</p><p>#KSRally</p>", "content")
    )

    assert seen(post) == (
        "flickr",
        "ana_b@flickr.com",
        "tag:flickr.com,2005:/photo/77",
        "I'm in +2\n#KSRally",
    )
    assert post.name == "Ana B"
    assert post.images == (
        Image(
            "https://live.example/77.jpg",
            licence="https://creativecommons.org/licenses/by/4.0/",
        ),
    )


def test_a_flickr_members_number_is_not_taken_for_a_server():
    post = rss_post(
        "<guid>tag:flickr.com,2004:/photo/8</guid><author>nobody@flickr.com (Ana)</author>"
        "<link>https://www.flickr.com/photos/123@N07/8/</link>" + text("")
    )

    assert (post.handle, post.host, post.name) == ("123-n07", "flickr.com", "Ana")


def test_a_youtube_video_is_its_title_and_description_by_its_channel():
    channel = "UC1234567890123456789012"

    post = atom_post(
        "<id>yt:video:abc</id><title>#KSRally</title><yt:videoId>abc</yt:videoId>"
        '<link rel="alternate" href="https://www.youtube.com/watch?v=abc"/>'
        f"<author><name>Ana TV</name><uri>https://www.youtube.com/channel/{channel}</uri></author>"
        "<published>2026-11-20T18:00:00+00:00</published>"
        "<updated>2026-11-21T18:00:00+00:00</updated><media:group>"
        "<media:title>#KSRally</media:title><media:content url='https://y.example/v/abc' "
        "type='application/x-shockwave-flash'/><media:thumbnail url='https://i.example/a.jpg'/>"
        "<media:description>We are 12, 1 &lt;b&gt; 2</media:description></media:group>"
    )

    assert seen(post) == (
        "youtube",
        f"{channel.lower()}@youtube.com",
        "yt:video:abc",
        "#KSRally\nWe are 12, 1 <b> 2",
    )
    assert (post.name, post.updated) == ("Ana TV", datetime(2026, 11, 21, 18, tzinfo=UTC))
    assert post.images == (Image("https://i.example/a.jpg"),)


@pytest.mark.parametrize("ending", ["[link] [comments]", "[link] [Kommentare]"])
def test_a_reddit_post_is_its_title_and_text_without_who_submitted_it(ending):
    post = atom_post(
        "<id>t3_abc</id><title>Who is in for #KSRally? I am +2</title>"
        '<link href="https://www.reddit.com/r/kansas/comments/abc/who/"/>'
        "<author><name>/u/Ana-B</name><uri>https://www.reddit.com/user/Ana-B</uri></author>"
        "<updated>2026-11-21T18:00:00+00:00</updated>"
        + text(
            '<div class="md"><p>Bring water.</p></div> &#32; submitted by &#32; '
            f'<a href="https://www.reddit.com/user/Ana-B"> /u/Ana-B </a> <br/> {ending}',
            "content",
        )
    )

    assert seen(post) == (
        "reddit",
        "ana-b@reddit.com",
        "t3_abc",
        "Who is in for #KSRally? I am +2\nBring water.",
    )


def test_a_reddit_comments_title_is_somebody_elses():
    post = atom_post(
        "<id>t1_abc</id><title>/u/bo on I'm in +9</title><author><name>/u/bo</name></author>"
        '<link href="https://www.reddit.com/r/kansas/comments/abc/who/xyz/"/>'
        + text("Not me", "content")
    )

    assert (post.author, post.text) == ("bo@reddit.com", "Not me")


@pytest.mark.parametrize(
    "guid, creator, link, tail",
    [
        ("forum.example-post-555", "@ana Ana of Wichita", "/t/roll-call/12/3", ""),
        ("forum.example-post-555", "@ana Ana of Wichita", "/t/roll-call/12?page=2#post_3", ""),
        ("forum.example-post-12-3", "ana", "/t/roll-call/12/3", "<p><a>Read full topic</a></p>"),
        ("forum.example-post-12-3", "ana", "/t/12/3", ""),
    ],
)
def test_a_discourse_reply_is_one_in_every_feed_and_quotes_nobody(guid, creator, link, tail):
    quote = "<aside class='quote'><blockquote>I'm in +9</blockquote></aside>"

    post = rss_post(
        f"<title>I'm in +8</title><dc:creator>{creator}</dc:creator>{WHEN}"
        f'<guid isPermaLink="false">{guid}</guid><link>https://forum.example{link}</link>'
        + text(f"{quote}<p>+2</p>{tail}")
    )

    assert seen(post) == (
        "discourse",
        "ana@forum.example",
        "https://forum.example/t/12/3",
        "+2",
    )
    assert post.flags == ("quote",)


def test_a_discourse_topics_first_post_says_its_title_too_and_not_its_tail():
    post = rss_post(
        "<title>#KSRally roll call</title><dc:creator>ana</dc:creator>"
        '<guid isPermaLink="false">forum.example-topic-12</guid>'
        "<link>https://forum.example/t/roll-call/12</link>"
        + text(
            '<p>Who is in? <img class="emoji" src="https://forum.example/e.png"></p>'
            "<p><small>4 posts - 2 participants</small></p><p><a>Read full topic</a></p>"
        )
    )

    assert post.id == "https://forum.example/t/12/1"
    assert post.text == "#KSRally roll call\nWho is in?"
    assert post.images == ()


def test_a_forums_display_name_is_no_handle():
    post = rss_post(
        "<dc:creator>Ana|Bo</dc:creator><link>https://forum.example/t/topic/12/3</link>" + text("x")
    )

    assert (post.author, post.name) == ("", "Ana|Bo")


def test_a_comment_under_a_blog_is_by_nobody_for_certain():
    post = rss_post(
        "<title>Comment on Rally by Ana</title><dc:creator>Ana &amp;#8211; Wichita</dc:creator>"
        '<guid isPermaLink="false">/?p=6#comment-14</guid><link>/rally/#comment-14</link>'
        "<description>I&amp;#8217;m in [...]</description>"
        "<content:encoded>&lt;p&gt;In reply to &lt;a&gt;Bo&lt;/a&gt;.&lt;/p&gt;"
        "&lt;p&gt;I&amp;#8217;m in +2 #KSRally&lt;/p&gt;</content:encoded>",
        "<generator>https://wordpress.org/?v=6.4</generator>",
        "https://blog.example/comments/feed/",
    )

    assert seen(post) == (
        "wordpress_comments",
        "",
        "https://blog.example/?p=6#comment-14",
        "I’m in +2 #KSRally",
    )
    assert (post.name, post.link) == ("Ana – Wichita", "https://blog.example/rally/#comment-14")


@pytest.mark.parametrize(
    "who, number, author",
    [
        ("<uri>https://github.com/ana</uri>", "Grit::Commit/1", "ana@github.com"),
        ("", "Repository/1/v1", "ana@github.com"),
        ("", "Grit::Commit/1", ""),
    ],
)
def test_a_github_author_is_a_login_or_nobody(who, number, author):
    post = atom_post(
        f"<id>tag:github.com,2008:{number}</id><title>Fix it</title>"
        f"<author><name>ana</name>{who}</author><updated>2026-11-21T18:00:00Z</updated>"
        "<media:thumbnail url='https://a.example/face.png'/>"
        + text("<pre>Fix it\n\nAll of it</pre>", "content")
    )

    assert seen(post)[:2] == ("github", author)
    assert post.text == "Fix it\nAll of it"
    assert post.images == ()


def test_a_google_alert_has_no_author_and_leads_to_the_article():
    post = atom_post(
        "<id>tag:google.com,2013:googlealerts/feed:1</id>"
        '<title type="html">The &lt;b&gt;rally&lt;/b&gt;</title>'
        '<link href="https://www.google.com/url?rct=j&amp;url=https://news.example/a?b=1&amp;ct=ga"/>'
        "<author><name></name></author><published>2026-11-21T18:00:00Z</published>"
        + text("A <b>rally</b> is planned&nbsp;...", "content")
    )

    assert seen(post)[:2] == ("google_alerts", "")
    assert post.text == "The rally\nA rally is planned ..."
    assert post.link == "https://news.example/a?b=1"


def test_a_redirect_to_no_address_is_left_as_it_is():
    link = "https://www.google.com/url?url=javascript:alert(1)"

    post = atom_post(
        f'<id>tag:google.com,2013:googlealerts/feed:1</id><link href="{link}"/><title>x</title>'
    )

    assert post.link == link


@pytest.mark.parametrize(
    "title, flags", [("RT by @bo: I'm in", ("repost",)), ("R to @bo: I'm in", ()), ("I'm in", ())]
)
def test_a_tweet_through_nitter_is_its_authors_whatever_the_bridge(title, flags):
    posts = {
        rss_post(
            f"<title>{title}</title><dc:creator>@Ana</dc:creator><guid>{link}</guid>{WHEN}"
            f"<link>{link}</link>{text('<p>I am in</p>')}"
        )
        for link in (f"https://{bridge}/Ana/status/55#m" for bridge in ("n1.example", "n2.example"))
    }

    assert {(seen(post), post.flags) for post in posts} == {
        (("nitter", "ana@x.com", "https://x.com/ana/status/55", "I am in"), flags)
    }


def test_a_lemmy_post_leads_to_itself_and_not_to_what_it_is_about():
    post = rss_post(
        "<title>I'm in +2 #KSRally</title><link>https://pictures.example/a.png</link>"
        "<comments>https://lemmy.example/post/9</comments><guid>https://lemmy.example/post/9</guid>"
        f"<dc:creator>https://lemmy.example/u/Ana</dc:creator>{WHEN}"
        + text(
            'submitted by <a href="https://lemmy.example/u/Ana">Ana</a> to <a>kansas</a><br>'
            "180 points | <a>19 comments</a><br>"
            "<a>https://pictures.example/a.png</a><p>See you there</p>"
        )
    )

    assert seen(post) == (
        "lemmy",
        "ana@lemmy.example",
        "https://lemmy.example/post/9",
        "I'm in +2 #KSRally\nSee you there",
    )
    assert post.link == "https://lemmy.example/post/9"


def test_a_tumblr_reblog_is_a_repost_and_says_nothing_of_what_it_repeats():
    post = rss_post(
        "<title>I'm in +9</title><link>https://ana.tumblr.com/post/1</link>"
        + text('<p><a class="tumblr_blog">bo</a>:</p><blockquote>I am in +9</blockquote>'),
        "<generator>Tumblr (3.0; @ana)</generator>",
    )

    assert (post.platform, post.author) == ("tumblr", "ana@tumblr.com")
    assert "+9" not in post.text
    assert post.flags == ("undated", "repost", "quote")


def test_a_bridges_sender_without_a_handle_is_nobody():
    post = atom_post(
        "<id>urn:sha1:1</id><link href='urn:sha1:1'/><title>I'm in</title>"
        "<author><name>Ana</name></author>" + text("I'm in", "content"),
        "<author><name>RSS-Bridge</name></author>",
    )

    assert seen(post) == ("rssbridge", "", "urn:sha1:1", "I'm in")
    assert (post.name, post.link) == ("Ana", "")


@pytest.mark.parametrize(
    "link, author",
    [
        ("https://x.com/Ana/status/5", "ana@x.com"),
        ("https://mobile.twitter.com/Ana/status/5", "ana@x.com"),
        ("https://www.threads.net/@ana/post/C1", "ana@threads.net"),
        ("https://www.instagram.com/p/C1/", ""),
        ("https://pixels.example/p/ana/123456789012345", "ana@pixels.example"),
        ("https://weibo.example/1/P1", ""),
    ],
)
def test_a_bridged_post_is_by_whom_its_own_link_names(link, author):
    head = "<description>Ana - Powered by RSSHub</description><generator>RSSHub</generator>"

    post = rss_post(f"<author>Ana of Wichita</author><link>{link}</link>{text('hi')}", head)

    assert (post.platform, post.author, post.name) == ("rsshub", author, "Ana of Wichita")


@pytest.mark.parametrize(
    "title, body, said",
    [
        ("I'm in +2 …", "I'm in +2 and so is Bo", "I'm in +2 and so is Bo"),
        ("I'm in +2 [图片]", "I'm in<br>+2", "I'm in\n+2"),
        ("I'm in +2", "", "I'm in +2"),
        ("Rally", "I'm in +2", "Rally\nI'm in +2"),
        ("I'm in +2 #KSRally", "#KSRally", "I'm in +2 #KSRally"),
    ],
)
def test_what_title_and_text_both_say_is_said_once(title, body, said):
    post = rss_post(f"<title>{title}</title>{text(body)}<link>https://news.example/1</link>")

    assert (post.platform, post.text) == ("plain", said)


def test_meetup_gives_no_time_and_the_post_says_so():
    link = "https://www.meetup.com/kansas/events/1/"

    post = rss_post(f'<title>Rally</title><guid isPermaLink="true">{link}</guid>{text("Come")}')

    assert (post.platform, post.link, post.published) == ("meetup", link, None)
    assert post.flags == ("undated",)


def test_a_name_is_plain_text_on_one_line():
    post = rss_post(
        "<dc:creator>&lt;script&gt;x&lt;/script&gt;Ana\n&amp;amp; Bo</dc:creator>"
        "<link>https://a.example/1</link>" + text("hi")
    )

    assert post.name == "Ana & Bo"


def test_every_platform_has_a_post_here():
    written = Path(__file__).read_text("utf-8")

    assert [name for name in PLATFORMS if f'"{name}"' not in written] == []


def test_google_news_has_other_articles_for_a_text_which_nobody_said():
    link = "https://news.google.com/rss/articles/1"

    post = rss_post(f"<title>Rally - Paper</title><link>{link}</link>{text('<ol><li>I am in')}")

    assert (post.platform, post.text) == ("google_news", "Rally - Paper")


def test_a_wordpress_blogs_post_is_by_a_name():
    post = rss_post(
        f"<title>Rally</title><link>https://blog.example/r/</link><dc:creator>ana</dc:creator>"
        f"{text('Come')}",
        "<generator>https://wordpress.org/?v=6.4</generator>",
    )

    assert seen(post)[:2] == ("wordpress", "")
