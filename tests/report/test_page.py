"""The page as a reader, a browser and an archive meet it."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from types import ModuleType

import pytest

from policytopics.report.inputs import Facts, Inputs
from policytopics.report.methods import cited
from policytopics.report.page import PAGE_SECTIONS, render
from policytopics.study.report import ReportSettings

VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Every start tag with its attributes, the visible text, and faults of nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.faults += self.open
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def every(self, name: str) -> Iterator[str]:
        return (found[name] for _, found in self.tags if name in found)


def _shown(inputs: Inputs, facts: Facts, templates: dict[str, str], **settings: object) -> Page:
    return Page(render(inputs, facts, ReportSettings.model_validate(settings), templates))


def test_the_page_is_whole_and_in_reading_order(page: str) -> None:
    found = Page(page)
    assert found.faults == []
    sections = [attributes["id"] for tag, attributes in found.tags if tag == "section"]
    assert sections == [anchor for anchor, *_ in PAGE_SECTIONS if anchor != "beside"]
    ids = list(found.every("id"))
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in found.every("href") if href.startswith("#")} <= set(ids)
    assert set(found.every("aria-labelledby")) <= set(ids)


def test_a_page_led_by_domains_is_whole_and_speaks_of_domains(
    inputs: Inputs, made_up: ModuleType, facts: Facts, templates: dict[str, str]
) -> None:
    led = made_up.by_domains(inputs)
    page = render(led, facts, ReportSettings(), templates)
    found = Page(page)
    assert found.faults == []
    sections = [attributes["id"] for tag, attributes in found.tags if tag == "section"]
    assert sections == [anchor for anchor, *_ in PAGE_SECTIONS]
    ids = list(found.every("id"))
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in found.every("href") if href.startswith("#")} <= set(ids)
    findings = page.partition('<section id="findings"')[2].partition("</section>")[0]
    assert "opic" not in findings
    assert "主题" not in findings
    assert "Culture and tourism" in findings
    text = " ".join(" ".join(found.words).split())
    assert "one domain comes first" in text
    assert "A sentence's domain is what a reader coded in 87% of 900 sentences" in text
    assert "part : review" in text.replace("part:", "part :")
    assert "not validated" in text
    assert "distinct by topics" in text
    # Text of no domain has its shares, no difference, and is nobody's priority.
    table = page.partition("Share of domains by region (plan)")[2].partition("</table>")[0]
    none = table.partition('href="#domain-none"')[2]
    assert "%</span>" in none
    assert "difference" not in none
    assert "#domain-none" not in findings


def test_concepts_have_zeros_and_gaps(page: str) -> None:
    section = page.partition('<section id="concepts"')[2].partition("</section>")[0]
    heyuan, lushan, yunlin = section.partition("<tbody>")[2].split("</tr>")[:3]
    assert "66.7" in heyuan
    assert "33.3–100.0" in heyuan
    assert '<td class="n">0.0 ' in lushan
    assert yunlin.count("–</td>") == 2
    assert "digital &lt;script&gt;" in section


def test_a_concept_that_nobody_names_is_said(
    inputs: Inputs, facts: Facts, templates: dict[str, str]
) -> None:
    silent = inputs.region_concepts.assign(hits=0.0)
    text = _shown(replace(inputs, region_concepts=silent), facts, templates).text
    assert "no document names it; check its terms" in text
    without = replace(inputs, region_concepts=inputs.region_concepts.iloc[:0])
    assert 'id="concepts"' not in render(without, facts, ReportSettings(), templates)


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    found = Page(page)
    addresses = [*found.every("src"), *found.every("href"), *re.findall(r"url\(([^)]*)", page)]
    assert not [
        each for each in addresses if re.match(r"\s*(\w+:)?//|\s*(https?|javascript):", each)
    ]
    assert {each.partition(":")[0] for each in found.every("src")} == {"data"}
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base"}
    assert "@import" not in page
    assert not [
        name for _, attributes in found.tags for name in attributes if name.startswith("on")
    ]
    policy = [attributes["content"] for tag, attributes in found.tags if "http-equiv" in attributes]
    assert policy[0].startswith("default-src 'none'")


def test_what_a_document_says_stays_text(page: str, made_up: ModuleType) -> None:
    # A title, a warning, units, repairs, captions and a reason hold the script; none of them runs.
    assert "<script" not in page.lower()
    assert Page(page).text.count(made_up.EVIL) >= 6


@pytest.mark.parametrize("column", ["name_zh", "name_en", "short_zh"])
def test_names_are_escaped(
    inputs: Inputs, facts: Facts, templates: dict[str, str], made_up: ModuleType, column: str
) -> None:
    evil = f'"{made_up.EVIL}'
    regions = inputs.regions.assign(**{column: evil})
    summary = inputs.topic_summary.assign(name_zh=evil, name_en=evil)
    vocabulary = inputs.vocabulary.assign(gloss_en=evil)
    changed = replace(inputs, regions=regions, topic_summary=summary, vocabulary=vocabulary)
    html = render(changed, facts, ReportSettings(title=evil, notice=evil), templates)
    assert "<script" not in html
    assert Page(html).faults == []


def test_the_head_says_what_this_is(page: str) -> None:
    text = Page(page).text
    assert "All regions are fictional." in text
    for words in (
        "Incomplete: 1 specification failed", "4 regions", "4 documents, 2023", "20 paragraphs",
        "20 units", "5 topics", "configuration 3f2a9c01d4", "policytopics 1.2.3",
    ):  # fmt: skip
        assert words in text


def test_the_findings_are_told_with_their_uncertainty(page: str) -> None:
    text = Page(page).text
    assert "3 of 20 differences between a region and the others are distinct" in text
    assert (
        "Lushan 鹿杉县 gives Culture & tourism 文旅融合 38.0% of its plan text (95% interval "
        "34.0–43.0%), 25.7 points more than the mean of the other regions (adjusted interval "
        "+17.7 to +33.7)." in text
    )
    assert "鹿杉县把部署部分 38.0% 的文字给了“文旅融合”，比其他地区的平均高 25.7 个百分点。" in text
    assert (
        "Same sign in 1 of 2 other specifications , distinct in 1; topic not recovered in 1" in text
    )
    assert "17.0 points less" in text
    assert "another kind of document than most" in text


def test_nothing_distinct_is_said_plainly(
    inputs: Inputs, facts: Facts, templates: dict[str, str], made_up: ModuleType
) -> None:
    without = inputs.priorities.assign(distinct=False)
    texts = made_up.changed(inputs, priorities=without)
    assert "Of the governments, no difference is claimed" in _shown(texts, facts, templates).text
    flat = made_up.changed(inputs, priorities=without.assign(in_text=False))
    text = _shown(flat, facts, templates).text
    assert "No difference between a region and the others is distinct" in text
    assert "none of the 20 adjusted intervals excludes zero" in text
    assert "What becomes of the headline findings" not in text


def test_fewer_findings_are_told_when_asked(
    inputs: Inputs, facts: Facts, templates: dict[str, str]
) -> None:
    text = _shown(inputs, facts, templates, findings=1, exemplars=1).text
    assert "The largest distinct differences:" in text
    assert "17.0 points less" not in text
    assert "lushan_2023.txt:12" in text
    assert text.count("pinghu_2023.txt:12") == 0


def test_a_study_without_other_specifications_says_so(
    inputs: Inputs, facts: Facts, templates: dict[str, str], made_up: ModuleType
) -> None:
    alone = made_up.changed(
        inputs, specifications=made_up.specifications(("main",)), validation=None
    )
    text = _shown(alone, facts, templates).text
    assert "No other specification was run" in text
    assert "Complete 4 regions" in text
    assert "Checks from outside" not in text
    failed = made_up.changed(inputs, specifications=made_up.specifications(("main", "k=40")))
    assert "No other specification succeeded." in _shown(failed, facts, templates).text


def test_failed_specifications_are_named_with_their_reason(page: str) -> None:
    text = Page(page).text
    assert "failed : 40 topics need more units than there are" in text
    assert "1 of 2 50%" in text


def test_cells_with_too_little_text_claim_nothing(page: str) -> None:
    assert "too little text" in Page(page).text


def test_documents_and_repairs_are_laid_open(page: str) -> None:
    text = Page(page).text
    for words in (
        "The text of 1 document does not show its year", "1 document is a fragment", "unknown",
        "beginning missing", "the text does not show its year", "政 府 工 作 → 政府工作",
        "left out", "4,700 of 5,200 (90%)", "1 paragraph holds a reading",
    ):  # fmt: skip
        assert words in text


def test_a_clean_corpus_has_no_repairs(
    inputs: Inputs, facts: Facts, templates: dict[str, str]
) -> None:
    clean = replace(
        inputs,
        repairs=inputs.repairs.iloc[:0],
        leak=inputs.leak.iloc[:0],
        distinctive_terms=inputs.distinctive_terms.iloc[:0],
        documents=inputs.documents.assign(starts_mid_document=False, year=2023),
    )
    found = _shown(clean, facts, templates)
    assert found.faults == []
    assert "No text needed repair." in found.text
    assert "Not measured" in found.text
    assert "does not show its year:" not in found.text


def test_the_leak_score_is_told_in_words(page: str) -> None:
    text = Page(page).text
    assert (
        "From topic shares (names of places masked), the region of a unit is told correctly in "
        "34.0% of cases (balanced accuracy; 95% interval 28.0–40.0%; guessing 25.0%; 160 units): "
        "more than guessing." in text
    )
    assert "not distinguishable from guessing." in text
    order = [text.index("the region of a unit"), text.index("the document of a unit")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("number", "candidates", "words"),
    [("auto", None, "5 and 6 are admissible"), (5, None, "set by hand to 5"),
     ("auto", [5], "By the rule, the number of topics is 5")],
)  # fmt: skip
def test_how_k_was_chosen_is_told(  # type: ignore[no-untyped-def]
    inputs: Inputs, facts: Facts, templates: dict[str, str], number, candidates, words: str
) -> None:
    choices = {**facts.choices, "topics": {**facts.choices["topics"], "number": number}}
    if candidates:
        admissible = inputs.candidates["k"].isin(candidates)
        inputs = replace(inputs, candidates=inputs.candidates.assign(admissible=admissible))
    assert words in _shown(inputs, replace(facts, choices=choices), templates).text


def test_figures_hold_their_picture_and_its_words(page: str) -> None:
    images = [attributes for tag, attributes in Page(page).tags if tag == "img"]
    assert len(images) == 10
    assert images[0]["alt"] == 'Bars of profiles, "longest" last.'
    picture = base64.b64decode(images[0]["src"].partition("base64,")[2]).decode()
    assert picture.startswith("<svg ")
    assert "../figures/topics/profiles.csv" in set(Page(page).every("href"))


def test_languages_are_marked(page: str) -> None:
    found = Page(page)
    assert found.tags[0] == ("html", {"lang": "en"})
    assert set(found.every("lang")) == {"en", "zh-Hans"}


CITATION = re.compile(r"[A-Z]\w+(?: Jones)?(?: &amp; \w+| et\s+al\.)? (?:19|20)\d\d")


@pytest.mark.parametrize("weighting", ["tfidf", "sublinear", "bm25"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_citation_has_its_reference(
    inputs: Inputs, facts: Facts, templates: dict[str, str], weighting: str, language: str
) -> None:
    choices = {**facts.choices, "topics": {**facts.choices["topics"], "weighting": weighting}}
    html = render(inputs, replace(facts, choices=choices), ReportSettings(), templates)
    blocks = re.findall(r'<div class="prose"(?: lang="([\w-]+)")?>\n(.*?)</div>', html, re.DOTALL)
    prose = {found or "en": " ".join(text.split()) for found, text in blocks}[language]
    citations = set(CITATION.findall(prose))
    assert len(citations) >= 12
    for citation in citations:
        assert len(cited(citation.replace("&amp;", "&"))) == 1, citation
    shown = Page(html).text
    for work in cited(prose.replace("&amp;", "&")):
        assert work in shown


def test_the_methods_name_the_studys_own_numbers(page: str) -> None:
    text = Page(page).text
    for words in (
        "We analysed 4 documents of 4 regions (2023).", "10 changes",
        "1,000 draws of a multiplier bootstrap",
        "An ensemble of 12 fits", "simultaneous over all 20 cells", "under 3 other specifications",
        "本研究分析 4 个地区的 4 份文件（2023 年）", "1,000 次对段落的乘子自助抽样",
    ):  # fmt: skip
        assert words in text


def test_years_and_parts_are_joined(
    inputs: Inputs, facts: Facts, templates: dict[str, str], made_up: ModuleType
) -> None:
    documents = inputs.documents.assign(year=[2021, 2022, 2023, 2024])
    both = made_up.changed(
        inputs, documents=documents, priorities=made_up.priorities("plan+review")
    )
    text = _shown(both, facts, templates).text
    assert "4 documents, 2021–2024" in text
    assert "plan and review text" in text
    assert "部署和回顾部分" in text


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_stands_out_from_its_ground(templates: dict[str, str]) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", templates["style.css.j2"]))
    grounds = ("card", "paper", "band", "mark", "notice", "more-1", "more-2", "more-3", "less-1",
               "less-2", "less-3")  # fmt: skip
    pairs = [("ink", ground) for ground in grounds]
    pairs += [
        (text, ground) for text in ("muted", "accent") for ground in ("card", "paper", "band")
    ]
    pairs += [("warm", "notice")]
    assert {f"{a} on {b}" for a, b in pairs if _contrast(colours[a], colours[b]) < 4.5} == set()


def test_a_misspelt_name_in_a_template_is_an_error(
    inputs: Inputs, facts: Facts, templates: dict[str, str]
) -> None:
    from jinja2 import UndefinedError

    broken = {**templates, "section_figures.html.j2": "{{ figuers }}"}
    with pytest.raises(UndefinedError, match="figuers"):
        render(inputs, facts, ReportSettings(), broken)


def test_the_first_lines_say_what_was_found_how_sure_and_what_was_left_out(page: str) -> None:
    text = Page(page).text
    assert "What was found 发现 3 of " in text
    assert "1 of 3 keep their sign in all 2 other specifications." in text
    assert "Too little text for a claim: Yunlin." in text


def test_changes_within_regions_are_told(page: str) -> None:
    text = Page(page).text
    assert "1 of 15 differences is distinct" in text
    assert "20.0% of the review, 31.2% of the plan: +11.2 points (+6.2 to +16.2)" in text
    assert "+3.1 points per year (+1.1 to +5.1), 2021–2023, 3 years" in text


def test_two_years_are_no_trend(
    inputs: Inputs, facts: Facts, templates: dict[str, str], page: str
) -> None:
    caution = "tells two reports apart, not a rise or fall"
    assert caution not in page
    two = replace(inputs, trends=inputs.trends.assign(n_years=2))
    assert caution in render(two, facts, ReportSettings(), templates)


def test_a_study_without_changes_says_so(
    inputs: Inputs, facts: Facts, templates: dict[str, str]
) -> None:
    bare = replace(
        inputs,
        trends=inputs.trends.head(0),
        review_plan=inputs.review_plan.head(0),
        clusters=inputs.clusters.head(0),
    )
    text = _shown(bare, facts, templates).text
    assert "no region has both a review and a plan" in text
    assert "no region has texts of two years" in text
    assert "Groups of regions" not in text


def test_groups_of_regions_say_whether_they_are_found_again(page: str) -> None:
    text = Page(page).text
    assert "Heyuan and Pinghu 0.100 97% found again in at least half of the resamples" in text
    assert "Heyuan, Lushan and Pinghu 0.200 31% not supported" in text


def test_distinctive_terms_have_an_example_sentence(page: str) -> None:
    tables = re.findall(r'<table class="distinctive">.*?</table>', page, re.DOTALL)
    rows = [row for table in tables for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
    known = [row for row in rows if "<mark>" in row]
    assert len(known) == 2  # the unit named holds one term of either region
    for row in known:
        term = re.search(r'<th scope="row"><span lang="zh-Hans">(.*?)</span>', row)
        assert term is not None
        assert f"<mark>{term[1]}</mark>" in row


def test_topics_bear_their_stability_where_a_claim_rests_on_them(page: str, inputs: Inputs) -> None:
    matrix = page.partition("Share of topics by region (plan)")[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>', matrix, re.DOTALL)
    assert len(rows) == 5
    assert all("stability 0." in row for row in rows)
    claims = page.partition('class="claims"')[2].partition("</ol>")[0]
    assert claims.count("stability 0.") == claims.count("<li ")
