"""Which region, year and kind each document is of: by its own words, or by a person's.

What the manifest gives wins; the rest is recognised (`policytopics.corpus.recognise`) with its
evidence. A region that neither knows is asked for, never guessed; a year unknown stays empty.
"""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from policytopics.corpus.corrections import stale
from policytopics.corpus.duplicates import twins
from policytopics.corpus.headings import parse
from policytopics.corpus.manifest import NAME, Given, check_manifest
from policytopics.corpus.places import Place, Places
from policytopics.corpus.recognise import (
    Finding,
    Line,
    kind_of,
    period_of,
    region_of,
    title_of,
    year_of,
)
from policytopics.corpus.suspects import Suspicion, suspicion
from policytopics.problems import Problem, ProblemsError

__all__ = ["Identity", "identify", "manifest_frame", "omitted", "recognise", "region_ids", "settle"]

_LAST_WORDS = 4
_PLAN_END = re.compile(r"保障|实施|监督|落实|考核")
# Warnings that are told in the run's output too; the others are in the table and in the report.
_LOUD = ("near-duplicate", "seems to be", "correction")
_UNKNOWN = "region not recognised"
_ASK = f"fill in its region in {NAME} (make manifest writes one)"


@dataclass(frozen=True)
class Identity:
    """What is known of one document, each with its evidence.

    Attributes
    ----------
    region, year, kind, period, title : Finding
        The region's value is a place's key.
    starts_mid, ends_mid : bool
        Whether beginning or end are missing.
    """

    region: Finding
    year: Finding
    kind: Finding
    period: Finding
    title: Finding
    starts_mid: bool
    ends_mid: bool

    @property
    def confidence(self) -> float:
        """Return that of the weakest finding; an empty year is no weakness."""
        found = [self.region, self.kind, *([self.year] if self.year.value else [])]
        return min(one.confidence for one in found)


def recognise(paragraphs: pd.DataFrame, places: Places) -> Identity:
    """Return what the paragraphs of one document show.

    Parameters
    ----------
    paragraphs : pd.DataFrame
        Rows of the table ``paragraphs`` of one document, in order.
    places : Places
        The regions known.
    """
    columns = [paragraphs[name] for name in ("line", "role", "part", "text")]
    lines = [Line(int(n), role, part, text) for n, role, part, text in zip(*columns, strict=True)]
    kind = kind_of(lines)
    year = year_of(lines, kind.value)
    starts, ends = _fragment(lines, kind.value)
    return Identity(
        region=region_of(lines, places),
        year=year,
        kind=kind,
        period=period_of(lines, kind.value, year.value),
        title=title_of(lines),
        starts_mid=starts,
        ends_mid=ends,
    )


def _fragment(lines: Sequence[Line], kind: str) -> tuple[bool, bool]:
    """Return whether a document begins and whether it ends in the middle."""
    text = [row for row in lines if row.role in ("heading", "body")]
    headings = [heading for row in text if (heading := parse(row.text)) is not None]
    opened = any(row.role in ("title", "front") for row in lines)
    # A first heading （三） or 4. says that others came before it.
    starts = not opened and (not headings or headings[0].number > 1)
    closed = any(row.part == "closing" for row in text) or any(
        row.role == "glossary" for row in lines
    )
    last = [row.text for row in text if row.role == "heading"][-_LAST_WORDS:]
    ended = kind == "five_year_plan" and any(_PLAN_END.search(heading) for heading in last)
    return starts, not (closed or ended)


