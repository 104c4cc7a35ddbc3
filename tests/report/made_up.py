"""A made-up study on disk: every table under its contract, every figure, nothing real.

Four regions and five topics. Lushan stresses tourism in every specification; Heyuan's stress on
industry is not recovered by one of them; Pinghu is flat; Yunlin is a fragment with too little text.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from policytopics.files import write, write_text
from policytopics.report.inputs import Inputs
from policytopics.robustness.claims import claims_table
from policytopics.tables import corpus, domains, regions, robustness, topics, words
from policytopics.tables.contract import Table
from policytopics.tables.figures import FIGURES, Figure
from tests.made_up import priority_row, region_row, specification_row, topic_row

EVIL = '<script>alert("x")</script>'
REGIONS = [
    ("heyuan", "禾塬市", "Heyuan"),
    ("lushan", "鹿杉县", "Lushan"),
    ("pinghu", "坪湖区", "Pinghu"),
    ("yunlin", "芸邻镇", "Yunlin"),
]
PICTURED = [region for region, *_ in REGIONS[:3]]
TOPICS = [
    ("t01", "先进制造", "Advanced manufacturing", "产业 集群 专精特新 智改数转 园区 设备更新"),
    ("t02", "文旅融合", "Culture & tourism", "文旅 古镇 非遗 景区 民宿 夜游"),
    ("t03", "乡村振兴", "Rural revitalisation", "高标准农田 粮食 农机 和美乡村 水利 村集体"),
    ("t04", "生态治理", "Ecology", "水质 断面 河长制 碳达峰 湿地 污染"),
    ("t05", "社会保障", "Social security", "就业 养老 社保 救助 零工市场 托育"),
]
SHARES = {
    "heyuan": [0.41, 0.08, 0.17, 0.16, 0.18],
    "lushan": [0.14, 0.38, 0.16, 0.15, 0.17],
    "pinghu": [0.22, 0.19, 0.21, 0.18, 0.20],
    "yunlin": [0.30, 0.10, 0.25, 0.15, 0.20],
}
DISTINCT = {("heyuan", "t01"), ("lushan", "t01"), ("lushan", "t02")}
GLOSSES = {
    "专精特新": "specialised small firms",
    "河长制": "river chief system",
    "非遗": "heritage",
}
SENTENCES = [
    "壮大四个产业集群，新增专精特新企业三十家，推动智改数转进园区。",
    "修缮古镇老街，开放非遗工坊，沿河民宿和夜游线路全年接待游客。",
    "新建高标准农田两万亩，农机上门，村集体收入稳步提高。",
    "落实河长制，国考断面水质全部达标，修复湿地三百亩。",
    "建成零工市场两处，新增养老床位五百张，社保救助应保尽保。",
]


def frames() -> dict[str, tuple[pd.DataFrame, Table]]:
    """Return every table with its contract."""
    return {
        "documents": (_documents(), corpus.DOCUMENTS),
        "regions": (_regions(), corpus.REGIONS),
        "repairs": (_repairs(), corpus.REPAIRS),
        "paragraphs": (_paragraphs(), corpus.PARAGRAPHS),
        "units": (_units(), words.UNITS),
        "vocabulary": (_vocabulary(), words.VOCABULARY),
        "omissions": (_omissions(), corpus.OMISSIONS),
        "domains": (_domains(), domains.DOMAINS),
        "domain_quality": (_domain_quality(), domains.DOMAIN_QUALITY),
        "region_concepts": (_concepts(), domains.REGION_CONCEPTS),
        "candidates": (_candidates(), topics.CANDIDATES),
        "topics": (_topics(), topics.TOPICS),
        "topic_summary": (_summary(), topics.TOPIC_SUMMARY),
        "leak": (_leak(), topics.LEAK),
        "validation": (_validation(), topics.VALIDATION),
        "priorities": (priorities(), regions.PRIORITIES),
        "headline": (headline(), regions.HEADLINE),
        "distinctive_terms": (_distinctive(), regions.DISTINCTIVE_TERMS),
        "similarity": (_similarity(), regions.SIMILARITY),
        "entropy": (_entropy(), regions.ENTROPY),
        "clusters": (_clusters(), regions.CLUSTERS),
        "trends": (_trends(), regions.TRENDS),
        "review_plan": (_review_plan(), regions.REVIEW_PLAN),
        "specifications": (specifications(), robustness.SPECIFICATIONS),
        "robustness": (robust(), robustness.ROBUSTNESS),
        "claims": (claims_table(headline(), specifications(), robust()), robustness.CLAIMS),
    }


def changed(inputs: Inputs, **changes: Any) -> Inputs:
    """Return inputs with other tables, and the headline and claims that follow from them."""
    new = replace(inputs, **changes)
    asked = new.priorities[new.priorities["year"].isna() & (new.priorities["part"] != "review")]
    asked = asked.assign(level=0.95)
    return replace(
        new, headline=asked, claims=claims_table(asked, new.specifications, new.robustness)
    )


def save(
    folder: Path, *, reverse: bool = False, **changed: pd.DataFrame | None
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Write the study below ``folder``; return the paths of tables and those of figures by name.

    None leaves a table out.
    """
    paths: dict[str, str] = {}
    for name, (frame, table) in frames().items():
        given = changed.get(name, frame)
        if given is None:
            continue
        path = folder / "tables" / f"{name}.parquet"
        write(given.iloc[::-1] if reverse else given, table, path)
        paths[name] = str(path)
    return paths, {figure.name: _drawn(figure, folder) for figure in FIGURES}


