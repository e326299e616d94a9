"""What a photograph looks like, in 64 bits: pictures that look alike differ in few of them. No Django.

The eye keeps the coarse pattern of light and dark; so do the lowest frequencies of the discrete cosine transform
(perceptual hashing as described by Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
Size, compression and small changes of light hardly move them; another picture turns about half of the bits.
"""

import numpy as np
from PIL import Image

SIDE = 32
LOWEST = 8
BITS = LOWEST * LOWEST
# A sheet of one colour has no pattern: its bits would be those of any other such sheet. In shades of 255.
LEAST_CONTRAST = 4.0
_SIGNED = 1 << (BITS - 1)


def appearance_of(picture: Image.Image) -> int | None:
    """The 64 bits as the signed whole number that a database keeps; None for a picture without any pattern."""
    small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    shades = np.asarray(small, dtype=np.float64)
    if shades.std() < LEAST_CONTRAST:
        return None
    waves = _LOW_WAVES @ shades @ _LOW_WAVES.T
    # The first wave is the mean light of the whole picture; it would outweigh all others.
    bits = (waves > np.median(waves.flat[1:])).flatten()
    number = sum(1 << place for place, is_set in enumerate(bits) if is_set)
    return number - (1 << BITS) if number >= _SIGNED else number


def bits_apart(one: int, other: int) -> int:
    """In how many of the 64 bits two appearances differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def _low_waves() -> np.ndarray:
    """The first rows of the cosine transform (DCT-II) of a line of `SIDE` shades."""
    places = (np.arange(SIDE) + 0.5) * np.pi / SIDE
    return np.cos(np.outer(np.arange(LOWEST), places))


_LOW_WAVES = _low_waves()
