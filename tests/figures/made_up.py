"""Made-up tables of any size: nothing in them is about a real place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from policytopics.figures.compare import comparison_of
from policytopics.figures.comparison import Comparison, Pair
from policytopics.figures.seriation import pair_distances
from policytopics.robustness.claims import claims_table
from policytopics.tables.schemes import by_category
from tests.made_up import priority_row, region_row, specification_row, topic_row

REGIONS = [
    ("bailu", "白鹿新区", "Bailu New District"),
    ("hechuan", "鹤川区", "Hechuan"),
    ("linan", "临安渡市", "Lin'andu"),
    ("nanping", "南坪县", "Nanping"),
    ("yunxi", "云溪区", "Yunxi"),
]
TOPICS = [
    ("产业创新", "Industrial innovation", "创新 产业 集群 企业 研发 高新技术 智能制造 生物医药"),
    ("民生保障", "Livelihood & welfare", "就业 保障 养老 低保 居民 收入 救助 社保"),
    ("城市更新", "Urban renewal", "改造 老旧小区 更新 片区 街道 停车 背街小巷 地块"),
    ("营商环境", "Business environment", "审批 营商 政务 企业 服务 改革 一网通办 减税"),
    ("教育卫生", "Education & health", "学校 教育 医院 学位 医疗 卫生 幼儿园 疾控"),
    ("生态环境", "Ecology & environment", "污染 水质 断面 空气 河道 治理 湿地 碳达峰"),
    ("交通基建", "Transport & infrastructure", "公路 铁路 轨道交通 建成 开工 通车 枢纽 管网"),
    ("区域一体化", "Regional integration", "一体化 示范区 协同 同城 共建 跨域 对接 合作"),
    ("社会治理", "Social governance & safety", "安全 社区 网格 隐患 平安 矛盾 治理 消防"),
    ("古城文旅", "Heritage & tourism", "古城 保护 文化 旅游 街区 文物 非遗 游客"),
    ("乡村振兴", "Rural revitalisation", "农业 乡村 农村 农民 粮食 美丽乡村 村级 高标准农田"),
    ("党建廉政", "Party building & integrity", "廉政 政府 作风 法治 监督 落实 建议 提案"),
]
# Some terms have English, one of it longer than any room.
GLOSSES = {
    "创新": "innovation",
    "产业": "industry of whatever kind and size and age",
    "审批": "approvals",
    "高标准农田": "high-standard farmland",
}


@dataclass(frozen=True)
class Tables:
    """What the scripts of the figures read."""

    priorities: pd.DataFrame
    topic_summary: pd.DataFrame
    topics: pd.DataFrame
    regions: pd.DataFrame
    similarity: pd.DataFrame
    clusters: pd.DataFrame
    specifications: pd.DataFrame
    robustness: pd.DataFrame
    units: pd.DataFrame
    vocabulary: pd.DataFrame
    candidates: pd.DataFrame
    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    repairs: pd.DataFrame
    part: str = "plan"

    @property
    def headline(self) -> pd.DataFrame:
        whole = (self.priorities["kind"] == "") & self.priorities["year"].isna()
        return self.priorities[whole & (self.priorities["part"] == self.part)].assign(level=0.95)

    @property
    def categories(self) -> pd.DataFrame:
        return by_category(self.topic_summary)

    @property
    def claims(self) -> pd.DataFrame:
        return claims_table(self.headline, self.specifications, self.robustness)

    @property
    def compared(self) -> Comparison:
        return comparison_of(self.headline, self.categories, self.regions, self.documents)


def tables(
    n_regions: int = 5,
    n_topics: int = 12,
    *,
    seed: int = 7,
    equal: bool = False,
    years: Sequence[int] = (2021, 2023),
) -> Tables:
    """Return tables with clear differences, or with none at all.

    Every region has a report of every year; of ten years or more each lacks one.
    """
    rng = np.random.default_rng(seed)
    regions = [_region(i) for i in range(n_regions)]
    topics = [_topic(j) for j in range(n_topics)]
    shares = _shares(rng, n_regions, n_topics, equal=equal)
    similarity = _similarity([r["region_id"] for r in regions], shares)
    priorities = _priorities(rng, [r["region_id"] for r in regions], shares, years)
    return Tables(
        priorities=priorities,
        **_swept(priorities),
        topic_summary=pd.DataFrame(
            [_summary(*pair) for pair in zip(topics, shares.mean(0), strict=True)]
        ),
        topics=_terms(rng, topics),
        vocabulary=pd.DataFrame(GLOSSES.items(), columns=["term", "gloss_en"]),
        regions=pd.DataFrame(regions),
        similarity=similarity,
        clusters=_clusters(similarity),
        units=_units(topics, regions),
        candidates=_candidates(n_topics),
        **_documents(regions, years),
    )


def _region(i: int) -> dict[str, str]:
    """Return region i; beyond the named ones with a running number."""
    slug, zh, en = (
        REGIONS[i] if i < len(REGIONS) else (f"place{i:02d}", f"地区{_digits(i)}", f"Place {i}")
    )
    return region_row(slug, zh, en, ["云州"])


def _digits(i: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{i:02d}")


def _topic(j: int) -> tuple[str, str, str, list[str]]:
    zh, en, terms = TOPICS[j % len(TOPICS)]
    again = j // len(TOPICS)
    return (
        f"t{j + 1:02d}",
        zh + _digits(again) * bool(again),
        f"{en} {again}" if again else en,
        terms.split(),
    )


def _shares(rng: np.random.Generator, n: int, k: int, *, equal: bool) -> np.ndarray:
    """Return shares (n x k); every region stresses two topics, and neglects one wholly."""
    if equal:
        return np.full((n, k), 1 / k)
    base = np.linspace(2.0, 0.6, k) * rng.uniform(0.9, 1.1, (n, k))
    for i in range(n):
        base[i, (2 * i) % k] *= 2.4
        base[i, (5 * i + 1) % k] *= 1.7
        base[i, (3 * i + 2) % k] *= 0.0 if k > 2 else 0.5
    return base / base.sum(axis=1, keepdims=True)


def _priorities(
    rng: np.random.Generator, places: list[str], shares: np.ndarray, years: Sequence[int]
) -> pd.DataFrame:
    rows = []
    n, k = shares.shape
    for i, place in enumerate(places):
        others = np.delete(shares, i, axis=0).mean(0) if n > 1 else np.full(k, np.nan)
        n_paragraphs = int(rng.integers(150, 520))
        for j, share in enumerate(shares[i]):
            half = 0.4 * np.sqrt(share * (1 - share) / n_paragraphs) + 0.004
            difference = share - others[j]
            row = priority_row(
                share,
                difference,
                region_id=place,
                year=pd.NA,
                category_id=f"t{j + 1:02d}",
                low=max(0.0, share - 1.96 * half),
                high=share + 1.96 * half,
                difference_low=difference - 3.3 * half,
                difference_high=difference + 3.3 * half,
                distinct=bool(abs(difference) > 3.3 * half),
                rank=j + 1,
                rank_high=k,
                n_units=int(1.2 * n_paragraphs),
                n_paragraphs=n_paragraphs,
                n_documents=3,
            )
            rows.append(row)
            known = [year for number, year in enumerate(years) if len(years) < 10 or number != i]
            rows += [row | _in_year(row, year, i + j) for year in known]
            rows.append(row | {"part": "review", "share": 0.5})
    return pd.DataFrame(rows).astype({"year": "Int64"})


def _in_year(row: dict[str, object], year: int, phase: int) -> dict[str, object]:
    """Return what differs in one year: the share swings about its mean, its interval is wider."""
    share = float(row["share"]) * (1 + 0.25 * np.sin(1.7 * year + phase))
    half = 1.5 * (float(row["high"]) - float(row["share"]))
    ends = {"low": max(0.0, share - half), "high": min(1.0, share + half)}
    return {"year": year, "share": share, **ends, "distinct": False}


def _candidates(n_topics: int) -> pd.DataFrame:
    """Return the panel of numbers of topics around the one that is chosen."""
    numbers = range(max(2, n_topics - 4), n_topics + 4)
    rows = []
    for k in numbers:
        off = abs(k - n_topics)
        values = {
            "error": (1 - 0.004 * k, 0.001),
            "npmi": (0.02 - 0.03 * off, 0.01),
            "diversity": (1 - 0.01 * k, 0.004),
            "stability": (0.5 - 0.02 * off, 0.03),
            "silhouette": (0.66 - 0.01 * off, 0.025),
        }
        rows += [
            {
                "k": k,
                "criterion": criterion,
                "value": value,
                "low": value - error,
                "high": value + error,
                "chosen": off == 0,
                "admissible": off <= 2,
            }
            for criterion, (value, error) in values.items()
        ]
    return pd.DataFrame(rows)


def _documents(regions: list[dict[str, str]], years: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Return a document per region and year with its paragraphs and repairs."""
    documents, paragraphs, repairs = [], [], []
    lengths = {"title": 12, "front": 60, "heading": 150, "body": 8000, "glossary": 400}
    for i, region in enumerate(regions):
        for year in years:
            name = f"{region['region_id']}_{year}"
            roles = lengths | {"boilerplate": 40 * i}
            documents.append(
                {
                    "document_id": name,
                    "region_id": region["region_id"],
                    "year": pd.NA if i == 3 else year,
                    "kind": "five_year_plan" if i == 2 else "work_report",
                    "characters_raw": sum(roles.values()) + 600 * (i % 2),
                }
            )
            paragraphs += [
                {"document_id": name, "role": role, "text": "字" * n, "doubtful": False}
                for role, n in roles.items()
            ]
            paragraphs.append(
                {"document_id": name, "role": "body", "text": "疑" * 100 * i, "doubtful": i > 0}
            )
            documents[-1]["characters_raw"] += 100 * i
            repairs += [{"document_id": name, "n_changes": n} for n in (3, 1200 * (i % 2)) if n]
    return {
        "documents": pd.DataFrame(documents).astype({"year": "Int64"}),
        "paragraphs": pd.DataFrame(paragraphs),
        "repairs": pd.DataFrame(repairs),
    }


