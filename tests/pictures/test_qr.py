import xml.etree.ElementTree as ET

from turnout.pictures import qr


def test_it_is_an_svg_that_scales():
    root = ET.fromstring(qr.svg("https://rally.example.org/e/ks/join"))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib


def test_it_is_dark_on_light_with_its_quiet_zone():
    drawn = qr.svg("https://rally.example.org/e/ks/join").decode().lower()

    assert qr.INK.lower() in drawn
    assert qr.PAPER.lower() in drawn
    assert 'd="m4 4.5' in drawn


def test_two_addresses_have_two_codes():
    assert qr.svg("https://a.example/") != qr.svg("https://b.example/")
