"""Names of topics: what domains, formulas and terms make of them."""

import pandas as pd
import pytest

from policytopics.tables.contract import check
from policytopics.tables.topics import TOPIC_SUMMARY
from policytopics.topics.label import Words, contents, label, name_topics
from policytopics.topics.names import Name

WORDS = Words(
    terms=pd.DataFrame(
        [
            ("医保", "health insurance"),
            ("门诊", "outpatient care"),
            ("助餐", "meal service"),
            ("乡村医生", "village doctor"),
            ("网格", "grid"),
            ("一般公共预算收入", "general public budget revenue"),
        ],
        columns=["term", "gloss_en"],
    ),
    domains=pd.DataFrame(
        [
            ("health", "医疗健康", "Health care"),
            ("elderly", "养老服务", "Care for the elderly"),
            ("finance", "财政金融", "Finance"),
            ("none", "无具体领域", "No domain"),
        ],
        columns=["domain_id", "name_zh", "name_en"],
    ),
    formulas=pd.DataFrame(
        [
            ("targets", "目标指标", "Targets", "增速|涨幅|预期目标"),
            ("closing", "号召结语", "Closing words", "奋斗|奋进"),
            ("general", "总体要求", "General goals", ""),
        ],
        columns=["kind", "name_zh", "name_en", "terms"],
    ),
)
HEALTH = {"health": 0.6, "elderly": 0.2, "none": 0.2}
MIXED = {"health": 0.3, "elderly": 0.15, "finance": 0.15, "none": 0.4}


def topics(**terms: str) -> pd.DataFrame:
    """Topics of equally lifted terms with falling weights, and FREX as the terms stand."""
    rows = []
    for topic, text in terms.items():
        listed = text.split()
        for rank, term in enumerate(listed, 1):
            weight = (len(listed) + 1 - rank) / (len(listed) * (len(listed) + 1) / 2)
            rows.append((topic, term, weight, rank, 1 - rank / 100, 3.0))
    return pd.DataFrame(rows, columns=["topic_id", "term", "weight", "rank", "frex", "lift"])


def composition(**held: dict[str, float]) -> pd.DataFrame:
    rows = [
        (topic, domain, share) for topic, each in held.items() for domain, share in each.items()
    ]
    return pd.DataFrame(rows, columns=["topic_id", "domain_id", "share"])


def names(
    terms: dict[str, str], held: dict[str, float], taken: tuple[Name, ...] = ()
) -> dict[str, tuple[str, str]]:
    """Names of topics of these terms that all hold the same domains."""
    table = topics(**terms)
    about = contents(table, composition(**dict.fromkeys(terms, held)), WORDS)
    found = name_topics(table, about, WORDS.terms, taken=taken)
    return {topic: (name.name_zh, name.name_en) for topic, name in found.items()}


@pytest.mark.parametrize(
    ("held", "source", "base", "domain"),
    [
        ({"health": 0.5, "elderly": 0.1, "none": 0.4}, "domain", "医疗健康", "health"),
        # not quite half
        ({"health": 0.49, "elderly": 0.1, "none": 0.41}, "mixed", "综合", "health"),
        ({"health": 0.3, "finance": 0.2, "none": 0.5}, "formula", "总体要求", "health"),
        ({"health": 0.3, "finance": 0.2}, "two_domains", "医疗健康与财政金融", "health"),
        # the second is too small to stand beside the first
        ({"health": 0.42, "finance": 0.1, "elderly": 0.1}, "mixed", "综合", "health"),
        # of equals the first by name
        ({"health": 0.3, "elderly": 0.3}, "two_domains", "养老服务与医疗健康", "elderly"),
        ({"none": 0.4}, "mixed", "综合", ""),
        ({}, "mixed", "综合", ""),
    ],
)  # fmt: skip
def test_a_domain_names_what_it_holds_half_of(
    held: dict[str, float], source: str, base: str, domain: str
) -> None:
    found = contents(topics(t01="医院 疫苗"), composition(t01=held), WORDS)["t01"]
    assert (found.source, found.base.name_zh, found.domain) == (source, base, domain)
    assert found.share == held.get(domain, 0.0)


@pytest.mark.parametrize(
    ("terms", "name"),
    [
        ("增速 预期目标 医院", "目标指标"),
        ("奋斗 医院 医生", "号召结语"),
        # weights 4, 3, 2, 1 of 10: a tenth of the evidence makes no formula
        ("医院 医生 门诊 增速", "医疗健康"),
    ],
)
def test_formulas_are_told_by_their_terms(terms: str, name: str) -> None:
    assert names({"t01": terms}, HEALTH)["t01"][0] == name


def test_terms_no_more_frequent_than_elsewhere_make_no_formula() -> None:
    table = topics(t01="增速 医院").assign(lift=[0.8, 2.0])
    assert contents(table, composition(t01=HEALTH), WORDS)["t01"].source == "domain"


