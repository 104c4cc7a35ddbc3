"""The palette can be told apart, and what is said in colour can be read."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from policytopics.figures.cleaning import FATES
from policytopics.figures.comparison import Region
from policytopics.figures.heatmap import HINT
from policytopics.figures.phrases import WORDING
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
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # fmt: skip
CAT02 = np.array(
    [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]]
)  # fmt: skip
HPE = np.array(
    [[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0, 0, 1]]
)  # fmt: skip


def cam02_ucs(colour: str, vision: str) -> np.ndarray:
    """Return a colour as it is seen, in CAM02-UCS (J', a', b').

    Viewing conditions of sRGB: white D65, adapting luminance 64 / (5 pi) cd/m2, background 20,
    average surround. Moroney et al. (2002), CIECAM02; Luo, Cui, Li (2006), its uniform space.
    """
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = 100 * XYZ @ np.clip(VISION[vision] @ linear, 0, 1)
    white = 100 * XYZ.sum(axis=1)
    luminance, background, f, c, surround = 64 / np.pi / 5, 20.0, 1.0, 0.69, 1.0
    degree = f * (1 - np.exp(-(luminance + 42) / 92) / 3.6)
    k = 1 / (5 * luminance + 1)
    level = 0.2 * k**4 * 5 * luminance + 0.1 * (1 - k**4) ** 2 * np.cbrt(5 * luminance)
    n = background / white[1]
    brightness = chroma = 0.725 * n**-0.2
    z = 1.48 + np.sqrt(n)
    adapt = degree * white[1] / (CAT02 @ white) + 1 - degree

    def response(stimulus: np.ndarray) -> np.ndarray:
        cone = HPE @ np.linalg.solve(CAT02, adapt * (CAT02 @ stimulus))
        power = (level * np.abs(cone) / 100) ** 0.42
        return np.sign(cone) * 400 * power / (27.13 + power) + 0.1

    def achromatic(seen: np.ndarray) -> float:
        return float((2 * seen[0] + seen[1] + seen[2] / 20 - 0.305) * brightness)

    seen = response(xyz)
    a = seen[0] - 12 * seen[1] / 11 + seen[2] / 11
    b = (seen[0] + seen[1] - 2 * seen[2]) / 9
    hue_angle = np.arctan2(b, a)
    lightness = 100 * (achromatic(seen) / achromatic(response(white))) ** (c * z)
    eccentricity = (np.cos(hue_angle + 2) + 3.8) / 4
    t = 50000 / 13 * surround * chroma * eccentricity * np.hypot(a, b)
    t /= seen[0] + seen[1] + 21 / 20 * seen[2]
    colourfulness = t**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**n) ** 0.73 * level**0.25
    m = np.log(1 + 0.0228 * colourfulness) / 0.0228
    j = 1.7 * lightness / (1 + 0.007 * lightness)
    return np.array([j, m * np.cos(hue_angle), m * np.sin(hue_angle)])


def apart(colours: list[str], vision: str) -> float:
    """Return the smallest distance of two of the colours, as they are seen."""
    seen = [cam02_ucs(colour, vision) for colour in colours]
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


def test_the_measure_of_distance_is_right() -> None:
    # White is the top of the scale and has no colour; greys have none either.
    assert cam02_ucs("#FFFFFF", "normal") == pytest.approx([100, 0, 0], abs=2)
    assert np.hypot(*cam02_ucs("#808080", "normal")[1:]) < 2
    # Red and green of one lightness are far apart, but not for who lacks the green cones.
    assert apart(["#C0504D", "#6B8E23"], "normal") > 2 * apart(["#C0504D", "#6B8E23"], "deutan")
    # The same measure on Okabe and Ito's first five, as published comparisons give it.
    okabe = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2"]
    assert min(apart(okabe, vision) for vision in VISION) == pytest.approx(11.0, abs=1.0)


@pytest.mark.parametrize(("mark", "text"), HUES)
def test_marks_and_text_stand_out_on_white(mark: str, text: str) -> None:
    assert contrast_ratio(mark, "#FFFFFF") >= 3
    assert contrast_ratio(text, "#FFFFFF") >= 4.5


def test_greys_can_be_seen() -> None:
    assert min(contrast_ratio(grey, "#FFFFFF") for grey in (MEAN, CONTEXT)) >= 3
    assert contrast_ratio(MUTED, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("n", "least"), [(5, 19), (6, 19), (7, 15), (8, 14)])
def test_regions_can_be_told_apart(vision: str, n: int, least: float) -> None:
    assert apart([mark for mark, _ in HUES[:n]], vision) >= least


def test_the_first_five_survive_a_grey_printer() -> None:
    lightness = sorted(cam02_ucs(mark, "normal")[0] for mark, _ in HUES[:5])
    assert min(np.diff(lightness)) >= 7


@pytest.mark.parametrize("vision", VISION)
def test_less_and_more_can_be_told_apart(vision: str) -> None:
    assert apart([to_hex(DIVERGING(0.25)), to_hex(DIVERGING(0.75))], vision) >= 38


@pytest.mark.parametrize("vision", VISION)
def test_what_became_of_a_text_can_be_told_apart(vision: str) -> None:
    assert apart(list(FATES.values()), vision) >= 19
    assert min(contrast_ratio(colour, "#FFFFFF") for colour in FATES.values()) >= 3


def test_the_check_catches_colours_that_some_cannot_tell_apart() -> None:
    spoilt = [HUES[0][0], "#D00000", "#3A7D00"]
    assert apart(spoilt, "normal") > 19 > apart(spoilt, "deutan")


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


NOUNS = {"noun", "nouns"}  # where grammar wants them, which differs


def test_every_phrase_has_the_same_blanks_in_both_languages() -> None:
    import string

    for english, chinese in WORDING.values():
        blanks = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} - NOUNS
            for text in (english, chinese)
        ]
        assert blanks[0] == blanks[1], english


def test_names_follow_the_language(shape_of) -> None:
    compared, style, _ = shape_of("rough")
    nanping = next(one for one in compared.regions if one.region_id == "nanping")
    assert isinstance(nanping, Region)
    assert (nanping.name("both"), nanping.name("en")) == ("南坪县†", "Nanping†")
    assert isinstance(style, Style)
