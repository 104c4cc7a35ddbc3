"""Which region, year and kind each document is of: by its own words, or by a person's.

What the manifest gives wins; the rest is recognised (`policytopics.corpus.recognise`) with its
evidence. A region that neither knows is asked for, never guessed; a year unknown stays empty.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from policytopics.corpus.account import share_kept
from policytopics.corpus.by_document import Rows, rows_by_document
from policytopics.corpus.corrections import stale
from policytopics.corpus.draft import evidence
from policytopics.corpus.duplicates import twins
from policytopics.corpus.lines import Finding
from policytopics.corpus.manifest import MANIFEST_CSV, Given, check_manifest
from policytopics.corpus.non_reports import Suspicion, suspicion
from policytopics.corpus.places import Place, Places
from policytopics.corpus.recognise import SURE, Identity, recognised
from policytopics.corpus.selection import Choice, left_out
from policytopics.problems import Problem
from policytopics.tables.corpus import DOCUMENTS, LEAST_KEPT, REGIONS

__all__ = ["Unchosen", "identify", "region_ids"]

_UNKNOWN = "region not recognised"
_ASK = f"fill in its region in {MANIFEST_CSV} (make manifest writes one)"
_ASK_YEAR = f"fill in its year in {MANIFEST_CSV}, as corpus.years chooses by it"


@dataclass(frozen=True)
class Unchosen(Problem):
    """A document that the study does not ask for: left out, said, no fault."""


def identify(
    sources: pd.DataFrame,
    repaired: pd.DataFrame,
    paragraphs: pd.DataFrame,
    places: Places,
    manifest: pd.DataFrame | None = None,
    repairs: pd.DataFrame | None = None,
    choice: Choice | None = None,
    known: Mapping[str, Identity] | None = None,
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
    choice : Choice or None
        Which documents the study asks for; work reports and five-year plans if nothing is said.
    known : mapping of str to Identity, or None
        What was recognised already (`recognised`).

    Returns
    -------
    documents, regions : pd.DataFrame
        Of the documents whose region is known and that are asked for, without those the manifest
        excludes.
    problems : list of Problem
        Faults of the manifest, documents whose region must be asked for, and those that are not
        asked for (`Unchosen`).
    """
    given, problems = check_manifest(manifest, sources["file"].tolist(), places)
    scripts = dict(zip(repaired["document_id"], repaired["script"], strict=True))
    groups = rows_by_document(paragraphs, ["line", "role", "reason", "text", "doubtful"])
    recognition = recognised(sources, paragraphs, places) if known is None else known
    lost = {} if repairs is None else stale(repairs)
    rows: list[dict[str, Any]] = []
    for source in sources.to_dict("records"):
        told = given.get(source["file"], Given(""))
        own = groups.get(source["document_id"])
        if told.switches.get("exclude") or own is None:
            continue
        # Whoever says what a document is has looked at it.
        suspect = None if told.kind else suspicion(list(zip(own["line"], own["text"], strict=True)))
        one = _overrule(_doubted(recognition[source["document_id"]], suspect), told)
        problem = _problem(source["file"], one, suspect, places, choice or Choice())
        if problem is not None:
            problems.append(problem)
            continue
        row = _document(source, own, one, scripts[source["document_id"]])
        row["not_a_report"] = suspect.kind if suspect else ""
        row["warnings"] += [str(suspect)] if suspect else []
        row["warnings"] += lost.get(source["document_id"], [])
        rows.append(row)
    _compare(rows, groups)
    used = sorted({str(row["region_id"]) for row in rows})
    ids = region_ids([places.by_key[key] for key in used])
    documents = pd.DataFrame(rows, columns=DOCUMENTS.names)
    documents["region_id"] = documents["region_id"].map(ids)
    return documents, _regions(ids, places), problems


def _problem(
    file: str, known: Identity, suspect: Suspicion | None, places: Places, choice: Choice
) -> Problem | None:
    """Return why a document cannot be taken in, or is not asked for."""
    sure = known.region.confidence >= SURE
    place = places.by_key.get(known.region.value) if sure else None
    if reason := left_out(known, place, choice):
        return Unchosen(file, reason, f"mend its row in {MANIFEST_CSV}, or what the study chooses")
    if place is None:
        return Problem(file, _asked(known.region, suspect, places), _ASK)
    if choice.years and not known.year.value:
        return Problem(file, "year not recognised", _ASK_YEAR)
    return None


