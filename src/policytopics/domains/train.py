"""Training the instrument: coded sentences and a panel → weights, and how good they are.

What is reported is cross-validated by region: weights, the choice of terms and calibration never
saw the judged region's coded sentences.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.preprocessing import normalize

from policytopics.arrays import FloatArray
from policytopics.domains.calibrate import calibrate, instrument
from policytopics.domains.context import context
from policytopics.domains.embed import embed
from policytopics.domains.folds import region_folds
from policytopics.domains.learn import Learnt, Space, Taught, learn, space_of, targets, taught
from policytopics.domains.quality import Coded
from policytopics.domains.shapes import Float32Array, Int64Array
from policytopics.domains.terms import TermFinder, weighted
from policytopics.domains.vocabulary import Panel, Vocabulary, vocabulary
from policytopics.domains.weights import Weights

__all__ = ["Options", "Ready", "Trained", "Validated", "cross_validate", "prepare", "train"]


@dataclass(frozen=True)
class Options:
    """How much is learnt.

    Attributes
    ----------
    longest : int
        Characters of the longest terms.
    dimensions : int
        Coordinates of a term.
    direct : int
        Terms with a feature of their own.
    most : int
        Terms kept in the instrument.
    sentences : int
        Of the panel, at most, that teach.
    shortest : int
        Terms of a sentence that teaches: with fewer it may be about nothing.
    number : int
        Folds.
    seed : int
    """

    longest: int = 3
    dimensions: int = 300
    direct: int = 7_500
    most: int = 40_000
    sentences: int = 200_000
    shortest: int = 25
    number: int = 5
    seed: int = 1


@dataclass(frozen=True)
class Ready:
    """A panel and coded sentences, prepared once for all folds.

    Attributes
    ----------
    words : Vocabulary
    names : frozenset of str
    space : Space
    panel : Taught
    matrix : csr_matrix
        The coded sentences' weighted terms.
    wanted : ndarray
        From `targets`.
    coded : DataFrame
        Columns text, first, second (numbers of domains), region, level, year.
    domains : tuple of str
    """

    words: Vocabulary
    names: frozenset[str]
    space: Space
    panel: Taught
    matrix: sparse.csr_matrix
    wanted: Float32Array
    coded: pd.DataFrame
    domains: tuple[str, ...]


@dataclass(frozen=True)
class Trained:
    """The instrument and the coded sentences as it measures them when it has not seen them."""

    weights: Weights
    coded: Coded


def prepare(
    panel: Panel,
    coded: pd.DataFrame,
    domains: tuple[str, ...],
    names: frozenset[str],
    options: Options,
    say: Callable[[str], None] = lambda _: None,
) -> Ready:
    """Return everything that training needs and that no code enters.

    Parameters
    ----------
    panel : Panel
    coded : DataFrame
        As in `Ready`.
    domains : tuple of str
        `none` last.
    names : frozenset of str
        To be taken out before coding.
    options : Options
    say : callable
        Told of each step.
    """
    rng = np.random.default_rng(options.seed)
    words = vocabulary(panel, names, options.longest)
    say(f"{len(words.terms)} terms")
    finder = TermFinder(words.terms, names)
    matrix = weighted(finder.count(panel.texts), words.rarity)
    number = np.diff(matrix.indptr)
    say(f"{matrix.shape[0]} sentences of the panel")
    long = np.flatnonzero(number >= options.shortest)
    coordinates = embed(matrix[long], panel.paragraph[long], dimensions=options.dimensions, rng=rng)
    space = space_of(matrix[long], coordinates, direct=options.direct)
    say("coordinates of terms")
    chosen = rng.choice(long, min(options.sentences, len(long)), replace=False)
    panel_ready = taught(matrix, context(panel, number), np.sort(chosen), space)
    say("features of the panel")
    return Ready(
        words=words,
        names=names,
        space=space,
        panel=panel_ready,
        matrix=weighted(finder.count(coded["text"].tolist()), words.rarity),
        wanted=targets(coded["first"].to_numpy(), coded["second"].to_numpy(), len(domains)),
        coded=coded,
        domains=domains,
    )


class Validated(NamedTuple):
    """Coded sentences as weights see them that never saw their region.

    Attributes
    ----------
    evidence : ndarray, shape (sentences, domains)
    number : ndarray of int, shape (sentences,)
        Terms of each.
    fold : ndarray of int, shape (sentences,)
    """

    evidence: FloatArray
    number: Int64Array
    fold: Int64Array


def cross_validate(
    ready: Ready,
    options: Options,
    fit: Callable[[Ready, Int64Array], Learnt],
    *,
    most: int,
    seed: int,
) -> Validated:
    """Return each coded sentence's evidence by weights that never saw its region.

    Parameters
    ----------
    ready : Ready
    options : Options
    fit : callable
        From `Ready` and the rows to learn from to weights.
    most : int
        Terms of the instrument; which, each fold's weights say.
    seed : int
        Of the folds.
    """
    coded = ready.coded
    fold = region_folds(
        coded["region"].tolist(),
        coded["text"].tolist(),
        number=options.number,
        rng=np.random.default_rng(seed),
    )
    found = Validated(np.zeros(ready.wanted.shape), np.zeros(len(coded), dtype=np.int64), fold)
    for each in range(options.number):
        learnt = fit(ready, np.flatnonzero(fold != each))
        kept, held = important(ready, learnt, most), fold == each
        matrix = normalize(ready.matrix[held][:, kept])  # of length 1 by the terms kept
        found.evidence[held] = matrix @ learnt.weights[kept] + learnt.usual
        found.number[held] = np.diff(matrix.indptr)
    return found


def fitted(ready: Ready, rows: Int64Array) -> Learnt:
    """Return the weights learnt from some coded sentences and the panel."""
    return learn(ready.matrix[rows], ready.wanted[rows], ready.space, ready.panel)


def important(ready: Ready, learnt: Learnt, most: int) -> Int64Array:
    """Return the terms that move the evidence most over the panel's sentences, sorted."""
    panel = ready.panel.matrix
    spoken = np.bincount(panel.indices, weights=panel.data**2, minlength=panel.shape[1])
    moved = np.sqrt(spoken) * learnt.weights.std(axis=1)
    return np.sort(np.argsort(-moved, kind="stable")[:most])


