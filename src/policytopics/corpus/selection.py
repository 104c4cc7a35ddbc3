"""Which of the documents that were recognised a study is about: by kind, year and level."""

from collections.abc import Collection
from dataclasses import dataclass

from policytopics.corpus.places import Place
from policytopics.corpus.recognise import SURE, Identity

__all__ = ["Choice", "left_out"]


@dataclass(frozen=True)
class Choice:
    """What a study takes; an empty collection takes all.

    Attributes
    ----------
    kinds, levels : collection of str
        As in the tables ``documents`` and ``regions``.
    years : collection of int
        Years of reports; a plan's year is the one it was adopted in.
    """

    kinds: Collection[str] = ("work_report", "five_year_plan")
    years: Collection[int] = ()
    levels: Collection[str] = ()


def left_out(known: Identity, place: Place | None, choice: Choice) -> str:
    """Return why a document is not chosen, or the empty string.

    Parameters
    ----------
    known : Identity
        What is known of it.
    place : Place or None
        Its region, where that is sure.
    choice : Choice
        What the study takes.
    """
    kind = known.kind
    if choice.kinds and kind.value not in choice.kinds:
        return f"kind {kind.value} ({kind.evidence}) is not in corpus.kinds"
    year = known.year
    dated = year.value and year.confidence >= SURE
    if choice.years and dated and int(year.value) not in choice.years:
        return f"year {year.value} ({year.evidence}) is not in corpus.years"
    if choice.levels and place is not None and place.level not in choice.levels:
        return f"level {place.level} ({place.name_zh}) is not in corpus.levels"
    return ""
