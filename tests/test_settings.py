from pathlib import Path

import pytest

from turnout.errors import SettingsError
from turnout.settings import Settings, Smtp, from_environment


def test_nothing_set_is_the_default():
    assert from_environment({}) == Settings()


def test_everything_can_be_set():
    assert from_environment(
        {
            "TURNOUT_DATABASE": "x/rally.db",
            "TURNOUT_PUBLIC_URL": "https://rally.example.org/",
            "TURNOUT_POLL_SECONDS": "30",
            "TURNOUT_PRIVATE_FEED_HOSTS": "localhost, bridge.lan",
            "TURNOUT_SHARED_ADDRESSES": "203.0.113.9",
            "TURNOUT_HOLD_PARTY": "5",
            "TURNOUT_BURST": "20",
            "TURNOUT_FORM_SECONDS": "5",
            "TURNOUT_TWILIO_TOKEN": "secret",
            "TURNOUT_ORGANIZERS": "Ana@example.org, bo@example.org",
            "TURNOUT_LANGUAGE": "es",
            "TURNOUT_BACKUPS": "/srv/backups",
            "FORWARDED_ALLOW_IPS": "10.0.0.1,10.0.1.0/24",
            "TURNOUT_MAP_TILES": "https://tiles.example.org/{z}/{x}/{y}.png",
            "TURNOUT_MAP_STYLE": "https://maps.example.org/style.json",
            "TURNOUT_MAP_ATTRIBUTION": "Example Maps",
            "TURNOUT_SMTP_URL": "smtp+starttls://rally:p%40ss@mail.example.org",
            "TURNOUT_MAIL_FROM": "KS Rally <rally@example.org>",
            "TURNOUT_APPRISE": "json://hooks.example.org/a ntfy://ntfy.example.org/rally",
            "TURNOUT_CHANNELS": "ntfy://ntfy.example.org/updates",
            "TURNOUT_PRINT_LINK": "1",
        }
    ) == Settings(
        database=Path("x/rally.db"),
        public_url="https://rally.example.org",
        poll_seconds=30,
        private_feed_hosts=("localhost", "bridge.lan"),
        shared_addresses=("203.0.113.9",),
        hold_party=5,
        burst=20,
        form_seconds=5,
        twilio_token="secret",
        organizers=("ana@example.org", "bo@example.org"),
        language="es",
        backups=Path("/srv/backups"),
        trusted_proxies="10.0.0.1,10.0.1.0/24",
        map_tiles="https://tiles.example.org/{z}/{x}/{y}.png",
        map_style="https://maps.example.org/style.json",
        map_attribution="Example Maps",
        smtp=Smtp("mail.example.org", 587, "smtp+starttls", "rally", "p@ss"),
        mail_from="KS Rally <rally@example.org>",
        apprise=("json://hooks.example.org/a", "ntfy://ntfy.example.org/rally"),
        channels=("ntfy://ntfy.example.org/updates",),
        print_link=True,
    )


@pytest.mark.parametrize(
    "name, least",
    [
        ("TURNOUT_POLL_SECONDS", 10),
        ("TURNOUT_HOLD_PARTY", 2),
        ("TURNOUT_BURST", 2),
        ("TURNOUT_FORM_SECONDS", 0),
    ],
)
def test_the_least_there_may_be_is_still_taken(name, least):
    found = from_environment({name: str(least)})

    assert getattr(found, name.removeprefix("TURNOUT_").lower()) == least
    with pytest.raises(SettingsError, match=name):
        from_environment({name: str(least - 1)})


