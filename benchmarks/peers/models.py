"""The peers: each takes the corpus and gives topics × terms and units × topics.

All see the same units and the same kept terms, in the order of the corpus. gensim and tomotopy are
no dependencies of the project: the README beside this says how to have them compared.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from benchmarks.peers.corpora import Corpus
from benchmarks.peers.guided import guided_nmf, key_nmf, seeded_lda
from policytopics.study.topics import TopicsSettings
from policytopics.topics.consensus import agree, polish, settle
from policytopics.topics.factorize import project, reproducibly, shares
from policytopics.topics.matrix import build, count, weigh
from policytopics.topics.quality import seed_stability, top_terms
from policytopics.topics.select import scan
from policytopics.topics.term_weights import weigh_terms

__all__ = ["MODELS", "PEERS", "Fitted", "terms_of"]

FloatArray = npt.NDArray[np.float64]
_CONSENSUS_RUNS, _DENSITY, _NEAREST = 20, 0.5, 0.3  # cNMF's own defaults, but for fewer runs
_SWEEPS, _PASSES = 1000, 5


class Fitted(NamedTuple):
    """Topics (topics × terms) and shares (units × topics; rows of zeros where there are none)."""

    topics: FloatArray
    shares: FloatArray


Model = Callable[[Corpus, tuple[str, ...], int, int], Fitted]


def terms_of(corpus: Corpus) -> tuple[str, ...]:
    """Return the kept terms that stand in the units, sorted."""
    seen = {token for tokens in corpus.units["tokens"] for token in tokens}
    kept = corpus.vocabulary.loc[corpus.vocabulary["status"] == "kept", "term"]
    return tuple(sorted(seen.intersection(kept)))


def policytopics(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit with our defaults: tf-idf, regions balanced, an ensemble, a last fit."""
    return _policytopics(corpus, terms, TopicsSettings(number=k, seed=seed))


