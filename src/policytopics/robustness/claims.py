"""What becomes of every claim under every specification.

A specification's topics are matched one to one to the study's (`policytopics.matching`); the
categories of a fixed scheme are their own partners. A category that finds no partner is *not
recovered*: it stays in the table, empty, and counts against the claim.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.matching import match_topics
from policytopics.robustness.specifications import Specification
from policytopics.tables.robustness import CLAIMS
from policytopics.tables.schemes import UNRANKED

__all__ = ["Collected", "Outcome", "claims_table", "collect"]

_VALUES = ["share", "difference", "difference_low", "difference_high"]
# Columns of ``specifications`` that say where a stage lies.
_STAGES = ("corpus", "words", "domains", "topics", "regions")
_CELL = ["region_id", "category_id"]


@dataclass(frozen=True)
class Outcome:
    """What a specification led to.

    Attributes
    ----------
    headline : DataFrame or None
        Its table of this name; None where it failed.
    terms : DataFrame or None
        Term weights of its topics (table ``topics``); None where the scheme's categories are fixed.
    reason : str
        Why it failed, or empty.
    """

    headline: pd.DataFrame | None
    terms: pd.DataFrame | None = None
    reason: str = ""


class Collected(NamedTuple):
    """The tables of these names."""

    specifications: pd.DataFrame
    robustness: pd.DataFrame
    claims: pd.DataFrame


def collect(
    specifications: Sequence[Specification],
    outcomes: Mapping[str, Outcome],
    *,
    threshold: float,
) -> Collected:
    """Return the tables ``specifications``, ``robustness`` and ``claims``.

    Parameters
    ----------
    specifications : sequence
        The first is the study itself.
    outcomes : mapping
        Name of the specification → its outcome.
    threshold : float
        Cosine of term weights from which a topic counts as recovered.

    Raises
    ------
    ValueError
        If the study itself has no outcome.
    """
    main = outcomes[specifications[0].name]
    if main.headline is None:
        raise ValueError(f"the study itself has no result: {main.reason}")
    cells = main.headline[_CELL]
    rows, followed = [], []
    for each in specifications:
        outcome = outcomes[each.name]
        if outcome.headline is None:
            rows.append(_row(each, status="failed", reason=outcome.reason))
            continue
        partners = _partners(main, outcome, threshold)
        found = partners[partners["match"].notna()]
        rows.append(
            _row(
                each,
                n_categories=len({*outcome.headline["category_id"]} - {UNRANKED}),
                n_matched=len({*found["category_id"]} - {UNRANKED}),
            )
        )
        followed.append(_followed(each, cells, partners, outcome.headline))
    listed, robustness = pd.DataFrame(rows), pd.concat(followed, ignore_index=True)
    return Collected(listed, robustness, claims_table(main.headline, listed, robustness))


def _partners(main: Outcome, other: Outcome, threshold: float) -> pd.DataFrame:
    """Return each category's partner: category_id, matched_id (empty: none), match (NaN: none)."""
    if main.terms is not None and other.terms is not None:
        pairs = match_topics(main.terms, other.terms, least=threshold)
        return pairs.set_axis(["category_id", "matched_id", "match"], axis=1)
    known = [
        set(each.headline["category_id"]) for each in (main, other) if each.headline is not None
    ]
    shared = pd.Series(sorted(known[0]))
    found = shared.isin(known[1])
    return pd.DataFrame(
        {
            "category_id": shared,
            "matched_id": shared.where(found, ""),
            "match": np.where(found, 1.0, np.nan),
        }
    )


def _row(
    each: Specification,
    *,
    status: str = "done",
    reason: str = "",
    n_categories: int | None = None,
    n_matched: int | None = None,
) -> dict[str, object]:
    changes = json.dumps(dict(each.changes), ensure_ascii=False, sort_keys=True)
    return {
        "specification": each.name,
        "settings": changes,
        **{stage: each.places.get(stage, "") for stage in _STAGES},
        "status": status,
        "reason": reason,
        "n_categories": n_categories,
        "n_matched": n_matched,
    }


def _followed(
    each: Specification, cells: pd.DataFrame, partners: pd.DataFrame, headline: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per region and category of the study, empty where it is not recovered."""
    values = headline[[*_CELL, *_VALUES]].rename(columns={"category_id": "matched_id"})
    joined = cells.merge(partners, on="category_id", how="left")
    joined = joined.merge(values, on=["region_id", "matched_id"], how="left")
    return joined.assign(specification=each.name)


def _expected(cells: pd.DataFrame) -> pd.Series:
    """Return the differences to be expected: of governments, where that is known."""
    shrunken = cells.get("difference_shrunken", cells["difference"])
    return pd.to_numeric(shrunken).fillna(cells["difference"])


def claims_table(
    headline: pd.DataFrame, specifications: pd.DataFrame, robustness: pd.DataFrame
) -> pd.DataFrame:
    """Return the table ``claims``: what the other specifications say of each difference.

    Parameters
    ----------
    headline : DataFrame
        The study's table of this name. Regions with too little text and differences of 0 are left
        out: they have nothing to agree with.
    specifications, robustness : DataFrame
        The tables of these names; the study itself is the first specification.
    """
    enough = headline["flags"].map(lambda flags: "insufficient" not in flags).astype(bool)
    cells = headline[enough & headline["difference"].fillna(0.0).ne(0)]
    cells = cells.assign(
        claimed=cells["distinct"].astype(bool),
        size=-_expected(cells).abs().round(9),
        side=np.where(cells["difference"] > 0, "more", "less"),
    ).sort_values(["claimed", "size", *_CELL], ascending=[False, True, True, True])
    others = specifications.iloc[1:]
    done = others.loc[others["status"] == "done", "specification"]
    counts = _counted(cells, robustness[robustness["specification"].isin(done)])
    return counts.assign(
        claim=np.arange(1, len(cells) + 1),
        n_specifications=len(done),
        n_failed=len(others) - len(done),
    )[CLAIMS.names]


def _counted(cells: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with how many specifications recover each, with the same sign, distinct."""
    ours = cells[[*_CELL, "side"]]
    found = others[others["matched_id"] != ""].merge(ours, on=_CELL)
    more = found["side"] == "more"
    sign = np.where(more, 1, -1)
    nearest_zero = found["difference_low"].where(more, found["difference_high"])
    found = found.assign(
        n_recovered=1,
        n_same_sign=(found["difference"] * sign > 0).astype(int),
        n_distinct=((found["difference"] * sign > 0) & (nearest_zero * sign > 0)).astype(int),
    )
    names = ["n_recovered", "n_same_sign", "n_distinct"]
    counts = found.groupby(_CELL)[names].sum().reset_index()
    joined = cells.merge(counts, on=_CELL, how="left")
    return joined.assign(**{name: joined[name].fillna(0).astype(int) for name in names})
