"""Shares of units: the mean probability of a unit's sentences, each by its letters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.arrays import FloatArray
from policytopics.domains.code import Coder, probabilities

__all__ = ["UnitShares", "sentences_of", "unit_domains", "unit_shares", "weighed_sentences"]

# As the words stage cuts them: put together they are the text again.
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）》】]*|[^。！？]+")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_LONGEST = 160  # characters of the sentences the instrument was shown; longer ones are cut
_CLAUSES = re.compile(r"[^；;]*[；;]+|[^；;]+")
_AT_ONCE = 1_000  # units


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; one above 160 characters is cut at its semicolons.

    Examples
    --------
    >>> sentences_of("修水库。建学校！")
    ['修水库。', '建学校！']
    """
    found = []
    for sentence in _SENTENCE.findall(text):
        found += _CLAUSES.findall(sentence) if len(sentence) > _LONGEST else [sentence]
    return found


class UnitShares(NamedTuple):
    """Shares of units and their errors of measurement, both of shape (units, domains).

    Attributes
    ----------
    shares : ndarray
        Rows sum to 1.
    errors : ndarray
        Standard deviations: of the sum over sentences, each right with its own probability.
    """

    shares: FloatArray
    errors: FloatArray


def unit_shares(coder: Coder, texts: Sequence[str], excess: FloatArray | float = 1.0) -> UnitShares:
    """Return the share of each domain in each text, and how uncertain it is.

    Parameters
    ----------
    coder : Coder
    texts : sequence of str
        Units' texts. One without letters is `none`, for sure.
    excess : float or ndarray, shape (domains,)
        From `policytopics.domains.quality.excess_variance`.

    Notes
    -----
    If probabilities are calibrated a code is a draw with variance p (1 - p); on coded sentences the
    variance was so many times as large, of single sentences as of all those of a region together.
    """
    every, owner, weights = weighed_sentences(texts)
    found = probabilities(coder, every)
    shares = _sums(weights, found, owner, len(texts))
    shares[shares.sum(axis=1) == 0] = np.eye(found.shape[1])[-1]
    variance = _sums(weights**2, found * (1 - found), owner, len(texts))
    return UnitShares(shares, np.sqrt(excess * variance))


def weighed_sentences(
    texts: Sequence[str],
) -> tuple[list[str], npt.NDArray[np.intp], FloatArray]:
    """Return the sentences of texts, the text that each is of, and its part of the text's letters.

    Examples
    --------
    >>> sentences, owner, weights = weighed_sentences(["修水库。建新学校。", "2020"])
    >>> sentences, owner.tolist(), weights.round(2).tolist()
    (['修水库。', '建新学校。', '2020'], [0, 0, 1], [0.43, 0.57, 0.0])
    """
    split = [sentences_of(text) for text in texts]
    every = [sentence for each in split for sentence in each]
    owner = np.repeat(np.arange(len(texts)), [len(each) for each in split])
    letters = np.array([len(_LETTER.findall(each)) for each in every], dtype=float)
    total = np.bincount(owner, letters, minlength=len(texts))
    return every, owner, letters / np.maximum(total, 1)[owner]


def _sums(
    weights: FloatArray, values: FloatArray, owner: npt.NDArray[np.intp], number: int
) -> FloatArray:
    """Return the weighted sums of the rows of each owner."""
    sums = [np.bincount(owner, weights * column, minlength=number) for column in values.T]
    return np.column_stack(sums)


def unit_domains(
    coder: Coder, parts: Iterable[pd.DataFrame], excess: FloatArray | float = 1.0
) -> Iterator[pd.DataFrame]:
    """Yield the table ``unit_domains``, some thousand units at a time.

    Parameters
    ----------
    coder : Coder
    parts : iterable of DataFrame
        Parts of the table ``units``: unit_id, text.
    excess : float or ndarray, shape (domains,)
        As for `unit_shares`.
    """
    names = np.array(coder.weights.domains, dtype=object)
    for part in parts:
        for at in range(0, len(part), _AT_ONCE):
            units = part.iloc[at : at + _AT_ONCE]
            found = unit_shares(coder, units["text"].tolist(), excess)
            yield pd.DataFrame(
                {
                    "unit_id": np.repeat(units["unit_id"].to_numpy(dtype=object), len(names)),
                    "domain_id": np.tile(names, len(units)),
                    "share": found.shares.ravel(),
                    "error": found.errors.ravel(),
                }
            )
