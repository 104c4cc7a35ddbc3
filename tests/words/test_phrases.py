"""Terms that documents explain or quote."""

import pytest

from policytopics.words.phrases import glossary_terms, quoted_terms


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
    assert glossary_terms([paragraph]) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["“链长制”", "推行“链长制”"], {"链长制"}),
        (["推行“链长制”，落实“链长制”"], {"链长制"}),
        (["‘小升规’‘小升规’"], {"小升规"}),
        (["“链长制”", "链长制"], set()),  # quoted once
        (["“稳、准”“稳、准”"], set()),
        (["“2035”“2035”"], set()),
        (["“办成一件企业和群众都关心的大事”" * 2], set()),
        (["“没有收尾", "“没有收尾"], set()),
    ],
)
def test_quoted_terms(texts: list[str], expected: set[str]) -> None:
    assert quoted_terms(texts) == expected


def test_least_is_how_often() -> None:
    assert quoted_terms(["“链长制”"], least=1) == {"链长制"}
