"""The plans coded by an instrument that learnt on other regions than those it codes."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.replication.texts import cache_of
from policytopics.domains.code import Coder, probabilities
from policytopics.domains.names import masked_names
from policytopics.domains.resources import read_codebook, read_firms
from policytopics.domains.train import Options, prepare, train
from policytopics.domains.vocabulary import split_panel
from policytopics.domains.weights import Weights, read_weights, write_weights
from policytopics.gazetteer import read_divisions
from resources.codebook.train import documents, read_gold

__all__ = ["coded_plans", "region_fold"]

_BOOK = Path("resources/codebook")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
# A smaller instrument than the default's: one a fold must be learnt in minutes.
_SMALLER = Options(dimensions=60, direct=4_000, sentences=60_000, number=2)
_EACH = 3  # every third report of the other regions teaches


def region_fold(regions: pd.Series, number: int) -> pd.Series:
    """Return the fold of each row: regions in the order of their names, dealt in turn."""
    names = sorted(set(regions))
    return regions.map({name: at % number for at, name in enumerate(names)})


def coded_plans(
    plans: pd.DataFrame,
    folds: pd.Series,
    folder: Path,
    gold: Path | None,
    cache: Path,
    say: Callable[[str], None],
) -> pd.DataFrame:
    """Return shares of domains in plans: file, category_id, share, variance, letters, sentences.

    Parameters
    ----------
    plans : DataFrame
        From `read_plans`.
    folds : Series
        The fold of each file.
    folder : Path
        The corpus.
    gold : Path or None
        Coded sentences. None: the default instrument codes every region.
    cache : Path
        Folder for weights and shares.
    say : callable
        Told of each step.
    """
    instrument = gold or _BOOK / "weights.npz"
    cache = cache_of(cache, folder / "index.tsv", instrument)
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / "shares.parquet"
    if not kept.exists():
        parts = []
        for fold in sorted(set(folds)) if gold else [-1]:
            weights = _weights(folder, gold, folds, fold, cache, say)
            files = folds.index[folds == fold] if gold else folds.index
            parts.append(_coded(plans[plans["file"].isin(files)], weights))
            say(f"coded fold {fold}")
        pd.concat(parts, ignore_index=True).to_parquet(kept)
    return pd.read_parquet(kept)


def _names() -> frozenset[str]:
    divisions = read_divisions("resources/gazetteer/divisions.csv")
    return masked_names(divisions, read_firms(_BOOK / "firms.txt"))


def _weights(
    folder: Path,
    gold: Path | None,
    folds: pd.Series,
    fold: int,
    cache: Path,
    say: Callable[[str], None],
) -> Weights:
    """Return the instrument for a fold: neither its codes nor its text were learnt from."""
    if gold is None:
        return read_weights(_BOOK / "weights.npz")
    kept = cache / f"weights_{fold}.npz"
    if not kept.exists():
        held = {Path(file).stem.rsplit("_", 1)[0] for file in folds.index[folds == fold]}
        domains = tuple(read_codebook(_BOOK / "domains.csv")["domain_id"])
        others = [each for each in documents(folder) if each[0] not in held]
        panel = split_panel(others[::_EACH])
        coded = read_gold(str(gold), domains)
        coded = coded[~coded["region"].isin(held)].reset_index(drop=True)
        ready = prepare(panel, coded, domains, _names(), _SMALLER, say)
        trained = train(ready, _SMALLER)
        write_weights(trained.weights, kept)
    return read_weights(kept)


def _coded(plans: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Return each plan's shares, and the variance of each by uncertain codes."""
    found = probabilities(Coder(weights, _names()), plans["text"].tolist())
    letters = np.array([len(_LETTER.findall(text)) for text in plans["text"]], dtype=float)
    names, owner = np.unique(plans["file"].to_numpy(dtype=str), return_inverse=True)
    total = np.bincount(owner, letters)
    share, variance = (
        np.column_stack([np.bincount(owner, size * column) for column in values.T])
        / total[:, None] ** power
        for size, values, power in (
            (letters, found, 1),
            (letters**2, found * (1 - found), 2),
        )
    )
    number = len(weights.domains)
    return pd.DataFrame(
        {
            "file": np.repeat(names, number),
            "category_id": np.tile(np.array(weights.domains), len(names)),
            "share": share.ravel(),
            "variance": variance.ravel(),
            "letters": np.repeat(total, number),
            "sentences": np.repeat(np.bincount(owner), number),
        }
    )
