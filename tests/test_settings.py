from pathlib import Path

import pytest

from turnout.errors import SettingsError
from turnout.settings import Settings, from_environment


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
        ("TURNOUT_PRINT_LINK", "yes"),
    ],
)
def test_a_wrong_value_names_the_variable_and_itself(name, value):
    with pytest.raises(SettingsError, match=name) as wrong:
        from_environment({name: value})

    assert value in str(wrong.value)
