"""Measure the corpus stage on real documents: damage undone, text told apart, time.

    python -m benchmarks.corpus FOLDER [structure] [page] [other]

``FOLDER`` holds ``provinces/*.txt`` (clean reports), ``suzhou/002_*.txt`` (a page with notes) and
``gold/*_lines.tsv``. Damage is replayed on each of the clean reports, one at a time, with the notes
of the page (``page``) and with others (``other``), beside the other reports and alone.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpus.damage import noted_characters
from benchmarks.corpus.repairs import NOTHING, restored, speed
from benchmarks.corpus.structure import agreement, read_gold
from policytopics.corpus.pinyin import noted
from policytopics.jieba_words import frequencies


def main(folder: Path, settings: Sequence[str]) -> None:
    """Measure and print."""
    paths = sorted((folder / "provinces").glob("*.txt"))
    texts = {path.stem: path.read_text("utf-8") for path in paths}
    if "structure" in settings:
        print(f"{speed(list(texts.values())):,.0f} characters/s without spans")
        for name in ("suzhou", "provinces"):
            gold = read_gold(folder / "gold" / f"{name}_lines.tsv")
            for document, one in agreement(folder / name, gold).items():
                print(f"{document}: F1 {one.f1:.4f}, part {one.part:.4f} of {one.characters:,}")
    page = next((folder / "suzhou").glob("002_*.txt")).read_text("utf-8")
    notes = {
        "page": dict(noted(page)), "other": noted_characters("\n".join(texts.values()), seed=1),
    }  # fmt: skip
    for setting in notes.keys() & set(settings):
        for alone in (False, True):
            _damage(f"{setting}{', alone' if alone else ''}", texts, notes[setting], alone)


def _damage(told: str, texts: Mapping[str, str], notes: Mapping[str, str], alone: bool) -> None:
    """Damage and mend each text, and print what came of it."""
    words, total = frequencies(), NOTHING
    for seed, name in enumerate(texts, start=100):
        others = [] if alone else [text for other, text in texts.items() if other != name]
        one = restored(texts[name], notes, others, words, seed)
        print(f"  {name}: {one}", flush=True)
        total += one
    print(
        f"{told}: {total.exact}/{total.spans} spans exact ({total.exact / total.spans:.1%}), wrong "
        f"characters {total.wrong_before} -> {total.wrong_after} "
        f"(-{1 - total.wrong_after / total.wrong_before:.1%}; {total.unmarked} unmarked), "
        f"{total.notes_left} notes left, {total.seconds / total.spans:.2f} s a span",
        flush=True,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["structure", "page", "other"])
