"""Sheets on which people tell the word, or the topic, that does not belong [1]_.

A reader who finds the intruder understands the topic as the model does. Two sheets are drawn:
five of a topic's ten heaviest terms and one of another topic's; a passage with the heaviest terms
of the three topics it speaks of most and of one that it does not speak of. The key lies apart.

References
----------
.. [1] J. Chang et al. (2009). Reading Tea Leaves: How Humans Interpret Topic Models. NIPS 22.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.problems import Problem, ProblemsError
from policytopics.sheets import column_problems, given_sheet
from policytopics.wilson import wilson

__all__ = ["Sheets", "draw", "read_answers", "read_key", "score"]

_SHOWN = 5  # terms of a topic in a question
_ROUNDS = 2  # word questions per topic: terms 1 to 5, and 6 to 10
_FOREIGN = 50  # an intruder's rank in the topic is beyond
_TOPICS, _LISTED = 3, 8  # topics that a passage speaks of, terms shown of each
_SPOKEN, _SILENT = 0.05, 0.01  # share from which, and up to which, a passage speaks of a topic
_PASSAGES = 30
_NORMAL = 1.96
_KEY = ("question", "kind", "topic_id", "answer", "choices")


class Sheets(NamedTuple):
    """The questions, and apart from them the answers.

    Attributes
    ----------
    words, passages, key : DataFrame
        As the tables ``word_sheet``, ``topic_sheet``, ``sheet_key``.
    """

    words: pd.DataFrame
    passages: pd.DataFrame
    key: pd.DataFrame


class Question(NamedTuple):
    """One question: what is shown, and which of it (from 1) is the intruder."""

    topic_id: str
    text: str
    shown: list[str]
    answer: int


def draw(
    topics: pd.DataFrame, units: pd.DataFrame, unit_topics: pd.DataFrame, *, seed: int
) -> Sheets:
    """Return the sheets: two questions for the terms of each topic, and thirty passages at most.

    Parameters
    ----------
    topics, units, unit_topics : DataFrame
        As the tables, rows in any order.
    seed : int
        Of what is asked and in which order: the same seed gives the same sheets.
    """
    heads = {
        str(topic): list(terms)
        for topic, terms in topics.sort_values(["topic_id", "rank"]).groupby("topic_id")["term"]
    }
    rng = np.random.default_rng(seed)
    words = _mixed(list(_about_words(heads, rng)), rng)
    passages = _mixed(list(_about_passages(heads, units, unit_topics, rng)), rng)
    sheets, keys = [], []
    for kind, asked, columns in (
        ("word", words, [f"word_{n}" for n in range(1, _SHOWN + 2)]),
        ("topic", passages, ["text", *(f"topic_{n}" for n in range(1, _TOPICS + 2))]),
    ):
        ids = _identify(kind, asked)
        shown = [[*([each.text] if kind == "topic" else []), *each.shown] for each in asked]
        sheet = pd.DataFrame(shown, columns=columns)
        sheets.append(sheet.assign(question=ids, intruder="")[["question", *columns, "intruder"]])
        rows = [(each.topic_id, each.answer, len(each.shown)) for each in asked]
        key = pd.DataFrame(rows, columns=["topic_id", "answer", "choices"])
        keys.append(key.assign(question=ids, kind=kind)[list(_KEY)])
    return Sheets(sheets[0], sheets[1], pd.concat(keys, ignore_index=True))


def _about_words(heads: dict[str, list[str]], rng: np.random.Generator) -> Iterator[Question]:
    """Yield the questions about terms; none for a topic without terms enough or a stranger."""
    for topic, terms in heads.items():
        own = set(terms[:_FOREIGN])
        strangers = [
            term
            for other, theirs in heads.items()
            if other != topic
            for term in theirs[:_SHOWN]
            if term not in own
        ]
        for number in range(_ROUNDS):
            shown = terms[number * _SHOWN : (number + 1) * _SHOWN]
            if len(shown) == _SHOWN and strangers:
                intruder = strangers.pop(int(rng.integers(len(strangers))))
                yield _hide(topic, "", shown, intruder, rng)


def _about_passages(
    heads: dict[str, list[str]],
    units: pd.DataFrame,
    unit_topics: pd.DataFrame,
    rng: np.random.Generator,
) -> Iterator[Question]:
    """Yield the questions about passages of usual length that speak of three topics."""
    held = unit_topics.pivot(index="unit_id", columns="topic_id", values="share")  # noqa: PD010
    held = held.reindex(sorted(heads), axis=1).sort_index()
    text = units.set_index("unit_id")["text"].reindex(held.index).astype(str)
    long = text.str.len() >= text.str.len().median()
    ordered = np.sort(held.to_numpy(float), axis=1)
    speaks = (ordered[:, -_TOPICS:] >= _SPOKEN).all(axis=1) & (ordered[:, 0] <= _SILENT)
    fit = np.flatnonzero(long.to_numpy() & speaks & (held.shape[1] > _TOPICS))
    names = held.columns.to_numpy(str)
    for row in rng.permutation(fit)[:_PASSAGES]:
        shares = held.to_numpy(float)[row]
        spoken = names[np.argsort(-shares, kind="stable")[:_TOPICS]]
        intruder = str(rng.choice(names[shares <= _SILENT]))
        shown = [_enumerated(heads[topic]) for topic in spoken]
        yield _hide(intruder, text.iloc[row], shown, _enumerated(heads[intruder]), rng)


def _enumerated(terms: list[str]) -> str:
    return "、".join(terms[:_LISTED])


def _hide(
    topic: str, text: str, shown: list[str], intruder: str, rng: np.random.Generator
) -> Question:
    """Return the question with its choices in random order."""
    order = rng.permutation(len(shown) + 1)
    choices = [*shown, intruder]
    mixed = [choices[each] for each in order]
    return Question(topic, text, mixed, 1 + int(np.flatnonzero(order == len(shown))[0]))


def _mixed(asked: list[Question], rng: np.random.Generator) -> list[Question]:
    return [asked[each] for each in rng.permutation(len(asked))]


def _identify(kind: str, asked: list[Question]) -> list[str]:
    """Return the questions' names; they hold a hash, so that a sheet fits its own key alone."""
    content = "\n".join("\t".join([each.text, *each.shown]) for each in asked)
    digest = hashlib.sha256(content.encode()).hexdigest()[:6]
    return [f"{kind}-{digest}-{number:02d}" for number in range(1, len(asked) + 1)]


