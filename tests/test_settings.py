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
            "TURNOUT_MAP_STYLE": "https://maps.example.org/style.json",
            "TURNOUT_SMTP_URL": "smtp+starttls://rally:p%40ss@mail.example.org",
            "TURNOUT_MAIL_FROM": "KS Rally <rally@example.org>",
            "TURNOUT_APPRISE": "json://hooks.example.org/a ntfy://ntfy.example.org/rally",
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
        map_style="https://maps.example.org/style.json",
        smtp=Smtp("mail.example.org", 587, "smtp+starttls", "rally", "p@ss"),
        mail_from="KS Rally <rally@example.org>",
        apprise=("json://hooks.example.org/a", "ntfy://ntfy.example.org/rally"),
        print_link=True,
    )


@pytest.mark.parametrize(
    "name, value",
    [
        ("TURNOUT_DATABASE", "postgresql://host/db"),
        ("TURNOUT_PUBLIC_URL", "rally.example.org"),
        ("TURNOUT_MAP_STYLE", "http://maps.example.org/style.json"),
        ("TURNOUT_POLL_SECONDS", "9"),
        ("TURNOUT_POLL_SECONDS", "often"),
        ("TURNOUT_HOLD_PARTY", "1"),
        ("TURNOUT_BURST", "²"),
        ("TURNOUT_SHARED_ADDRESSES", "school.lan"),
        ("TURNOUT_FORM_SECONDS", "soon"),
        ("TURNOUT_ORGANIZERS", "ana"),
        ("TURNOUT_LANGUAGE", "fr"),
        ("TURNOUT_MAIL_FROM", "the rally"),
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


@pytest.mark.parametrize("name", ["TURNOUT_PUBLIC_URL", "TURNOUT_MAIL_FROM"])
def test_mail_is_not_sent_where_it_could_not_be_answered(name):
    with pytest.raises(SettingsError, match=name):
        from_environment({**MAIL, name: ""})


def test_settings_show_no_password_when_they_are_printed():
    found = from_environment({**MAIL, "TURNOUT_APPRISE": "ntfy://hush-hush@ntfy.example.org"})

    assert found.smtp
    assert found.smtp.password == "hush"
    assert "hush" not in repr(found)
