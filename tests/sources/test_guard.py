"""Addresses and bytes of strangers."""

import gzip
import zlib

import pytest

from turnout.errors import SourceFailed
from turnout.sources.guard import (
    MOST_BYTES,
    Body,
    Place,
    is_allowed,
    is_public,
    is_validator,
    place,
)
from turnout.sources.guard import told_wait as told


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "fec0::1", "192.0.0.192", "::ffff:192.0.0.192", "3fff::1",
        "2001:0:4136:e378:8000:63bf:f5ff:fff5",
    ],
)  # fmt: skip
def test_an_address_of_this_machine_or_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e",
        "2002:5db8:d70e::1", "2001:0:4136:e378:8000:63bf:a247:28f1",
    ],
)  # fmt: skip
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url, reason",
    [
        ("file:///etc/passwd", "not_http"),
        ("ftp://a.example/", "not_http"),
        ("/tags/ks.rss", "not_http"),
        ("https://ana:secret@a.example/", "userinfo"),
        ("https://", "bad_address"),
        ("https://a.example:99999/", "bad_address"),
        ("https://a.example/\r\nX: 1", "bad_address"),
        ("https://[::1", "bad_address"),
        ("https://a.example/" + "a" * 3000, "bad_address"),
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_refused(url, reason):
    with pytest.raises(SourceFailed) as failed:
        place(url)

    assert failed.value.reason == reason
    assert "secret" not in str(failed.value)


@pytest.mark.parametrize(
    "url, host, port",
    [
        ("https://a.example/ks.rss", "a.example", 443),
        ("http://A.example./", "a.example", 80),
        ("https://a.example:8443/", "a.example", 8443),
        ("http://[2606:4700::1111]/", "2606:4700::1111", 80),
        ("https://a.example/" + "a" * (2_000 - len("https://a.example/")), "a.example", 443),
    ],
)
def test_an_address_leads_to_its_host_and_port(url, host, port):
    assert place(url) == Place(url, host, port)


def test_a_private_host_is_allowed_only_by_its_name():
    there = place("http://Bridge.local:8080/x")

    assert is_allowed(there, ("bridge.local",))
    assert is_allowed(there, ("bridge.local:8080",))
    assert not is_allowed(there, ("local", "bridge.local:80"))


@pytest.mark.parametrize(
    "encoding, pack",
    [("gzip", gzip.compress), (" X-GZIP", gzip.compress), ("deflate", zlib.compress)],
)
def test_a_packed_body_is_unpacked(encoding, pack):
    body = Body("", encoding)
    packed = pack(b"I'm in" * 100)
    body.add(packed[:20])
    body.add(packed[20:])

    assert body.whole() == b"I'm in" * 100


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_beyond_two_mebibytes_is_refused_as_it_comes(encoding):
    flood = b"\0" * (64 * 2**20)
    body = Body("", encoding)

    with pytest.raises(SourceFailed) as failed:
        body.add(gzip.compress(flood) if encoding else flood)

    assert failed.value.reason == "too_big"
    assert len(body.whole()) <= MOST_BYTES


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_may_be_as_large_as_said_and_not_one_byte_more(encoding):
    first, last = Body("", encoding, 6), Body("", encoding, 5)
    said = gzip.compress(b"I'm in") if encoding else b"I'm in"
    first.add(said)

    assert first.whole() == b"I'm in"
    with pytest.raises(SourceFailed, match="too_big"):
        last.add(said)


@pytest.mark.parametrize("encoding, part", [("br", b""), ("gzip", b"not packed at all")])
def test_a_body_packed_in_an_unknown_way_is_refused(encoding, part):
    with pytest.raises(SourceFailed) as failed:
        Body("", encoding).add(part)

    assert failed.value.reason == "bad_encoding"


@pytest.mark.parametrize(
    "text, seconds",
    [
        ("120", 120),
        ("1", 60),
        ("999999", 86_400),
        ("Thu, 01 Jan 1970 00:20:00 GMT", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 60),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_a_server_is_waited_for_as_told_within_a_minute_and_a_day(text, seconds):
    assert told(text, now=1000) == seconds


@pytest.mark.parametrize("value", ["", 'a"\r\nCookie: x', "é", "a" * 501])
def test_a_validator_that_could_break_a_header_is_not_sent_back(value):
    assert not is_validator(value)
    assert is_validator('W/"abc"')
    assert is_validator("a" * 500)