def _summary(topic: tuple[str, str, str, list[str]], mass: float) -> dict[str, object]:
    named = {"domain_share": 0.4, "name_source": "mixed", "largest_document_id": "document"}
    return topic_row(*topic, mass=mass, exemplars=[f"{topic[0]}-unit"], **named)


def _terms(rng: np.random.Generator, topics: list[tuple[str, str, str, list[str]]]) -> pd.DataFrame:
    rows = []
    for topic_id, _, _, terms in topics:
        weights = np.sort(rng.uniform(0.01, 0.06, len(terms)))[::-1]
        rows += [
            {
                "topic_id": topic_id,
                "term": term,
                "weight": weight,
                "rank": rank,
                "frex": 0.5,
                "lift": float(rng.uniform(0.8, 9)),
            }
            for rank, (term, weight) in enumerate(zip(terms, weights, strict=True), start=1)
        ]
    return pd.DataFrame(rows)


def _similarity(places: list[str], shares: np.ndarray) -> pd.DataFrame:
    rows = []
    for i, place in enumerate(places):
        for j in range(i + 1, len(places)):
            value = max(0.0, 1 - float(np.abs(shares[i] - shares[j]).sum()))
            rows.append((place, places[j], value, max(0.0, value - 0.03), min(1.0, value + 0.03)))
    columns = ["region_id", "other_region_id", "similarity", "low", "high"]
    known = {"flags": [[]] * len(rows), "covers": "sampling+model"}
    return pd.DataFrame(rows, columns=columns).assign(**known)