@pytest.mark.parametrize(
    ("terms", "held", "expected"),
    [
        # one topic, one domain
        ({"t01": "医院 疫苗"}, HEALTH, {"t01": ("医疗健康", "Health care")}),
        # a domain shared: with the heaviest term that has a gloss and leaves the name short
        (
            {"t01": "医院 医保 疫苗", "t02": "疫苗 乡村医生 门诊"},
            HEALTH,
            {
                "t01": ("医疗健康·医保", "Health care: health insurance"),
                "t02": ("医疗健康·乡村医生", "Health care: village doctor"),
            },
        ),
        # a term that the other topic of the domain has too does not tell them apart
        (
            {"t01": "医保 门诊 疫苗", "t02": "医保 疫苗 助餐 医院"},
            HEALTH,
            {
                "t01": ("医疗健康·门诊", "Health care: outpatient care"),
                "t02": ("医疗健康·助餐", "Health care: meal service"),
            },
        ),
        # a domain shared, no term with a gloss
        (
            {"t07": "医院 甲乙", "t08": "疫苗 丙丁"},
            HEALTH,
            {
                "t07": ("医疗健康·医院", "Health care (topic 7)"),
                "t08": ("医疗健康·疫苗", "Health care (topic 8)"),
            },
        ),
        # mixed: two terms, of which neither holds the other
        (
            {"t01": "医院 网格 助餐 甲乙"},
            MIXED,
            {"t01": ("综合·网格·助餐", "Mixed: grid, meal service")},
        ),
        ({"t15": "丙丁 丙丁戊 己庚"}, MIXED, {"t15": ("综合·丙丁·己庚", "Mixed (topic 15)")}),
        # two names too long for a figure: one
        ({"t01": "乡村医生 门诊"}, MIXED, {"t01": ("综合·乡村医生", "Mixed: village doctor")}),
        # nothing fits: the number
        ({"t03": "甲乙丙丁戊己庚辛壬癸"}, MIXED, {"t03": ("综合3", "Mixed (topic 3)")}),
    ],
)  # fmt: skip
def test_names(
    terms: dict[str, str], held: dict[str, float], expected: dict[str, tuple[str, str]]
) -> None:
    assert names(terms, held) == expected


@pytest.mark.parametrize("held", [HEALTH, MIXED])
def test_names_are_each_once_even_for_equal_topics(held: dict[str, float]) -> None:
    same = dict.fromkeys([f"t{number:02d}" for number in range(1, 13)], "医院 医保")
    taken = (Name("综合1", "Mixed (topic 1)", ()),)
    found = list(names(same, held, taken).values())
    for position, longest in ((0, 9), (1, 32)):
        each = [name[position] for name in found]
        assert len({*each, taken[0][position]}) == 13
        assert max(map(len, each)) <= longest


def test_english_names_hold_no_chinese() -> None:
    terms = {"t01": "医院 疫苗 甲乙", "t02": "医院 医生 丙丁", "t12": "网格 庚辛"}
    for held in (HEALTH, MIXED):
        for _, english in names(terms, held).values():
            assert english.isascii()


def test_a_name_that_a_person_gave_is_not_given_again() -> None:
    taken = (Name("医疗健康", "Hospitals", ()),)
    assert names({"t01": "医院 疫苗 门诊"}, HEALTH, taken)["t01"][0] != "医疗健康"


def test_the_summary_keeps_its_contract_and_a_persons_name_wins() -> None:
    quality = pd.DataFrame(
        {
            "topic_id": ["t01", "t02", "t03"],
            "mass": [0.5, 0.3, 0.2],
            "coherence": [0.2, 0.1, 0.1],
            "stability": [0.9, 0.4, 0.4],
            "largest_document_share": [0.3, 0.6, 0.2],
            "largest_document_id": ["a", "b", "b"],
            "flags": [[], ["unstable"], ["unstable"]],
        }
    )
    table = topics(
        t01="医院 疫苗 " + " ".join(f"词{n}" for n in range(12)), t02="养老 老人", t03="增速 涨幅"
    )
    held = composition(t01=HEALTH, t02={"elderly": 1.0}, t03={"none": 1.0})
    mine = Name("老有所养", "Old age", ("养老", "老人", "助餐"))
    exemplars = {"t01": ["a:1:0"], "t02": ["b:1:0"]}
    found = label(table, quality, held, exemplars, WORDS, given={"t02": mine})
    summary = check(found, TOPIC_SUMMARY)
    assert summary["name_zh"].tolist() == ["医疗健康", "老有所养", "目标指标"]
    assert summary["name_source"].tolist() == ["domain", "person", "formula"]
    assert summary["domain"].tolist() == ["health", "elderly", ""]
    assert summary["domain_share"].tolist() == [0.6, 1.0, 0.0]
    assert summary["terms"].map(len).tolist() == [10, 2, 2]
    assert summary["flags"].tolist() == [[], ["unstable"], ["unstable", "formula"]]
    assert summary["exemplars"].tolist() == [["a:1:0"], ["b:1:0"], []]
