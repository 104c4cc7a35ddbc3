"""The noise of drafting borrowed from a reference of governments with many years.

The reference is numbers only (``resources/reference``): variances by level, kind of document and
category, and a curve of variances over mean shares for categories that it does not have. A kind of
document without replicates has no reference: then nothing is known from one text.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.arrays import FloatArray
from policytopics.regions.of_government import Drafting

__all__ = ["FalseShare", "Reference", "borrow", "measured_false_share", "read_reference"]

_ANY = ""  # scheme and category of the curve


class Reference(NamedTuple):
    """What other governments tell.

    Attributes
    ----------
    levels : DataFrame
        A row per level and kind: level, kind, df, letters, by_length, years, lag, regions, texts,
        learnt_from (another level, if this one has too few governments).
    drafting : DataFrame
        level, kind, scheme, category_id, share, variance, lasting; scheme and category empty: the
        curve.
    false_share : DataFrame
        What replication measured: level, years (of a study), claims (that were judged),
        false_share, low, high.
    """

    levels: pd.DataFrame
    drafting: pd.DataFrame
    false_share: pd.DataFrame


def read_reference(folder: str | Path) -> Reference:
    """Return the reference in a folder: levels.csv, drafting.csv, false_share.csv."""
    text = dict.fromkeys(("level", "kind", "scheme", "category_id", "learnt_from"), "str")
    levels, drafting, false_share = (
        pd.read_csv(Path(folder) / f"{name}.csv", dtype=text)
        for name in ("levels", "drafting", "false_share")
    )
    return Reference(
        levels.fillna({"learnt_from": ""}),
        drafting.fillna({"scheme": "", "category_id": ""}),
        false_share,
    )


def borrow(
    reference: Reference,
    level: str,
    kind: str,
    scheme: str,
    categories: Sequence[str],
    share: FloatArray,
) -> Drafting | None:
    """Return what the reference knows of a study's categories; None without level and kind in it.

    Parameters
    ----------
    reference : Reference
    level, kind : str
        As in the tables ``regions`` and ``documents``.
    scheme : str
        Name of the scheme; its categories are looked up by their names.
    categories : sequence of str
    share : ndarray, shape (categories,)
        Their mean shares, where the curve is read for those that the reference does not have.
    """
    rows = reference.levels.query("level == @level and kind == @kind")
    if rows.empty:
        return None
    row = rows.iloc[0]
    of = reference.drafting.query("level == @level and kind == @kind")
    curve = of[of["scheme"] == _ANY].sort_values("share")
    by_share = np.interp(share, curve["share"], curve["variance"])
    known = of[of["scheme"] == scheme].set_index("category_id").reindex(list(categories))
    variance = known["variance"].to_numpy(dtype=float)
    return Drafting(
        variance=np.where(np.isfinite(variance), variance, by_share),
        lasting=known["lasting"].to_numpy(dtype=float),
        df=float(row["df"]),
        letters=float(row["letters"]),
        by_length=float(row["by_length"]),
        years=float(row["years"]),
    )


class FalseShare(NamedTuple):
    """Of the claims about governments from so many years' texts: the share of those years alone.

    Attributes
    ----------
    share, low, high : float
        The share and its 95 % interval, regions drawn again.
    one_in : int
        The share in words: about one in so many.
    level : str
        Level of government that it was measured at.
    """

    share: float
    low: float
    high: float
    one_in: int
    level: str


def measured_false_share(reference: Reference, level: str, years: float) -> FalseShare | None:
    """Return the measured false share of a study; None where nothing of the kind was measured.

    Parameters
    ----------
    reference : Reference
    level : str
        Level of the study's regions. One that is borrowed is measured where it was borrowed.
    years : float
        Texts of a region, usual over the regions. Measured are one, three and five: the nearest of
        these that is not more.
    """
    rows = reference.levels.query("level == @level")
    source = str(rows["learnt_from"].iloc[0]) if len(rows) else ""
    level = source or level
    table = reference.false_share.query("level == @level and years <= @years")
    if table.empty:
        return None
    row = table.sort_values("years").iloc[-1]
    share = float(row["false_share"])
    low, high = float(row["low"]), float(row["high"])
    return FalseShare(share, low, high, max(round(1 / max(share, 0.001)), 1), level)