def read_key(path: str | Path) -> pd.DataFrame:
    """Return the key as `draw` made it.

    Raises
    ------
    ProblemsError
        If the file is no key.
    """
    key = _read(path, _KEY, "give sheet_key.csv of the study that the sheets were drawn from")
    return key[list(_KEY)].astype({"answer": int, "choices": int})


def read_answers(path: str | Path, key: pd.DataFrame) -> pd.DataFrame:
    """Return a returned sheet's answers: columns question, told; empty answers are left out.

    Raises
    ------
    ProblemsError
        With every question that the key does not know or that stands twice, and every answer that
        is no number of a choice.
    """
    fix = "give a sheet with its columns question and intruder, saved as CSV"
    sheet = _read(path, ("question", "intruder"), fix)
    choices = dict(zip(key["question"], key["choices"], strict=True))
    problems, told, seen = [], [], set()
    for line, question, answer in zip(
        sheet.index, sheet["question"], sheet["intruder"], strict=True
    ):
        where, answer = f"{path}:{line}", unicodedata.normalize("NFKC", answer).strip()
        if question not in choices:
            what = f"the key has no question {question!r}"
            problems.append(Problem(where, what, "use the key that was drawn with this sheet"))
        elif question in seen:
            problems.append(Problem(where, f"{question} stands twice", "delete one of the rows"))
        elif answer and (not answer.isdecimal() or not 1 <= int(answer) <= choices[question]):
            fix = f"write the intruder's number, 1 to {choices[question]}, or leave it empty"
            problems.append(Problem(where, f"{answer!r} is no choice", fix))
        elif answer:
            told.append((question, int(answer)))
        seen.add(question)
    if problems:
        raise ProblemsError(problems)
    return pd.DataFrame(told, columns=["question", "told"])


def _read(path: str | Path, columns: Iterable[str], fix: str) -> pd.DataFrame:
    """Return a sheet of text cells that has these columns."""
    table = given_sheet(path)
    if missing := column_problems(table, str(path), list(columns)):
        raise ProblemsError([replace(problem, fix=fix) for problem in missing])
    return table


def score(sheets: Iterable[pd.DataFrame], key: pd.DataFrame) -> pd.DataFrame:
    """Return how often the intruder was found.

    Parameters
    ----------
    sheets : iterable of DataFrame
        From `read_answers`, one a reader.
    key : DataFrame

    Returns
    -------
    DataFrame
        A row for each kind, then for each kind and topic: kind, topic_id (empty: all), accuracy,
        low, high, chance, n_questions, n_answers. A kind that nobody answered has no row.

    Notes
    -----
    Readers answer the same questions, so the sample is the questions: accuracy is the mean over
    them of the readers' share that is right, and the 95 % interval Wilson's for so many questions.

    Examples
    --------
    >>> key = pd.DataFrame({"question": ["a", "b"], "kind": "word", "topic_id": ["t01", "t02"],
    ...                     "answer": [1, 2], "choices": 6})
    >>> sheet = pd.DataFrame({"question": ["a", "b"], "told": [1, 3]})
    >>> score([sheet], key)[["kind", "topic_id", "accuracy"]].to_numpy().tolist()
    [['word', '', 0.5], ['word', 't01', 1.0], ['word', 't02', 0.0]]
    """
    told = pd.concat([*sheets, pd.DataFrame({"question": [], "told": []})]).merge(key)
    told["right"] = (told["told"] == told["answer"]).astype(float)
    asked = told.groupby(["kind", "topic_id", "question"], sort=True, as_index=False).agg(
        right=("right", "mean"), choices=("choices", "first"), answers=("right", "size")
    )
    rows = [
        {"kind": kind, "topic_id": topic, **_summarize(group)}
        for kind, of_kind in reversed(list(asked.groupby("kind")))
        for topic, group in [("", of_kind), *of_kind.groupby("topic_id")]
    ]
    names = ("accuracy", "low", "high", "chance", "n_questions", "n_answers")
    return pd.DataFrame(rows, columns=["kind", "topic_id", *names])


def _summarize(asked: pd.DataFrame) -> dict[str, float | int]:
    n, accuracy = len(asked), float(asked["right"].mean())
    low, high = wilson(accuracy, _NORMAL**2 / n)
    return {
        "accuracy": accuracy,
        "low": float(low),
        "high": float(high),
        "chance": float((1 / asked["choices"]).mean()),
        "n_questions": n,
        "n_answers": int(asked["answers"].sum()),
    }