def _asked(region: Finding, suspect: Suspicion | None, places: Places) -> str:
    """Return the question about a region that is not sure: which it may be, and what is odd."""
    keys = dict.fromkeys(filter(None, (region.value, *region.rivals)))
    names = [places.by_key[key].name_zh for key in keys if key in places.by_key]
    guess = f"; it may be {' or '.join(names)} ({region.evidence})" if names else ""
    return f"{_UNKNOWN}{guess}{f'; it {suspect}' if suspect else ''}"


def _doubted(found: Identity, suspect: Suspicion | None) -> Identity:
    """Return the identity, of kind ``other`` if the document seems to be no report."""
    return replace(found, kind=Finding("other", str(suspect), 0.6)) if suspect else found


def _compare(rows: list[dict[str, Any]], groups: Mapping[str, Rows]) -> None:
    """Fill in which documents repeat another document's text."""
    texts = ("".join(_kept(groups[row["document_id"]], "text")) for row in rows)
    for row, twin in zip(rows, twins(texts), strict=True):
        other = rows[twin.place] if twin else None
        row["near_duplicate_of"] = other["document_id"] if other else ""
        row["near_duplicate_share"] = twin.share if twin else 0.0
        if twin and other:
            told = f"{100 * twin.share:.0f}% of its text stands in {other['file']} too"
            row["warnings"].append(f"near-duplicate: {told}")


def _kept(own: Rows, column: str) -> list[Any]:
    """Return a column of the paragraphs that are kept of a document."""
    pairs = zip(own[column], own["role"], strict=True)
    return [value for value, role in pairs if role in ("heading", "body")]


def _overrule(found: Identity, told: Given) -> Identity:
    """Return the identity with what a person gives in the place of what was recognised."""

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


def _document(source: Mapping[Any, Any], own: Rows, known: Identity, script: str) -> dict[str, Any]:
    """Return a row of ``documents``; its region_id is still the place's key."""
    lines = source["lines"]
    n_kept = sum(map(len, _kept(own, "text")))
    return {
        **{name: source[name] for name in ("document_id", "file", "sha256", "encoding")},
        "region_id": known.region.value,
        "year": int(known.year.value) if known.year.value else None,
        "period": known.period.value,
        "kind": known.kind.value,
        "title": known.title.value,
        "evidence": evidence(known),
        "confidence": known.confidence,
        "script": script,
        "starts_mid_document": known.starts_mid,
        "ends_mid_document": known.ends_mid,
        "characters_raw": sum(len(line.strip()) for line in lines),
        "characters_kept": n_kept,
        "characters_dropped": sum(map(len, own["text"])) - n_kept,
        "warnings": [*source["warnings"], *_warnings(known, own)],
    }


def _warnings(known: Identity, own: Rows) -> list[str]:
    """Return what a careful reader should know of a document."""
    doubtful = _kept(own, "doubtful")
    n_doubtful = sum(doubtful)
    sizes: Counter[str] = Counter()
    for reason, text in zip(own["reason"], own["text"], strict=True):
        sizes[reason] += len(text)
    share, n_repeated = share_kept(sizes), sizes["repeat"]
    found = {
        "the year does not stand in the text": not known.year.value,
        "the beginning is missing": known.starts_mid,
        "the end is missing": known.ends_mid,
        f"{n_doubtful} paragraphs hold a doubtful reading": n_doubtful > 0,
        "nothing of it was kept": not doubtful,
        f"only {share:.0%} of its text is kept": bool(doubtful) and share < LEAST_KEPT,
        f"repeated text dropped: {n_repeated:,} of {sizes.total():,} characters": n_repeated > 0,
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
    used = [(ids[key], places.by_key[key]) for key in sorted(ids, key=ids.__getitem__)]
    rows = [
        (region_id, one.code, one.name_zh, one.name_en, one.short_zh, list(one.parents), one.level,
         list(one.aliases))
        for region_id, one in used
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=REGIONS.names)
