import pandas as pd
import pytest

from policytopics.tables.contract import check
from policytopics.tables.topics import TOPIC_SUMMARY
from policytopics.topics.label import Words, domains_of, label, name_by_terms, typical_units
from policytopics.topics.names import Name

WORDS = Words(
    terms=pd.DataFrame(
        [
            ("医保", "health insurance", "health"),
            ("门诊", "outpatient care", "health"),
            ("助餐", "meal service", "elderly"),
            ("乡村医生", "village doctor", "health"),
            ("网格", "grid", "nowhere"),
            ("一般公共预算收入", "general public budget revenue", "finance"),
        ],
        columns=["term", "gloss_en", "domain"],
    ),
    domains=pd.DataFrame(
        [
            ("health", "医疗健康", "Health care", "医院|医生|疫苗"),
            ("elderly", "养老服务", "Care for the elderly", "养老|老人"),
            ("finance", "财政金融", "Finance", "财政|金融"),
        ],
        columns=["domain", "name_zh", "name_en", "seeds"],
    ),
)


def topics(**terms: str) -> pd.DataFrame:
    """Topics of equally lifted terms with falling weights, and FREX as the terms stand."""
    rows = []
    for topic, text in terms.items():
        listed = text.split()
        for rank, term in enumerate(listed, 1):
            weight = (len(listed) + 1 - rank) / (len(listed) * (len(listed) + 1) / 2)
            rows.append((topic, term, weight, rank, 1 - rank / 100, 3.0))
    return pd.DataFrame(rows, columns=["topic_id", "term", "weight", "rank", "frex", "lift"])


def names(table: pd.DataFrame, taken: tuple[Name, ...] = ()) -> dict[str, tuple[str, str]]:
    found = name_by_terms(table, domains_of(table, WORDS), WORDS, taken=taken)
    return {topic: (name.name_zh, name.name_en) for topic, name in found.items()}


@pytest.mark.parametrize(
    ("terms", "domain", "confidence"),
    [
        ("医院 疫苗 甲乙", "health", 1.0),
        # weights 3/6, 2/6, 1/6: elderly has 3, health 2 + 1
        ("养老 医院 疫苗", "elderly", 0.5),
        ("医院 养老 甲乙", "health", 0.6),
        # weights 5 to 1 of 15: elderly has 4 + 1, health 5, finance 3; of equals the first by name
        ("医院 养老 财政 甲乙 老人", "elderly", 5 / 13),
        ("甲乙 丙丁", "", 0.0),
        # a lexicon term of a domain that is not listed points nowhere
        ("网格 丙丁", "", 0.0),
    ],
)
def test_the_domain_with_the_most_evidence_wins(terms: str, domain: str, confidence: float) -> None:
    found = domains_of(topics(t01=terms), WORDS)["t01"]
    assert found.domain == domain
    assert found.confidence == pytest.approx(confidence)


def test_common_words_are_no_evidence() -> None:
    table = topics(t01="养老 医院 疫苗")
    everyday = table.assign(lift=[0.8, 2.0, 2.0])
    assert domains_of(everyday, WORDS)["t01"] == ("health", 1.0)


def test_a_stray_term_makes_no_domain() -> None:
    rest = " ".join(f"词{number}" for number in range(40))
    assert domains_of(topics(t01=f"{rest} 医院"), WORDS)["t01"].domain == ""


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        # one topic, one domain
        ({"t01": "医院 疫苗"}, {"t01": ("医疗健康", "Health care")}),
        # a domain shared: with the heaviest term that has a gloss and leaves the name short
        (
            {"t01": "医院 医保 疫苗", "t02": "疫苗 乡村医生 门诊"},
            {
                "t01": ("医疗健康·医保", "Health care: health insurance"),
                "t02": ("医疗健康·门诊", "Health care: outpatient care"),
            },
        ),
        # a topic of three domains bears none of their names
        (
            {"t01": "医院 养老 财政 助餐 网格"},
            {"t01": ("助餐·网格", "Meal service, grid")},
        ),
        # nor does it keep a topic of one of them from bearing the name alone
        (
            {"t01": "医院 疫苗 医保", "t02": "医院 养老 财政 助餐"},
            {"t01": ("医疗健康", "Health care"), "t02": ("助餐", "Meal service")},
        ),
        # two terms of which one holds the other say one thing
        (
            {"t01": "丙丁 丙丁戊 己庚"},
            {"t01": ("丙丁·己庚", "Topic 1")},
        ),
        # no domain: two terms
        ({"t01": "网格 丙丁 戊己"}, {"t01": ("网格", "Grid")}),
        # no gloss: the English name is the number
        ({"t15": "丙丁 戊己"}, {"t15": ("丙丁·戊己", "Topic 15")}),
        # of three domains, no term with a gloss
        ({"t07": "养老 医院 财政 丙丁"}, {"t07": ("养老·医院", "Topic 7")}),
        # a domain shared, no term with a gloss
        (
            {"t07": "医院 甲乙", "t08": "疫苗 丙丁"},
            {
                "t07": ("医疗健康·医院", "Health care (topic 7)"),
                "t08": ("医疗健康·疫苗", "Health care (topic 8)"),
            },
        ),
        # a term that the other topic of the domain has too does not tell them apart
        (
            {"t01": "医保 门诊 疫苗", "t02": "医保 疫苗 助餐 医院"},
            {
                "t01": ("医疗健康·门诊", "Health care: outpatient care"),
                "t02": ("医疗健康·助餐", "Health care: meal service"),
            },
        ),
        # nothing fits: cut
        ({"t01": "甲乙丙丁戊己庚辛壬癸"}, {"t01": ("甲乙丙丁戊己庚辛", "Topic 1")}),
    ],
)
def test_names(terms: dict[str, str], expected: dict[str, tuple[str, str]]) -> None:
    assert names(topics(**terms)) == expected


