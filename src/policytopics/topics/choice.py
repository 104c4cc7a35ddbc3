"""How many topics: the written rule.

The rule. ``topics.number``, if it is set. Otherwise:

1. The *silhouette* of the ensemble leads. The candidates within 0.05 of the best one separate their
   topics as well: with much text even the topics of a coarser model, merged alike in every member,
   separate almost perfectly. Noise is no merit: a candidate whose silhouette is not known to 0.05
   (one standard error) is neither the best nor near it.
2. *Stability* counts: of these, those stay whose topics repeat themselves over subsamples nearly as
   well (0.08) as those of the most stable.
3. *Bi-cross-validation* is the witness. Of these, those stay whose held-out error lies within one
   standard error of the least among them. Where even the best number predicts no better than zeros
   would, the witness is mute, and all stay.
4. The number is *identified* if one number of all candidates, or two neighbours, lie within one
   standard error of the least held-out error, inside the range, and step 3 left no other. Then
   *coherence* breaks the tie: the smallest number whose NPMI lies within one standard error of the
   highest is chosen, and what stayed is admissible.
5. Otherwise the verdict is *not identified*: the smallest number that stayed is chosen, for more
   topics than the data ask for are details of single texts, and all of step 2 is admissible.

While the best or the chosen number is an end of the range, the range widens there, from 5 to 60.
Topics *repeat* themselves if those of subsamples overlap with those of all text by 0.52 or more
(average Jaccard of ten terms); where they do not, there is too little text for topics, and a scheme
fixed beforehand should lead.

Coherence alone does not find planted numbers, silhouette and bi-cross-validation do
(``benchmarks/planted``); on real text the three may disagree, and the verdict says so.
"""

import numpy as np
import pandas as pd

from policytopics.study.topics import WIDEST

__all__ = ["DECIMALS", "choose", "wider"]

DECIMALS = 6  # as the table is written: what is decided can be recomputed from it
_SEPARATE = 0.05  # as far apart as silhouettes of topics that separate equally well
_STABLE = 0.08  # the same for stability, which falls with the number of topics from the start
_REPEATED = 0.52  # stability from which topics repeat themselves
_STEPS = 4  # candidates that a range widens by at a time
_INSIDE = 3  # candidates from which a range has an inside