def _drawn(figure: Figure, folder: Path) -> list[str]:
    """Draw a figure, one picture of it for each of three regions or one in all."""
    files = figure.files(str(folder), "topics")
    if figure.folder:
        each = [""] if figure.name == "trends" else ["1"] if figure.name == "topics" else PICTURED
        rows = "".join(f"{figure.name}_{one},{one},Title\n" for one in each)
        write_text(files["index"], f"name,{figure.each},title\n{rows}")
        for one in each:
            _draw(Path(files["folder"], f"{figure.name}_{one}"), figure.name)
    else:
        _draw(Path(files["svg"]).with_suffix(""), figure.name)
    return list(files.values())


def _draw(stem: Path, name: str) -> None:
    bars = "".join(
        f'<rect x="40" y="{20 + 22 * i}" width="{60 + 90 * i % 170}" height="12" fill="#0F2080"/>'
        for i in range(5)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 140">{bars}{EVIL}</svg>'
    write_text(stem.with_name(stem.name + ".svg"), svg)
    write_text(
        stem.with_name(stem.name + ".caption.md"), f"**Bars of {name}.** Lines: *95%*. {EVIL}"
    )
    write_text(stem.with_name(stem.name + ".alt.txt"), f'Bars of {name}, "longest" last.')
    write_text(stem.with_name(stem.name + ".csv"), "a,b\n1,2\n")


def _documents() -> pd.DataFrame:
    rows = []
    for number, (region, zh, _) in enumerate(REGIONS):
        rows.append(
            {
                "document_id": f"{region}-2023",
                "file": f"{region}_2023.txt",
                "sha256": "0" * 64,
                "region_id": region,
                "year": None if region == "yunlin" else 2023,
                "period": "" if region == "yunlin" else "2023",
                "kind": "work_report",
                "title": f"{zh}政府工作报告" + (EVIL if region == "pinghu" else ""),
                "evidence": f"line 1: {zh}; line 2: 2023年1月",
                "confidence": 0.98 - 0.2 * (region == "yunlin"),
                "encoding": ["UTF-8", "GB18030", "Big5", "UTF-8"][number],
                "script": "traditional" if number == 2 else "simplified",
                "starts_mid_document": region == "yunlin",
                "ends_mid_document": False,
                "characters_raw": 5200 + 310 * number,
                "characters_kept": 4700 + 250 * number,
                "characters_dropped": 500 + 60 * number,
                "near_duplicate_of": "",
                "near_duplicate_share": 0.0,
                "not_a_report": "",
                "warnings": ["the text does not show its year", f"odd: {EVIL}"]
                if region == "yunlin"
                else [],
            }
        )
    return pd.DataFrame(rows)


def _regions() -> pd.DataFrame:
    # One region more than there are documents: it must not appear.
    rows = [*REGIONS, ("nowhere", "无处县", "Nowhere")]
    return pd.DataFrame([region_row(*each) for each in rows])


def _repairs() -> pd.DataFrame:
    rows = [
        ("heyuan-2023", 3, "spacing", "政 府 工 作", "政府工作", 1, 1.0),
        ("lushan-2023", 5, "spacing", "夜 游 线 路", "夜游线路", 2, 1.0),
        ("lushan-2023", 6, "spacing", "民 宿", "民宿", 1, 1.0),
        ("lushan-2023", 7, "spacing", "古 镇", "古镇", 1, 1.0),
        ("pinghu-2023", 4, "script", "鄉村振興", "乡村振兴", 4, 0.99),
        ("pinghu-2023", 9, "boilerplate", f"打印本页{EVIL}", "", 1, 0.9),
    ]
    names = ("document_id", "line", "kind", "before", "after", "n_changes", "confidence")
    frame = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    return frame.assign(n_characters=frame["after"].str.len() - frame["before"].str.len())


def _omissions() -> pd.DataFrame:
    rows = [("scan.pdf", f"the PDF has no text layer {EVIL}", "run text recognition")]
    return pd.DataFrame(rows, columns=["file", "reason", "fix"])


def _paragraphs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "document_id": f"{region}-2023",
            "paragraph_id": f"{region}-2023:{number}",
            "line": 10 + number,
            "role": "body",
            "reason": "kept",
            "part": "plan",
            "heading_path": [],
            "text": sentence,
            "text_hash": f"{number:012x}",
            "doubtful": region == "pinghu" and number == 0,
            "confidence": 0.9,
        }
        for region, *_ in REGIONS
        for number, sentence in enumerate(SENTENCES)
    )


