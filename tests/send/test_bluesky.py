"""Posts on Bluesky: their links and handles can be tapped."""

import json

import apprise

from turnout.send import bluesky

DID = "did:plc:2222222222"
TEXT = "¡Gracias, @ana.example.org y @no.example.org!\nhttps://rally.example.org/e/ks"


def test_what_can_be_tapped_is_told_by_its_bytes():
    found = list(bluesky.facets(TEXT, lambda who: DID if who == "ana.example.org" else ""))

    said = [TEXT.encode()[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode() for f in found]
    assert said == ["https://rally.example.org/e/ks", "@ana.example.org"]
    assert found[0]["features"] == [
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://rally.example.org/e/ks"}
    ]
    assert found[1]["features"] == [{"$type": "app.bsky.richtext.facet#mention", "did": DID}]


def test_an_address_is_no_handle():
    assert list(bluesky.facets("Write to ana@example.org.", lambda who: DID)) == []


def test_a_post_by_apprise_says_what_can_be_tapped():
    service = apprise.Apprise.instantiate("bluesky://rally.example.org:hush@bsky")
    asked = []

    def fetch(url, payload=None, **rest):
        asked.append((url, payload))
        if "resolveHandle" in url:
            return True, {"did": DID}
        if "plc.directory" in url:
            pds = {"type": "AtprotoPersonalDataServer", "serviceEndpoint": "https://pds.example"}
            return True, {"service": [pds]}
        return True, {"accessJwt": "hush", "refreshJwt": "hush"}

    service._fetch = fetch
    bluesky.tappable(service, "es")

    assert service.notify(body=TEXT, body_format=apprise.NotifyFormat.TEXT)
    (record,) = [json.loads(payload)["record"] for url, payload in asked if "createRecord" in url]
    assert record["text"] == TEXT
    assert record["langs"] == ["es"]
    assert len(record["facets"]) == 3
