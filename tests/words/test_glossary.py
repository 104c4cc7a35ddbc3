"""Terms that documents explain or quote."""

import pandas as pd
import pytest

from policytopics.tables.contract import check
from policytopics.tables.words import MARKED
from policytopics.words.glossary import glossary_terms, marked_terms, quoted_terms


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("河长制：由各级负责人担任河长。", {"河长制"}),
        ("1.“两扫”行动:指扫地和扫尾。", {"两扫"}),
        ("（一）田长制、林长制：分片负责。", {"田长制", "林长制"}),
        ("③ AEO：经认证的经营者。", {"AEO"}),
        ("——房票安置：折算成凭证。", {"房票安置"}),
        ("12、科创飞地：在外研发：在内转化。", {"科创飞地"}),
        ("1210：一种监管方式。", set()),
        ("名词解释", set()),
        ("甲：一个字太短。", set()),
        ("这一行的冒号前是长长的一句话：不是名词。", set()),
        ("", set()),
    ],
)
def test_glossary_terms(paragraph: str, expected: set[str]) -> None:
    assert set(glossary_terms([paragraph])) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["“链长制”", "推行“链长制”"], {"链长制": 2}),
        (["推行“链长制”，落实“链长制”"], {"链长制": 2}),
        (["‘小升规’“小升规”"], {"小升规": 2}),
        (["“链长制”", "链长制"], {"链长制": 1}),
        (["“稳、准”“2035”"], {}),
        (["“办成一件企业和群众都关心的大事”"], {}),
        (["“没有收尾", "没有开头”"], {}),
    ],
)
def test_quoted_terms(texts: list[str], expected: dict[str, int]) -> None:
    assert quoted_terms(texts) == expected


def test_marked_terms_are_counted_by_kind() -> None:
    rows = [
        ("body", "推行“链长改”和“云上办”。“云上办”升级。"),
        ("glossary", "链长改：一种改革。"),
        ("heading", "“标题里的”"),
    ]
    marked = marked_terms(pd.DataFrame(rows, columns=["role", "text"]))
    assert marked.to_numpy().tolist() == [
        ["云上办", "quoted", 2],
        ["链长改", "glossary", 1],
        ["链长改", "quoted", 1],
    ]
    check(marked, MARKED)


def test_nothing_marked_is_an_empty_table() -> None:
    check(marked_terms(pd.DataFrame({"role": ["body"], "text": ["没有引号。"]})), MARKED)
