"""House style: sizes in millimetres and points, colours that all readers can tell apart.

One rule of emphasis holds in every figure: *filled, bold, saturated* means that the adjusted
interval of the difference to the other regions excludes 0; *hollow, thin, pale* means that it does
not; grey without an interval means that the text is too short for any claim.
"""

import math
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import matplotlib.style
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from policytopics.figures.lettering import TEXT, Lettering
from policytopics.study.figures import FiguresSettings

__all__ = [
    "BAND",
    "CONTEXT",
    "DIVERGING",
    "DOUBLE",
    "EDGE",
    "FOCUS",
    "GRID",
    "HUES",
    "INK",
    "MEAN",
    "MUTED",
    "SEQUENTIAL",
    "SINGLE",
    "TALLEST",
    "Style",
    "contrast_ratio",
    "hue",
    "ink_on",
    "pale",
    "style_for",
]

# Widths of one and of two journal columns, and the height of the page, in mm (Nature).
SINGLE, DOUBLE, TALLEST = 89.0, 183.0, 247.0
# Nothing is drawn nearer to the edge of a figure, in mm.
EDGE = 1.2

INK, MUTED, GRID, BAND = "#1A1A1A", "#5C5C5C", "#D9D9D9", "#F5F5F5"
# Context still has to be seen: both greys have a contrast of 3:1 on white (WCAG 1.4.11).
MEAN, CONTEXT = "#8C8C8C", "#949494"

# One (mark, text) pair per region. The first six keep a CAM02-UCS distance of 19 under normal,
# deutan, protan and tritan vision and differ in lightness by 8; on white, marks have a contrast
# of 3:1 and text of 4.5:1.
HUES = (
    ("#0F2080", "#0F2080"),
    ("#FE6100", "#B84400"),
    ("#1B9E77", "#0E7A5A"),
    ("#AA4499", "#8E3580"),
    ("#4D4D4D", "#3D3D3D"),
    ("#000000", "#000000"),
    ("#785EF0", "#6145DC"),
    ("#BD1F01", "#A81B00"),
)
FOCUS = HUES[0]

# Less (brown), as much (white), more (blue): neither red-green nor a colour of politics.
DIVERGING = LinearSegmentedColormap.from_list(
    "less_more", ["#8A4B08", "#C77B30", "#EBC58F", "#F7F5F2", "#A9C4E4", "#4E83BE", "#12468C"]
)
# Ink keeps a contrast of 6:1 on its darkest colour.
SEQUENTIAL = LinearSegmentedColormap.from_list(
    "similarity", ["#F7F7F4", "#DCEAE7", "#B5D5D0", "#86BBB5", "#5DA39D"]
)

_RC: dict[str, Any] = {
    "font.size": TEXT,
    "xtick.labelsize": TEXT,
    # Journals refuse Type 3, matplotlib's default: 42 embeds the TrueType outlines.
    "pdf.fonttype": 42,
    # A stand-alone SVG must not depend on the fonts of the viewer's machine.
    "svg.fonttype": "path",
    "svg.hashsalt": "policytopics",
    # Hinting would make the layout depend on the resolution.
    "text.hinting": "no_hinting",
    "axes.edgecolor": INK,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": MUTED,
    "xtick.labelcolor": MUTED,
    "xtick.major.width": 0.6,
    "xtick.major.size": 2.2,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
}


@dataclass(frozen=True)
class Style:
    """How the figures of a study look.

    Attributes
    ----------
    letters : Lettering
        The pinned font.
    language : str
        ``zh``, ``en`` or ``both``.
    profile : str
        ``web`` or ``nature``.
    dpi : int
        Resolution of the PNG files.
    scheme : str
        Whose categories are drawn: it says what they are called.
    """

    letters: Lettering
    language: str = "both"
    profile: str = "web"
    dpi: int = 300
    scheme: str = "topics"

    @property
    def speech(self) -> int:
        """Return which of (English, Chinese) captions and axes speak: 0 or 1."""
        return int(self.language == "zh")

    def size(self, web: float) -> float:
        """Return a heading's size in points: as asked for on the web, 7 in a journal."""
        return web if self.profile == "web" else TEXT

    def context(self) -> AbstractContextManager[None]:
        """Return the settings that drawing *and* saving need; a user's own never leak in."""
        font: dict[str, Any] = {"font.family": self.letters.family}
        return matplotlib.style.context(["default", _RC | font])


def style_for(fonts: Sequence[str], settings: FiguresSettings, scheme: str = "topics") -> Style:
    """Return the style that a study asks for.

    Parameters
    ----------
    fonts : sequence of str
        Paths of the regular and the bold face.
    settings : FiguresSettings
        The study's section ``figures``.
    scheme : str
        Whose categories are drawn.
    """
    return Style(Lettering(fonts), settings.language, settings.profile, settings.dpi, scheme)


def hue(index: int, n_regions: int) -> tuple[str, str]:
    """Return the (mark, text) colours of a region.

    With more regions than colours that can be told apart, all get the same one: colour then says
    "this region" and its name says which.

    Examples
    --------
    >>> hue(1, 5)
    ('#FE6100', '#B84400')
    >>> hue(1, 31) == hue(30, 31) == FOCUS
    True
    """
    return HUES[index] if n_regions <= len(HUES) else FOCUS


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    Examples
    --------
    >>> contrast_ratio("#000000", "#FFFFFF")
    21.0
    """
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    # fsum: white must be exactly 1.
    return math.fsum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on ``colour``: 4.5:1 on any."""
    return max(("#FFFFFF", "#000000"), key=lambda ink: contrast_ratio(ink, colour))


def pale(colour: str, strength: float = 0.3) -> str:
    """Return ``colour`` mixed with white: uncertain cells are hard to tell apart on purpose.

    References
    ----------
    M. Correll, D. Moritz, J. Heer (2018). Value-Suppressing Uncertainty Palettes. CHI.
    https://doi.org/10.1145/3173574.3174216

    Examples
    --------
    >>> pale("#000000", 0.2)
    '#cccccc'
    """
    red, green, blue = (1 - (1 - part) * strength for part in to_rgb(colour))
    return to_hex((red, green, blue))
