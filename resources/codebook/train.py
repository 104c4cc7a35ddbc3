"""Train the instrument: coded sentences and a folder of reports → the files beside this one.

    python resources/codebook/train.py --gold domains.tsv --corpus panel

``--gold``: tab-separated, columns file (region_year.txt, in a folder that names the level), text,
primary, secondary (or empty). ``--corpus``: a folder of plain texts named region_year.txt, in
subfolders or not. Written: ``weights.npz``, ``quality.csv``, ``confusion.csv``, ``words.csv``,
``terms.csv``.
Nothing of a text goes into them but terms of at most four characters that stand in 20 documents of
5 regions or more. Some 40 minutes and 8 GB for 1,700 reports.
"""

import argparse
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
import numpy as np
import pandas as pd

from policytopics.domains.names import masked_names
from policytopics.domains.quality import confusion, domain_quality, shares_apart
from policytopics.domains.resources import read_firms, whole_words
from policytopics.domains.share import sentences_of
from policytopics.domains.train import Options, Trained, prepare, train
from policytopics.domains.vocabulary import Panel, split_panel
from policytopics.domains.weights import heaviest, write_weights
from policytopics.gazetteer import read_divisions
from policytopics.tables.contract import check
from policytopics.tables.domains import DOMAIN_QUALITY

HERE = Path(__file__).parent
LEXICON = [HERE.parent / "lexicon" / name for name in ("policy_terms.csv", "glosses.csv")]
DICTIONARY = Path(jieba.__file__).with_name("dict.txt")
SINCE = 2003  # coded sentences are of these years
NAME = re.compile(r"(.+)_(\d{4})$")
LISTED = 40  # terms of a domain in terms.csv


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", required=True, help="coded sentences, tab-separated")
    parser.add_argument("--corpus", required=True, help="folder of plain texts")
    parser.add_argument("--to", default=str(HERE), help="where to write")
    options = parser.parse_args()
    start = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {what}", flush=True)

    domains = tuple(pd.read_csv(HERE / "domains.csv", dtype=str)["domain_id"])
    divisions = read_divisions(HERE.parent / "gazetteer" / "divisions.csv")
    names = masked_names(divisions, read_firms(HERE / "firms.txt"))
    panel = read_panel(Path(options.corpus))
    ready = prepare(panel, read_gold(options.gold, domains), domains, names, Options(), say)
    trained = train(ready, Options())
    say(f"agreement {agreement(trained):.4f}")
    write_all(trained, Path(options.to))


def read_panel(folder: Path) -> Panel:
    """Return the sentences of a folder's texts, files in the order of their names."""
    return split_panel([*documents(folder)])


def documents(folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each text's region and its paragraphs as lists of sentences."""
    for path in sorted(folder.rglob("*.txt"), key=lambda each: each.name):
        named = NAME.fullmatch(path.stem)
        if named and int(named[2]) >= SINCE:
            text = path.read_text(encoding="utf-8", errors="replace").replace("**", "")
            lines = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).splitlines()
            paragraphs = [sentences_of(line.strip()) for line in lines if line.strip()]
            yield named[1], [paragraph for paragraph in paragraphs if paragraph]


def read_gold(path: str, domains: tuple[str, ...]) -> pd.DataFrame:
    """Return the coded sentences with the numbers of their domains."""
    table = pd.read_csv(path, sep="\t", dtype="str", keep_default_na=False)
    number = {domain: at for at, domain in enumerate(domains)}
    stem = table["file"].str.extract(r"(?:(?P<level>[^/]*)/)?(?P<region>[^/]+)_(?P<year>\d{4})")
    return pd.DataFrame(
        {
            "text": table["text"],
            "first": table["primary"].map(number).astype(int),
            "second": table["secondary"].map(number).fillna(-1).astype(int),
            "region": stem["region"],
            "level": stem["level"].map({"provinces": "province", "cities": "city"}),
            "year": stem["year"].astype(int),
        }
    )


def agreement(trained: Trained) -> float:
    """Return the share of sentences coded as their reader did."""
    coded = trained.coded
    return float((coded.shares.argmax(axis=1) == coded.first).mean())


def dictionary_words(terms: Iterable[str]) -> list[str]:
    """Return the terms of two characters or more that jieba's dictionary has."""
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    known = {line.split(" ")[0] for line in lines}
    return [term for term in terms if len(term) > 1 and term in known]


def write_all(trained: Trained, folder: Path) -> None:
    """Write the weights, their quality, and the terms that a person reads."""
    weights, coded = trained.weights, trained.coded
    write_weights(weights, folder / "weights.npz")
    known = dictionary_words(weights.terms)
    words = frozenset(known) | whole_words(LEXICON)
    rows = [(domain, "|".join(terms)) for domain, terms in heaviest(weights, LISTED, words).items()]
    tables = {
        "quality": check(domain_quality(coded, weights.domains), DOMAIN_QUALITY),
        "confusion": confusion(coded, weights.domains),
        "terms": pd.DataFrame(rows, columns=["domain_id", "terms"]),
        "words": pd.DataFrame({"word": known}),
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    rng = np.random.default_rng(1)
    apart = [
        shares_apart(coded, rng.choice(len(coded.first), min(600, len(coded.first)), replace=False))
        for _ in range(200)
    ]
    print(f"sum of absolute differences of shares, 600 sentences: {np.mean(apart):.3f}")


if __name__ == "__main__":
    main()