def test_names_are_short_and_each_once_even_for_equal_topics() -> None:
    same = dict.fromkeys([f"t{number:02d}" for number in range(1, 13)], "医院 医保")
    found = list(names(topics(**same)).values())
    for position, longest in ((0, 8), (1, 32)):
        each = [name[position] for name in found]
        assert len(set(each)) == 12
        assert max(map(len, each)) <= longest


def test_english_names_hold_no_chinese() -> None:
    table = topics(
        t01="医院 疫苗 甲乙", t02="医院 医生 丙丁", t03="甲乙 丙丁 戊己", t12="网格 庚辛"
    )
    for _, english in names(table).values():
        assert english.isascii()


def test_a_name_that_a_person_gave_is_not_given_again() -> None:
    taken = (Name("医疗健康", "Hospitals", ()),)
    assert names(topics(t01="医院 疫苗 门诊"), taken)["t01"][0] != "医疗健康"


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    quality = pd.DataFrame(
        {
            "topic_id": ["t01", "t02"],
            "mass": [0.6, 0.4],
            "coherence": [0.2, 0.1],
            "stability": [0.9, 0.4],
            "largest_document_share": [0.3, 0.6],
            "largest_document_id": ["a", "b"],
            "flags": [[], ["unstable"]],
        }
    )
    # unit: region, tokens, share of t01
    rows = [
        ("a:1:0", "east", 40, 0.95),
        ("a:1:1", "east", 40, 0.90),
        ("a:2:0", "east", 9, 0.99),
        ("b:1:0", "west", 40, 0.60),
        ("b:2:0", "west", 40, 0.30),
        ("c:1:0", "north", 40, 0.05),
    ]
    units = pd.DataFrame([row[:3] for row in rows], columns=["unit_id", "region_id", "n_tokens"])
    shares = pd.DataFrame(
        [(row[0], "t01", row[3]) for row in rows] + [(row[0], "t02", 1 - row[3]) for row in rows],
        columns=["unit_id", "topic_id", "share"],
    )
    return {"quality": quality, "units": units, "unit_topics": shares}


def test_typical_units_have_a_large_share_a_usual_length_and_come_from_several_regions(
    tables: dict[str, pd.DataFrame],
) -> None:
    found = typical_units(tables["units"], tables["unit_topics"])
    assert found["t01"] == ["a:1:0", "b:1:0", "a:1:1"]
    assert found["t02"] == ["c:1:0", "b:2:0"]
    shuffled = typical_units(
        tables["units"].sample(frac=1, random_state=1),
        tables["unit_topics"].sample(frac=1, random_state=2),
    )
    assert shuffled == found


def test_the_summary_keeps_its_contract_and_a_persons_name_wins(
    tables: dict[str, pd.DataFrame],
) -> None:
    table = topics(t01="医院 疫苗 " + " ".join(f"词{n}" for n in range(12)), t02="养老 老人")
    mine = Name("老有所养", "Old age", ("养老", "老人", "助餐"))
    summary = check(label(table, words=WORDS, given={"t02": mine}, **tables), TOPIC_SUMMARY)
    assert summary["name_zh"].tolist() == ["医疗健康", "老有所养"]
    assert summary["name_source"].tolist() == ["terms", "person"]
    assert summary["domain"].tolist() == ["health", "elderly"]
    assert summary["terms"].map(len).tolist() == [10, 2]
    assert summary["flags"].tolist() == [[], ["unstable"]]
    assert summary["exemplars"][0][0] == "a:1:0"