def identify(
    sources: pd.DataFrame,
    repaired: pd.DataFrame,
    paragraphs: pd.DataFrame,
    places: Places,
    manifest: pd.DataFrame | None = None,
    repairs: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Return the tables ``documents`` and ``regions``, and what is wrong or not recognised.

    Parameters
    ----------
    sources, repaired, paragraphs : pd.DataFrame
        Tables of these names.
    places : Places
        The regions known.
    manifest : pd.DataFrame or None
        ``documents.csv`` as strings.
    repairs : pd.DataFrame or None
        Table of this name, for the corrections that were not applied.

    Returns
    -------
    documents, regions : pd.DataFrame
        Of the documents whose region is known, without those the manifest excludes.
    problems : list of Problem
        Faults of the manifest, and documents whose region must be asked for.
    """
    given, problems = _given(manifest, sources, places)
    scripts = dict(zip(repaired["document_id"], repaired["script"], strict=True))
    groups = dict(tuple(paragraphs.groupby("document_id", sort=False)))
    lost = {} if repairs is None else stale(repairs)
    rows: list[dict[str, Any]] = []
    for source in sources.to_dict("records"):
        told = given.get(source["file"], Given(""))
        own = groups.get(source["document_id"])
        if told.switches.get("exclude") or own is None:
            continue
        # Whoever says what a document is has looked at it.
        suspect = None if told.kind else suspicion(list(zip(own["line"], own["text"], strict=True)))
        known = _overrule(_doubted(recognise(own, places), suspect), told)
        if not known.region.value:
            what = f"{_UNKNOWN}; it {suspect}" if suspect else _UNKNOWN
            problems.append(Problem(source["file"], what, _ASK))
            continue
        row = _document(source, own, known, scripts[source["document_id"]])
        row["not_a_report"] = suspect.kind if suspect else ""
        row["warnings"] += [str(suspect)] if suspect else []
        row["warnings"] += lost.get(source["document_id"], [])
        rows.append(row)
    _compare(rows, groups)
    used = sorted({str(row["region_id"]) for row in rows})
    ids = region_ids([places.by_key[key] for key in used])
    documents = pd.DataFrame(rows, columns=list(_DOCUMENT_COLUMNS))
    documents["region_id"] = documents["region_id"].map(ids)
    return documents, _regions(ids, places), problems


def _doubted(found: Identity, suspect: Suspicion | None) -> Identity:
    """Return what was found; what seems to be no report is of another kind."""
    return replace(found, kind=Finding("other", str(suspect), 0.6)) if suspect else found


def _compare(rows: list[dict[str, Any]], groups: Mapping[Any, pd.DataFrame]) -> None:
    """Fill in which documents repeat another one's text."""
    texts = ["".join(_kept(groups[row["document_id"]])["text"]) for row in rows]
    for row, twin in zip(rows, twins(texts), strict=True):
        other = rows[twin.place] if twin else None
        row["near_duplicate_of"] = other["document_id"] if other else ""
        row["near_duplicate_share"] = twin.share if twin else 0.0
        if twin and other:
            told = f"{100 * twin.share:.0f}% of its text stands in {other['file']} too"
            row["warnings"].append(f"near-duplicate: {told}")


def _kept(own: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs that are kept of a document."""
    return own[own["role"].isin(["heading", "body"])]


def _given(
    manifest: pd.DataFrame | None, sources: pd.DataFrame, places: Places
) -> tuple[dict[str, Given], list[Problem]]:
    """Return what the manifest gives, if there is one."""
    if manifest is None:
        return {}, []
    return check_manifest(manifest, sources["file"].tolist(), places)


def _overrule(found: Identity, told: Given) -> Identity:
    """Return what was found with what a person says in its place."""

    def chosen(value: str, finding: Finding) -> Finding:
        return Finding(value, told.where, 1.0) if value else finding

    kind = chosen(told.kind, found.kind)
    year = chosen(told.year, found.year)
    plain = Finding(year.value, "", 1.0) if kind.value != "five_year_plan" else found.period
    return Identity(
        region=chosen(told.region, found.region),
        year=year,
        kind=kind,
        period=chosen(told.period, plain),
        title=chosen(told.title, found.title),
        starts_mid=told.switches.get("starts_mid_document", found.starts_mid),
        ends_mid=told.switches.get("ends_mid_document", found.ends_mid),
    )


_DOCUMENT_COLUMNS = (
    "document_id", "file", "sha256", "region_id", "year", "period", "kind", "title", "evidence",
    "confidence", "encoding", "script", "starts_mid_document", "ends_mid_document",
    "characters_raw", "characters_kept", "characters_dropped", "near_duplicate_of",
    "near_duplicate_share", "not_a_report", "warnings",
)  # fmt: skip


def _document(
    source: dict[Hashable, Any], own: pd.DataFrame, known: Identity, script: str
) -> dict[str, Any]:
    """Return a row of ``documents``; its region_id is still the place's key."""
    lines = source["lines"]
    kept = _kept(own)
    n_kept = int(kept["text"].str.len().sum())
    return {
        **{name: source[name] for name in ("document_id", "file", "sha256", "encoding")},
        "region_id": known.region.value,
        "year": int(known.year.value) if known.year.value else None,
        "period": known.period.value,
        "kind": known.kind.value,
        "title": known.title.value,
        "evidence": _evidence(known),
        "confidence": known.confidence,
        "script": script,
        "starts_mid_document": known.starts_mid,
        "ends_mid_document": known.ends_mid,
        "characters_raw": sum(len(line.strip()) for line in lines),
        "characters_kept": n_kept,
        "characters_dropped": int(own["text"].str.len().sum()) - n_kept,
        "warnings": [*source["warnings"], *_warnings(known, kept)],
    }


def _evidence(known: Identity) -> str:
    """Return what region, year and kind were read from."""
    found = {"region": known.region, "year": known.year, "kind": known.kind}
    return "; ".join(f"{name}: {one.evidence}" for name, one in found.items() if one.evidence)


def _warnings(known: Identity, kept: pd.DataFrame) -> list[str]:
    """Return what a careful reader should know."""
    n_doubtful = int(kept["doubtful"].sum())
    found = {
        "the year does not stand in the text": not known.year.value,
        "the beginning is missing": known.starts_mid,
        "the end is missing": known.ends_mid,
        f"{n_doubtful} paragraphs hold a doubtful reading": n_doubtful > 0,
        "nothing of it was kept": kept.empty,
    }
    return [warning for warning, holds in found.items() if holds]


def region_ids(places: Sequence[Place]) -> dict[str, str]:
    """Return a readable, unique ASCII slug for each place, keyed by its key.

    The English name; namesakes all take the name of what is above them as well.
    """
    slugs = {place.key: place.region_id or _slug(place.name_en) for place in places}
    counts = Counter(slugs.values())
    return {
        place.key: slug
        if counts[slug] == 1 or place.region_id
        else f"{slug}_{place.code or place.key}"
        for place, slug in zip(places, slugs.values(), strict=True)
    }


def _slug(name: str) -> str:
    """Return a name in ``[a-z0-9_]``.

    Examples
    --------
    >>> _slug("Inner Mongolia"), _slug("Xi'an")
    ('inner_mongolia', 'xian')
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower().replace("'", "")).strip("_")


def _regions(ids: dict[str, str], places: Places) -> pd.DataFrame:
    """Return the table ``regions``, sorted by region_id."""
    rows = []
    for key, region_id in sorted(ids.items(), key=lambda item: item[1]):
        place = places.by_key[key]
        row = (
            region_id, place.code, place.name_zh, place.name_en, place.short_zh,
            list(place.parents), place.level, list(place.aliases),
        )  # fmt: skip
        rows.append(row)
    columns = ["region_id", "region_code", "name_zh", "name_en", "short_zh", "parents", "level",
               "aliases"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def settle(
    documents: pd.DataFrame, problems: Sequence[Problem], *, leave_out: bool
) -> pd.DataFrame:
    """Return ``documents`` if the run can go on; say which are left out.

    Raises
    ------
    ProblemsError
        If the manifest is wrong, a document is not recognised and may not be left out, or none
        remains.
    """
    fatal = [one for one in problems if not leave_out or one.where.startswith(NAME)]
    if fatal or (problems and documents.empty):
        raise ProblemsError(problems)
    if documents.empty:
        fix = f"exclude fewer documents in {NAME}"
        raise ProblemsError([Problem("corpus.folder", "no documents remain", fix)])
    for problem in problems:
        print(f"left out: {problem}")
    for file, warnings in zip(documents["file"], documents["warnings"], strict=True):
        for warning in warnings:
            if warning.startswith(_LOUD):
                print(f"warning: {file}: {warning}")
    return documents


def omitted(
    sources: pd.DataFrame, documents: pd.DataFrame, problems: Sequence[Problem]
) -> pd.DataFrame:
    """Return the table ``omissions`` of documents that were read, but are not in ``documents``."""
    told = {problem.where: problem for problem in problems}
    excluded = Problem("", f"excluded in {NAME}", "empty its cell exclude to take it in")
    rows = [
        (file, told.get(file, excluded).what, told.get(file, excluded).fix)
        for file in sources["file"]
        if file not in set(documents["file"])
    ]
    return pd.DataFrame(rows, columns=["file", "reason", "fix"])


def manifest_frame(sources: pd.DataFrame, paragraphs: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return a manifest to be checked by a person: what was recognised, and from what.

    Returns
    -------
    pd.DataFrame
        Columns file, region, region_code, year, period, kind, confidence, evidence, all strings;
        a region that was not recognised is empty. Sorted by file.
    """
    groups = dict(tuple(paragraphs.groupby("document_id", sort=False)))
    rows = []
    for document_id, file in sorted(
        zip(sources["document_id"], sources["file"], strict=True), key=lambda pair: pair[1]
    ):
        known = recognise(groups[document_id], places)
        place = places.by_key.get(known.region.value)
        row = (
            file, place.name_zh if place else "", place.code if place else "", known.year.value,
            known.period.value, known.kind.value, f"{known.confidence:.2f}", _evidence(known),
        )  # fmt: skip
        rows.append(row)
    columns = ["file", "region", "region_code", "year", "period", "kind", "confidence", "evidence"]
    return pd.DataFrame(rows, columns=columns, dtype="str")
