import pandas as pd

from policytopics.topics.exemplars import typical_units

WATER = ["水库", "堤防", "河道", "灌区", "泵站"]
# unit: region, tokens, share of t01, share of the domain water
UNITS = {
    "a:1:0": ("east", [*WATER, "其他", "别的"], 0.95, 1.0),
    "a:1:1": ("east", [*WATER[:4], "其他", "别的", "另外"], 0.90, 1.0),
    # one common word, said twice
    "a:2:0": ("east", ["水库", "水库", "其他", "别的", "另外", "一些", "许多"], 0.99, 1.0),
    "b:1:0": ("west", [*WATER[:4], "学校", "教师", "别的"], 0.80, 0.9),
    # of another domain
    "b:2:0": ("west", [*WATER, "其他", "别的"], 0.95, 0.0),
    "c:1:0": ("north", ["学校", "教师", "学生", "教室", "课程", "其他", "别的"], 0.02, 0.0),
}


def tables() -> dict[str, pd.DataFrame]:
    units = pd.DataFrame(
        [(unit, region, len(tokens), tokens) for unit, (region, tokens, _, _) in UNITS.items()],
        columns=["unit_id", "region_id", "n_tokens", "tokens"],
    )
    shares = pd.DataFrame(
        [(unit, "t01", row[2]) for unit, row in UNITS.items()]
        + [(unit, "t02", 1 - row[2]) for unit, row in UNITS.items()],
        columns=["unit_id", "topic_id", "share"],
    )
    domains = pd.DataFrame(
        [(unit, "water", row[3]) for unit, row in UNITS.items()]
        + [(unit, "education", 1 - row[3]) for unit, row in UNITS.items()],
        columns=["unit_id", "domain_id", "share"],
    )
    terms = {"t01": WATER, "t02": ["学校", "教师", "学生", "教室", "课程"]}
    topics = pd.DataFrame(
        [(topic, term, 0.2) for topic, listed in terms.items() for term in listed],
        columns=["topic_id", "term", "weight"],
    )
    held = [("t01", "water", 0.8), ("t01", "education", 0.2), ("t02", "education", 1.0)]
    composition = pd.DataFrame(held, columns=["topic_id", "domain_id", "share"])
    return {
        "units": units,
        "unit_topics": shares,
        "topics": topics,
        "unit_domains": domains,
        "composition": composition,
    }


def test_typical_units_are_carried_by_several_terms_and_of_the_topics_domains() -> None:
    found = typical_units(**tables())
    assert found["t01"] == ["a:1:0", "b:1:0", "a:1:1"]
    assert found["t02"][0] == "c:1:0"


def test_order_of_rows_changes_nothing() -> None:
    shuffled = {name: each.sample(frac=1, random_state=1) for name, each in tables().items()}
    assert typical_units(**shuffled) == typical_units(**tables())


def test_where_no_unit_has_several_terms_the_best_are_shown_all_the_same() -> None:
    few = tables()
    few["topics"] = few["topics"][few["topics"]["term"].isin(["水库", "堤防", "学校", "教师"])]
    assert typical_units(**few)["t01"][0] == "a:1:0"