def _clusters(similarity: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of the tree, their support falling from 1 to 0."""
    columns = ["region_id", "other_region_id", "similarity", "low", "high"]
    pairs = [Pair(*row) for row in similarity[columns].itertuples(index=False)]
    if len(pairs) < 3:
        return pd.DataFrame(columns=["cluster_id", "region_ids", "support"])
    items, square = pair_distances(pairs)
    groups = {i: [item] for i, item in enumerate(items)}
    for one, other, _, _ in linkage(squareform(square, checks=False), "average"):
        groups[len(groups)] = sorted(groups[int(one)] + groups[int(other)])
    found = [group for group in groups.values() if 1 < len(group) < len(items)]
    rows = [
        (f"c{i:02d}", group, len(group), 0.1, 1 - i / len(found), "sampling")
        for i, group in enumerate(found)
    ]
    names = ["cluster_id", "region_ids", "n_regions", "height", "support", "covers"]
    return pd.DataFrame(rows, columns=names)


def _swept(priorities: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return four other specifications: one fails, bm25 lacks the odd topics, 8 doubles all."""
    settings = {
        "main": "{}",
        "bm25": '{"topics.weighting": "bm25"}',
        "k=10": '{"topics.number": 10}',
        "k=8": '{"topics.number": 8}',
        "k=90": '{"topics.number": 90}',
    }
    cells = priorities[
        (priorities["part"] == "plan") & (priorities["kind"] == "") & priorities["year"].isna()
    ]
    columns = ["difference", "difference_low", "difference_high"]
    found = []
    for name, factor in (("main", 1.0), ("bm25", 0.8), ("k=10", -0.5), ("k=8", 2.0)):
        rows = cells[["region_id", "category_id"]].assign(specification=name, match=0.9, share=0.1)
        ends = cells[columns] * factor
        if factor < 0:
            ends = ends.rename(columns={columns[1]: columns[2], columns[2]: columns[1]})
        rows = rows.join(ends[columns]).assign(matched_id=rows["category_id"])
        if name == "bm25":
            odd = rows["category_id"].str[-1].isin(list("13579"))
            rows.loc[odd, [*columns, "match", "share"]] = np.nan
            rows.loc[odd, "matched_id"] = ""
        found.append(rows)
    sizes = {"main": (12, 12), "bm25": (12, 6), "k=10": (10, 10), "k=8": (8, 8)}
    failed = {"status": "failed", "reason": "too few units"}
    rows = [
        specification_row(name, text, **({} if name in sizes else failed))
        | dict(zip(("n_categories", "n_matched"), sizes.get(name, (None, None)), strict=True))
        for name, text in settings.items()
    ]
    specifications = pd.DataFrame(rows).astype({"n_categories": "Int64", "n_matched": "Int64"})
    return {"specifications": specifications, "robustness": pd.concat(found, ignore_index=True)}


def _units(
    topics: list[tuple[str, str, str, list[str]]], regions: list[dict[str, str]]
) -> pd.DataFrame:
    rows = []
    for j, (topic_id, _, _, terms) in enumerate(topics):
        text = (
            "各位代表，下面报告安排。"
            f"坚持{terms[0]}优先，全年推进{terms[1]}三十项，提高{terms[2]}和{terms[3]}水平，"
            f"新增{terms[4]}二百处；办好“{terms[5]}”，完善{terms[6]}（含{terms[7]}）"
            "，群众满意度达到95.6%，让人人都能看得见、摸得着、有盼头。"
            + "抓紧落实，久久为功。"
            * (j % 4)
        )
        rows.append(
            {
                "unit_id": f"{topic_id}-unit",
                "document_id": "document",
                "paragraph_id": f"document:{20 + j:03d}",
                "region_id": regions[j % len(regions)]["region_id"],
                "order": j,
                "year": pd.NA if j == 1 else 2023,
                "kind": "work_report",
                "part": "plan",
                "text": text,
                "n_tokens": 50,
                "tokens": terms,
            }
        )
    return pd.DataFrame(rows).astype({"year": "Int64"})


def rough_tables() -> Tables:
    """Return six regions with everything that makes a figure hard.

    One region has too little text, one has none, one has another kind of document, one a name of
    twelve characters, and one topic a name that no column holds.
    """
    made = tables(6, 12)
    priorities, regions = made.priorities.copy(), made.regions.copy()
    for place in ("hechuan", "linan"):
        here = priorities["region_id"] == place
        gone = [
            column
            for column in priorities
            if column.startswith("difference") or column in ("low", "high")
        ]
        gone += ["share"] if place == "linan" else []
        priorities.loc[here, gone] = np.nan
        priorities.loc[here, "distinct"] = False
        priorities.loc[here, "n_paragraphs"] = 9 if place == "hechuan" else 0
    flags = {"hechuan": ["insufficient"], "linan": ["insufficient"], "nanping": ["other_kind"]}
    priorities["flags"] = [flags.get(place, []) for place in priorities["region_id"]]
    long = [
        "云溪生态文化旅游度假示范区",
        "Yunxi Ecological and Cultural Tourism Demonstration Zone",
    ]
    regions.loc[regions["region_id"] == "yunxi", ["short_zh", "name_en"]] = long
    summary = made.topic_summary.copy()
    summary.loc[0, "name_zh"] = "先进制造业集群与专精特新中小企业梯度培育"
    summary.loc[0, "name_en"] = "Advanced manufacturing clusters and specialised enterprises"
    # A topic that nobody has named in English.
    summary.loc[1, "name_en"] = ""
    summary["flags"] = [["unstable", "one_document"] if j == 2 else [] for j in range(12)]
    return replace(made, priorities=priorities, regions=regions, topic_summary=summary)
