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

__all__ = ["Reference", "borrow", "read_reference"]

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
    """

    levels: pd.DataFrame
    drafting: pd.DataFrame


def read_reference(folder: str | Path) -> Reference:
    """Return the reference in ``levels.csv`` and ``drafting.csv`` of a folder."""
    text = dict.fromkeys(("level", "kind", "scheme", "category_id", "learnt_from"), "str")
    levels, drafting = (
        pd.read_csv(Path(folder) / f"{name}.csv", dtype=text, na_values={"lasting": [""]})
        for name in ("levels", "drafting")
    )
    named = {"scheme": "", "category_id": "", "learnt_from": ""}
    return Reference(
        levels.fillna({"learnt_from": ""}),
        drafting.fillna({name: named[name] for name in ("scheme", "category_id")}),
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
