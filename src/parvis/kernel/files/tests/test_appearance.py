"""Photographs that look alike have appearances that differ in few bits."""

import io
import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.appearance import BITS, appearance_of, bits_apart
from parvis.kernel.files.models import Upload
from parvis.kernel.files.tests.pictures import photo, sent

ALIKE, ANOTHER = 10, 16
SCENES = range(12)
numbers = st.integers(-(2**63), 2**63 - 1)


def scene(seed, size=(800, 600)):
    """Something like a street: ground that gets darker, and things that stand on it."""
    chance = random.Random(seed)
    drawn = Image.linear_gradient("L").resize(size).rotate(180).convert("RGB")
    pencil = ImageDraw.Draw(drawn)
    for _thing in range(12):
        left, top = chance.randint(-50, size[0]), chance.randint(-50, size[1])
        corner = (left + chance.randint(40, 350), top + chance.randint(40, 350))
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        shape = pencil.rectangle if chance.random() < 0.6 else pencil.ellipse
        shape([(left, top), corner], fill=colour)
    return drawn.filter(ImageFilter.GaussianBlur(2))


def compressed(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=30)
    return Image.open(out)


def cropped(picture):
    width, height = picture.size
    return picture.crop((width // 50, height // 50, width - width // 50, height - height // 50))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda picture: picture.resize((320, 240)), id="smaller"),
        pytest.param(lambda picture: picture.resize((1600, 1200)), id="larger"),
        pytest.param(compressed, id="compressed"),
        pytest.param(cropped, id="cropped"),
        pytest.param(lambda picture: ImageEnhance.Brightness(picture).enhance(1.2), id="lighter"),
    ],
)
def test_the_same_picture_sent_in_another_way_is_near(changed):
    apart = [bits_apart(appearance_of(scene(each)), appearance_of(changed(scene(each)))) for each in SCENES]
    assert max(apart) <= ALIKE


def test_other_pictures_are_far():
    appearances = [appearance_of(scene(each)) for each in SCENES]
    assert min(bits_apart(one, other) for one, other in combinations(appearances, 2)) >= ANOTHER


@pytest.mark.parametrize("colour", ["navy", "white", "black"])
def test_a_sheet_of_one_colour_looks_like_nothing(colour):
    assert appearance_of(Image.new("RGB", (64, 48), colour)) is None


@given(one=numbers, other=numbers)
def test_bits_are_counted_alike_from_both_sides_and_with_either_sign(one, other):
    assert 0 <= bits_apart(one, other) == bits_apart(other, one) <= BITS
    assert bits_apart(one, one) == 0
    assert bits_apart(one, ~one) == BITS


@pytest.mark.django_db
def test_what_a_photograph_looks_like_is_kept_with_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept = Upload.objects.get(pk=store_photo(sent(photo()), None, "tests.photo").pk)
    smaller = store_photo(sent(photo(48, 36, "PNG"), "small.png"), None, "tests.photo")
    assert bits_apart(kept.appearance, smaller.appearance) <= ALIKE