def policytopics_bm25(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit the same with BM25."""
    return _policytopics(corpus, terms, TopicsSettings(number=k, seed=seed, weighting="bm25"))


def policytopics_unbalanced(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit the same without balance between regions, as the other peers do."""
    return _policytopics(corpus, terms, TopicsSettings(number=k, seed=seed, balance="none"))


def policytopics_divergence(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit the same by the Kullback-Leibler divergence."""
    settings = TopicsSettings(number=k, seed=seed, loss="kullback-leibler")
    return _policytopics(corpus, terms, settings)


def policytopics_reference(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit with our defaults, but end with the reference member always."""
    return _ended(corpus, terms, TopicsSettings(number=k, seed=seed), lambda H: H[0])


def policytopics_consensus(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit with our defaults, but end with the consensus always."""
    return _ended(corpus, terms, TopicsSettings(number=k, seed=seed), agree)


def policytopics_medoid(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit with our defaults, but end with the member that agrees most with the others."""
    return _ended(corpus, terms, TopicsSettings(number=k, seed=seed), _medoid)


def _medoid(H: FloatArray) -> FloatArray:
    central: FloatArray = H[seed_stability(np.array([top_terms(run) for run in H])).argmax()]
    return central


def _ended(
    corpus: Corpus,
    terms: tuple[str, ...],
    settings: TopicsSettings,
    end: Callable[[FloatArray], FloatArray],
) -> Fitted:
    """Return a last fit from what ``end`` makes of the ensemble, told by itself alone."""
    matrix = build(corpus.units, corpus.vocabulary, settings)
    H = scan(matrix, settings).ensemble.H
    with reproducibly():
        found = weigh_terms(matrix, polish(matrix.to_fit(), end(H), settings), settings)
    wide = np.zeros((len(found.H), len(terms)))
    wide[:, np.searchsorted(terms, matrix.terms)] = found.weights
    held = pd.DataFrame(found.shares, matrix.units["unit_id"])
    return Fitted(wide, held.reindex(corpus.units["unit_id"]).fillna(0.0).to_numpy(float))


def _policytopics(corpus: Corpus, terms: tuple[str, ...], settings: TopicsSettings) -> Fitted:
    matrix = build(corpus.units, corpus.vocabulary, settings)
    settled = settle(matrix, scan(matrix, settings).ensemble.H, settings)
    wide = settled.topics.pivot(index="topic_id", columns="term", values="weight")  # noqa: PD010
    topics = wide.sort_index().reindex(columns=list(terms)).fillna(0.0).to_numpy(float)
    held = settled.unit_topics.pivot(index="unit_id", columns="topic_id", values="share")  # noqa: PD010
    return Fitted(topics, held.reindex(corpus.units["unit_id"]).fillna(0.0).to_numpy(float))


def sklearn_nmf(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit plain scikit-learn: tf-idf, Frobenius, its default start (nndsvda)."""
    from sklearn.decomposition import NMF

    model = NMF(n_components=k, random_state=seed, max_iter=400)
    return _sklearn(model, corpus, terms)


def minibatch_nmf(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit scikit-learn's online NMF: tf-idf, Frobenius."""
    from sklearn.decomposition import MiniBatchNMF

    return _sklearn(MiniBatchNMF(n_components=k, random_state=seed), corpus, terms)


def cnmf(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit a consensus as cNMF: random fits, outlier filter, k-means, medians, refit of usage."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import NMF

    X = _tfidf(corpus, terms)
    runs = [
        NMF(n_components=k, init="random", random_state=seed * 1000 + run, max_iter=400)
        for run in range(_CONSENSUS_RUNS)
    ]
    H = np.vstack([model.fit(X).components_ for model in runs])
    H = H / np.maximum(np.linalg.norm(H, axis=1, keepdims=True), 1e-300)
    apart = np.sqrt(np.maximum(2 - 2 * H @ H.T, 0))
    near = np.sort(apart, axis=1)[:, 1 : 1 + int(_NEAREST * _CONSENSUS_RUNS)].mean(axis=1)
    dense = H[near < _DENSITY] if (near < _DENSITY).sum() >= k else H
    labels = KMeans(n_clusters=k, n_init=10, random_state=1).fit_predict(dense)
    topics = np.array([np.median(dense[labels == number], axis=0) for number in range(k)])
    topics = topics / np.maximum(topics.sum(axis=1, keepdims=True), 1e-300)
    return Fitted(topics, np.nan_to_num(shares(project(X, topics), topics)))


def gensim_nmf(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit gensim's online NMF: tf-idf, five passes."""
    from gensim.matutils import Sparse2Corpus
    from gensim.models import Nmf

    X = _tfidf(corpus, terms)
    units = Sparse2Corpus(X, documents_columns=False)
    words = dict(enumerate(terms))
    model = Nmf(units, num_topics=k, id2word=words, passes=_PASSES, random_state=seed)
    held = np.zeros((X.shape[0], k))
    for unit, row in enumerate(units):
        for topic, share in model.get_document_topics(row, minimum_probability=0):
            held[unit, topic] = share
    return Fitted(np.asarray(model.get_topics(), dtype=float), held)


def tomotopy_lda(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit tomotopy's LDA: counts, 1,000 sweeps, one worker."""
    import tomotopy

    kept = set(terms)
    model = tomotopy.LDAModel(k=k, seed=seed)
    rows = []
    for row, tokens in enumerate(corpus.units["tokens"]):
        if words := [token for token in tokens if token in kept]:
            model.add_doc(words)
            rows.append(row)
    model.train(_SWEEPS, workers=1)
    column = {term: number for number, term in enumerate(terms)}
    used = [column[term] for term in model.used_vocabs]
    topics = np.zeros((k, len(terms)))
    topics[:, used] = [model.get_topic_word_dist(topic) for topic in range(k)]
    held = np.zeros((len(corpus.units), k))
    held[rows] = [document.get_topic_dist() for document in model.docs]
    return Fitted(topics, held)


def seeded(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit LDA with the codebook's seed words as priors, near to keyATM; k is the codebook's."""
    return Fitted(*seeded_lda(list(corpus.units["tokens"]), terms, seed))


def guided(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit NMF held to the codebook's seed words; k is the codebook's."""
    return Fitted(*guided_nmf(_tfidf(corpus, terms), terms))


def keywords(corpus: Corpus, terms: tuple[str, ...], k: int, seed: int) -> Fitted:
    """Fit NMF to the units' keywords, near to KeyNMF."""
    counts = count(corpus.units["tokens"], terms)
    return Fitted(*key_nmf(_tfidf(corpus, terms), counts, k, seed))


PEERS: dict[str, Model] = {
    "policytopics": policytopics,
    "policytopics, not balanced": policytopics_unbalanced,
    "scikit-learn NMF": sklearn_nmf,
    "scikit-learn MiniBatchNMF": minibatch_nmf,
    "cNMF-style consensus": cnmf,
    "gensim Nmf": gensim_nmf,
    "tomotopy LDA": tomotopy_lda,
    "KeyNMF-like": keywords,
    "keyATM-like seeded LDA": seeded,
    "guided NMF": guided,
}
MODELS: dict[str, Model] = {
    **PEERS,
    "policytopics, BM25": policytopics_bm25,
    "policytopics, reference": policytopics_reference,
    "policytopics, consensus": policytopics_consensus,
    "policytopics, medoid": policytopics_medoid,
    "policytopics, Kullback-Leibler": policytopics_divergence,
}


def _tfidf(corpus: Corpus, terms: tuple[str, ...]) -> sparse.csr_matrix:
    """Return tf-idf of the units; rows without a kept term stay empty."""
    counts = count(corpus.units["tokens"], terms)
    filled = np.flatnonzero(np.diff(counts.indptr))
    weighted = weigh(counts[filled], np.ones(len(filled), dtype=bool), "tfidf")
    back = sparse.csr_matrix(
        (np.ones(len(filled)), (filled, np.arange(len(filled)))),
        shape=(len(corpus.units), len(filled)),
    )
    return (back @ weighted).tocsr()


def _sklearn(model: object, corpus: Corpus, terms: tuple[str, ...]) -> Fitted:
    with reproducibly():
        W = model.fit_transform(_tfidf(corpus, terms))  # type: ignore[attr-defined]
    H = model.components_  # type: ignore[attr-defined]
    return Fitted(H, np.nan_to_num(shares(W.astype(float), H)))
