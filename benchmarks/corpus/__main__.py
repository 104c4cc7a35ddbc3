"""Measure the corpus stage on real documents: damage undone, text told apart, time.

    python -m benchmarks.corpus FOLDER [NUMBER]

``FOLDER`` holds ``provinces/*.txt`` (clean reports), ``suzhou/002_*.txt`` (a page with notes) and
``gold/*_lines.tsv``. Damage is replayed on NUMBER of the clean reports (all), one at a time, with
the notes of the page and with others, beside the other reports and alone.
"""

import sys
from pathlib import Path

from benchmarks.corpus.damage import noted_characters
from benchmarks.corpus.repairs import NOTHING, restored, speed
from benchmarks.corpus.structure import agreement, read_gold
from policytopics.corpus.evidence import dictionary
from policytopics.corpus.pinyin import noted


def main(folder: Path, number: int) -> None:
    """Measure and print."""
    texts = {path.stem: path.read_text("utf-8") for path in (folder / "provinces").glob("*.txt")}
    print(f"{speed(list(texts.values())):,.0f} characters/s without spans")
    for name in ("suzhou", "provinces"):
        gold = read_gold(folder / "gold" / f"{name}_lines.tsv")
        for document, one in agreement(folder / name, gold).items():
            print(f"{name} {document}: F1 {one.f1:.4f}, part {one.part:.4f} of {one.characters:,}")
    page = next((folder / "suzhou").glob("002_*.txt")).read_text("utf-8")
    words = list(dictionary())
    notes = {
        "notes of the page": dict(noted(page)),
        "other notes": noted_characters("\n".join(texts[name] for name in sorted(texts)), seed=1),
    }
    for told, chosen in notes.items():
        for alone in (False, True):
            total = NOTHING
            for seed, name in enumerate(sorted(texts)[:number], start=100):
                others = [] if alone else [texts[each] for each in sorted(texts) if each != name]
                one = restored(texts[name], chosen, others, words, seed)
                print(f"  {name}: {one}", flush=True)
                total += one
            print(
                f"{told}, {'alone' if alone else 'beside the others'}: {total.exact}/{total.spans} "
                f"spans exact, wrong characters {total.wrong_before} -> {total.wrong_after} "
                f"({total.unmarked} unmarked), {total.notes_left} notes left, "
                f"{total.seconds / total.spans:.2f} s a span",
                flush=True,
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