def _units() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit_id": f"{region}-2023:{number}:0",
            "document_id": f"{region}-2023",
            "paragraph_id": f"{region}-2023:{number}",
            "order": number,
            "region_id": region,
            "year": None if region == "yunlin" else 2023,
            "kind": "work_report",
            "part": "plan",
            "text": sentence + (EVIL if region == "pinghu" else ""),
            "n_tokens": 20,
            "tokens": ["产业"],
        }
        for region, *_ in REGIONS
        for number, sentence in enumerate(SENTENCES)
    )


def _vocabulary() -> pd.DataFrame:
    terms = [term for *_, listed in TOPICS for term in listed.split()]
    rows = [(term, GLOSSES.get(term, ""), "kept") for term in terms] + [("推动", "", "genre")]
    return pd.DataFrame(
        {
            "term": term, "pos": "n", "gloss_en": gloss, "domain": "", "frequency": 9,
            "n_units": 5, "n_regions": 3, "unit_share": 0.2, "clumping": 1.5,
            "divergence": 2.0, "status": status,
        }
        for term, gloss, status in rows
    )  # fmt: skip


DOMAINS = [
    ("industry", "先进制造", "Manufacturing"),
    ("culture_tourism", "文化旅游", "Culture and tourism"),
    ("rural", "乡村振兴", "Rural revitalisation"),
    ("ecology", "生态环境", "Ecology"),
    ("none", "无具体领域", "No domain"),
]


def _domains() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "domain_id": domain, "name_zh": zh, "name_en": en, "cap": ["1500"],
            "source": "trained", "terms": ["集群", "园区"] if domain == "industry" else ["古镇"],
        }
        for domain, zh, en in DOMAINS
    )  # fmt: skip


