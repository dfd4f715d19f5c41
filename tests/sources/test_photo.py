"""A stranger's photo made anew: what it shows stays, all else in the file is gone."""

import asyncio
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from turnout.errors import Refused, SourceFailed
from turnout.sources import photo
from turnout.sources.child import PHOTO_SECONDS, Reader
from turnout.sources.guard import MOST_PHOTO_BYTES

RED, BLUE = (200, 30, 40), (20, 60, 190)
SECRET = b"Quetzalcoatl"


def two_halves(mode="RGB", wide=800, high=400):
    """Return a picture that is red on its left half and blue on its right."""
    image = Image.new("RGB", (wide, high), RED)
    image.paste(BLUE, (wide // 2, 0, wide, high))
    return image.convert(mode)


def packed(image, kind="JPEG", **said):
    file = BytesIO()
    image.save(file, kind, **said)
    return file.getvalue()


def opened(jpeg):
    image = Image.open(BytesIO(jpeg))
    image.load()
    return image


def near(pixel, colour):
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


def refused(body):
    with pytest.raises(Refused) as found:
        photo.made(body)
    assert found.value.field == "photo"
    return found.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_it_shows_stays(kind):
    made = photo.made(packed(two_halves(), kind))
    full = opened(made.full)

    assert (full.format, full.mode, full.size) == ("JPEG", "RGB", (800, 400))
    assert (made.width, made.height) == (800, 400)
    assert near(full.getpixel((100, 200)), RED)
    assert near(full.getpixel((700, 200)), BLUE)
    assert opened(made.small).size == (480, 240)


@pytest.mark.parametrize("size", [(4000, 1000), (1000, 4000), (1601, 1601)])
def test_no_side_is_longer_than_we_keep_and_its_shape_stays(size):
    made = photo.made(packed(Image.new("RGB", size, RED)))

    assert max(made.width, made.height) == 1600
    assert made.width / made.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert max(opened(made.small).size) == 480


def test_a_small_one_is_not_blown_up():
    made = photo.made(packed(Image.new("RGB", (100, 90), RED)))

    assert (made.width, made.height) == (100, 90)


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_stands_upright_however_the_phone_was_held(kind, turned):
    """A file of each orientation (Exif 0x0112) shows red at the left once it is turned back."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what a camera did, as Pillow's transpose
    image = two_halves()
    if turned in back:
        image = image.transpose(Image.Transpose(back[turned]))
    exif = Image.Exif()
    exif[0x0112] = turned

    full = opened(photo.made(packed(image, kind, exif=exif)).full)

    assert full.size == (800, 400)
    assert near(full.getpixel((100, 200)), RED)
    assert near(full.getpixel((700, 200)), BLUE)


def with_secrets(kind):
    """Return a photo with a name in every place that a file of `kind` has for one."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (39.0, 2.0, 53.0)
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    said = {"exif": exif, "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        return packed(two_halves(), kind, exif=exif, pnginfo=text) + SECRET
    if kind == "GIF":
        return packed(two_halves(), kind, comment=SECRET) + SECRET
    if kind == "JPEG":
        said["comment"] = SECRET
    return packed(two_halves(), kind, **said) + SECRET  # and after the end of the picture


def segments(jpeg):
    """Return the markers that stand before the picture itself."""
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_is_told_but_what_is_seen(kind):
    body = with_secrets(kind)
    assert SECRET in body

    made = photo.made(body)

    for file in (made.full, made.small):
        assert SECRET not in file
        # JFIF, tables and the frame: no Exif or XMP (E1), profile (E2), IPTC (ED), comment (FE).
        assert set(segments(file)) <= {0xE0, 0xDB, 0xC2, 0xC4}
        assert not opened(file).getexif()


def test_a_wide_colour_profile_becomes_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for profile in (lab, own, b"no profile at all"):
        full = opened(photo.made(packed(two_halves(), icc_profile=profile)).full)

        assert near(full.getpixel((100, 200)), RED)
        assert "icc_profile" not in full.info


@pytest.mark.parametrize(
    "mode, kind", [("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG")]
)
def test_every_way_of_writing_colours_is_read(mode, kind):
    assert opened(photo.made(packed(two_halves(mode), kind)).full).mode == "RGB"


def test_sixteen_bits_of_grey_are_no_white_sheet():
    grey = opened(photo.made(packed(Image.new("I;16", (100, 100), 128 * 256), "PNG")).full)

    assert near(grey.getpixel((50, 50)), (128, 128, 128))


def test_what_is_see_through_lies_on_paper():
    clear = opened(photo.made(packed(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG")).full)

    assert near(clear.getpixel((50, 50)), (255, 253, 248))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_kept(kind):
    frames = [Image.new("RGB", (100, 100), colour) for colour in (RED, BLUE, BLUE)]

    made = photo.made(packed(frames[0], kind, save_all=True, append_images=frames[1:]))

    assert near(opened(made.full).getpixel((50, 50)), RED)
    assert getattr(opened(made.full), "n_frames", 1) == 1


def a_bomb(wide, high):
    """Return a PNG whose head promises so many pixels, and whose body is a few bytes."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "body, code",
    [
        (b"", "not_a_picture"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "not_a_picture",
        ),
        (b"%PDF-1.7", "not_a_picture"),
        (b"<html>", "not_a_picture"),
        (packed(Image.new("RGB", (99, 99)), "TIFF"), "not_a_picture"),
        (packed(Image.new("RGB", (99, 99)), "BMP"), "not_a_picture"),
        (packed(Image.new("RGB", (1, 1)), "GIF"), "too_small"),
        (packed(Image.new("RGB", (2000, 20))), "too_small"),
        (packed(two_halves())[:900], "broken"),
        (packed(two_halves(), "PNG")[:200], "broken"),
        (a_bomb(800, 800), "broken"),
        (a_bomb(8000, 8000), "too_many_pixels"),
        (a_bomb(60_000, 60_000), "too_many_pixels"),
        (a_bomb(2**31 - 1, 2**31 - 1), "too_many_pixels"),
        (bytes(MOST_PHOTO_BYTES + 1), "too_large"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_is_no_photo_for_us_is_refused_with_why(body, code):
    assert refused(body) == code


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([packed(two_halves(wide=120, high=100), kind)
                     for kind in ("JPEG", "PNG", "WEBP", "GIF")]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0, 1),
)  # fmt: skip
def test_whatever_is_done_to_a_file_it_is_made_anew_or_refused(body, changed, kept):
    spoilt = bytearray(body)
    for place, byte in changed:
        spoilt[int(place * len(spoilt))] = byte
    try:
        made = photo.made(bytes(spoilt[: int(kept * len(spoilt)) + 1]))
    except Refused:
        return
    assert opened(made.full).size == (made.width, made.height)


def in_the_child(*bodies):
    """Return what the child makes of each body: a photo, or the code of why not."""

    async def whole():
        reader, answers = Reader(PHOTO_SECONDS), []
        try:
            for body in bodies:
                try:
                    answers.append(await reader.read_photo(body))
                except Refused as found:
                    answers.append(found.code)
                except SourceFailed as failed:
                    answers.append(failed.reason)
        finally:
            await reader.close()
        return answers

    return asyncio.run(whole())


def test_the_child_makes_it_anew_and_says_why_not():
    good = packed(two_halves())

    assert in_the_child(good, b"x", a_bomb(9000, 9000), good) == [
        photo.made(good), "not_a_picture", "too_many_pixels", photo.made(good)
    ]  # fmt: skip
