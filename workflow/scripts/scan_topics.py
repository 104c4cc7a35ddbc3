"""Choose the number of topics: units and vocabulary → candidates and the chosen ensemble."""

from typing import TYPE_CHECKING

import numpy as np

from policytopics.files import read, write, write_arrays
from policytopics.logs import job
from policytopics.study.topics import TopicsSettings
from policytopics.tables.topics import CANDIDATES, CHOICE
from policytopics.topics.matrix import build
from policytopics.topics.select import scan

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    vocabulary: str,
    candidates: str,
    choice: str,
    ensemble: str,
    *,
    settings: TopicsSettings,
    cores: int,
) -> None:
    """Read, call the library once, write."""
    matrix = build(read(units), read(vocabulary), settings)
    found = scan(matrix, settings, cores=cores)
    write(found.candidates, CANDIDATES, candidates)
    write(found.choice, CHOICE, choice)
    H = found.ensemble.H.round(6).astype(np.float32)
    write_arrays(ensemble, H=H)
    if found.warning:
        print(f"warning: {found.warning}")
    print(f"{H.shape[1]} topics: {found.choice['verdict'][0]}")
    print(f"{matrix.n_dropped} units without kept terms are left out")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            vocabulary=snakemake.input.vocabulary,
            candidates=snakemake.output.candidates,
            choice=snakemake.output.choice,
            ensemble=snakemake.output.ensemble,
            settings=TopicsSettings(**snakemake.params.settings),
            cores=snakemake.threads,
        )