def _domain_quality() -> pd.DataFrame:
    rows = [("all", "all", "", 900, 0.87), ("all", "level", "city", 700, 0.88),
            ("industry", "all", "", 80, 0.9), ("ecology", "all", "", 60, 0.8)]  # fmt: skip
    checked = [
        {
            "domain_id": domain, "by": by, "group": group, "n": n, "agreement": agreement,
            "low": agreement - 0.02, "high": agreement + 0.02, "either": 0.95, "claimed": 0.89,
            "coded": None, "measured": None, "spread": None,
        }
        for domain, by, group, n, agreement in rows
    ]  # fmt: skip
    names = domains.DOMAIN_QUALITY.names
    unchecked = {"domain_id": "all", "by": "part", "group": "review", "n": 0}
    return pd.DataFrame([*checked, unchecked]).reindex(columns=names)


def _concepts() -> pd.DataFrame:
    rows = [("heyuan", 6.0, 900), ("lushan", 0.0, 800), ("yunlin", 0.0, 0)]
    return pd.DataFrame(
        {
            "region_id": region, "year": year, "n_documents": 1,
            "concept": f"digital {EVIL}", "hits": hits, "words": words,
            "rate": 1e4 * hits / words if words else None,
            "rate_low": 1e4 * hits / words / 2 if words else None,
            "rate_high": 1e4 * (hits + 3) / words if words else None,
            "sentences": words // 20, "share": 20 * hits / words if words else None,
            "share_low": 0.0 if words else None, "share_high": 0.3 if words else None,
        }
        for region, hits, words in rows
        for year in (None, 2023)
    )  # fmt: skip


def by_domains(inputs: Inputs) -> Inputs:
    """Return the study as its domains tell it, topics beside it.

    The fifth category is text of no domain: it has a share, but no rank and no difference.
    """
    ids = {f"t{number:02d}": domain for number, (domain, *_) in enumerate(DOMAINS, start=1)}

    def coded(table: pd.DataFrame) -> pd.DataFrame:
        columns = [name for name in ("category_id", "matched_id") if name in table]
        return table.assign(**{name: table[name].replace(ids) for name in columns})

    shares = coded(inputs.priorities)
    compared = ["difference", "difference_low", "difference_high", "rank", "rank_low", "rank_high"]
    shares.loc[shares["category_id"] == "none", compared] = None
    changes = {
        name: coded(table)[lambda table: table["category_id"] != "none"]
        for name, table in (("trends", inputs.trends), ("review_plan", inputs.review_plan))
    }
    only = inputs.specifications[inputs.specifications["specification"] == "main"]
    found = changed(
        inputs, priorities=shares, robustness=coded(inputs.robustness), specifications=only,
        **changes,
    )  # fmt: skip
    return replace(found, scheme="domains", beside=inputs)


def _candidates() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "k": k, "criterion": criterion, "value": value + k / 100, "low": value - 0.02,
            "high": value + 0.12, "chosen": k == 5, "admissible": k in (5, 6),
        }
        for k in (4, 5, 6, 7)
        for criterion, value in (("npmi", 0.1), ("stability", 0.8), ("error", 0.5))
    )  # fmt: skip


def _topics() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "topic_id": topic, "term": term, "weight": 0.3 / (rank + 1), "rank": rank + 1,
            "frex": 0.9 - 0.1 * ((rank + 2) % 6), "lift": 3.0,
        }
        for topic, _, _, listed in TOPICS
        for rank, term in enumerate(listed.split())
    )  # fmt: skip


