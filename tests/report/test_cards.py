from dataclasses import replace

from policytopics.report.cards import region_cards, topic_cards
from policytopics.report.inputs import Inputs
from policytopics.report.names import DisplayName, display_names


def test_a_topic_shows_terms_glosses_and_sourced_exemplars(inputs: Inputs) -> None:
    card = topic_cards(inputs, display_names(inputs), exemplars=2)[1]
    assert card.name.en == "Culture & tourism"
    assert ("非遗", "heritage") in card.terms
    assert [(unit.source, unit.year) for unit in card.exemplars] == [
        ("lushan_2023.txt:11", 2023), ("pinghu_2023.txt:11", 2023),
    ]  # fmt: skip
    marked = [span.text for span in card.exemplars[0].spans if span.style]
    assert marked == ["古镇", "非遗", "民宿", "夜游"]
    assert card.largest_document == "lushan_2023.txt"


def test_the_terms_that_set_a_topic_apart_are_by_frex(inputs: Inputs) -> None:
    # FREX of rank r is 0.9 - 0.1 * ((r + 1) mod 6): ranks 5, 6, 1, 2, 3, 4.
    card = topic_cards(inputs, display_names(inputs), exemplars=1)[1]
    assert card.exclusive == ("民宿", "夜游", "文旅", "古镇", "非遗", "景区")


def test_an_exemplar_that_is_gone_is_left_out(inputs: Inputs) -> None:
    fewer = replace(inputs, units=inputs.units[inputs.units["region_id"] != "lushan"])
    card = topic_cards(fewer, display_names(fewer), exemplars=3)[0]
    assert [unit.region.key for unit in card.exemplars] == ["pinghu", "yunlin"]


def test_a_region_shows_terms_neighbours_and_its_figure(inputs: Inputs) -> None:
    heyuan, lushan, pinghu, yunlin = region_cards(inputs, display_names(inputs))
    assert [term["term"] for term in lushan.terms][:2] == ["文旅", "古镇"]
    assert [term["source"] for term in lushan.terms][1:3] == ["lushan_2023.txt:10", ""]
    assert heyuan.terms[2]["gloss"] == "specialised small firms"
    # 0.9 - 0.1 per step in the order of regions; equal ones by key.
    assert [other.key for other, _ in lushan.nearest] == ["heyuan", "pinghu", "yunlin"]
    assert pinghu.figure is not None
    assert (yunlin.figure, yunlin.terms, yunlin.n_units) == (None, (), 5)
    assert yunlin.entropy is not None


def test_regions_without_documents_are_not_named(inputs: Inputs) -> None:
    assert "nowhere" not in display_names(inputs).regions


def test_a_name_falls_back_to_what_there_is() -> None:
    names = [DisplayName("k", "甲", "A"), DisplayName("k", "甲", ""), DisplayName("k", "", "")]
    assert [name.label for name in names] == ["A", "甲", "k"]


def test_an_unknown_paragraph_has_no_line(inputs: Inputs) -> None:
    assert display_names(inputs).source("other", "other:1") == "other:?"
