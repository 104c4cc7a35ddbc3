"""What the figures compare: regions, categories, a cell for each of both, and pairs of regions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from policytopics.tables.schemes import UNRANKED

__all__ = ["OTHER", "RESERVATIONS", "Category", "Cell", "Comparison", "Pair", "Region"]

# The id of the smallest categories shown as one.
OTHER = "other"
# Flags of a region's text that a reader must know of before comparing it.
RESERVATIONS = ("other_kind", "other_year", "fragment")
_DAGGER = "†"


@dataclass(frozen=True)
class Region:
    """A region as figures name it.

    Attributes
    ----------
    region_id, zh, en : str
        Key, short Chinese name, English name.
    colour, ink : str
        Colour of its marks and of text about it.
    n_units, n_paragraphs, n_documents : int
        What its shares rest on.
    years : tuple of int
        Years of its documents, where known, in order.
    reservations : tuple of str
        Which of `RESERVATIONS` hold.
    sufficient : bool
        Whether its text is long enough for claims.
    """

    region_id: str
    zh: str
    en: str
    colour: str
    ink: str
    n_units: int
    n_paragraphs: int
    n_documents: int
    years: tuple[int, ...]
    reservations: tuple[str, ...]
    sufficient: bool

    def name(self, language: str) -> str:
        """Return its name: English where only English is wanted, else Chinese; † if reserved."""
        name = self.en if language == "en" else self.zh
        return name + _DAGGER * bool(self.reservations)


@dataclass(frozen=True)
class Category:
    """A category as figures name it."""

    category_id: str
    zh: str
    en: str

    def name(self, language: str) -> str:
        """Return its name, English where only English is wanted."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Cell:
    """A category in a region; shares and differences in [-1, 1], NaN where unknown.

    Attributes
    ----------
    region_id, category_id : str
    share, low, high : float
        Share of the region's text and its interval.
    others : float
        Mean share of the other regions.
    difference, difference_low, difference_high : float
        Share minus ``others`` and its adjusted interval.
    distinct : bool
        Whether that interval excludes 0.
    sufficient : bool
        Whether the text is long enough for a claim.
    in_text : bool
        Whether the difference of the text itself matters, beyond errors of measurement.
    """

    region_id: str
    category_id: str
    share: float
    low: float
    high: float
    others: float
    difference: float
    difference_low: float
    difference_high: float
    distinct: bool
    sufficient: bool
    in_text: bool = False


@dataclass(frozen=True)
class Pair:
    """Two regions and how alike they are, 0 to 1, with an interval."""

    one: str
    other: str
    similarity: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """What the figures compare.

    Attributes
    ----------
    cells : mapping of (region_id, category_id) to Cell
    regions, categories : tuple
        In the order of the division codes; by falling mean share, then `OTHER`, then text of no
        category.
    part : str
        Part of the reports.
    level : str
        Level of the intervals, such as 95%.
    covers : str
        What the intervals carry.
    n_comparisons : int
        Differences that the adjusted intervals hold for together.
    n_distinct : int
        How many of them exclude 0.
    n_categories, n_other : int
        Categories that can be a priority, and how many of them are shown as `OTHER`.
    """

    cells: Mapping[tuple[str, str], Cell]
    regions: tuple[Region, ...]
    categories: tuple[Category, ...]
    part: str
    level: str
    covers: str
    n_comparisons: int
    n_distinct: int
    n_categories: int
    n_other: int

    def of(self, region: Region, categories: Sequence[Category] = ()) -> list[Cell]:
        """Return a region's cells, one per category in their order."""
        return [
            self.cells[region.region_id, one.category_id] for one in categories or self.categories
        ]

    def on(self, category: Category) -> list[Cell]:
        """Return a category's cells in the regions whose text suffices."""
        cells = [self.cells[one.region_id, category.category_id] for one in self.regions]
        return [cell for cell in cells if cell.sufficient]

    @property
    def has_unranked(self) -> bool:
        """Whether text of no category is shown."""
        return any(category.category_id == UNRANKED for category in self.categories)

    def highest(self) -> float:
        """Return the largest value of any share or interval, in [0, 1]."""
        values = [value for cell in self.cells.values() for value in (cell.share, cell.high)]
        return max((value for value in values if not math.isnan(value)), default=0.0)

    def table(self, regions: Sequence[Region] = ()) -> pd.DataFrame:
        """Return the cells with names and numbers of units: the data behind a figure."""
        return pd.DataFrame(
            [
                {
                    **asdict(cell),
                    "region_zh": region.zh,
                    "region_en": region.en,
                    "category_zh": category.zh,
                    "category_en": category.en,
                    "n_units": region.n_units,
                    "n_paragraphs": region.n_paragraphs,
                    "reservations": "|".join(region.reservations),
                }
                for region in regions or self.regions
                for category, cell in zip(self.categories, self.of(region), strict=True)
            ]
        )
