"""What a finished run leaves behind besides its results: who made them, and where they are."""

import csv
import json
import platform
import subprocess
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from policytopics import __version__
from policytopics.commands.workflow import Workflow

__all__ = ["places", "record"]

_PACKAGES = ("numpy", "scipy", "scikit-learn", "pandas", "jieba", "matplotlib", "snakemake")


def record(flow: Workflow) -> None:
    """Write ``logs/<study>/run.json``: commit, time, versions. These never stand in results."""
    content: Mapping[str, object] = {
        "study": flow.name,
        "configuration": flow.configuration,
        "commit": _git("rev-parse", "HEAD"),
        "uncommitted_changes": bool(_git("status", "--porcelain")),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "policytopics": __version__,
        "packages": {name: version(name) for name in _PACKAGES},
        "documents": len(flow.documents),
        "specifications": {
            scheme: [each.name for each in found] for scheme, found in flow.specifications.items()
        },
    }
    path = Path(flow.logs, "run.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def places(flow: Workflow) -> str:
    """Return the lines that say where a reader finds what; of what there is."""
    results = flow.results
    listed = [
        ("report", f"{results}/report/index.html"),
        ("figures", f"{results}/figures/"),
        ("priorities", f"{results}/regions/{flow.schemes[0]}/headline.csv"),
        ("domains", f"{results}/domains/domains.csv"),
        ("topics", f"{results}/topics/topic_summary.csv"),
        ("columns explained", f"{results}/report/data_dictionary.md"),
    ]
    rows = [row for row in listed if Path(row[1]).exists()]
    width = max((len(name) for name, _ in rows), default=0)
    lines = [f"  {name:<{width}}  {path}" for name, path in rows]
    return "\n".join([*_account(Path(flow.results, "corpus", "account.csv")), *lines])


def _account(path: Path) -> list[str]:
    """Return a line that says what was read, kept, and dropped for what reason, if it is known."""
    if not path.exists():
        return []
    sums: Counter[str] = Counter()
    documents = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            sums[row["reason"]] += int(row["characters"])
            documents.add(row["document_id"])
    total, kept = sums.total(), sums.pop("kept", 0)
    dropped = ", ".join(f"{reason} {number:,}" for reason, number in sums.items() if number)
    return [
        f"  {len(documents)} documents read, {total:,} characters: {kept:,} kept; "
        f"dropped: {dropped or 'nothing'}"
    ]


def _git(*words: str) -> str:
    """Return git's answer; empty outside a checkout or without git."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
