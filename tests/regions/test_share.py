import numpy as np
import pytest

from policytopics.problems import ProblemsError
from policytopics.regions.share import align, part_name, texts_of, within_parts


def test_shares_are_weighted_by_tokens_and_summed_by_paragraph(corpus) -> None:
    corpus.add("b", [[1, 0, 0], [0, 1, 0], [0, 0, 1]], tokens=[30, 10, 60], paragraphs=[1, 1, 2])
    corpus.add("a", [[0, 1, 0]])
    first, second = texts_of(align(corpus.unit_frame, corpus.share_frame))
    assert (first.region_id, second.region_id) == ("a", "b")
    assert second.mass.tolist() == [[30, 10, 0], [0, 0, 60]]
    assert second.tokens.tolist() == [40, 60]
    assert second.share.tolist() == [0.3, 0.1, 0.6]
    assert second.n_units == 3


def test_documents_are_told_apart(corpus) -> None:
    corpus.add("a", np.eye(3), paragraphs=[1, 1, 2]).add("a", np.eye(3)[:1], year=2024)
    (text,) = texts_of(align(corpus.unit_frame, corpus.share_frame))
    assert text.documents.tolist() == [0, 0, 1]
    assert text.n_documents == 2


def test_units_without_shares_or_tokens_are_left_out(corpus) -> None:
    corpus.add("a", np.eye(3), tokens=[5, 0, 7])
    topics = corpus.share_frame
    measured = align(corpus.unit_frame, topics[topics["unit_id"] != corpus.units[2]["unit_id"]])
    assert measured.units["unit_id"].tolist() == [corpus.units[0]["unit_id"]]


def test_rows_may_come_in_any_order(corpus) -> None:
    corpus.add("b", np.eye(3)).add("a", np.eye(3)[::-1])
    members = corpus.members(np.array(corpus.shares), np.array(corpus.shares)[:, [1, 2, 0]])
    expected = align(corpus.unit_frame, corpus.share_frame, members)
    order = np.array([3, 1, 5, 0, 4, 2])
    turned = {
        "shares": members["shares"][:, order][:, :, [2, 0, 1]],
        "unit_ids": members["unit_ids"][order],
        "topic_ids": members["topic_ids"][[2, 0, 1]],
    }
    found = align(corpus.unit_frame.iloc[order], corpus.share_frame[::-1], turned)
    assert found.units.equals(expected.units)
    assert found.category_ids == expected.category_ids == ["t01", "t02", "t03"]
    np.testing.assert_array_equal(found.shares, expected.shares)
    np.testing.assert_array_equal(found.members, expected.members)


def test_members_lack_a_topic_wholly_or_a_unit_alone(corpus) -> None:
    corpus.add("a", [[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]])
    lacking = np.array([[0.6, np.nan, 0.4], [np.nan, np.nan, 0.9]])
    members = corpus.members(lacking)
    (member,) = align(corpus.unit_frame, corpus.share_frame, members).members
    # The topic stays empty; the second unit's first topic is the final model's 0.1.
    np.testing.assert_array_equal(member, [[0.6, np.nan, 0.4], [0.1, np.nan, 0.9]])
    members["unit_ids"] = np.array(["other", members["unit_ids"][1]])
    (member,) = align(corpus.unit_frame, corpus.share_frame, members).members
    np.testing.assert_array_equal(member, [[0.5, np.nan, 0.2], [0.1, np.nan, 0.9]])


def test_faults_of_earlier_stages_are_told(corpus) -> None:
    corpus.add("a", np.eye(3))
    topics = corpus.share_frame
    with pytest.raises(ValueError, match="unknown: \\['a_2023:0:0'\\]"):
        align(corpus.unit_frame[1:], topics)
    with pytest.raises(ValueError, match="every category"):
        align(corpus.unit_frame, topics[1:])
    members = corpus.members(np.eye(3)) | {"topic_ids": np.array(["t01", "t02", "t09"])}
    with pytest.raises(ValueError, match="t09"):
        align(corpus.unit_frame, topics, members)


def test_no_text_in_the_parts_is_the_users_to_mend(corpus) -> None:
    units = corpus.add("a", np.eye(3), part="review").unit_frame
    assert len(within_parts(units, ["plan", "review"])) == 3
    with pytest.raises(ProblemsError, match="no document has text in plan") as caught:
        within_parts(units, ["plan"])
    assert "(review)" in str(caught.value)


def test_part_names_have_one_order() -> None:
    assert part_name(["review", "plan", "plan"]) == part_name(["plan", "review"]) == "plan+review"
