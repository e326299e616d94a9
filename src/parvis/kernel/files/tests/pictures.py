"""Photographs, good and bad, made on the spot."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112


def photo(width=64, height=48, kind="JPEG", **options):
    """The bytes of a picture whose left half is red and whose right half is blue."""
    mode = options.pop("mode", "RGB")
    picture = Image.new(mode, (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def with_place(orientation=1):
    """A photograph that tells where it was taken, by whose phone, and how to turn it."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Secret Phone"
    exif.get_ifd(GPS).update({1: "N", 2: (42.0, 21.0, 30.0), 3: "W", 4: (71.0, 3.0, 50.0)})
    return photo(exif=exif, comment=b"secret comment")


def zipped():
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.exe", "secret")
    return out.getvalue()


def png_bomb(width=40_000, height=40_000):
    """A PNG of a few hundred bytes that claims 1.6 thousand million pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    lines = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def sent(content, name="photo.jpg"):
    """As a browser sends it."""
    return SimpleUploadedFile(name, content)
