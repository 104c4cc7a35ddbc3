"""Ways of coding sentences by the 27 domains, judged on the same folds by region.

Writes ``results.csv``. Weights, calibration, choice of terms never see the judged regions' codes.
Some two hours for 1,700 reports.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from policytopics.domains.learn import Learnt, Space, learn
from policytopics.domains.own import seeds_by_domain
from policytopics.domains.quality import Coded, shares_apart
from policytopics.domains.resources import read_codebook
from policytopics.domains.seeds import count_seeds, seeded
from policytopics.domains.shapes import Int64Array
from policytopics.domains.train import (
    Options,
    Ready,
    cross_validate,
    fitted,
    measured,
)

HERE, BOOK = Path(__file__).parent, Path("resources/codebook")
SAMPLE = 600


class Result(NamedTuple):
    """What a method reached, mean over the seeds of the folds."""

    method: str
    agreement: float
    either: float
    shares_apart: float
    shares_apart_by_codes: float
    loss: float


def compared(ready: Ready, options: Options, seeds: int) -> list[dict[str, object]]:
    """Judge each method and write what it reached."""
    book = read_codebook(BOOK / "domains.csv")
    results = [dictionary(ready, seeds_by_domain(book))]
    for method, fit in METHODS.items():
        results.append(judged(method, ready, options, fit, seeds))
        pd.DataFrame(results).round(4).to_csv(HERE / "results.csv", index=False)
    return [each._asdict() for each in results]


def dictionary(ready: Ready, seeds: dict[str, list[str]]) -> Result:
    """Return what counting seed words reaches."""
    shares = seeded(count_seeds(ready.coded["text"].tolist(), seeds)).astype(float)
    return result("seed words counted", [_coded(ready, shares)])


def judged(
    method: str,
    ready: Ready,
    options: Options,
    fit: Callable[[Ready, Int64Array], Learnt],
    seeds: int,
) -> Result:
    """Return what a method reaches."""
    every = len(ready.words.terms)
    found = [
        measured(ready, cross_validate(ready, options, fit, most=every, seed=seed))
        for seed in range(1, seeds + 1)
    ]
    return result(method, found)


def result(method: str, runs: list[Coded]) -> Result:
    """Return the means over runs."""
    rows = np.array([_measures(each) for each in runs])
    return Result(method, *map(float, rows.mean(axis=0)))


def _measures(coded: Coded) -> tuple[float, ...]:
    top = coded.shares.argmax(axis=1)
    rng = np.random.default_rng(1)
    samples = [rng.choice(len(top), min(SAMPLE, len(top)), replace=False) for _ in range(200)]
    hard = coded._replace(shares=np.eye(coded.shares.shape[1])[top])
    right = top == coded.first
    likely = coded.shares[np.arange(len(top)), coded.first]
    return (
        right.mean(),
        (right | (top == coded.second)).mean(),
        float(np.mean([shares_apart(coded, each) for each in samples])),
        float(np.mean([shares_apart(hard, each) for each in samples])),
        -float(np.log(np.maximum(likely, 1e-9)).mean()),
    )


def _coded(ready: Ready, shares: np.ndarray) -> Coded:
    first = ready.coded["first"].to_numpy()
    length = np.array([len(text) for text in ready.coded["text"]])
    return Coded(
        shares,
        first,
        ready.coded["second"].to_numpy(),
        ready.coded["level"].to_numpy(dtype=str),
        ready.coded["year"].to_numpy(),
        length,
    )


def logistic(ready: Ready, rows: Int64Array) -> Learnt:
    """Return weights of a plain logistic regression on the coded sentences' terms."""
    first = ready.coded["first"].to_numpy()[rows]
    model = LogisticRegression(C=30.0, max_iter=300).fit(ready.matrix[rows], first)
    weights = np.zeros((ready.matrix.shape[1], len(ready.domains)), dtype=np.float32)
    usual = np.full(len(ready.domains), model.intercept_.min() - 1, dtype=np.float32)
    weights[:, model.classes_] = model.coef_.T
    usual[model.classes_] = model.intercept_
    return Learnt(weights, usual)


def terms_alone(ready: Ready, rows: Int64Array) -> Learnt:
    """Return weights of a ridge regression on the most frequent terms, without coordinates."""
    nothing = Space(ready.space.direct, ready.space.coordinates[:, :0])
    return learn(ready.matrix[rows], ready.wanted[rows], nothing)


def with_coordinates(ready: Ready, rows: Int64Array) -> Learnt:
    """Return weights of a ridge regression on terms and coordinates, the panel not taught."""
    return learn(ready.matrix[rows], ready.wanted[rows], ready.space)


METHODS = {
    "logistic regression on terms": logistic,
    "ridge regression on terms": terms_alone,
    "with coordinates of terms": with_coordinates,
    "with the panel coded in context (used)": fitted,
}
