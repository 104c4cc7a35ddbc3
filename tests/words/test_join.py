"""Joining tokens into the terms that the corpus itself shows."""

import pandas as pd
import pytest

from policytopics.study.words import WordsSettings
from policytopics.tables.contract import check
from policytopics.tables.words import PHRASES, UNITS
from policytopics.words.join import Terms, corpus_terms, join_tokens, join_units, places_among
from policytopics.words.places import Names
from policytopics.words.token_arrays import Corpus, UnitPart, encode

GENRE = frozenset({"推进"})
ON, OFF = WordsSettings(), WordsSettings(phrases=False)


def segments(*units: list[str]) -> UnitPart:
    number = range(len(units))
    table = pd.DataFrame(
        {
            "unit_id": [f"a:{each}:1" for each in number],
            "document_id": "a",
            "paragraph_id": [f"a:{each}" for each in number],
            "order": [*number],
            "part": "plan",
            "text": ["".join(tokens) + "。" for tokens in units],
            "tokens": pd.Series([*units], dtype=object),
        }
    )
    return UnitPart(table.drop(columns="tokens"), encode(table["tokens"].to_list()))


def marked(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["term", "kind", "frequency"])


def terms_of(part: UnitPart, table: pd.DataFrame, settings: WordsSettings = OFF, **more: set):
    given = {"places": set(), "lexicon": set(), **more}
    return corpus_terms(
        Corpus([part.tokens]), [table], GENRE, given["places"], given["lexicon"], settings
    )


@pytest.mark.parametrize(
    ("tokens", "terms", "alone", "expected"),
    [
        (["揭", "榜", "挂帅"], {"揭榜挂帅", "揭榜"}, (), ["揭榜挂帅"]),
        (["揭", "榜", "挂帅"], {"榜挂帅"}, (), ["揭", "榜挂帅"]),
        (["揭榜"], {"揭榜"}, (), ["揭榜"]),
        (["苏州", "购物", "节"], {"苏州购物节"}, {"苏州"}, ["苏州", "购物", "节"]),
        (["苏州", "购物", "节"], {"苏州购物节", "购物节"}, {"苏州"}, ["苏州", "购物节"]),
        (["看", "吴江", "变化"], {"看吴江", "吴江变化"}, {"吴江"}, ["看", "吴江", "变化"]),
        (["揭", "", "榜"], {"揭榜"}, (), ["揭", "榜"]),
        (["揭", "榜", "挂", "制"], {"揭榜挂帅"}, (), ["揭", "榜", "挂", "制"]),
        (["", "农业", ""], {"揭榜"}, (), ["农业"]),
        ([], {"揭榜"}, (), []),
    ],
)
def test_join_tokens(tokens: list, terms: set, alone: set, expected: list) -> None:
    assert join_tokens(encode([tokens]), Terms(terms), alone).lists() == [expected]


def test_nothing_is_joined_over_the_end_of_a_unit() -> None:
    tokens = encode([["揭"], [], ["榜", "揭", "榜"]])
    assert join_tokens(tokens, Terms({"揭榜"})).lists() == [["揭"], [], ["榜", "揭榜"]]


def test_explained_once_or_quoted_twice_is_a_term() -> None:
    table = marked(("链长改", "glossary", 1), ("云上办", "quoted", 2), ("偶尔", "quoted", 1))
    found = terms_of(segments(["农业"]), table)
    assert found[["term", "kind"]].to_numpy().tolist() == [
        ["云上办", "quoted"],
        ["链长改", "glossary"],
    ]
    check(found, PHRASES)


def test_quotes_of_several_shards_add_up() -> None:
    tables = [marked(("云上办", "quoted", 1)), marked(("云上办", "quoted", 1))]
    found = corpus_terms(Corpus([encode([["农业"]])]), tables, GENRE, set(), set(), OFF)
    assert found["frequency"].tolist() == [2]


def test_what_the_lexicon_has_is_no_find() -> None:
    found = terms_of(segments(["农业"]), marked(("河长制", "glossary", 1)), lexicon={"河长制"})
    assert len(check(found, PHRASES)) == 0


CLAUSES = [
    [left, "加计", "扣除", right]
    for left, right in zip("甲乙丙丁" * 2, "子丑寅卯" * 2, strict=True)
]
NOISE = [[f"词{number % 50}", f"语{number * 7 % 50}"] for number in range(200)]


def test_phrases_can_be_turned_off() -> None:
    part = segments(*CLAUSES, *NOISE)
    on, off = terms_of(part, marked(), ON), terms_of(part, marked(), OFF)
    assert on[["term", "kind", "frequency"]].to_numpy().tolist() == [["加计扣除", "phrase", 8]]
    check(on, PHRASES)
    assert off.empty


@pytest.mark.parametrize("more", [{"places": {"加计"}}, {"lexicon": {"扣除"}}])
def test_places_and_the_lexicons_terms_are_no_parts_of_phrases(more: dict[str, set]) -> None:
    assert terms_of(segments(*CLAUSES, *NOISE), marked(), ON, **more).empty


def test_units_are_joined_and_get_what_their_document_has() -> None:
    documents = pd.DataFrame(
        {
            "document_id": ["a", "b"],
            "region_id": ["east", "west"],
            "year": pd.array([2024, None], dtype="Int64"),
            "kind": "work_report",
        }
    )
    (part,) = join_units([segments(["加计", "扣除"], ["农业"])], documents, {"加计扣除"}, ())
    units = part.table()
    assert units["tokens"].tolist() == [["加计扣除"], ["农业"]]
    assert units["n_tokens"].tolist() == [1, 1]
    assert units["region_id"].tolist() == ["east", "east"]
    check(units, UNITS)
    # Documents that the corpus stage left out are left out.
    (none,) = join_units([segments(["农业"])], documents[1:], set(), ())
    assert len(check(none.table(), UNITS)) == 0


def test_places_among_the_tokens() -> None:
    names = Names(frozenset({"苏州"}), frozenset(), frozenset({"霁川"}))
    assert places_among(["", "苏州", "农业", "霁川"], names) == {"苏州", "霁川"}
