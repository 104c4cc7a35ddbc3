"""The vocabulary: counts, statuses and their precedence."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.problems import ProblemsError
from policytopics.study.words import WordsSettings
from policytopics.tables.contract import check
from policytopics.tables.words import VOCABULARY
from policytopics.words.filter import build_vocabulary
from policytopics.words.places import names_of
from policytopics.words.spot_words import read_spot_words
from policytopics.words.token_arrays import UnitPart, encode

LEXICON = pd.DataFrame(
    {
        "term": ["河长制", "第一书记", "长三角"],
        "gloss_en": ["river-chief system", "first secretary", "Yangtze Delta"],
        "domain": ["water", "rural", "regional_integration"],
        "pos": ["n", "n", "n"],
    }
)
DIVISIONS = pd.DataFrame(
    {"name_zh": ["苏州市", "长三角市"], "short_zh": ["苏州", "长三角"], "level": "prefecture"}
)
TOWNS = pd.DataFrame({"code": ["320509"], "towns": [["盛泽镇"]]})
REGIONS = pd.DataFrame(
    {
        "name_zh": ["霁川市", "岚浦区"],
        "short_zh": ["霁川", "岚浦"],
        "region_code": ["320509", ""],
        "parents": [[], []],
        "aliases": [[], []],
    }
)
SPOTS = read_spot_words(Path("resources/lexicon/spots.csv"))
NAMES = names_of(DIVISIONS, TOWNS, REGIONS, ["中亚", "新加坡"], ["古城", "古镇"], SPOTS)
GENRE = frozenset({"推进", "积极", "河长制"})


def as_part(units: pd.DataFrame) -> UnitPart:
    return UnitPart(units.drop(columns="tokens"), encode(units["tokens"].to_list()))


def units_of(*rows: tuple[str, list[str]]) -> pd.DataFrame:
    regions = [region for region, _ in rows]
    tokens = pd.Series([tokens for _, tokens in rows], dtype=object)
    return pd.DataFrame({"document_id": regions, "region_id": regions, "tokens": tokens})


def statuses(units: pd.DataFrame, **settings: object) -> dict[str, str]:
    chosen = WordsSettings(
        **{"min_units": 1, "max_unit_share": 1.0, "max_even_share": 1.0, **settings}
    )
    vocabulary = build_vocabulary(
        [as_part(units)], LEXICON, {"水质": "water"}, GENRE, NAMES, chosen
    )
    return dict(zip(vocabulary["term"], vocabulary["status"], strict=True))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("农业", "kept"),
        ("的", "single"),
        ("我们", "stopword"),
        ("推进", "genre"),
        ("积极推进", "genre"),
        ("全旗", "genre"),
        ("亿元", "number"),
        ("第一", "number"),
        ("苏州", "place"),
        ("霁川", "place"),
        ("盛泽", "place"),
        ("中亚", "place"),
        ("新加坡", "place"),
        ("荻川河", "local"),
        ("河长制", "kept"),  # the lexicon's, although genre
        ("第一书记", "kept"),  # the lexicon's, although it begins as a number
        ("长三角", "kept"),  # the lexicon's, although a place
        ("GDP", "kept"),
    ],
)
def test_statuses(term: str, expected: str) -> None:
    units = units_of(("a", [term, "工业"]), ("a", [term]), ("b", ["工业"]))
    assert statuses(units)[term] == expected


@pytest.mark.parametrize("term", ["苏州", "霁川", "荻川河"])
def test_names_stay_without_the_mask(term: str) -> None:
    units = units_of(("a", [term]), ("a", [term]), ("b", ["工业"]))
    assert statuses(units, mask_places=False)[term] == "kept"


def test_own_terms_are_kept_and_own_stopwords_left_out() -> None:
    units = units_of(("a", ["推进", "工业", "长三角", "苏州", "农业"]))
    found = statuses(units, terms=["推进", "苏州"], stopwords=["工业", "长三角"])
    assert found == {
        "推进": "kept", "苏州": "kept", "工业": "stopword", "长三角": "stopword", "农业": "kept",
    }  # fmt: skip


def test_rare_counts_units_not_occurrences() -> None:
    units = units_of(("a", ["工业"] * 5), ("a", ["农业"]), ("b", ["农业"]))
    assert statuses(units, min_units=2) == {"工业": "rare", "农业": "kept"}


ROWS = [
    ("a", ["工业", "农业", "商业"]),
    ("a", ["工业", "农业"]),
    ("b", ["工业", "商业"]),
    ("b", ["旅游"]),
]


def test_common_means_common_in_most_regions() -> None:
    found = statuses(units_of(*ROWS), max_unit_share=0.5)
    assert found == {"工业": "kept", "农业": "kept", "商业": "kept", "旅游": "kept"}
    found = statuses(units_of(*ROWS), max_unit_share=0.4)
    assert found == {"工业": "common", "农业": "kept", "商业": "common", "旅游": "kept"}


def test_of_three_regions_two_are_most() -> None:
    # 农业 stands in all units of a, in half of c's, in none of b's; 旅游 in half of b's alone.
    units = units_of(*ROWS, ("c", ["农业", "渔业"]), ("c", []))
    found = statuses(units, max_unit_share=0.4)
    assert (found["农业"], found["旅游"]) == ("common", "kept")
    assert statuses(units, max_unit_share=0.5)["农业"] == "kept"


def spread(term: str, where: set[int]) -> list[tuple[str, list[str]]]:
    """Two regions of 40 units each, with ``term`` in the units ``where``."""
    return [
        (region, [term] if unit in where else [f"渔业{region}{unit % 20}"])
        for region in "ab"
        for unit in range(40)
    ]


def test_what_is_frequent_and_even_is_common_and_what_clumps_is_kept() -> None:
    settings = {"max_even_share": 0.1, "max_unit_share": 0.9}
    clumped = spread("工业", {*range(8)})
    even = spread("企业", {*range(0, 40, 5)})
    assert statuses(units_of(*even), **settings)["企业"] == "common"
    assert statuses(units_of(*clumped), **settings)["工业"] == "kept"
    # The seeds of domains and our terms tell a subject, however even.
    assert statuses(units_of(*spread("水质", {*range(0, 40, 5)})), **settings)["水质"] == "kept"


def in_company(domains: str, term: str) -> list[tuple[str, list[str]]]:
    """Two regions of 36 units with a term of three domains in turn, ``term`` in some of them."""
    company = ["河长制", "第一书记", "长三角"]
    runs = [unit for unit in range(36) if unit % 6 < 3]
    holds = {"all": runs, "one": range(0, 36, 3)}[domains]
    return [
        (region, [company[unit % 3], *([term] if unit in holds else [])])
        for region in "ab"
        for unit in range(36)
    ]


def test_what_stands_among_terms_of_all_domains_alike_is_common() -> None:
    assert statuses(units_of(*in_company("all", "行业")))["行业"] == "common"
    assert statuses(units_of(*in_company("one", "断面")))["断面"] == "kept"
    off = statuses(units_of(*in_company("all", "行业")), min_divergence=0)
    assert off["行业"] == "kept"
    # A seed of a domain, an own term, what lives in few regions: kept.
    assert statuses(units_of(*in_company("all", "水质")))["水质"] == "kept"
    assert statuses(units_of(*in_company("all", "行业")), terms=["行业"])["行业"] == "kept"
    one_region = [*in_company("all", "行业")[:36], *in_company("all", "农业")[36:]]
    assert statuses(units_of(*one_region))["行业"] == "kept"


@pytest.mark.parametrize(
    ("settings", "expected"), [({"min_units": 2}, "rare"), ({"max_unit_share": 0.3}, "common")]
)
def test_even_a_term_of_the_lexicon_can_be_rare_or_common(
    settings: dict[str, object], expected: str
) -> None:
    rows = [("a", ["河长制", "农业"]), ("b", ["农业"])]
    if expected == "common":
        rows = [
            ("a", ["河长制"]),
            ("b", ["河长制"]),
            ("b", []),
            ("a", ["农业"]),
            ("a", []),
            ("a", []),
        ]
        settings = {"max_unit_share": 0.24}
    assert statuses(units_of(*rows), **settings)["河长制"] == expected


def test_the_table_is_complete_and_sorted() -> None:
    units = units_of(("a", ["农业", "河长制", "农业"]), ("b", ["工业", "奇奇甲"]))
    settings = WordsSettings(min_units=1, max_unit_share=1.0)
    vocabulary = build_vocabulary([as_part(units)], LEXICON, {}, GENRE, NAMES, settings)
    assert vocabulary["term"].tolist() == ["农业", "奇奇甲", "工业", "河长制"]
    assert vocabulary["frequency"].tolist() == [2, 1, 1, 1]
    assert vocabulary["pos"].tolist() == ["n", "x", "n", "n"]
    assert vocabulary["gloss_en"].tolist() == ["", "", "", "river-chief system"]
    assert vocabulary["domain"].tolist() == ["", "", "", "water"]
    check(vocabulary, VOCABULARY)


def test_one_region_gives_the_same_statuses_as_one_of_two() -> None:
    units = units_of(("a", ["荻川河", "苏州", "农业"]), ("a", ["荻川河"]))
    assert statuses(units) == {"荻川河": "kept", "苏州": "place", "农业": "kept"}


@pytest.mark.parametrize("rows", [[], [("a", [])], [("a", ["推进", "的"])]])
def test_no_term_kept_is_a_problem(rows: list[tuple[str, list[str]]]) -> None:
    with pytest.raises(ProblemsError, match="no term is left for the model"):
        statuses(units_of(*rows))
