"""Short names for topics: a person's, else the policy domain's that the terms point to.

A term's evidence for a topic is ``weight · ln(lift)``: large for a term that is heavy there, and
heavier than its rate in all text would have it. A domain's is that of its seeds and of the
lexicon's terms of that domain. Where topics share a domain, the name also bears the term with the
most evidence. A topic that mixes domains bears the name of none, for a reader would take it for the
whole: it is named by two of its terms.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.topics.names import Name

__all__ = ["Words", "domains_of", "label", "name_by_terms", "typical_units"]

_TOP = 20  # terms that may stand in a name
_HEAVY = 6  # terms with the most evidence, which a name should be made of
_LISTED = 10  # terms listed with a topic
_EXEMPLARS = 10
_COVERED = 0.1  # part of a topic's evidence below which a domain's terms are there by chance
_CLEAR = 0.45  # a domain's part of the evidence of all domains, from which it names the topic
_ZH, _EN = 8, 32  # characters that a name may have, for figures


class Words(NamedTuple):
    """What is known of words.

    Attributes
    ----------
    terms : DataFrame
        Columns term, gloss_en, domain (empty: none), as the table ``vocabulary``.
    domains : DataFrame
        Columns domain, name_zh, name_en, seeds (joined by ``|``).
    """

    terms: pd.DataFrame
    domains: pd.DataFrame


class Domain(NamedTuple):
    """The domain that a topic's terms point to.

    Attributes
    ----------
    domain : str
        Empty: hardly any of the topic's terms belongs to a domain.
    confidence : float
        Its part of the evidence of all domains, 0 to 1; 0 without a domain.
    """

    domain: str
    confidence: float

    @property
    def clear(self) -> bool:
        """Whether a reader may take the domain for what the topic is about."""
        return self.confidence >= _CLEAR


class Mark(NamedTuple):
    """A distinctive term of a topic and its English gloss, or an empty one."""

    term: str
    gloss: str


def domains_of(topics: pd.DataFrame, words: Words) -> dict[str, Domain]:
    """Return the domain of each topic.

    Parameters
    ----------
    topics : DataFrame
        As the table ``topics``.
    words : Words

    Returns
    -------
    dict
        Topic id → domain.
    """
    seeds = words.domains.assign(term=words.domains["seeds"].str.split("|")).explode("term")
    known = pd.concat([seeds[["term", "domain"]], words.terms[["term", "domain"]]])
    known = known[known["domain"].isin(words.domains["domain"])].drop_duplicates()
    topics = _with_evidence(topics)
    total = topics.groupby("topic_id")["evidence"].sum()
    pointing = topics.merge(known, on="term").groupby(["topic_id", "domain"], sort=True)
    sums = pointing["evidence"].sum().div(total, level="topic_id").round(9)
    return {
        topic: _clearest(sums[sums.index.get_level_values("topic_id") == topic])
        for topic in total.index
    }


def name_by_terms(
    topics: pd.DataFrame,
    found: Mapping[str, Domain],
    words: Words,
    *,
    taken: Iterable[Name] = (),
) -> dict[str, Name]:
    """Return a name for every topic: in Chinese at most 8 characters, in English 32, each once.

    Parameters
    ----------
    topics : DataFrame
        As the table ``topics``.
    found : mapping
        From `domains_of`.
    words : Words
    taken : iterable of Name
        Names that are given already.

    Returns
    -------
    dict
        Topic id → name; its ``terms`` are those that stand in the name.
    """
    gloss = dict(zip(words.terms["term"], words.terms["gloss_en"], strict=True))
    called = words.domains.set_index("domain")
    owners = Counter(each.domain for each in found.values() if each.clear)
    taken = list(taken)
    zh, en = {name.name_zh for name in taken}, {name.name_en for name in taken}
    given = {}
    heads = _heads(topics)
    for topic, (domain, _) in found.items():
        clear = found[topic].clear
        base = Name(called["name_zh"][domain], called["name_en"][domain], ()) if clear else None
        # What another topic of the domain has too does not tell the two apart.
        rivals = [
            each for each in found if each != topic and clear and found[each].domain == domain
        ]
        common = set().union(*(heads[each] for each in rivals))
        marks = _marks(topics[topics["topic_id"] == topic], gloss, common)
        choices = _names(base, marks, number=_number(topic), alone=owners[domain] == 1)
        name = next(each for each in choices if each.name_zh not in zh and each.name_en not in en)
        zh.add(name.name_zh)
        en.add(name.name_en)
        given[topic] = name
    return given


def typical_units(units: pd.DataFrame, unit_topics: pd.DataFrame) -> dict[str, list[str]]:
    """Return up to ten typical units of each topic, the best of every region first.

    Parameters
    ----------
    units, unit_topics : DataFrame
        As the tables.

    Returns
    -------
    dict
        Topic id → unit ids. A unit is the more typical, the larger its share of the topic and the
        nearer its length to the median; one less than half as typical as the best is left out.
    """
    middle = max(float(units["n_tokens"].median()), 1.0)
    usual = np.exp(-np.abs(np.log(units["n_tokens"].clip(lower=1).astype(float) / middle)))
    about = units[["unit_id", "region_id"]].assign(usual=usual)
    rows = unit_topics.merge(about, on="unit_id")
    rows["typical"] = (rows["share"] * rows["usual"]).round(6)
    best = rows.groupby("topic_id")["typical"].transform("max")
    rows = rows[rows["typical"] >= best / 2].sort_values(
        ["typical", "unit_id"], ascending=[False, True]
    )
    rows["turn"] = rows.groupby(["topic_id", "region_id"]).cumcount()
    rows = rows.sort_values("turn", kind="stable")
    return {
        str(topic): list(ids[:_EXEMPLARS]) for topic, ids in rows.groupby("topic_id")["unit_id"]
    }


def label(
    topics: pd.DataFrame,
    quality: pd.DataFrame,
    units: pd.DataFrame,
    unit_topics: pd.DataFrame,
    words: Words,
    *,
    given: Mapping[str, Name],
) -> pd.DataFrame:
    """Return the table ``topic_summary``.

    Parameters
    ----------
    topics, quality, units, unit_topics : DataFrame
        As the tables.
    words : Words
    given : mapping
        Topic id → name, by a person: it wins.
    """
    found = domains_of(topics, words)
    ids = list(quality["topic_id"])
    names = {**name_by_terms(topics, found, words, taken=given.values()), **given}
    ordered = topics[topics["rank"] <= _LISTED].sort_values(["topic_id", "rank"])
    terms = ordered.groupby("topic_id")["term"].agg(list)
    exemplars = typical_units(units, unit_topics)
    return (
        quality.reset_index(drop=True)
        .assign(
            name_zh=[names[topic].name_zh for topic in ids],
            name_en=[names[topic].name_en for topic in ids],
            domain=[found[topic].domain for topic in ids],
            name_source=["person" if topic in given else "terms" for topic in ids],
            name_confidence=[1.0 if topic in given else found[topic].confidence for topic in ids],
            terms=pd.Series([terms[topic] for topic in ids], dtype=object),
            exemplars=pd.Series([exemplars.get(topic, []) for topic in ids], dtype=object),
        )
        .sort_values("topic_id", ignore_index=True)
    )


def _clearest(evidence: pd.Series) -> Domain:
    """Return the domain with the most evidence; of equals the first by name."""
    best = evidence.sort_values(ascending=False, kind="stable")
    if best.empty or best.iloc[0] < _COVERED:
        return Domain("", 0.0)
    return Domain(str(best.index[0][1]), float(best.iloc[0] / best.sum()))


def _with_evidence(topics: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a column evidence; a term no more frequent than elsewhere has none."""
    return topics.assign(evidence=topics["weight"] * np.log(topics["lift"].clip(lower=1)))


