"""The comparison that the figures show: every region's categories in the study's first part.

Region and category names, colours, order and reservations are settled here, once, so that a region
looks the same in every figure.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from policytopics.figures.comparison import (
    OTHER,
    RESERVATIONS,
    Category,
    Cell,
    Comparison,
    Pair,
    Region,
)
from policytopics.figures.style import hue
from policytopics.labels import level
from policytopics.tables.schemes import UNRANKED

__all__ = ["MOST_CATEGORIES", "comparison_of", "pairs_of", "rows_of", "support_of"]

# More rows than this cannot be read; the smallest categories are then shown as one.
MOST_CATEGORIES = 27

_Values = Mapping[str, Any]


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as mappings from column to value."""
    return [{str(name): row[name] for name in row} for row in table.to_dict("records")]


def pairs_of(similarity: pd.DataFrame, regions: Sequence[Region]) -> list[Pair]:
    """Return the pairs among ``regions`` of the table ``similarity``, in order of their ids."""
    ids = {region.region_id for region in regions}
    pairs = [
        Pair(
            row["region_id"],
            row["other_region_id"],
            float(row["similarity"]),
            float(row["low"]),
            float(row["high"]),
        )
        for row in rows_of(similarity)
        if {row["region_id"], row["other_region_id"]} <= ids
    ]
    return sorted(pairs, key=lambda pair: (pair.one, pair.other))


def support_of(clusters: pd.DataFrame) -> dict[frozenset[str], float]:
    """Return the support of the groups in the table ``clusters``, the closest group first."""
    rows = rows_of(clusters.sort_values("cluster_id"))
    return {frozenset(row["region_ids"]): float(row["support"]) for row in rows}


def comparison_of(
    headline: pd.DataFrame,
    categories: pd.DataFrame,
    regions: pd.DataFrame,
    documents: pd.DataFrame,
) -> Comparison:
    """Return the comparison that the study's question asks for.

    Parameters
    ----------
    headline, regions, documents : DataFrame
        Tables of these names.
    categories : DataFrame
        ``category_id``, ``name_zh``, ``name_en`` of the scheme's categories.

    Raises
    ------
    ValueError
        If ``headline`` has not one row per region and category.
    """
    rows = rows_of(headline.sort_values(["region_id", "category_id"]))
    cells = {(cell.region_id, cell.category_id): cell for cell in map(_cell, rows)}
    places, compared = ({key[i] for key in cells} for i in (0, 1))
    if not rows or len(rows) != len(places) * len(compared):
        raise ValueError(
            f"headline: need one row per region and category; got {len(rows)} rows "
            f"for {len(places)} regions x {len(compared)} categories"
        )
    every = _order(cells.values())
    order = [category_id for category_id in every if category_id != UNRANKED]
    # One category more than can be shown would gain nothing as "1 other category".
    alone = order if len(order) <= MOST_CATEGORIES + 1 else order[:MOST_CATEGORIES]
    rest = order[len(alone) :]
    last = [UNRANKED] if UNRANKED in every else []
    return Comparison(
        cells=_gather(cells, sorted(places), rest) if rest else cells,
        regions=_regions(rows, documents, regions),
        categories=_categories(alone, len(rest), last, categories),
        part=rows[0]["part"],
        level=level(rows[0]["level"]),
        # Where regions differ, claim what holds for all: "sampling" is the smaller claim.
        covers=min(row["covers"] for row in rows),
        n_comparisons=sum(not math.isnan(cell.difference) for cell in cells.values()),
        n_distinct=sum(cell.distinct for cell in cells.values()),
        n_categories=len(order),
        n_other=len(rest),
    )


def _cell(row: _Values) -> Cell:
    """Return a row of the table as figures use it."""
    share, difference = _number(row["share"]), _number(row["difference"])
    sufficient = "insufficient" not in row["flags"] and not math.isnan(share)
    return Cell(
        region_id=row["region_id"],
        category_id=row["category_id"],
        share=share,
        low=_number(row["low"]),
        high=_number(row["high"]),
        # By the definition of the difference; so a tick lies where the table says.
        others=share - difference,
        difference=difference,
        difference_low=_number(row["difference_low"]),
        difference_high=_number(row["difference_high"]),
        distinct=bool(row["distinct"]) and sufficient,
        sufficient=sufficient,
        in_text=bool(row["in_text"]) and sufficient,
    )


