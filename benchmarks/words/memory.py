"""Measure the memory of the words stage's steps on a corpus of many shards.

    python -m benchmarks.words.memory RESULTS [SHARDS ...]

``RESULTS`` is the folder of a study that ran. Its documents are repeated under other names until
they fill shards of 200 documents; each step is the workflow's script, run in a process of its own.
Printed is the most memory that each process held, by the number of shards (1, 8 and 16).
"""

import resource
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from policytopics.files import read, write
from policytopics.study.words import WordsSettings
from policytopics.tables.corpus import DOCUMENTS
from policytopics.tables.words import SEGMENTS, SHARD

ROOT = Path(__file__).parents[2]
DOCUMENTS_A_SHARD = 200
SETTINGS = WordsSettings(engine="rjieba")
LISTS = {
    "lexicon": "resources/lexicon/policy_terms.csv",
    "genre": "resources/lexicon/genre.txt",
    "gazetteer": "resources/gazetteer/divisions.csv",
}
TOWNS = {"towns": "resources/gazetteer/towns.csv"}


def repeated(frame: pd.DataFrame, times: int, *, name: str) -> pd.DataFrame:
    """Return a table's rows many times, with other names for documents and what is in them."""
    keys = frame.columns.intersection(["document_id", "paragraph_id", "unit_id"])
    copies = [frame.assign(**{key: f"{name}-{copy}-" + frame[key] for key in keys})
              for copy in range(times)]  # fmt: skip
    return pd.concat(copies, ignore_index=True)


def prepare(results: str, folder: Path, shards: int) -> None:
    """Write the inputs of all steps."""
    paragraphs = read(f"{results}/corpus/paragraphs.parquet")
    documents = read(f"{results}/corpus/documents.parquet")
    times = -(-DOCUMENTS_A_SHARD // len(documents))
    columns = [column.name for column in SHARD.columns]
    write(repeated(paragraphs[columns], times, name="s0"), SHARD, folder / "paragraphs.parquet")
    run("segment", folder, 1)
    once = read(folder / "segments-0.parquet")
    named = [repeated(documents, times, name="s0")]
    for shard in range(1, shards):
        write(repeated(once, 1, name=f"s{shard}"), SEGMENTS, folder / f"segments-{shard}.parquet")
        named += [repeated(named[0], 1, name=f"s{shard}")]
    write(pd.concat(named), DOCUMENTS, folder / "documents.parquet")


def step(name: str, folder: Path, shards: int, results: str) -> None:
    """Run one of the workflow's scripts."""
    script = {"segment": "segment_units", "join": "join_units", "vocabulary": "build_vocabulary"}
    main = runpy.run_path(str(ROOT / f"workflow/scripts/{script[name]}.py"))["main"]
    regions = f"{results}/corpus/regions.parquet"
    units = str(folder / "units.parquet")
    if name == "segment":
        out = {key: str(folder / f"{key}-0.parquet") for key in ("segments", "marked")}
        main(str(folder / "paragraphs.parquet"), **LISTS, own_terms=[], own_regions=[], **out,
             settings=SETTINGS)  # fmt: skip
    elif name == "join":
        main([str(folder / f"segments-{shard}.parquet") for shard in range(shards)],
             [str(folder / "marked-0.parquet")] * shards,
             str(folder / "documents.parquet"), regions, **LISTS, **TOWNS, own_terms=[],
             units=units, phrases=str(folder / "phrases.parquet"), settings=SETTINGS)  # fmt: skip
    else:
        main(units, regions, **LISTS, **TOWNS, domains="resources/lexicon/domains.csv",
            glosses="resources/lexicon/glosses.csv",
             own_terms=[], vocabulary=str(folder / "vocabulary.parquet"),
             settings=SETTINGS)  # fmt: skip


def run(name: str, folder: Path, shards: int, results: str = "") -> int:
    """Run a step in a process of its own; return the most memory it held, in MiB."""
    command = [sys.executable, "-m", "benchmarks.words.memory", "--one", name, folder, shards]
    done = subprocess.run([*map(str, command), results], capture_output=True, check=True, text=True)
    return int(done.stdout.split()[-1])


def main(results: str, *numbers: str) -> None:
    """Print the table."""
    print(f"{'shards':>8}{'segment':>10}{'join':>10}{'vocabulary':>12}  MiB")
    for shards in map(int, numbers or ("1", "8", "16")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(results, folder, shards)
            most = [
                run(each, folder, shards, results) for each in ("segment", "join", "vocabulary")
            ]
            print(f"{shards:8}{most[0]:10}{most[1]:10}{most[2]:12}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _, _, name, folder, shards, *results = sys.argv
        step(name, Path(folder), int(shards), *results)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    else:
        main(*sys.argv[1:])