def choose(candidates: pd.DataFrame, *, given: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the candidates with the columns chosen and admissible, and the choice.

    Parameters
    ----------
    candidates : DataFrame
        Columns k, criterion, value, low, high; criteria silhouette and npmi at least.
    given : bool
        Whether the number (then the only candidate) was set by hand.

    Returns
    -------
    candidates : DataFrame
        Sorted by k; ``chosen`` is true for one k.
    choice : DataFrame
        As the table: one row.

    Examples
    --------
    Seven topics separate best, six nearly as well, and predict as well; six are more coherent:

    >>> value = {5: (0.60, 0.95, 0.30), 6: (0.79, 0.90, 0.28), 7: (0.80, 0.91, 0.25)}
    >>> rows = [
    ...     (k, criterion, mean, mean - 0.02, mean + 0.02)
    ...     for k, means in value.items()
    ...     for criterion, mean in zip(["silhouette", "held_out", "npmi"], means)
    ... ]
    >>> columns = ["k", "criterion", "value", "low", "high"]
    >>> table, choice = choose(pd.DataFrame(rows, columns=columns))
    >>> table.loc[table["admissible"], "k"].unique().tolist()
    [6, 7]
    >>> choice[["k", "verdict"]].to_numpy().tolist()
    [[6, 'not identified']]
    """
    separate = _near(_of(candidates, "silhouette"), _SEPARATE)
    stability = _of(candidates, "subsample_stability")
    separate = _near(stability.loc[separate], _STABLE) if len(stability) else separate
    held_out = _of(candidates, "held_out")
    # 1 is the error of predicting zeros.
    predictive = _lowest(held_out) if len(held_out) and held_out["value"].min() < 1 else []
    heard = held_out[held_out.index.isin(separate if predictive else [])]
    agreed = _lowest(heard) if len(heard) else separate
    inner = sorted(set(candidates["k"]))[1:-1]
    identified = _neighbours(predictive) and set(agreed) <= set(predictive).intersection(inner)
    chosen = _coherent(_of(candidates, "npmi").loc[agreed]) if identified else agreed[0]
    admissible = agreed if identified else separate
    table = candidates.assign(
        chosen=candidates["k"] == chosen, admissible=candidates["k"].isin(admissible)
    ).sort_values("k", kind="stable", ignore_index=True)
    repeated = float(stability["value"].get(chosen, np.nan))
    choice = {
        "k": chosen,
        "verdict": "set by hand" if given else "identified" if identified else "not identified",
        "separate": [separate],
        "predictive": [predictive],
        "admissible": [admissible],
        "stability": repeated,
        "repeats": repeated >= _REPEATED,
    }
    return table, pd.DataFrame(choice)


def _of(candidates: pd.DataFrame, criterion: str) -> pd.DataFrame:
    """Return value, low and high of one criterion, by rising k."""
    rows = candidates[candidates["criterion"] == criterion].set_index("k").sort_index()
    return rows[["value", "low", "high"]]


def _near(rows: pd.DataFrame, margin: float) -> list[int]:
    """Return the numbers within the margin of the best, of those known to the margin."""
    known = _known(rows, margin)
    below = (known["value"].max() - known["value"]).round(DECIMALS)
    return [int(k) for k in known.index[below <= margin]]


def _known(rows: pd.DataFrame, margin: float) -> pd.DataFrame:
    """Return the rows whose standard error is the margin at most; if there are none, all."""
    exact = (rows["value"] - rows["low"]).round(DECIMALS) <= margin
    return rows[exact] if exact.any() else rows


def _neighbours(numbers: list[int]) -> bool:
    """Return whether these are one number, or two in a row."""
    return len(numbers) in (1, 2) and numbers[-1] - numbers[0] == len(numbers) - 1


def _coherent(npmi: pd.DataFrame) -> int:
    """Return the smallest number within one standard error of the highest coherence."""
    best = npmi.iloc[int(npmi["value"].argmax())]
    return int(npmi.index[npmi["value"] >= best["low"]][0])


def _lowest(rows: pd.DataFrame) -> list[int]:
    """Return the numbers whose difference to the lowest is within its standard error."""
    return [int(k) for k in rows.index[rows["low"] <= rows["value"].min()]]


def wider(candidates: pd.DataFrame, most: int) -> list[int]:
    """Return the next numbers to try, if the best or the chosen number is an end of the range.

    Parameters
    ----------
    candidates : DataFrame
        As `choose` takes it; a range of one or two numbers has no inside, and stays.
    most : int
        The largest number that may be tried.

    Returns
    -------
    list of int
        Rising; up to four beyond the end, in steps of a tenth of it; none below 5.

    Examples
    --------
    >>> values = {18: 0.8, 19: 0.85, 20: 0.9}
    >>> rows = [(k, "silhouette", value, value, value) for k, value in values.items()]
    >>> table = pd.DataFrame(rows, columns=["k", "criterion", "value", "low", "high"])
    >>> wider(table, 60), wider(table, 25), wider(table, 20)
    ([22, 24, 26, 28], [22, 24], [])
    """
    numbers = sorted(set(candidates["k"]))
    if len(numbers) < _INSIDE:
        return []
    silhouette = _of(candidates, "silhouette")
    best = int(silhouette.index.to_numpy(int)[silhouette["value"].argmax()])
    ends = {best, int(choose(candidates)[1]["k"].iloc[0])}
    lower = range(max(WIDEST[0], numbers[0] - _STEPS), numbers[0]) if numbers[0] in ends else ()
    step = max(1, numbers[-1] // 10)
    last = min(WIDEST[-1], most, numbers[-1] + _STEPS * step)
    upper = range(numbers[-1] + step, last + 1, step) if numbers[-1] in ends else ()
    return [*lower, *upper]
