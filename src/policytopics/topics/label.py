"""Short names for topics: a person's, else that of what the topic's text is about.

A policy domain names a topic only where it holds at least half of the topic's text, two domains
where they do together. Where topics share a domain, the name also bears a term. A topic of neither
is called mixed, with two of its terms: a reader would take a domain's name for the whole. Formulas,
which every report has and which are no policy (targets, closing words, oversight), are named so.

A term's evidence for a topic is ``weight · ln(lift)``: large for a term that is heavy there, and
heavier than its rate in all text would have it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, count
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.topics.composition import NO_DOMAIN
from policytopics.topics.names import Name

__all__ = ["About", "Words", "contents", "label", "name_topics"]

_TOP = 20  # terms that may stand in a name
_HEAVY = 6  # terms with the most evidence, which a name should be made of
_LISTED = 10  # terms listed with a topic
_HALF = 0.5  # of a topic's text, from which a domain names it
_PARTNER = 1 / 3  # of the largest domain's share, which a second one must have to stand beside it
_FORMULA = 0.2  # part of a topic's evidence from which a formula's terms make it one
_GENERAL = "general"  # formula of topics whose text is mostly of no domain
_ZH, _EN = 9, 32  # characters that a name with terms may have, for figures
_MIXED = Name("综合", "Mixed", ())


class Words(NamedTuple):
    """Words and names that topics are named by.

    Attributes
    ----------
    terms : DataFrame
        Columns term, gloss_en, as the table ``vocabulary``.
    domains : DataFrame
        Columns domain_id, name_zh, name_en, as the table ``domains``.
    formulas : DataFrame
        Columns kind, name_zh, name_en, terms (joined by ``|``).
    """

    terms: pd.DataFrame
    domains: pd.DataFrame
    formulas: pd.DataFrame


class About(NamedTuple):
    """What a topic is about.

    Attributes
    ----------
    source : {"domain", "two_domains", "formula", "mixed"}
        What names it.
    base : Name
        The name of the domain, of both, of the formula, or that of all mixed topics.
    domain : str
        The domain that holds the most of its text, or empty.
    share : float
        That part of its text.
    """

    source: str
    base: Name
    domain: str
    share: float


class Mark(NamedTuple):
    """A distinctive term of a topic and its English gloss, or an empty one."""

    term: str
    gloss: str


def contents(topics: pd.DataFrame, composition: pd.DataFrame, words: Words) -> dict[str, About]:
    """Return what each topic is about, by its text and, for formulas, its terms.

    Parameters
    ----------
    topics, composition : DataFrame
        As the tables.
    words : Words
    """
    names = {
        domain: Name(zh, en, ())
        for domain, zh, en in words.domains[["domain_id", "name_zh", "name_en"]].to_numpy()
    }
    ordered = composition.sort_values(["share", "domain_id"], ascending=[False, True])
    held = {
        str(topic): dict(zip(rows["domain_id"], rows["share"], strict=True))
        for topic, rows in ordered.groupby("topic_id")
    }
    return {
        str(topic): _formula(terms, held.get(str(topic), {}), words.formulas)
        or _about(held.get(str(topic), {}), names)
        for topic, terms in _with_evidence(topics).groupby("topic_id", sort=True)
    }


def _formula(
    terms: pd.DataFrame, held: Mapping[str, float], formulas: pd.DataFrame
) -> About | None:
    """Return the formula that a topic is: by its terms, or because its text is of no domain."""
    total = terms["evidence"].sum()
    parts = [
        terms.loc[terms["term"].isin(listed.split("|")), "evidence"].sum()
        for listed in formulas["terms"]
    ]
    kind = int(np.argmax(parts))
    if not total or parts[kind] < _FORMULA * total:
        if held.get(NO_DOMAIN, 0.0) < _HALF:
            return None
        kind = formulas["kind"].tolist().index(_GENERAL)
    found = formulas.iloc[kind]
    domain, share = _largest(held)[0]
    return About("formula", Name(found["name_zh"], found["name_en"], ()), domain, share)


def _about(held: Mapping[str, float], names: Mapping[str, Name]) -> About:
    """Return what a topic that is no formula is about, by the domains that hold its text."""
    (first, most), (second, more) = _largest(held)
    if most >= _HALF:
        return About("domain", names[first], first, most)
    if most + more >= _HALF and more >= _PARTNER * most:
        both = names[first], names[second]
        zh, en = "与".join(name.name_zh for name in both), " / ".join(name.name_en for name in both)
        return About("two_domains", Name(zh, en, ()), first, most)
    return About("mixed", _MIXED, first, most)


def _largest(held: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the two domains with the largest shares; an empty name and 0 for one that lacks."""
    domains = [(domain, share) for domain, share in held.items() if domain != NO_DOMAIN]
    return [*domains, ("", 0.0), ("", 0.0)][:2]