def _summary() -> pd.DataFrame:
    return pd.DataFrame(
        topic_row(
            topic, zh, en, listed.split(),
            domain="water", name_source="person" if topic == "t02" else "domain", domain_share=0.8,
            coherence=0.21, stability=0.93 - 0.5 * (topic == "t05"), largest_document_share=0.37,
            largest_document_id="lushan-2023", flags=["unstable"] if topic == "t05" else [],
            exemplars=[f"{region}-2023:{number}:0" for region in ("lushan", "pinghu", "yunlin")],
        )
        for number, (topic, zh, en, listed) in enumerate(TOPICS)
    )  # fmt: skip


def _leak() -> pd.DataFrame:
    rows = [
        ("region", "topics", True, 0.34, 0.25, 0.28, 0.40),
        ("region", "tokens", False, 0.81, 0.25, 0.75, 0.86),
        ("document", "topics", True, 0.27, 0.25, 0.21, 0.33),
    ]
    names = ("target", "features", "mask", "balanced_accuracy", "chance", "low", "high")
    return pd.DataFrame([{**dict(zip(names, row, strict=True)), "n_units": 160} for row in rows])


def _validation() -> pd.DataFrame:
    measures = [("normalized mutual information of topics and domains", 0.82), ("purity", 0.9)]
    rows = [{"measure": name, "value": value, "n": 88} for name, value in measures]
    seeds = {"measure": "seed_correlation", "value": 0.7, "low": 0.4, "high": 0.85, "n": 20}
    return pd.DataFrame([*rows, seeds])[["measure", "value", "low", "high", "n"]]


def headline() -> pd.DataFrame:
    """Return the plan's cells over all kinds and years."""
    found = priorities()
    return found[(found["part"] == "plan") & found["year"].isna()].assign(level=0.95)


def priorities(part: str = "plan") -> pd.DataFrame:
    """Return the headline cells, the same for another part, and one year's cells."""
    rows = []
    for where, year in ((part, None), ("review", None), (part, 2023)):
        for region, shares in SHARES.items():
            rows += [_priority(region, number, shares[number], where, year) for number in range(5)]
    return pd.DataFrame(rows)


def _priority(
    region: str, number: int, share: float, part: str, year: int | None
) -> dict[str, Any]:
    others = [values[number] for other, values in SHARES.items() if other != region]
    topic, difference, few = f"t{number + 1:02d}", share - sum(others) / 3, region == "yunlin"
    rank = 1 + sum(value > share for value in SHARES[region])
    return priority_row(
        share,
        difference,
        region_id=region,
        part=part,
        year=year,
        category_id=topic,
        **(
            {"share": None, "low": None, "high": None}
            if few and number > 1
            else {"low": share - 0.04, "high": share + 0.05}
        ),
        difference_low=difference - 0.08,
        difference_high=difference + 0.08,
        distinct=part == "plan" and (region, topic) in DISTINCT,
        rank=rank,
        rank_low=1 if region == "pinghu" else rank,
        rank_high=rank,
        n_units=8 if few else 60,
        n_paragraphs=5 if few else 30,
        flags=["insufficient", "fragment"] if few else ["other_kind"] * (region == "heyuan"),
    )


def _distinctive() -> pd.DataFrame:
    rows = [
        (region, term, rank)
        for region, listed in (("heyuan", TOPICS[0][3]), ("lushan", TOPICS[1][3]))
        for rank, term in enumerate(listed.split(), start=1)
    ]
    return pd.DataFrame(
        {
            "region_id": region, "term": term, "rank": rank, "frequency": 30 - rank,
            "frequency_elsewhere": 4, "log_odds": 2.0, "z": 7.0 - rank / 2,
            "unit_id": f"{region}-2023:0:0" if rank < 3 else "gone",
            "example": f"我们重视{term}。",
        }
        for region, term, rank in rows
    )  # fmt: skip


def _similarity() -> pd.DataFrame:
    keys = sorted(SHARES)
    return pd.DataFrame(
        {
            "region_id": one, "other_region_id": other,
            "similarity": 0.9 - 0.1 * (j - i), "low": 0.55, "high": 0.95,
            "flags": [], "covers": "sampling+model",
        }
        for i, one in enumerate(keys)
        for j, other in enumerate(keys)
        if i < j
    )  # fmt: skip