def calibrated_across(
    evidence: FloatArray, number: Int64Array, wanted: FloatArray, fold: Int64Array
) -> FloatArray:
    """Return probabilities of sentences whose codes their calibration never saw either."""
    shares = np.zeros_like(evidence)
    for each in np.unique(fold):
        held = fold == each
        learnt = calibrate(evidence[~held], number[~held], wanted[~held])
        shares[held] = learnt.shares(evidence[held], number[held])
    return shares


def train(ready: Ready, options: Options) -> Trained:
    """Return the instrument, learnt from all coded sentences, and its cross-validated codes."""
    learnt = fitted(ready, np.arange(len(ready.coded)))
    kept = important(ready, learnt, options.most)
    found = cross_validate(ready, options, fitted, most=options.most, seed=options.seed)
    words = Vocabulary([ready.words.terms[at] for at in kept], ready.words.rarity[kept])
    small = Learnt(learnt.weights[kept], learnt.usual)
    calibration = calibrate(found.evidence, found.number, _first(ready))
    return Trained(
        weights=instrument(ready.domains, words, small, calibration),
        coded=measured(ready, found),
    )


def measured(ready: Ready, found: Validated) -> Coded:
    """Return the coded sentences with cross-validated probabilities."""
    coded = ready.coded
    return Coded(
        shares=calibrated_across(found.evidence, found.number, _first(ready), found.fold),
        first=coded["first"].to_numpy(),
        second=coded["second"].to_numpy(),
        level=coded["level"].to_numpy(dtype=str),
        year=coded["year"].to_numpy(),
        length=np.array([len(text) for text in coded["text"]]),
    )


def _first(ready: Ready) -> FloatArray:
    """Return 1 where a reader coded a sentence so, shape (coded sentences, domains)."""
    wanted: FloatArray = np.eye(len(ready.domains))[ready.coded["first"].to_numpy()]
    return wanted