def _number(value: Any) -> float:
    """Return a number of a table, NaN for what is missing."""
    return math.nan if value is None or value is pd.NA else float(value)


def _order(cells: Iterable[Cell]) -> list[str]:
    """Return category_ids by falling mean share over the regions, ties by id."""
    shares: dict[str, list[float]] = {}
    for cell in cells:
        shares.setdefault(cell.category_id, []).append(
            0.0 if math.isnan(cell.share) else cell.share
        )
    # fsum and rounding: sums must not depend on the order of the regions.
    size = {category_id: round(math.fsum(values), 9) for category_id, values in shares.items()}
    return sorted(size, key=lambda category_id: (-size[category_id], category_id))


def _gather(
    cells: Mapping[tuple[str, str], Cell], places: Sequence[str], rest: Sequence[str]
) -> dict[tuple[str, str], Cell]:
    """Return the cells with the categories of ``rest`` summed up as `OTHER`, without a claim."""
    kept = {key: cell for key, cell in cells.items() if key[1] not in rest}
    for place in places:
        small = [cells[place, category_id] for category_id in rest]
        kept[place, OTHER] = Cell(
            region_id=place,
            category_id=OTHER,
            share=math.fsum(cell.share for cell in small),
            others=math.fsum(cell.others for cell in small),
            difference=math.fsum(cell.difference for cell in small),
            # The ends of a sum's interval are not the sums of the ends.
            low=math.nan,
            high=math.nan,
            difference_low=math.nan,
            difference_high=math.nan,
            distinct=False,
            sufficient=all(cell.sufficient for cell in small),
        )
    return kept


def _categories(
    alone: Sequence[str], n_other: int, last: Sequence[str], categories: pd.DataFrame
) -> tuple[Category, ...]:
    """Return the categories in the order of their rows."""
    names = {row["category_id"]: row for row in rows_of(categories)}
    named = {
        category_id: Category(category_id, row["name_zh"], row["name_en"] or row["name_zh"])
        for category_id, row in names.items()
    }
    rest = [Category(OTHER, f"其余{n_other}项", f"{n_other} others")] if n_other else []
    return (*(named[each] for each in alone), *rest, *(named[each] for each in last))


def _regions(
    rows: Sequence[_Values], documents: pd.DataFrame, regions: pd.DataFrame
) -> tuple[Region, ...]:
    """Return the regions by division code, those without one last, by id."""
    present = {row["region_id"] for row in rows}
    known = sorted(
        (row for row in rows_of(regions) if row["region_id"] in present),
        key=lambda row: (not row["region_code"], row["region_code"], row["region_id"]),
    )
    dated = documents.dropna(subset=["year"])
    return tuple(
        _region(
            names,
            [row for row in rows if row["region_id"] == names["region_id"]],
            sorted({int(y) for y in dated.loc[dated["region_id"] == names["region_id"], "year"]}),
            hue(index, len(known)),
        )
        for index, names in enumerate(known)
    )


def _region(
    names: _Values, rows: Sequence[_Values], years: Sequence[int], colours: tuple[str, str]
) -> Region:
    """Return one region from its rows."""
    flags = {flag for row in rows for flag in row["flags"]}
    zh = names["short_zh"] or names["name_zh"]
    return Region(
        region_id=names["region_id"],
        zh=zh,
        en=names["name_en"] or zh,
        colour=colours[0],
        ink=colours[1],
        n_units=int(max(row["n_units"] for row in rows)),
        n_paragraphs=int(max(row["n_paragraphs"] for row in rows)),
        n_documents=int(max(row["n_documents"] for row in rows)),
        years=tuple(years),
        reservations=tuple(flag for flag in RESERVATIONS if flag in flags),
        sufficient="insufficient" not in flags,
    )
