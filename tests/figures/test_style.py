"""The palette can be told apart, and what is said in colour can be read."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from policytopics.figures.comparison import Region
from policytopics.figures.heatmap import HINT
from policytopics.figures.phrases import PHRASES, years
from policytopics.figures.style import (
    CONTEXT,
    DIVERGING,
    FOCUS,
    HUES,
    MEAN,
    MUTED,
    SEQUENTIAL,
    Style,
    contrast_ratio,
    hue,
    ink_on,
    pale,
)

# Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
}  # fmt: skip
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, vision: str) -> np.ndarray:
    """Return a colour in CIELAB as it is seen."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(VISION[vision] @ linear, 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize(("mark", "text"), HUES)
def test_marks_and_text_stand_out_on_white(mark: str, text: str) -> None:
    assert contrast_ratio(mark, "#FFFFFF") >= 2.8
    assert contrast_ratio(text, "#FFFFFF") >= 4.5


def test_greys_can_be_seen() -> None:
    assert min(contrast_ratio(grey, "#FFFFFF") for grey in (MEAN, CONTEXT)) >= 3
    assert contrast_ratio(MUTED, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("vision", VISION)
def test_the_first_five_regions_can_be_told_apart(vision: str) -> None:
    pairs = itertools.combinations([mark for mark, _ in HUES[:5]], 2)
    assert min(np.linalg.norm(lab(a, vision) - lab(b, vision)) for a, b in pairs) > 20


@pytest.mark.parametrize("vision", VISION)
def test_less_and_more_can_be_told_apart(vision: str) -> None:
    less, more = to_hex(DIVERGING(0.25)), to_hex(DIVERGING(0.75))
    assert np.linalg.norm(lab(less, vision) - lab(more, vision)) > 38


@pytest.mark.parametrize("place", np.linspace(0, 1, 21))
def test_numbers_can_be_read_on_every_colour(place: float) -> None:
    full, alike = to_hex(DIVERGING(place)), to_hex(SEQUENTIAL(place))
    assert contrast_ratio(ink_on(full), full) >= 4.5
    assert contrast_ratio(ink_on(alike), alike) >= 4.5
    assert contrast_ratio(HINT, pale(full)) >= 4.5


def test_more_regions_than_colours_share_one() -> None:
    assert len({hue(index, 8) for index in range(8)}) == 8
    assert {hue(index, 9) for index in range(9)} == {FOCUS}


def test_a_users_settings_do_not_leak_in(shape_of) -> None:
    import matplotlib as mpl

    _, style, _ = shape_of("two")
    with mpl.rc_context({"lines.linewidth": 9, "pdf.fonttype": 3}):
        with style.context():
            assert mpl.rcParams["lines.linewidth"] == 1.5
            assert mpl.rcParams["pdf.fonttype"] == 42
        assert mpl.rcParams["lines.linewidth"] == 9


def test_headings_are_text_sized_in_a_journal(shape_of) -> None:
    assert shape_of("rough-en")[1].size(9) == 7
    assert shape_of("rough")[1].size(9) == 9


def test_every_phrase_has_the_same_blanks_in_both_languages() -> None:
    import string

    for english, chinese in PHRASES.values():
        blanks = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (english, chinese)
        ]
        assert blanks[0] == blanks[1], english


def test_names_follow_the_language(shape_of) -> None:
    compared, style, _ = shape_of("rough")
    nanping = next(one for one in compared.regions if one.region_id == "nanping")
    assert isinstance(nanping, Region)
    assert (nanping.name("both"), nanping.name("en")) == ("南坪县†", "Nanping†")
    assert isinstance(style, Style)
    assert years([]) == ""
