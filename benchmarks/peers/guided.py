"""Peers that are told what to look for, or that weigh words by meaning.

The seeds are those of the codebook in ``resources/codebook``: as many topics as it has domains with
seeds among the terms, whatever number is asked for.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.matching import FloatArray, unit_rows
from policytopics.topics.factorize import Factors, fit, project, reproducibly, shares, svd
from policytopics.topics.matrix import count

__all__ = ["guided_nmf", "key_nmf", "seeded_lda", "seeds_of"]

_CODEBOOK = Path(__file__).parents[2] / "resources/codebook/domains.csv"
_SEED_PRIOR, _PRIOR = 1.0, 0.01  # of a seed in its own topic, of any term in any topic
_SWEEPS = 1000
_HELD = 10  # iterations from the seeds: the fit widens them and does not leave them
_ELSE = 1e-3  # weight of a term that is no seed, against that of a seed
_DIMENSIONS, _KEYWORDS = 100, 25  # of word vectors; of a unit, as KeyNMF


def seeds_of(terms: tuple[str, ...]) -> sparse.csr_matrix:
    """Return which term is a seed of which domain, shape (domains, terms); none without seeds."""
    listed = pd.read_csv(_CODEBOOK, dtype=str)["seeds"].dropna().str.split("|")
    held = count(listed, terms)
    return (held[np.diff(held.indptr) > 0] > 0).astype(float)


def seeded_lda(tokens: list[list[str]], terms: tuple[str, ...], seed: int) -> tuple[Any, Any]:
    """Fit LDA whose topics prefer their seeds (keyATM's base model is near to it).

    Returns
    -------
    topics, shares : ndarray, shapes (topics, terms) and (units, topics)
    """
    import tomotopy

    seeds = seeds_of(terms).toarray()
    model = tomotopy.LDAModel(k=len(seeds), eta=_PRIOR, seed=seed)
    kept, rows = set(terms), []
    for row, unit in enumerate(tokens):
        if words := [token for token in unit if token in kept]:
            model.add_doc(words)
            rows.append(row)
    for term in np.flatnonzero(seeds.any(axis=0)):
        prior = np.where(seeds[:, term] > 0, _SEED_PRIOR, _PRIOR)
        model.set_word_prior(terms[term], prior.tolist())
    model.train(_SWEEPS, workers=1)
    column = {term: number for number, term in enumerate(terms)}
    topics = np.zeros((len(seeds), len(terms)))
    topics[:, [column[term] for term in model.used_vocabs]] = [
        model.get_topic_word_dist(topic) for topic in range(len(seeds))
    ]
    held = np.zeros((len(tokens), len(seeds)))
    held[rows] = [document.get_topic_dist() for document in model.docs]
    return topics, held


def guided_nmf(X: sparse.csr_matrix, terms: tuple[str, ...]) -> tuple[FloatArray, FloatArray]:
    """Fit NMF that starts from the seeds and may widen them in ten iterations alone."""
    H = unit_rows(seeds_of(terms).toarray() + _ELSE)
    with reproducibly():
        start = Factors(np.maximum(project(X, H), _ELSE), H)
        fitted = fit(X, start, loss="kullback-leibler", max_iterations=_HELD, tolerance=1e-9)
    return fitted.H, np.nan_to_num(shares(fitted.W, fitted.H))


def key_nmf(
    X: sparse.csr_matrix, counts: sparse.csr_matrix, k: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """Fit NMF to units' keywords: terms near to the unit in a space of word vectors.

    KeyNMF takes the vectors of a sentence encoder; here they are the corpus' own, the first hundred
    singular vectors of tf-idf, so that no model of another corpus has a part in it.
    """
    from sklearn.decomposition import NMF

    triplets = svd(X, min(_DIMENSIONS, min(X.shape) - 1))
    words = unit_rows(triplets.right.T)
    units = unit_rows(X @ triplets.right.T)
    rows, columns = counts.nonzero()
    near = np.maximum(np.einsum("ij,ij->i", units[rows], words[columns]), 0)
    keywords = sparse.csr_matrix((near, (rows, columns)), shape=counts.shape)
    for row in range(keywords.shape[0]):
        own = keywords.data[keywords.indptr[row] : keywords.indptr[row + 1]]
        own[np.argsort(-own, kind="stable")[_KEYWORDS:]] = 0
    with reproducibly():
        model = NMF(n_components=k, random_state=seed, max_iter=400)
        W = model.fit_transform(keywords)
    return model.components_, np.nan_to_num(shares(W, model.components_))
