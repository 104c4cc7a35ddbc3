"""The report: one self-contained page, from the findings down to the files.

The page is a function of its inputs: no clock, no path, no network. Whatever comes from a document
is escaped by the template engine, and the page forbids itself to run or to fetch anything.
"""

import base64
from collections.abc import Mapping, Sequence

from jinja2 import DictLoader, Environment, StrictUndefined

from policytopics import labels
from policytopics.report import formats
from policytopics.report.cards import groups, region_cards, topic_cards
from policytopics.report.changes import over_the_years, review_to_plan
from policytopics.report.cleaning import cleanings, little_kept
from policytopics.report.coding import coded_domains, coding_groups, counted_concepts
from policytopics.report.findings import findings, firsts, text_findings
from policytopics.report.inputs import Facts, Inputs, Link, Picture
from policytopics.report.methods import cited, counted
from policytopics.report.names import DisplayNames, display_names, records
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
from policytopics.tables.figures import FIGURES
from policytopics.tables.rooms import STAGE_OF, TABLE_OF

__all__ = ["PAGE_SECTIONS", "render"]

# Anchor, English title, Chinese title: the reading order.
PAGE_SECTIONS = (
    ("findings", "Findings", "主要发现"),
    ("figures", "Figures", "图"),
    ("priorities", "Priorities by region", "各地区的优先事项"),
    ("changes", "Reported, promised, over the years", "回顾、部署与历年变化"),
    ("regions", "Regions", "地区"),
    ("robustness", "Other reasonable choices", "稳健性"),
    ("concepts", "Your concepts", "自定义概念"),
    ("coding", "Domains, and how good the coding is", "领域与编码质量"),
    ("beside", "What else is here", "另一种划分"),
    ("topics", "Topics found in these texts", "文本中发现的主题"),
    ("leak", "Do topics give the region away?", "主题是否泄露地区"),
    ("number", "How many topics", "主题数的选取"),
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
    names = display_names(inputs)
    other = inputs.beside
    return (
        _environment(templates)
        .get_template("page.html.j2")
        .render(
            facts=facts,
            asked={"part": inputs.part, "level": inputs.level},
            figures=_by_section(inputs),
            noun=_noun(inputs.scheme),
            beside=None if other is None else _of_other(other, settings),
            title=settings.title or f"Policy priorities: {facts.study}",
            notice=settings.notice,
            sections=[each for each in PAGE_SECTIONS if each[0] not in _empty(inputs)],
            **_of_regions(inputs, settings, names),
            **_of_topics(inputs, settings),
            **_of_coding(inputs),
            **_of_documents(inputs, names),
            downloads=_downloads(inputs),
        )
    )


def _by_section(inputs: Inputs) -> dict[str, list[Picture]]:
    """Return the figures of each section of the page, in the registry's order."""
    found: dict[str, list[Picture]] = {}
    for figure in FIGURES:
        pictures = inputs.figures.get(figure.name, {})
        found.setdefault(figure.section, []).extend(pictures.values())
    return found


def _noun(scheme: str) -> dict[str, str]:
    """Return what a scheme's categories are called: one, several, in Chinese."""
    one, zh = labels.CATEGORY_LABELS[scheme]
    return {"one": one, "many": f"{one}s", "zh": zh}


def _downloads(inputs: Inputs) -> list[tuple[str, str, tuple[Link, ...]]]:
    """Return the tables to take away: name, stage and files; of both schemes."""
    found = [(name, inputs.scheme, links) for name, links in inputs.downloads.items()]
    if inputs.beside is not None:
        other = inputs.beside
        found += [(name, other.scheme, links) for name, links in other.downloads.items()]
    return [
        (name, f"{STAGE_OF[name]}/{scheme}" if TABLE_OF[name].by_scheme else STAGE_OF[name], links)
        for name, scheme, links in found
    ]


def _empty(inputs: Inputs) -> set[str]:
    """Return the sections that have nothing to say."""
    validated = inputs.validation is not None and len(inputs.validation) > 0
    filled = {
        "validation": validated,
        "concepts": len(inputs.region_concepts) > 0,
        "beside": inputs.beside is not None,
    }
    return {name for name, there in filled.items() if not there}


def _of_other(inputs: Inputs, settings: ReportSettings) -> dict[str, object]:
    """Return what the page says by the other scheme: findings, shares, figures."""
    names = display_names(inputs)
    return {
        "noun": _noun(inputs.scheme),
        "summary": summarised(inputs, names),
        "claims": findings(inputs.claims, names)[: settings.findings],
        "in_texts": text_findings(inputs.headline, names)[: settings.findings],
        "firsts": firsts(inputs.headline, names),
        "headline": matrix(inputs.headline, names),
        "figures": _by_section(inputs),
        "counts": counted(inputs),
        "specifications": specification_rows(inputs.specifications),
    }


def _of_coding(inputs: Inputs) -> dict[str, object]:
    """Return what the page says of domains and of concepts."""
    names = display_names(inputs.of("domains"))
    return {
        "codebook": coded_domains(inputs.domains, inputs.domain_quality, names),
        "coding": coding_groups(inputs.domain_quality),
        "concepts": counted_concepts(inputs.region_concepts, names),
    }


def _of_regions(inputs: Inputs, settings: ReportSettings, names: DisplayNames) -> dict[str, object]:
    """Return what the page says of regions: findings, shares, changes."""
    parts = slices(inputs.priorities, inputs.part)
    return {
        "counts": counted(inputs),
        "summary": summarised(inputs, names),
        "claims": findings(inputs.claims, names)[: settings.findings],
        "in_texts": text_findings(inputs.headline, names)[: settings.findings],
        "firsts": firsts(inputs.headline, names),
        "headline": matrix(inputs.headline, names),
        "parts": [(part, matrix(rows, names)) for part, rows in parts],
        "promised": review_to_plan(inputs.review_plan, names),
        "moved": over_the_years(inputs.trends, names),
        "groups": groups(inputs.clusters, names),
        "regions": region_cards(inputs, names),
        "specifications": specification_rows(inputs.specifications),
    }


def _of_topics(inputs: Inputs, settings: ReportSettings) -> dict[str, object]:
    """Return what the page says of topics: terms, number, leak, checks from outside."""
    names = display_names(inputs.of("topics"))
    criteria, candidates = candidate_rows(inputs.candidates)
    checks = inputs.validation
    return {
        "topics": topic_cards(inputs, names, exemplars=settings.exemplars),
        "leak": _leak(inputs),
        "criteria": criteria,
        "candidates": candidates,
        "validation": [] if checks is None else records(checks.sort_values("measure")),
    }


def _of_documents(inputs: Inputs, names: DisplayNames) -> dict[str, object]:
    """Return what the page says of documents: what was read, repaired, left out."""
    return {
        "documents": document_rows(inputs.documents, names),
        "repairs": repair_kinds(inputs.repairs, names),
        "cleanings": cleanings(inputs.documents, inputs.paragraphs, inputs.repairs, names),
        "little_kept": little_kept(inputs.documents, inputs.paragraphs),
        "omissions": records(inputs.omissions.sort_values("file")),
        "doubtful": int(inputs.paragraphs["doubtful"].sum()),
    }


def _leak(inputs: Inputs) -> list[dict[str, object]]:
    """Return the leak scores: regions before documents, topics before tokens, masked first."""
    order = ["target", "features", "mask"]
    return records(inputs.leak.sort_values(order, ascending=False))


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
        "percent": labels.percent,
        "points": labels.points,
        "interval": labels.percent_interval,
        "signed_interval": labels.signed_interval,
        "decimal": labels.decimal,
        "level": labels.level,
        "number": labels.whole,
        "shorten": formats.shorten,
        "prose": formats.prose,
        "years": labels.years,
        "part": labels.part_label,
        "listed": _listed,
        "flag": lambda flag: labels.FLAG_LABELS[flag][0],
        "criterion": lambda name: labels.CRITERION_LABELS.get(name, (name,))[0],
        "grouping": lambda name: labels.GROUPING_LABELS[name][0],
        "picture": _picture,
        "cited": cited,
    }
    environment.globals |= {"dash": labels.DASH, "tints": TINTS}
    return environment


def _listed(items: Sequence[object]) -> str:
    """Return ``5, 6 and 7``."""
    *rest, last = map(str, items)
    return f"{', '.join(rest)} and {last}" if rest else last


def _picture(svg: str) -> str:
    """Return a picture as an address that holds it: inside ``<img>`` no script of it can run."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii")