@pytest.mark.parametrize(
    "name, value",
    [
        ("TURNOUT_DATABASE", "postgresql://host/db"),
        ("TURNOUT_PUBLIC_URL", "rally.example.org"),
        ("TURNOUT_PUBLIC_URL", "ftp://rally.example.org"),
        ("TURNOUT_PUBLIC_URL", "https:///e"),
        ("TURNOUT_MAP_TILES", "http://tiles.example.org/{z}/{x}/{y}.png"),
        ("TURNOUT_MAP_TILES", "https:///{z}/{x}/{y}.png"),
        ("TURNOUT_MAP_TILES", "https://tiles.example.org/{z}/{x}.png"),
        ("TURNOUT_MAP_STYLE", "http://maps.example.org/style.json"),
        ("TURNOUT_MAP_STYLE", "https:///style.json"),
        ("TURNOUT_POLL_SECONDS", "often"),
        ("TURNOUT_BURST", "²"),
        ("TURNOUT_SHARED_ADDRESSES", "school.lan"),
        ("TURNOUT_FORM_SECONDS", "soon"),
        ("TURNOUT_ORGANIZERS", "ana"),
        ("TURNOUT_ORGANIZERS", "@example.org"),
        ("TURNOUT_ORGANIZERS", "ana@localhost"),
        ("TURNOUT_ORGANIZERS", "ana@example.org@example.org"),
        ("TURNOUT_LANGUAGE", "fr"),
        ("TURNOUT_MAIL_FROM", "the rally"),
        ("TURNOUT_MAIL_FROM", "ána@example.org"),
        ("TURNOUT_PRINT_LINK", "yes"),
    ],
)
def test_a_wrong_value_names_the_variable_and_itself(name, value):
    with pytest.raises(SettingsError, match=name) as wrong:
        from_environment({name: value})

    assert value in str(wrong.value)


MAIL = {
    "TURNOUT_PUBLIC_URL": "https://rally.example.org",
    "TURNOUT_MAIL_FROM": "rally@example.org",
    "TURNOUT_SMTP_URL": "smtps://rally:hush@mail.example.org",
}


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://rally:hush@mail.example.org",
        "smtp://rally:hush@mail.example.org",
        "smtps://rally:hush@mail.example.org:70000",
    ],
)
def test_a_wrong_mail_server_is_named_without_its_password(url):
    with pytest.raises(SettingsError, match="TURNOUT_SMTP_URL") as wrong:
        from_environment({**MAIL, "TURNOUT_SMTP_URL": url})

    assert "hush" not in str(wrong.value)
    assert wrong.value.__cause__ is None


@pytest.mark.parametrize(
    "url, smtp",
    [
        ("smtp://mail.example.org", Smtp("mail.example.org", 25, "smtp")),
        ("smtps://mail.example.org", Smtp("mail.example.org", 465, "smtps")),
        ("smtps://mail.example.org:1465", Smtp("mail.example.org", 1465, "smtps")),
        ("smtp://ana:hush@localhost", Smtp("localhost", 25, "smtp", "ana", "hush")),
        ("smtp://ana:hush@127.0.0.1:26", Smtp("127.0.0.1", 26, "smtp", "ana", "hush")),
    ],
)
def test_a_mail_server_is_asked_at_its_port_and_a_password_is_plain_on_this_machine_only(url, smtp):
    assert from_environment({**MAIL, "TURNOUT_SMTP_URL": url}).smtp == smtp


def test_a_wrong_channel_is_named_without_what_it_holds():
    with pytest.raises(SettingsError, match="TURNOUT_CHANNELS") as wrong:
        from_environment({**MAIL, "TURNOUT_CHANNELS": "hush-hush"})

    assert "hush" not in str(wrong.value)
    assert wrong.value.__cause__ is None


def test_updates_go_nowhere_where_no_link_could_be_given():
    with pytest.raises(SettingsError, match="TURNOUT_PUBLIC_URL"):
        from_environment({"TURNOUT_CHANNELS": "ntfy://ntfy.example.org/updates"})


def test_a_name_that_mails_come_from_cannot_add_a_header():
    with pytest.raises(SettingsError, match="TURNOUT_MAIL_FROM"):
        from_environment({"TURNOUT_MAIL_FROM": "KS\nBcc: all <rally@example.org>"})


@pytest.mark.parametrize("name", ["TURNOUT_PUBLIC_URL", "TURNOUT_MAIL_FROM"])
def test_mail_is_not_sent_where_it_could_not_be_answered(name):
    with pytest.raises(SettingsError, match=name):
        from_environment({**MAIL, name: ""})


def test_settings_show_no_password_when_they_are_printed():
    secret = {
        "TURNOUT_APPRISE": "ntfy://hush@n.example",
        "TURNOUT_CHANNELS": "ntfy://hush@n.example",
    }
    found = from_environment({**MAIL, **secret, "TURNOUT_TWILIO_TOKEN": "hush"})

    assert found.smtp
    assert found.smtp.password == "hush"
    assert "hush" not in repr(found)
