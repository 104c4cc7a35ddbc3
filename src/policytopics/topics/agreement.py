"""How far the topics' shares agree with a count of seed words: a coding without any model.

Every region's text is coded by the policy domains of the lexicon: a domain's part of all seed words
that the region uses. Beside it stand the shares of the topics that the same domain names. The seeds
gave a topic its name by its terms; how much of a region's text it holds, they did not.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.matching import FloatArray, IntArray
from policytopics.topics.ensemble import jackknife
from policytopics.topics.matrix import count

__all__ = ["agree_with_seeds", "correlate"]

_GROUPS = 20  # of paragraphs, left out in turn
_NORMAL = 1.96
_NEAR_1 = 1 - 1e-9  # Fisher's scale has no end


class _Coded(NamedTuple):
    """Paragraphs, coded twice.

    Attributes
    ----------
    region, document : ndarray of int, shape (paragraphs,)
    seeds, topics : ndarray, shape (paragraphs, domains)
        Seed words of each domain; tokens given to its topics.
    words, tokens : ndarray, shape (paragraphs,)
        Seed words of all domains; all tokens.
    """

    region: IntArray
    document: IntArray
    seeds: FloatArray
    topics: FloatArray
    words: FloatArray
    tokens: FloatArray


def agree_with_seeds(
    units: pd.DataFrame,
    unit_topics: pd.DataFrame,
    summary: pd.DataFrame,
    domains: pd.DataFrame,
) -> pd.DataFrame:
    """Return how regions' shares by topics and by seed words correlate.

    Parameters
    ----------
    units : DataFrame
        As the table, of the parts to compare alone.
    unit_topics, summary : DataFrame
        As the tables ``unit_topics`` and ``topic_summary``.
    domains : DataFrame
        Columns domain, seeds (joined by ``|``).

    Returns
    -------
    DataFrame
        Columns measure, value, low, high, n (cells: region × domain). ``seed_correlation`` is over
        all cells; ``seed_difference_correlation`` over their differences to the domain's mean over
        regions, which is what a comparison of regions rests on. No rows with fewer than two regions
        or two domains that topics bear.

    Notes
    -----
    The 95 % intervals are the jackknife's, on Fisher's scale: a twentieth of every document's
    paragraphs is left out in turn. A bootstrap would draw a paragraph twice for both codings at
    once, and that alone would make them alike.
    """
    coded = _code(units, unit_topics, summary, domains)
    regions, borne = coded.region.max(initial=-1) + 1, coded.seeds.shape[1]
    if min(regions, borne) < 2:
        return pd.DataFrame(columns=["measure", "value", "low", "high", "n"])
    group = _dealt(coded.document)
    value = _correlated(coded, np.ones(len(group)))
    without = np.array([_correlated(coded, (group != left) * 1.0) for left in range(_GROUPS)])
    error = _NORMAL * np.array([jackknife(each) for each in without.T])
    bounds = {name: np.tanh(value + by * error) for name, by in (("low", -1), ("high", 1))}
    table = {
        "measure": ["seed_correlation", "seed_difference_correlation"],
        "value": np.tanh(value),
    }
    found = pd.DataFrame({**table, **bounds, "n": int(regions * borne)})
    return found.dropna(ignore_index=True)


def correlate(one: FloatArray, other: FloatArray) -> tuple[float, float]:
    """Return Pearson's correlation of two tables: of all cells, and less each column's mean.

    NaN where one side does not vary.

    Examples
    --------
    The second column is the larger in both, but where one rises the other falls:

    >>> one, other = np.array([[1.0, 5.0], [2.0, 6.0]]), np.array([[2.0, 6.0], [1.0, 5.0]])
    >>> [round(value, 3) for value in correlate(one, other)]
    [0.882, -1.0]
    """
    return _pearson(one, other), _pearson(one - one.mean(axis=0), other - other.mean(axis=0))


def _pearson(one: FloatArray, other: FloatArray) -> float:
    one, other = one.ravel() - one.mean(), other.ravel() - other.mean()
    length = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / length if length > 1e-12 else np.nan


def _code(
    units: pd.DataFrame, unit_topics: pd.DataFrame, summary: pd.DataFrame, domains: pd.DataFrame
) -> _Coded:
    """Return the paragraphs of the units that have shares; domains that no topic bears are out."""
    held = unit_topics.pivot(index="unit_id", columns="topic_id", values="share")  # noqa: PD010
    rows = units[units["unit_id"].isin(held.index)]
    rows = rows.sort_values(["document_id", "order", "unit_id"], ignore_index=True)
    spoken = np.column_stack(
        [
            np.asarray(count(rows["tokens"], seeds.split("|")).sum(axis=1)).ravel()
            for seeds in domains["seeds"]
        ]
    )
    owner = summary.set_index("topic_id")["domain"].reindex(held.columns).to_numpy(str)
    domain = domains["domain"].to_numpy(str)
    borne = np.isin(domain, owner)
    tokens = rows["n_tokens"].to_numpy(float)
    member = (owner[:, None] == domain[borne]).astype(float)
    given = held.loc[rows["unit_id"]].to_numpy(float) @ member * tokens[:, None]
    first = rows.drop_duplicates("paragraph_id")
    seeds, topics, words, all_tokens = _by_paragraph(
        rows, [spoken[:, borne], given, spoken.sum(axis=1), tokens]
    )
    region, document = (pd.factorize(first[f"{name}_id"])[0] for name in ("region", "document"))
    return _Coded(region, document, seeds, topics, words, all_tokens)


def _by_paragraph(rows: pd.DataFrame, values: list[FloatArray]) -> list[FloatArray]:
    """Return the sums over each paragraph's units, paragraphs as they come first."""
    paragraph = pd.factorize(rows["paragraph_id"])[0]
    entries = np.ones(len(rows)), (paragraph, np.arange(len(rows)))
    adder = sparse.csr_matrix(entries, shape=(paragraph.max(initial=-1) + 1, len(rows)))
    return [np.asarray(adder @ each) for each in values]


def _dealt(document: IntArray) -> IntArray:
    """Return the group of each paragraph: those of a document are dealt out in turn."""
    turn = pd.Series(document).groupby(document).cumcount().to_numpy(int)
    dealt: IntArray = (turn + document) % _GROUPS
    return dealt


def _correlated(coded: _Coded, times: FloatArray) -> FloatArray:
    """Return both correlations on Fisher's scale, each paragraph counted so many times."""
    found: FloatArray = np.arctanh(np.clip(correlate(*_shares(coded, times)), -_NEAR_1, _NEAR_1))
    return found


def _shares(coded: _Coded, times: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return each region's shares of domains, by seed words and by topics."""
    adder = sparse.csr_matrix((times, (coded.region, np.arange(len(times)))))
    spoken, tokens = np.maximum(adder @ coded.words, 1), np.maximum(adder @ coded.tokens, 1)
    return adder @ coded.seeds / spoken[:, None], adder @ coded.topics / tokens[:, None]