def _heads(topics: pd.DataFrame) -> dict[str, set[str]]:
    """Return the heaviest terms of each topic."""
    heaviest = topics[topics["rank"] <= _TOP]
    return {str(topic): set(terms) for topic, terms in heaviest.groupby("topic_id")["term"]}


def _number(topic: str) -> str:
    """Return what a topic is called where its terms have no English: ``t15`` → ``15``."""
    return topic.lstrip("t").lstrip("0") or topic


def _marks(topic: pd.DataFrame, gloss: Mapping[str, str], common: set[str]) -> list[Mark]:
    """Return the heaviest terms of one topic, the most evidence first, common ones last."""
    heaviest = _with_evidence(topic[topic["rank"] <= _TOP])
    heaviest["common"] = heaviest["term"].isin(common)
    order = heaviest.sort_values(["common", "evidence", "rank"], ascending=[True, False, True])
    return [Mark(term, gloss.get(term, "")) for term in order["term"]]


def _names(base: Name | None, marks: Sequence[Mark], *, number: str, alone: bool) -> Iterator[Name]:
    """Yield names for one topic, the best first; the last ones are numbered without end."""
    if base and alone:
        yield base
    # A term with a gloss serves readers of both languages.
    glossed = [mark for mark in marks if mark.gloss]
    others = [Mark(mark.term, "") for mark in marks if not mark.gloss]
    made = [
        *_made(base, glossed, [mark for mark in marks[:_HEAVY] if mark.gloss]),
        *(
            name._replace(name_en=english)
            for name in _made(base, others, others)
            for english in _numbered(base, number)
        ),
    ]
    fitting = [name for name in made if len(name.name_zh) <= _ZH and len(name.name_en) <= _EN]
    yield from fitting
    first = fitting[0] if fitting else base or Name(marks[0].term, f"Topic {number}", ())
    yield first._replace(name_zh=first.name_zh[:_ZH])
    tail = 2
    while True:
        zh = first.name_zh[: _ZH - len(str(tail))] + str(tail)
        yield first._replace(
            name_zh=zh, name_en=f"{first.name_en[: _EN - 1 - len(str(tail))]} {tail}"
        )
        tail += 1


def _numbered(base: Name | None, number: str) -> Iterator[str]:
    """Yield English names for a topic whose term has no English."""
    if base:
        yield f"{base.name_en} (topic {number})"
    yield f"Topic {number}"


def _made(base: Name | None, marks: Sequence[Mark], heavy: Sequence[Mark]) -> Iterator[Name]:
    """Yield names of terms, the best first.

    With a domain: beside it a heavy term, then one alone, for that says more than a light one
    beside the domain. Without: two terms, for one alone would be taken for the whole.
    """
    if base is None:
        yield from _pairs(heavy)
        yield from _pairs(marks)
    else:
        yield from _beside(base, heavy)
        yield from _alone(heavy)
        yield from _beside(base, marks)
    yield from _alone(marks)


def _pairs(marks: Sequence[Mark]) -> Iterator[Name]:
    for first, second in combinations(marks, 2):
        if first.term not in second.term and second.term not in first.term:
            both = f"{_capital(first.gloss)}, {second.gloss}"
            yield Name(f"{first.term}·{second.term}", both, (first.term, second.term))


def _beside(base: Name, marks: Sequence[Mark]) -> Iterator[Name]:
    for mark in marks:
        if mark.term not in base.name_zh:
            named = f"{base.name_en}: {mark.gloss}"
            yield Name(f"{base.name_zh}·{mark.term}", named, (mark.term,))


def _alone(marks: Sequence[Mark]) -> Iterator[Name]:
    for mark in marks:
        yield Name(mark.term, _capital(mark.gloss), (mark.term,))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
