"""Score returned intrusion sheets: how often readers found what does not belong.

KEY is ``results/<study>/topics/sheets/sheet_key.csv``, a SHEET a filled-in ``word_sheet.csv`` or
``topic_sheet.csv``, one file a reader. `policytopics sheets` draws them.
"""

import pandas as pd

from policytopics.problems import Problem, ProblemsError
from policytopics.topics.intrusion import read_answers, read_key, score

__all__ = ["scores", "told"]


def scores(key: str, sheets: list[str]) -> pd.DataFrame:
    """Return the scores of the sheets, as `policytopics.topics.intrusion.score`.

    Raises
    ------
    ProblemsError
        With the problems of all sheets, or if none has an answer.
    """
    known = read_key(key)
    answers: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for sheet in sheets:
        try:
            answers.append(read_answers(sheet, known))
        except ProblemsError as error:
            problems += error.problems
    if not problems and not any(map(len, answers)):
        fix = "write into the column intruder the number of what does not belong"
        problems = [Problem(sheet, "holds no answer", fix) for sheet in sheets]
    if problems:
        raise ProblemsError(problems)
    return score(answers, known)


def told(found: pd.DataFrame) -> str:
    """Return the scores as lines for people: each kind, and its topics that readers missed most."""
    lines = []
    for row in found[found["topic_id"] == ""].itertuples():
        lines.append(
            f"{row.kind} intrusion: {row.accuracy:.0%} found (95 % interval {row.low:.0%} to "
            f"{row.high:.0%}; by chance {row.chance:.0%}); {row.n_questions} questions, "
            f"{row.n_answers} answers"
        )
        topics = found[(found["kind"] == row.kind) & (found["topic_id"] != "")]
        missed = topics[topics["accuracy"] < row.accuracy].sort_values("accuracy", kind="stable")
        if len(missed):
            each = [f"{t.topic_id} {t.accuracy:.0%}" for t in missed[:5].itertuples()]
            lines.append(f"  found least often: {', '.join(each)}")
    return "\n".join(lines)