def _entropy() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region_id": region, "entropy": 0.91, "low": 0.86, "high": 0.95, "flags": [],
            "covers": "sampling+model",
        }
        for region in SHARES
    )  # fmt: skip


def _clusters() -> pd.DataFrame:
    groups = [(["heyuan", "pinghu"], 0.1, 0.97), (["heyuan", "lushan", "pinghu"], 0.2, 0.31)]
    return pd.DataFrame(
        {
            "cluster_id": f"c{number:02d}", "region_ids": members, "n_regions": len(members),
            "height": height, "support": support, "covers": "sampling+model",
        }
        for number, (members, height, support) in enumerate(groups, start=1)
    )  # fmt: skip


def _trends() -> pd.DataFrame:
    """Return Lushan's and Heyuan's changes: only Lushan's tourism rises for sure."""
    return pd.DataFrame(
        {
            "region_id": region, "part": "plan", "category_id": f"t{number:02d}",
            "first_year": 2021, "last_year": 2023, "n_years": 3, "change": change,
            "change_low": change - 0.02,
            "change_high": change + 0.02, "distinct": change > 0.02, "n_units": 40,
            "covers": "sampling+model", "flags": [],
        }
        for region in ("heyuan", "lushan")
        for number in range(1, 6)
        for change in [0.031 if (region, number) == ("lushan", 2) else -0.004]
    )  # fmt: skip


def _review_plan() -> pd.DataFrame:
    """Return three regions: Heyuan promises more industry than it reports; Yunlin is too short."""
    return pd.DataFrame(
        {
            "region_id": region, "category_id": f"t{number:02d}", "review": 0.2,
            "plan": 0.2 + more, "difference": more, "difference_low": more - 0.05,
            "difference_high": more + 0.05, "distinct": more > 0.05, "n_units_review": 30,
            "n_units_plan": 40, "covers": "sampling",
            "flags": ["insufficient"] if region == "yunlin" else [],
        }
        for region in ("heyuan", "lushan", "yunlin")
        for number in range(1, 6)
        for more in [0.112 if (region, number) == ("heyuan", 1) else -0.01]
    )  # fmt: skip


def specifications(names: tuple[str, ...] = ("main", "k=6", "bm25", "k=40")) -> pd.DataFrame:
    """Return the study itself and others; the one of 40 topics fails."""
    stages = {stage: stage for stage in ("corpus", "words", "topics", "regions")}
    done = {"n_categories": 5, "n_matched": 4}
    failed = {
        "status": "failed",
        "reason": f"40 topics need more units than there are {EVIL}",
        "n_categories": None,
        "n_matched": None,
    }
    settings = {"main": "{}", "bm25": '{"topics.weighting": "bm25"}'}
    return pd.DataFrame(
        specification_row(
            name,
            settings.get(name, f'{{"topics.number": {name[-2:].strip("=")}}}'),
            **stages,
            **(failed if name == "k=40" else done),
        )
        for name in names
    )


def robust() -> pd.DataFrame:
    """Return what becomes of every cell: bm25 does not recover industry in any region."""
    rows = []
    for name in ("main", "k=6", "bm25"):
        for region, shares in SHARES.items():
            for number, share in enumerate(shares):
                lost = name == "bm25" and number == 0
                difference = share - 0.2
                rows.append(
                    {
                        "specification": name,
                        "region_id": region,
                        "category_id": f"t{number + 1:02d}",
                        "matched_id": "" if lost else f"t{number + 1:02d}",
                        "match": None if lost else 0.93,
                        "share": None if lost else share,
                        "difference": None if lost else difference,
                        "difference_low": None if lost else difference - 0.05,
                        "difference_high": None if lost else difference + 0.05,
                    }
                )
    return pd.DataFrame(rows)
