"""The report: one self-contained page, from the findings down to the files.

The page is a function of its inputs: no clock, no path, no network. Whatever comes from a document
is escaped by the template engine, and the page forbids itself to run or to fetch anything.
"""

import base64
from collections.abc import Mapping, Sequence

from jinja2 import DictLoader, Environment, StrictUndefined

from policytopics.report import formats
from policytopics.report.cards import groups, region_cards, topic_cards
from policytopics.report.changes import over_the_years, review_to_plan
from policytopics.report.cleaning import cleanings, little_kept
from policytopics.report.findings import claims, firsts, headline_cells
from policytopics.report.inputs import TABLES, Facts, Inputs
from policytopics.report.methods import cited, counted
from policytopics.report.names import CRITERIA, FLAGS, PARTS, Names, named, records
from policytopics.report.summary import summarised
from policytopics.report.tables import (
    TINTS,
    candidate_rows,
    document_rows,
    matrix,
    repair_kinds,
    slices,
    specification_rows,
)
from policytopics.study.report import ReportSettings

__all__ = ["SECTIONS", "render"]

# Anchor, English title, Chinese title: the reading order.
SECTIONS = (
    ("findings", "Findings", "主要发现"),
    ("figures", "Figures", "图"),
    ("priorities", "Priorities by region", "各地区的优先事项"),
    ("changes", "Reported, promised, over the years", "回顾、部署与历年变化"),
    ("topics", "Topics", "主题"),
    ("regions", "Regions", "地区"),
    ("leak", "Do topics give the region away?", "主题是否泄露地区"),
    ("number", "How many topics", "主题数的选取"),
    ("robustness", "Other reasonable choices", "稳健性"),
    ("validation", "Checks from outside", "外部检验"),
    ("documents", "Documents", "文件"),
    ("repairs", "Repairs to the texts", "文本修复"),
    ("cleaning", "Cleaning, document by document", "逐份清洗报告"),
    ("methods", "Methods", "方法"),
    ("files", "Citing and files", "引用与下载"),
)


def render(
    inputs: Inputs, facts: Facts, settings: ReportSettings, templates: Mapping[str, str]
) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    inputs : Inputs
        All tables and figures.
    facts : Facts
        What the tables do not say.
    settings : ReportSettings
        Title, notice, how much is told.
    templates : mapping
        File name → text of every template; the page itself is ``page.html.j2``.
    """
    names = named(inputs)
    return (
        _environment(templates)
        .get_template("page.html.j2")
        .render(
            facts=facts,
            title=settings.title or f"Policy priorities: {facts.study}",
            notice=settings.notice,
            sections=[each for each in SECTIONS if each[0] != "validation" or _validated(inputs)],
            **_of_regions(inputs, facts, settings, names),
            **_of_topics(inputs, settings, names),
            **_of_documents(inputs, names),
            downloads=[(name, TABLES[name], links) for name, links in inputs.downloads.items()],
        )
    )


def _of_regions(
    inputs: Inputs, facts: Facts, settings: ReportSettings, names: Names
) -> dict[str, object]:
    """Return what the page says of regions: findings, figures, shares, changes."""
    cells = headline_cells(inputs.priorities, facts.part)
    tested, runs, most = inputs.robustness, inputs.specifications, settings.findings
    parts = slices(inputs.priorities, facts.part)
    return {
        "counts": counted(inputs, cells),
        "summary": summarised(inputs, cells, names),
        "claims": claims(cells, tested, runs, names, most=most),
        "firsts": firsts(cells, names),
        "figures": [
            inputs.profiles,
            inputs.contrast,
            *inputs.trend_figures,
            *inputs.topic_figures,
        ],
        "claim_figure": inputs.claim_figure,
        "headline": matrix(cells, names),
        "parts": [(part, matrix(rows, names)) for part, rows in parts],
        "promised": review_to_plan(inputs.review_plan, names),
        "moved": over_the_years(inputs.trends, names),
        "groups": groups(inputs.clades, names),
        "regions": region_cards(inputs, names),
        "specifications": specification_rows(runs),
    }


def _of_topics(inputs: Inputs, settings: ReportSettings, names: Names) -> dict[str, object]:
    """Return what the page says of topics: terms, number, leak, checks from outside."""
    criteria, candidates = candidate_rows(inputs.candidates)
    checks = inputs.validation
    return {
        "topics": topic_cards(inputs, names, exemplars=settings.exemplars),
        "leak": _leak(inputs),
        "candidate_figure": inputs.candidate_figure,
        "criteria": criteria,
        "candidates": candidates,
        "validation": [] if checks is None else records(checks.sort_values("measure")),
    }


def _of_documents(inputs: Inputs, names: Names) -> dict[str, object]:
    """Return what the page says of documents: what was read, repaired, left out."""
    return {
        "documents": document_rows(inputs.documents, names),
        "repairs": repair_kinds(inputs.repairs, names),
        "cleaning": inputs.cleaning,
        "cleanings": cleanings(inputs.documents, inputs.paragraphs, inputs.repairs, names),
        "little_kept": little_kept(inputs.documents, inputs.paragraphs),
        "omissions": records(inputs.omissions.sort_values("file")),
        "doubtful": int(inputs.paragraphs["doubtful"].sum()),
    }


def _leak(inputs: Inputs) -> list[dict[str, object]]:
    """Return the leak scores: regions before documents, topics before tokens, masked first."""
    order = ["target", "features", "mask"]
    return records(inputs.leak.sort_values(order, ascending=False))


def _validated(inputs: Inputs) -> bool:
    return inputs.validation is not None and len(inputs.validation) > 0


def _environment(templates: Mapping[str, str]) -> Environment:
    """Return an engine that escapes everything and stops at a name that does not exist."""
    environment = Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "percent": formats.percent,
        "points": formats.points,
        "interval": formats.interval,
        "signed_interval": formats.signed_interval,
        "decimal": formats.decimal,
        "level": formats.level,
        "number": formats.count,
        "shorten": formats.shorten,
        "prose": formats.prose,
        "years": _years,
        "part": _part,
        "listed": _listed,
        "flag": lambda flag: FLAGS.get(flag, flag),
        "criterion": lambda name: CRITERIA.get(name, name),
        "picture": _picture,
        "cited": cited,
    }
    environment.globals |= {"dash": formats.DASH, "tints": TINTS}
    return environment


def _years(years: Sequence[int]) -> str:
    """Return ``2022–2024``, or the one year."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _listed(items: Sequence[object]) -> str:
    """Return ``5, 6 and 7``."""
    *rest, last = map(str, items)
    return f"{', '.join(rest)} and {last}" if rest else last


def _part(part: str, language: str = "en") -> str:
    """Return a part's name; several are joined by ``+``."""
    place = 0 if language == "en" else 1
    found = [PARTS.get(each, (each, each))[place] for each in part.split("+")]
    return (" and " if language == "en" else "和").join(found)


def _picture(svg: str) -> str:
    """Return a picture as an address that holds it: inside ``<img>`` no script of it can run."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii")
