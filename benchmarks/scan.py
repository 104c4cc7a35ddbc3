"""How fast the fits of a scan are beside a plain loop of scikit-learn that gives the same factors.

    python -m benchmarks.scan [--cores 2] [--rounds 3] [--runs 20] [--first 5] [--last 25]
        [--units 800]

The plain loop takes one number of topics after another and one member after the other, computes
each exact start anew, and leaves the BLAS its threads. Both sides fit a planted corpus in turn, the
order changing with each round, so that what else the machine does meets both. Told are wall time,
CPU time, and whether all factors are the same to the last bit (one BLAS thread or more may differ
there, and agree to 1e-6).
"""

import argparse
import os
import resource
import time
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.planted.corpus import Design, plant
from policytopics.matching import FloatArray, unit_rows
from policytopics.study.topics import TopicsSettings
from policytopics.topics.ensemble import subsample
from policytopics.topics.factorize import exact_start, random_start, reproducibly, svd
from policytopics.topics.matrix import Matrix, build
from policytopics.topics.select import fit_candidates, workers


def plain(matrix: Matrix, numbers: Sequence[int], settings: TopicsSettings) -> list[FloatArray]:
    """Return the topics of every member, from the loop that anybody would write."""
    from sklearn.decomposition import non_negative_factorization

    X = matrix.to_scan()
    regions = matrix.units["region_id"].to_numpy(str)[matrix.fitted]
    found = []
    for k in numbers:
        topics = []
        for run in range(settings.runs):
            rng = np.random.default_rng([settings.seed, k, run])
            seen = X[subsample(regions, settings.subsample, rng)] if run else X
            start = random_start(seen, k, rng) if run else exact_start(svd(X, k), k)
            _, H, _ = non_negative_factorization(
                seen, W=start.W, H=start.H, n_components=k, init="custom",
                tol=settings.tolerance, max_iter=settings.max_iterations,
            )  # fmt: skip
            topics.append(unit_rows(H))
        found.append(np.array(topics))
    return found


def ours(
    matrix: Matrix, numbers: Sequence[int], settings: TopicsSettings, cores: int
) -> list[FloatArray]:
    """Return the same from the scan."""
    with reproducibly(), workers(cores) as pool:
        X = matrix.to_scan()
        return [each.H for each in fit_candidates(pool, X, matrix, numbers, settings)]


def _timed(work: Callable[[], list[FloatArray]]) -> tuple[list[FloatArray], np.ndarray]:
    begun = np.array([time.perf_counter(), _cpu()])
    found = work()
    return found, np.array([time.perf_counter(), _cpu()]) - begun


def _cpu() -> float:
    """Return the CPU time of this process and of those that it started and that ended."""
    return sum(os.times()[:4])


def main() -> None:
    """Fit both in turn and print the ratios."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.scan", description=str(__doc__).splitlines()[0]
    )
    defaults = {"cores": 2, "rounds": 3, "runs": 20, "first": 5, "last": 25, "units": 800}
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    planted = plant(Design(14, 0.4, False, given.units), np.random.default_rng(7))
    numbers = list(range(given.first, given.last + 1))
    settings = TopicsSettings(runs=given.runs, candidates=numbers)
    matrix = build(planted.units, planted.vocabulary, settings)
    sides = [
        lambda: plain(matrix, numbers, settings),
        lambda: ours(matrix, numbers, settings, given.cores),
    ]
    times = np.zeros((2, 2))
    for turn in range(given.rounds):
        found: dict[int, list[FloatArray]] = {}
        taken = np.zeros((2, 2))
        for side in (turn % 2, 1 - turn % 2):
            found[side], taken[side] = _timed(sides[side])
        times += taken
        apart = max(float(np.abs(a - b).max()) for a, b in zip(*found.values(), strict=True))
        print(
            f"round {turn + 1}: plain {taken[0, 0]:.1f} s, scan {taken[1, 0]:.1f} s, "
            f"{taken[0, 0] / taken[1, 0]:.2f} times as fast; largest difference {apart:.1e}",
            flush=True,
        )
    own, forked = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"all: {times[0, 0] / times[1, 0]:.2f} times as fast (CPU time {times[0, 1]:.0f} s and "
        f"{times[1, 1]:.0f} s); at most {own:.0f} MiB, and {forked:.0f} in a worker"
    )


if __name__ == "__main__":
    main()
