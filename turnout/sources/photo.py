"""A photo that came from a stranger: bytes -> the same picture made anew, with nothing else in it.

Pixels alone go from one file to the other: no place, name, date, profile or preview of theirs.
Only the killable child decodes (`python -m turnout.sources`); everyone else asks `child.Reader`.
"""

import struct
import warnings
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from turnout.errors import Refused
from turnout.model import PhotoFiles
from turnout.sources.guard import MOST_PHOTO_BYTES

MOST_PIXELS = 52_000_000  # phones take 50 million; four bytes of each fit the child's memory
LEAST_SIDE = 64  # smaller is a smiley, or a dot that counts who looks
LONG_SIDE, SMALL_SIDE = 1600, 480  # pixels: of a screen, and of half a phone's width, sharp
QUALITY = 82  # of JPEG: below 75 it is seen, above 90 the bytes double
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # what feeds and phones send; no other decoder is woken
PAPER = (255, 253, 248)  # shows through where a picture is see-through: tokens.css, in the light
# What Pillow's decoders say of bytes that are not what their head promised.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # Pillow's own is twice as many


def made(body: bytes) -> PhotoFiles:
    """Return the photo in `body` made anew; of a moving one, its first frame.

    Raises Refused("photo"): too_large, not_a_picture, too_many_pixels, too_small, broken.
    """
    if len(body) > MOST_PHOTO_BYTES:
        raise Refused("photo", "too_large", most=MOST_PHOTO_BYTES // 2**20)
    image = _opened(body)
    try:
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a JPEG need not be unpacked whole
        full = _upright(image)
    except MemoryError:
        raise _too_many_pixels() from None
    except _BROKEN as error:
        raise Refused("photo", "broken") from error
    small = full.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return PhotoFiles(_jpeg(full), _jpeg(small), full.width, full.height)


def _too_many_pixels() -> Refused:
    return Refused("photo", "too_many_pixels", most=MOST_PIXELS // 1_000_000)


def _opened(body: bytes) -> Image.Image:
    """Return the picture, of which no more than the head was read. Raises Refused."""
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            image = Image.open(BytesIO(body), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise Refused("photo", "not_a_picture") from None
    except _BROKEN as error:
        raise Refused("photo", "broken") from error
    if min(image.size) < LEAST_SIDE:
        raise Refused("photo", "too_small", least=LEAST_SIDE)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Return `image` as it is seen, and no larger than we keep it."""
    seen = _in_colour(image)
    seen.thumbnail((LONG_SIDE, LONG_SIDE), reducing_gap=2.0)  # first: all after it costs less
    return ImageOps.exif_transpose(_in_srgb(_on_paper(seen)))


def _in_colour(image: Image.Image) -> Image.Image:
    """Return `image` in eight bits a colour, without a palette."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda level: level / 256).convert("L")
    if image.mode in ("RGB", "RGBA", "CMYK"):
        image.load()
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    laid = Image.new("RGB", image.size, PAPER)
    laid.paste(image, mask=image.getchannel("A"))
    laid.info = image.info
    return laid


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return `image` in the colours every screen shows; a profile that cannot be read is none."""
    if profile := image.info.get("icc_profile"):
        # Without it the numbers stay as they are: a little paler at worst.
        with suppress(ImageCms.PyCMSError, *_BROKEN):
            theirs, ours = (
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
            )
            image = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB") or image
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    """Return `image` as JPEG; its pixels move to a new picture, and its `info` stays behind."""
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    packed = BytesIO()
    bare.save(packed, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return packed.getvalue()
