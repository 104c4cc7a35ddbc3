"""The speed of coding sentences, beside the usual pipeline of jieba and scikit-learn.

The peer: ``jieba.lcut`` → ``TfidfVectorizer`` of words → ``LogisticRegression``, with as
many domains; it codes only, which takes the same whatever it was taught.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

NUMBER = 20_000
ROUNDS = 2


def measured(texts: Sequence[str], codes: Sequence[str]) -> dict[str, float]:
    """Return sentences a minute, each with its own reading and writing, and their ratio."""
    many = [texts[at % len(texts)] for at in range(NUMBER)]
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    peer = make_pipeline(words, LogisticRegression(tol=0.1)).fit(texts, codes)
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "sentences.txt"), Path(folder, "coded.csv")
        file.write_text("\n".join(many), encoding="utf-8")
        ways: dict[str, Callable[[], object]] = {
            "policytopics code": lambda: subprocess.run(
                [sys.executable, "-m", "policytopics.commands.cli", "code", str(file), "-o", out],
                check=True, capture_output=True,
            ),
            "jieba and scikit-learn": lambda: pd.DataFrame(
                peer.predict_proba(file.read_text("utf-8").splitlines())
            ).to_csv(out),
        }  # fmt: skip
        # In turn, so that whatever else the machine does meets both alike.
        taken = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                start = time.perf_counter()
                way()
                taken[name].append(time.perf_counter() - start)
    rates = {name: round(60 * NUMBER / min(times)) for name, times in taken.items()}
    ours, theirs = (rates[name] for name in ways)
    return {f"sentences a minute, {name}": rate for name, rate in rates.items()} | {
        "ratio": round(ours / theirs, 2)
    }