def name_topics(
    topics: pd.DataFrame,
    about: Mapping[str, About],
    terms: pd.DataFrame,
    *,
    taken: Iterable[Name] = (),
) -> dict[str, Name]:
    """Return a name for every topic, each once; with terms at most 9 Chinese, 32 English letters.

    Parameters
    ----------
    topics : DataFrame
        As the table ``topics``.
    about : mapping
        From `contents`.
    terms : DataFrame
        Columns term, gloss_en.
    taken : iterable of Name
        Names that are given already.

    Returns
    -------
    dict
        Topic id → name; its ``terms`` are those that stand in the name.
    """
    gloss = dict(zip(terms["term"], terms["gloss_en"], strict=True))
    owners = Counter(each.base for each in about.values())
    taken = list(taken)
    zh, en = {name.name_zh for name in taken}, {name.name_en for name in taken}
    heads, given = _heads(topics), {}
    for topic, content in about.items():
        # What another topic of the same name has too does not tell the two apart.
        rivals = [each for each in about if each != topic and about[each].base == content.base]
        common = set().union(*(heads[each] for each in rivals))
        marks = _marks(topics[topics["topic_id"] == topic], gloss, common)
        mixed = content.source == "mixed"
        choices = _choices(content.base, marks, topic, mixed=mixed)
        if not mixed and owners[content.base] == 1:
            choices = _first(content.base, choices)
        name = next(each for each in choices if each.name_zh not in zh and each.name_en not in en)
        zh.add(name.name_zh)
        en.add(name.name_en)
        given[topic] = name
    return given


def label(
    topics: pd.DataFrame,
    quality: pd.DataFrame,
    composition: pd.DataFrame,
    exemplars: Mapping[str, list[str]],
    words: Words,
    *,
    given: Mapping[str, Name],
) -> pd.DataFrame:
    """Return the table ``topic_summary``.

    Parameters
    ----------
    topics, quality, composition : DataFrame
        As the tables ``topics``, ``topic_quality``, ``composition``.
    exemplars : mapping
        Topic id → ids of typical units.
    words : Words
    given : mapping
        Topic id → name, by a person: it wins.
    """
    about = contents(topics, composition, words)
    ids = list(quality["topic_id"])
    names = {**name_topics(topics, about, words.terms, taken=given.values()), **given}
    ordered = topics[topics["rank"] <= _LISTED].sort_values(["topic_id", "rank"])
    terms = ordered.groupby("topic_id")["term"].agg(list)
    flags = [
        [*flags, *(["formula"] if about[topic].source == "formula" else [])]
        for topic, flags in zip(ids, quality["flags"], strict=True)
    ]
    return (
        quality.reset_index(drop=True)
        .assign(
            name_zh=[names[topic].name_zh for topic in ids],
            name_en=[names[topic].name_en for topic in ids],
            domain=[about[topic].domain for topic in ids],
            domain_share=[about[topic].share for topic in ids],
            name_source=["person" if topic in given else about[topic].source for topic in ids],
            flags=pd.Series(flags, dtype=object),
            terms=pd.Series([terms[topic] for topic in ids], dtype=object),
            exemplars=pd.Series([exemplars.get(topic, []) for topic in ids], dtype=object),
        )
        .sort_values("topic_id", ignore_index=True)
    )


def _with_evidence(topics: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a column evidence; a term no more frequent than elsewhere has none."""
    return topics.assign(evidence=topics["weight"] * np.log(topics["lift"].clip(lower=1)))


def _heads(topics: pd.DataFrame) -> dict[str, set[str]]:
    """Return the heaviest terms of each topic."""
    heaviest = topics[topics["rank"] <= _TOP]
    return {str(topic): set(terms) for topic, terms in heaviest.groupby("topic_id")["term"]}


def _marks(topic: pd.DataFrame, gloss: Mapping[str, str], common: set[str]) -> list[Mark]:
    """Return the heaviest terms of one topic, the most evidence first, common ones last."""
    heaviest = _with_evidence(topic[topic["rank"] <= _TOP])
    heaviest["common"] = heaviest["term"].isin(common)
    order = heaviest.sort_values(["common", "evidence", "rank"], ascending=[True, False, True])
    return [Mark(term, gloss.get(term, "")) for term in order["term"]]


def _first(name: Name, others: Iterator[Name]) -> Iterator[Name]:
    yield name
    yield from others


def _choices(base: Name, marks: Sequence[Mark], topic: str, *, mixed: bool) -> Iterator[Name]:
    """Yield names that tell a topic from others of its base, the best first, without end.

    A term with a gloss serves readers of both languages, and a heavy one says more than a light
    one; the last names are numbered.
    """
    glossed = [mark for mark in marks if mark.gloss]
    heavy = [mark for mark in marks[:_HEAVY] if mark.gloss]
    others = [mark for mark in marks if not mark.gloss]
    for some in (heavy, glossed, others):
        for chosen in [*(_pairs(some) if mixed else ()), *((mark,) for mark in some)]:
            name = _beside(base, chosen, topic)
            if len(name.name_zh) <= _ZH and len(name.name_en) <= _EN:
                yield name
    for tail in count(1):
        end = "" if tail == 1 else f"·{tail}"
        zh, en = f"{base.name_zh}{_number(topic)}{end}", _numbered(base, topic, end)
        yield Name(zh, en, ())


def _pairs(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield pairs of terms of which neither holds the other: those would say one thing."""
    for one, other in combinations(marks, 2):
        if one.term not in other.term and other.term not in one.term:
            yield one, other


def _beside(base: Name, marks: Sequence[Mark], topic: str) -> Name:
    """Return a name of terms beside its base, in English of their glosses or the number."""
    terms = tuple(mark.term for mark in marks)
    glosses = ", ".join(mark.gloss for mark in marks if mark.gloss)
    english = f"{base.name_en}: {glosses}" if glosses else _numbered(base, topic)
    return Name("·".join([base.name_zh, *terms]), english, terms)


def _numbered(base: Name, topic: str, tail: str = "") -> str:
    """Return the English name of a topic whose terms have no English: ``Mixed (topic 15)``."""
    return f"{base.name_en} (topic {_number(topic)}{tail})"


def _number(topic: str) -> str:
    """Return a topic's number: ``t15`` → ``15``."""
    return topic.lstrip("t").lstrip("0") or topic
