"""Both answers for a cell of ``priorities``: from its units to the columns of the table."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.regions.answers import Asked, two_answers
from policytopics.regions.borrowed import Reference
from policytopics.regions.share import MeasuredUnits

__all__ = ["ANSWER_COLUMNS", "NO_ANSWER", "answers_of", "text_table"]

_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_NORMAL = 1.4826  # of a median absolute deviation, to a standard deviation
_KEYS = ["region_id", "category_id"]
NO_ANSWER: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            *("text_low", "text_high", "difference_text_low", "difference_text_high"),
            *("q", "difference_shrunken", "visible", "n_years", "false_share"),
        ),
        np.nan,
    ),
    **dict.fromkeys(("in_text", "of_government", "strict"), False),
    "noise": "unknown",
}
ANSWER_COLUMNS = (*NO_ANSWER, "cautions")
# What is said of the government instead of what the paragraphs of its texts say.
_SHARE, _DIFFERENCE = ("low", "high"), ("difference_low", "difference_high")


def answers_of(
    frame: pd.DataFrame,
    measured: MeasuredUnits,
    documents: pd.DataFrame,
    reference: Reference | None,
    asked: Asked,
) -> pd.DataFrame:
    """Return a cell's rows with the columns of both answers.

    Where the noise of drafting is known, the intervals are the governments', and ``distinct`` is
    what is claimed of them.

    Parameters
    ----------
    frame : DataFrame
        Rows of ``priorities`` of one cell, a region's rows together.
    measured : MeasuredUnits
        The cell's units.
    documents : DataFrame
        document_id, starts_mid_document, ends_mid_document, level (of its region).
    reference : Reference or None
        Of drafting.
    asked : Asked
    """
    if not len(measured.units):
        none: list[list[str]] = [[] for _ in range(len(frame))]
        cautions = pd.Series(none, index=frame.index, dtype=object)
        return frame.assign(**NO_ANSWER, cautions=cautions)
    short = {
        region
        for region, flags in zip(frame["region_id"], frame["flags"], strict=True)
        if "insufficient" in flags
    }
    table = text_table(measured, documents)
    found = two_answers(table.assign(enough=~table["region_id"].isin(short)), reference, asked)
    found = found.rename(columns={"flags": "cautions"}).set_index(_KEYS)
    of_rows = found.reindex(pd.MultiIndex.from_frame(frame[_KEYS]))
    return _filled(frame.reset_index(drop=True), of_rows.reset_index(drop=True))


def _filled(frame: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return rows with what was found; too little text claims nothing."""
    frame = frame.copy()
    for name, nothing in NO_ANSWER.items():
        frame[name] = found[name].where(found[name].notna(), nothing)
    cautions = [each if isinstance(each, list) else [] for each in found["cautions"]]
    frame["cautions"] = pd.Series(cautions, index=frame.index, dtype=object)
    short = pd.Series(["insufficient" in each for each in frame["flags"]], index=frame.index)
    for name in ("in_text", "of_government", "strict"):
        frame[name] = frame[name].astype(bool) & ~short
    # A government alone of its kind has an interval of its share, and none of a difference.
    known_share = found["noise"].isin(["own", "borrowed"]) & frame["difference"].notna()
    known = known_share & found["difference_low"].notna()
    # The others are the same for both answers; ends of intervals that stay move with them.
    compared = frame["difference"].notna() & found["difference"].notna()
    moved = (found["difference"] - frame["difference"]).where(compared, 0.0)
    for name in ("difference", "difference_low", "difference_high"):
        frame[name] = frame[name] + moved
    frame["distinct"] = frame["distinct"].astype(bool) & (
        (frame["difference_low"] > 0) | (frame["difference_high"] < 0)
    )
    for name in (*_SHARE, *_DIFFERENCE):
        replaced = known_share if name in _SHARE else known
        frame[name] = frame[name].where(~replaced, found[name])
    frame["distinct"] = frame["distinct"].astype(bool).where(~known, frame["of_government"])
    frame["low"] = np.fmin(frame["low"], frame["share"])
    frame["high"] = np.fmax(frame["high"], frame["share"])
    return frame


def text_table(measured: MeasuredUnits, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of each document, as `two_answers` takes them.

    Parameters
    ----------
    measured : MeasuredUnits
    documents : DataFrame
        As for `answers_of`.
    """
    units = measured.units
    tokens = units["n_tokens"].to_numpy(dtype=float)
    owner, names = pd.factorize(units["document_id"], sort=True)
    total = np.bincount(owner, tokens)
    weight = (tokens / total[owner])[:, None]
    share = _sums(weight * measured.shares, owner)
    variance = np.zeros(share.shape)
    if measured.errors is not None:
        variance = _sums((weight * measured.errors) ** 2, owner)
    if len(measured.members):
        variance = variance + _by_members(measured.members, weight, owner)
    # No token is without a letter.
    found = np.array([len(_LETTER.findall(text)) for text in units["text"]], dtype=float)
    letters = np.maximum(found, tokens)
    first = units.drop_duplicates("document_id").set_index("document_id").loc[names]
    known = documents.set_index("document_id").loc[names]
    k = len(measured.category_ids)
    return pd.DataFrame(
        {
            "document_id": np.repeat(np.asarray(names, dtype=object), k),
            "region_id": np.repeat(first["region_id"].to_numpy(dtype=object), k),
            "level": np.repeat(known["level"].to_numpy(dtype=object), k),
            "kind": np.repeat(first["kind"].to_numpy(dtype=object), k),
            "year": pd.array(np.repeat(first["year"].to_numpy(), k), dtype="Int64"),
            "fragment": np.repeat(
                (known["starts_mid_document"] | known["ends_mid_document"]).to_numpy(bool), k
            ),
            "letters": np.repeat(np.bincount(owner, letters), k),
            "tokens": np.repeat(total, k),
            "category_id": np.tile(np.array(measured.category_ids, dtype=object), len(names)),
            "share": share.ravel(),
            "variance": variance.ravel(),
        }
    )


def _sums(values: FloatArray, owner: IntArray) -> FloatArray:
    """Return the sums of rows by owner."""
    sums = [np.bincount(owner, column) for column in values.T]
    return np.stack(sums, axis=1).astype(np.float64)


def _by_members(members: FloatArray, weight: FloatArray, owner: IntArray) -> FloatArray:
    """Return the variance of documents' shares between the members of an ensemble, by medians."""
    shares = np.stack([_sums(weight * np.nan_to_num(each), owner) for each in members])
    lacking: BoolArray = np.asarray(np.isnan(members).all(axis=1))
    # A member without the category has no say in it.
    usual = np.median(np.where(lacking[:, None, :], 0, shares), axis=0)
    shares = np.where(lacking[:, None, :], usual, shares)
    apart = np.abs(shares - np.median(shares, axis=0))
    return np.asarray((_NORMAL * np.median(apart, axis=0)) ** 2)
