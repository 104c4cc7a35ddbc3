"""Two answers from one table of shares: what texts put first, and what their governments do."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.regions.borrowed import Reference, borrow, measured_false_share
from policytopics.regions.cautions import changing, follows_from_closure
from policytopics.regions.in_text import SMALLEST, Smallest, TextAnswer, text_answers
from policytopics.regions.of_government import (
    Drafting,
    GovernmentAnswer,
    Sample,
    government_answers,
)
from policytopics.regions.text_shares import (
    TextShares,
    other_regions,
    region_shares,
    replicates,
    text_shares,
    texts_used,
    years_of,
)

__all__ = ["ANSWER_FLAGS", "Asked", "two_answers"]

ANSWER_FLAGS = ("other_kind", "other_level", "fragment", "sparse", "closure", "changing")
_SHORT = 1.0  # letters of a text without any


class Asked(NamedTuple):
    """How claims are made.

    Attributes
    ----------
    scheme : str
        Of the categories; the reference has variances by scheme.
    untested : tuple of str
        Categories in the denominator alone.
    rate : float
        False discovery rate of claims about governments.
    level : float
        Of intervals.
    least : Smallest
        Difference that matters, of claims about texts.
    governments : bool
        Whether claims about governments are made: not where categories were found in the texts.
    cautious : bool
        Whether claims about governments are looked at again for closure and change.
    """

    scheme: str = "domains"
    untested: tuple[str, ...] = ("none",)
    rate: float = 0.05
    level: float = 0.95
    least: Smallest = SMALLEST
    governments: bool = True
    cautious: bool = True


def two_answers(
    shares: pd.DataFrame, reference: Reference | None = None, asked: Asked | None = None
) -> pd.DataFrame:
    """Return both answers, a row per region and category.

    Parameters
    ----------
    shares : DataFrame
        A row per text and category: document_id, region_id, level, kind, year (empty if unknown),
        fragment, letters, tokens (a region's texts weigh by them), enough (whether
        its region has enough text to be compared with), category_id, share,
        variance (of the share's measurement). In any order.
    reference : Reference, optional
        Of drafting, for regions with one text each.
    asked : Asked, optional

    Returns
    -------
    DataFrame
        Sorted by region and category: region_id, category_id, share, text_low, text_high, low,
        high, difference, difference_text_low, difference_text_high, difference_low,
        difference_high, difference_shrunken, visible, q, in_text, of_government, strict, noise
        (own, borrowed, unknown), n_texts, n_years (that count as independent), df, lag,
        false_share, flags. What is not known is empty.
    """
    asked = asked or Asked()
    cube = text_shares(shares)
    speaks, flags = replicates(cube)
    used = texts_used(cube, speaks)
    share, variance = region_shares(cube, used)
    others = other_regions(cube, speaks)
    text = text_answers(share, variance, others, level=asked.level, least=asked.least)
    tested = ~np.isin(cube.categories, asked.untested)
    table = _table(cube, share, text, flags, used)
    _add_government(table, cube, speaks, tested, reference, asked)
    table.loc[~np.tile(tested, len(cube.regions)), ["in_text", "of_government"]] = False
    return table


def _table(
    cube: TextShares, share: FloatArray, text: TextAnswer, flags: list[list[str]], used: BoolArray
) -> pd.DataFrame:
    """Return the rows with the texts' answers; nothing is known of governments yet."""
    number = len(cube.categories)
    counts = np.bincount(cube.region[used], minlength=len(cube.regions))
    table = pd.DataFrame(
        {
            "region_id": np.repeat(np.array(cube.regions, dtype=object), number),
            "category_id": np.tile(np.array(cube.categories, dtype=object), len(cube.regions)),
            "share": share.ravel(),
            "text_low": text.low.ravel(),
            "text_high": text.high.ravel(),
            "difference": text.difference.ravel(),
            "difference_text_low": text.difference_low.ravel(),
            "difference_text_high": text.difference_high.ravel(),
            "in_text": text.claimed.ravel(),
            "n_texts": np.repeat(counts, number),
        }
    )
    unknown = ("low", "high", "difference_low", "difference_high", "difference_shrunken")
    for name in (*unknown, "visible", "q", "n_years", "df", "lag", "false_share"):
        table[name] = np.nan
    table["of_government"] = table["strict"] = False
    table["noise"] = "unknown"
    table["flags"] = [list(each) for each in flags for _ in range(number)]
    return table


def _add_government(
    table: pd.DataFrame,
    cube: TextShares,
    speaks: BoolArray,
    tested: BoolArray,
    reference: Reference | None,
    asked: Asked,
) -> None:
    """Write what is known of governments into the table."""
    if not (speaks.any() and asked.governments):
        return
    numbers, region = np.unique(cube.region[speaks], return_inverse=True)
    texts = cube.texts[speaks]
    sample = Sample(
        cube.share[np.ix_(speaks, tested)],
        region,
        years_of(texts["year"]),
        np.maximum(texts["letters"].to_numpy(dtype=float), _SHORT),
    )
    known = _borrowed(cube, texts, sample, tested, reference, asked)
    answer = government_answers(sample, known, rate=asked.rate, level=asked.level)
    if answer.noise == "unknown":
        return
    shape = len(cube.regions), len(cube.categories)
    where = np.flatnonzero(
        np.isin(np.arange(shape[0]), numbers)[:, None].repeat(shape[1], axis=1) & tested
    )
    _write(table, where, answer)
    table.loc[where, "false_share"] = _false_share(texts, region, reference)
    if asked.cautious:
        _caution(table, where, sample, answer, known)


def _false_share(texts: pd.DataFrame, region: IntArray, reference: Reference | None) -> float:
    """Return the measured false share of claims from so many texts; NaN where none was measured."""
    if (
        reference is None
        or region.max() < 1
        or _kind_of(texts) not in set(reference.levels["kind"])
    ):
        return float("nan")
    years = float(np.median(np.bincount(region)))
    found = measured_false_share(reference, str(texts["level"].iloc[0]), years)
    return found.share if found else float("nan")


def _kind_of(texts: pd.DataFrame) -> str:
    """Return the kind of document of texts that speak for their governments: they have one."""
    return str(texts["kind"].iloc[0])


def _borrowed(
    cube: TextShares,
    texts: pd.DataFrame,
    sample: Sample,
    tested: BoolArray,
    reference: Reference | None,
    asked: Asked,
) -> Drafting | None:
    if reference is None:
        return None
    categories: Sequence[str] = [
        name for name, of in zip(cube.categories, tested, strict=True) if of
    ]
    level, kind = str(texts["level"].iloc[0]), _kind_of(texts)
    return borrow(reference, level, kind, asked.scheme, categories, sample.share.mean(axis=0))


def _write(table: pd.DataFrame, where: IntArray, answer: GovernmentAnswer) -> None:
    """Write the answers; the ends of intervals are set around the difference as the table has it.

    The governments' difference has the common years taken out, the table's is that of the shares.
    Where their signs differ nothing is claimed, and the interval holds both.
    """
    raw = table["difference"].to_numpy()[where]
    model, low, high, shrunken = (
        each.ravel()
        for each in (
            answer.difference,
            answer.difference_low,
            answer.difference_high,
            answer.shrunken,
        )
    )
    same = raw * model > 0
    factor = np.clip(np.divide(raw, model, out=np.ones_like(raw), where=same), 0.5, 2)
    low, high = low * factor, high * factor
    # One region alone has no difference to other governments: its ends stay empty.
    low, high = np.minimum(low, raw), np.maximum(high, raw)
    settled = same | ~np.isfinite(raw) | ~np.isfinite(model)
    low, high = (
        np.where(settled, low, np.fmin(low, 0)),
        np.where(settled, high, np.fmax(high, 0)),
    )
    number = answer.claimed.shape[1]
    columns = {
        "low": answer.low.ravel(),
        "high": answer.high.ravel(),
        "difference_low": low,
        "difference_high": high,
        "difference_shrunken": shrunken * factor,
        "visible": answer.visible.ravel(),
        "q": answer.q.ravel(),
        "of_government": answer.claimed.ravel() & same,
        "strict": answer.strict.ravel() & same,
        "noise": answer.noise,
        "n_years": np.repeat(answer.years, number),
        "df": answer.df,
        "lag": answer.lag,
    }
    for name, values in columns.items():
        table.loc[where, name] = values


def _caution(
    table: pd.DataFrame,
    where: IntArray,
    sample: Sample,
    answer: GovernmentAnswer,
    known: Drafting | None,
) -> None:
    """Add flags to what is claimed of governments."""
    if not np.isfinite(answer.difference).all():
        return
    found = {
        "closure": follows_from_closure(sample, answer, known).ravel(),
        "changing": changing(sample, known).ravel() & answer.claimed.ravel(),
    }
    flags = table["flags"].tolist()
    for name, cells in found.items():
        for row in where[cells]:
            flags[row] = [*flags[row], name]
    table["flags"] = pd.Series(flags, index=table.index, dtype=object)
