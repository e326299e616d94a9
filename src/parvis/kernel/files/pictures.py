"""Draws a photograph anew, so that nothing of the file that came in is left but what the eye sees. No Django."""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps

from parvis.kernel.files.appearance import appearance_of
from parvis.kernel.files.rules import LARGE_SIDE, MOST_PIXELS, THUMBNAIL_SIDE, Fault, Size, fitting

MIME = "image/jpeg"
QUALITY = 82
_FORMATS = ("JPEG", "PNG", "WEBP")


class UnusablePictureError(Exception):
    """The bytes are no picture that can be drawn; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph drawn anew, in both sizes; width and height are those of the large one, in pixels.

    `appearance` is what it looks like in 64 bits; None where there is nothing to see.
    """

    width: int
    height: int
    files: dict[Size, bytes]
    appearance: int | None


def redrawn(content: bytes) -> Picture:
    """Turned upright, without metadata, at most 2048 pixels wide or high, as JPEG.

    Raises `UnusablePictureError`. The size is read from the header and checked before anything is decoded.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnusablePictureError(Fault.TOO_MANY_PIXELS)
            large = _upright(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UnusablePictureError(Fault.TOO_MANY_PIXELS) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, TypeError) as broken:
        raise UnusablePictureError(Fault.BROKEN) from broken
    thumbnail = large.resize(fitting(*large.size, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    files = {Size.LARGE: _jpeg(large), Size.THUMBNAIL: _jpeg(thumbnail)}
    return Picture(*large.size, files, appearance_of(thumbnail))


def _upright(picture: Image.Image) -> Image.Image:
    # Lets the decoder skip detail that would be thrown away; does nothing for other formats.
    picture.draft("RGB", (LARGE_SIDE, LARGE_SIDE))
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    turned = turned.resize(fitting(*turned.size, LARGE_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if "A" in turned.getbands() or "transparency" in turned.info:
        sheet = Image.new("RGBA", turned.size, "white")
        sheet.alpha_composite(turned.convert("RGBA"))
        turned = sheet
    # A new sheet: what the old one carried along (EXIF, XMP, profiles, comments) stays behind.
    clean = Image.new("RGB", turned.size)
    clean.paste(turned.convert("RGB"))
    return clean


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
