"""The lexicon's readers, and the lexicon itself."""

from pathlib import Path

import pytest

from policytopics.problems import ProblemsError
from policytopics.words.lexicon import (
    is_term,
    read_domains,
    read_lexicon,
    read_own_terms,
    read_words,
)

LEXICON = Path(__file__).parents[2] / "resources" / "lexicon"
HEADER = "term,gloss_en,domain,pos\n"
DOMAINS = "domain,name_zh,name_en,seeds\n"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def problems_of(error: pytest.ExceptionInfo[ProblemsError]) -> list[tuple[str, str]]:
    return [(Path(each.where).name, each.what) for each in error.value.problems]


def test_terms_come_sorted_with_their_cells(tmp_path: Path) -> None:
    path = write(
        tmp_path / "l.csv", HEADER + "河长制,river-chief system,water,n\nPM2.5,dust,eco,n\n"
    )
    frame = read_lexicon(path)
    assert frame.to_dict("list") == {
        "term": ["PM2.5", "河长制"],
        "gloss_en": ["dust", "river-chief system"],
        "domain": ["eco", "water"],
        "pos": ["n", "n"],
    }


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path / "l.csv", HEADER + "\n河长制,chief,water,n\n\n", "utf-8-sig")
    assert list(read_lexicon(path)["term"]) == ["河长制"]


def test_quoted_cells_may_hold_commas(tmp_path: Path) -> None:
    path = write(tmp_path / "l.csv", HEADER + '四水,"four, waters",water,n\n')
    assert read_lexicon(path)["gloss_en"].tolist() == ["four, waters"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("河长制,chief,water\n", [("l.csv:2", "has 3 cells instead of 4")]),
        ("河长制,,water,n\n", [("l.csv:2", "gloss_en is empty")]),
        ("稳 增长,growth,x,n\n", [("l.csv:2", "'稳 增长' cannot be one token")]),
        ("水,water,x,n\n", [("l.csv:2", "'水' cannot be one token")]),
        (
            "河长制,a,x,n\n林长制,b,x,n\n河长制,c,x,n\n",
            [("l.csv:4", "河长制 stands in line 2 already")],
        ),
        (
            "河长制,,water,\n林长制,b\n",
            [
                ("l.csv:2", "gloss_en is empty"),
                ("l.csv:2", "pos is empty"),
                ("l.csv:3", "has 2 cells instead of 4"),
            ],
        ),
    ],
)  # fmt: skip
def test_every_bad_line_is_named(
    tmp_path: Path, body: str, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(ProblemsError) as error:
        read_lexicon(write(tmp_path / "l.csv", HEADER + body))
    assert problems_of(error) == expected


@pytest.mark.parametrize("text", ["", "term,gloss\n河长制,chief\n"])
def test_another_header_is_a_problem(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProblemsError) as error:
        read_lexicon(write(tmp_path / "l.csv", text))
    assert problems_of(error) == [("l.csv:1", "has another header")]


def test_a_list_in_another_encoding_is_read(tmp_path: Path) -> None:
    assert read_own_terms([write(tmp_path / "w.txt", "链长改\n", "gb18030")]) == {"链长改"}
    with pytest.raises(ProblemsError) as error:
        read_words(write(tmp_path / "w.txt", "naïve\n", "latin-1"))
    assert problems_of(error) == [("w.txt", "not a text file")]


def test_domains_keep_their_order_and_split_their_seeds(tmp_path: Path) -> None:
    path = write(
        tmp_path / "d.csv", DOMAINS + "water,水利,Water,河长制|灌区\narts,艺术,Arts,戏曲\n"
    )
    frame = read_domains(path)
    assert frame["domain"].tolist() == ["water", "arts"]
    assert frame["seeds"].tolist() == [["河长制", "灌区"], ["戏曲"]]


def test_bad_seeds_are_problems(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        read_domains(write(tmp_path / "d.csv", DOMAINS + "water,水利,Water,灌区||灌区\n"))
    assert problems_of(error) == [
        ("d.csv:2", "seed '' cannot be one token"),
        ("d.csv:2", "seed '灌区' stands twice"),
    ]


def test_word_lists_skip_comments(tmp_path: Path) -> None:
    path = write(tmp_path / "w.txt", "# verbs\n推进\n\n加快  # faster\n")
    assert read_words(path) == {"推进", "加快"}


def test_word_lists_name_blanks_and_repetitions(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        read_words(write(tmp_path / "w.txt", "推进\n加 快\n推进\n"))
    assert problems_of(error) == [
        ("w.txt:2", "'加 快' holds a blank"),
        ("w.txt:3", "推进 stands in line 1 already"),
    ]


def test_own_terms_are_read_from_all_lists(tmp_path: Path) -> None:
    path = write(tmp_path / "lexicon.txt", "# ours\n链长改\n\n云上办  # platform\n")
    assert read_own_terms([path]) == {"链长改", "云上办"}
    assert read_own_terms([]) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("链长改 10 n\n", [("lexicon.txt:1", "'链长改 10 n' cannot be one token")]),
        (
            "稳 增长\n水\n",
            [
                ("lexicon.txt:1", "'稳 增长' cannot be one token"),
                ("lexicon.txt:2", "'水' cannot be one token"),
            ],
        ),
        ("链长改\n\n链长改\n", [("lexicon.txt:3", "链长改 stands in line 1 already")]),
        ("# nothing yet\n", [("lexicon.txt", "holds no term")]),
    ],
)
def test_a_bad_list_of_own_terms(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(ProblemsError) as error:
        read_own_terms([write(tmp_path / "lexicon.txt", text)])
    assert problems_of(error) == expected


def test_an_empty_lexicon_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        read_lexicon(write(tmp_path / "l.csv", HEADER))
    assert problems_of(error) == [("l.csv", "holds no row")]


# The lexicon itself.


def test_our_terms_belong_to_our_domains() -> None:
    domains = set(read_domains(LEXICON / "domains.csv")["domain"])
    terms = read_lexicon(LEXICON / "policy_terms.csv")
    assert set(terms["domain"]) == domains
    assert terms["domain"].value_counts().min() >= 15
    assert len(terms) >= 600


def test_our_domains_fit_into_figures() -> None:
    domains = read_domains(LEXICON / "domains.csv")
    assert domains["name_zh"].str.len().max() <= 6
    assert domains["name_en"].str.len().max() <= 24
    assert domains["seeds"].map(len).min() >= 10
    assert domains[["domain", "name_zh", "name_en"]].nunique().eq(len(domains)).all()


def test_no_word_of_the_genre_is_a_term_or_a_seed() -> None:
    genre = read_words(LEXICON / "genre.txt")
    seeds = {seed for seeds in read_domains(LEXICON / "domains.csv")["seeds"] for seed in seeds}
    assert not genre & set(read_lexicon(LEXICON / "policy_terms.csv")["term"])
    assert not genre & seeds
    assert len(genre) >= 150


@pytest.mark.parametrize(
    "term",
    [
        "放管服", "专精特新", "新质生产力", "揭榜挂帅", "双碳", "一网通办", "智改数转",
        "最多跑一次", "河长制", "枫桥经验", "县域医共体", "跨境电商", "高标准农田",
        "老旧小区改造", "乡村振兴", "营商环境", "古城保护",
    ],
)  # fmt: skip
def test_the_lexicon_knows_the_terms_that_plain_jieba_cuts(term: str) -> None:
    assert term in set(read_lexicon(LEXICON / "policy_terms.csv")["term"])
    assert is_term(term)
