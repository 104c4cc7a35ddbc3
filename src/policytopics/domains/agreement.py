"""How far the instrument agrees with who coded a sheet, and where sentences go instead."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.arrays import FloatArray
from policytopics.domains.quality import proportion_interval
from policytopics.domains.sample import PROBABILITY
from policytopics.domains.sheet import CodedSheet

__all__ = ["agreement_by_domain", "confused"]


def agreement_by_domain(sheet: CodedSheet) -> pd.DataFrame:
    """Return the agreement of the instrument with a sheet, of all domains and of each.

    Returns
    -------
    DataFrame
        domain_id (first ``all``), n (sentences that the reader coded so), agreement (of them, by
        the instrument too), low, high (95 %), either (as the reader's first or second), kappa (of
        a domain: against all others), kappa_low, kappa_high.

    Notes
    -----
    Estimates for all sentences of the text: each coded one counts 1 / its probability of being
    drawn. Intervals are Wilson's, of as many sentences as these weights leave; kappa's are those of
    agreement at the given agreement by chance, as Cohen's standard error has it [1]_.

    References
    ----------
    .. [1] J. Cohen (1960). A coefficient of agreement for nominal scales. Educational and
       Psychological Measurement 20.
    """
    rows = sheet.rows
    measured, first, second = _codes(sheet), rows["domain_id"].to_numpy(), rows["second"].to_numpy()
    weight = 1 / rows["drawn"].to_numpy(float)
    same = measured == first
    either = same | (measured == second)
    every = _row("all", same, either, weight) | _kappa(measured, first, weight)
    found = [every]
    for domain in sheet.domains:
        read = first == domain
        row = _row(domain, same[read], either[read], weight[read])
        found.append(row | _kappa(measured == domain, read, weight))
    return pd.DataFrame(found)


def confused(sheet: CodedSheet) -> pd.DataFrame:
    """Return the pairs of domains that were taken for another: domain_id, measured_as, n."""
    pairs = pd.DataFrame({"domain_id": sheet.rows["domain_id"], "measured_as": _codes(sheet)})
    other = pairs[pairs["domain_id"] != pairs["measured_as"]]
    counts = other.groupby(["domain_id", "measured_as"]).size().reset_index(name="n")
    order = ["n", "domain_id", "measured_as"]
    return counts.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _codes(sheet: CodedSheet) -> npt.NDArray[np.object_]:
    """Return the domain that the instrument takes each sentence for."""
    shares = sheet.rows[[f"{PROBABILITY}{domain}" for domain in sheet.domains]].to_numpy(float)
    found: npt.NDArray[np.object_] = np.array(sheet.domains, dtype=object)[shares.argmax(axis=1)]
    return found


def _row(
    domain: str, same: np.ndarray, either: np.ndarray, weight: FloatArray
) -> dict[str, object]:
    """Return a row without kappa."""
    if not len(same):
        return {"domain_id": domain, "n": 0}
    number = _worth(weight)
    agreed = float(np.average(same, weights=weight))
    low, high = proportion_interval(agreed * number, number)
    return {
        "domain_id": domain, "n": len(same), "agreement": agreed, "low": low, "high": high,
        "either": float(np.average(either, weights=weight)),
    }  # fmt: skip


def _worth(weight: FloatArray) -> float:
    """Return how many equally weighted sentences are worth as much."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def _kappa(one: npt.NDArray[Any], other: npt.NDArray[Any], weight: FloatArray) -> dict[str, float]:
    """Return Cohen's kappa of two codings with its interval; nothing where both are all the same.

    Examples
    --------
    >>> one, other = np.array(["a", "a", "b", "b"]), np.array(["a", "a", "b", "a"])
    >>> {name: round(value, 2) for name, value in _kappa(one, other, np.ones(4)).items()}
    {'kappa': 0.5, 'kappa_low': -0.4, 'kappa_high': 0.91}
    """
    part = weight / weight.sum()
    values = sorted({*one.tolist(), *other.tolist()})
    chance = sum(part[one == value].sum() * part[other == value].sum() for value in values)
    if chance >= 1 - 1e-9:
        return {}
    agreed, number = float(part[one == other].sum()), _worth(weight)
    bounds = (agreed, *proportion_interval(agreed * number, number))
    names = ("kappa", "kappa_low", "kappa_high")
    return {name: float((b - chance) / (1 - chance)) for name, b in zip(names, bounds, strict=True)}
