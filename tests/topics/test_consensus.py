import numpy as np
import pytest

from policytopics.matching import match, term_weights, unit_rows
from policytopics.problems import ProblemsError
from policytopics.study.topics import TopicsSettings
from policytopics.tables.contract import check
from policytopics.tables.topics import TOPIC_QUALITY, TOPICS, UNIT_TOPICS
from policytopics.topics.consensus import Settled, agree, polish, settle
from policytopics.topics.matrix import Matrix, build
from policytopics.topics.select import scan
from policytopics.topics.term_weights import weigh_terms


@pytest.fixture(scope="module")
def matrix(corpus, settings) -> Matrix:
    return build(corpus.units, corpus.vocabulary, settings)


@pytest.fixture(scope="module")
def settled(matrix, settings) -> Settled:
    return settle(matrix, scan(matrix, settings).ensemble.H, settings)


@pytest.mark.parametrize("weighting", ["tfidf", "sublinear", "bm25"])
@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_planted_topics_are_recovered(corpus, weighting: str, loss: str) -> None:
    settings = TopicsSettings(number=5, runs=4, weighting=weighting, loss=loss)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    found = settle(matrix, scan(matrix, settings).ensemble.H, settings)
    _, weights = term_weights(found.topics, np.array(corpus.terms))
    assert match(corpus.weights, weights).cosine.min() > 0.9
    largest = found.unit_topics.sort_values("share").drop_duplicates("unit_id", keep="last")
    pairs = {(corpus.topic[row.unit_id], row.topic_id) for row in largest.itertuples()}
    assert len(pairs) == 5  # every unit, projected ones too, has its topic


def test_tables_keep_their_contracts(settled: Settled) -> None:
    check(settled.topics, TOPICS)
    check(settled.quality, TOPIC_QUALITY)
    shares = check(settled.unit_topics, UNIT_TOPICS)
    assert shares.groupby("unit_id")["share"].sum().sub(1).abs().max() < 1e-5


def test_topics_are_numbered_by_falling_mass(settled: Settled) -> None:
    quality = settled.quality
    assert quality["topic_id"].tolist() == ["t01", "t02", "t03", "t04", "t05"]
    assert quality["mass"].is_monotonic_decreasing
    assert quality["mass"].sum() == pytest.approx(1)
    assert settled.topics.groupby("topic_id")["weight"].sum().between(0.999, 1.000001).all()
    heaviest = settled.topics.sort_values(["topic_id", "rank"]).groupby("topic_id")["weight"]
    assert heaviest.apply(lambda weights: weights.is_monotonic_decreasing).all()


def test_mass_is_the_token_weighted_share_of_the_text_fitted_on(corpus, settled: Settled) -> None:
    rows = settled.unit_topics.merge(corpus.units, on="unit_id")
    rows = rows[rows["part"] == "plan"]
    text = (rows["share"] * rows["n_tokens"]).groupby(rows["topic_id"]).sum()
    assert settled.quality["mass"].to_numpy() == pytest.approx(
        (text / text.sum()).to_numpy(), abs=1e-5
    )


def test_stable_topics_are_called_stable(settled: Settled) -> None:
    assert (settled.quality["stability"] > 0.6).all()
    assert settled.quality["flags"].map(len).eq(0).all()


def test_members_are_matched_to_the_final_topics(settled: Settled) -> None:
    members = settled.members
    final = settled.unit_topics["share"].to_numpy().reshape(-1, 5)
    assert members["shares"].shape == (5, *final.shape)
    assert members["shares"].dtype == np.float32
    assert members["topic_ids"].tolist() == settled.quality["topic_id"].tolist()
    assert members["unit_ids"].tolist() == settled.unit_topics["unit_id"].unique().tolist()
    assert np.abs(members["shares"] - final).mean() < 0.05


def test_a_topic_that_a_member_lacks_is_empty_there(matrix, settings) -> None:
    H = scan(matrix, settings).ensemble.H.copy()
    # This member knows one word instead of the first topic.
    H[2, 0] = unit_rows(np.eye(1, H.shape[2], matrix.terms.index("共用01")))
    members = settle(matrix, H, settings).members["shares"]
    assert np.isnan(members[2]).all(axis=0).sum() == 1
    assert not np.isnan(np.delete(members, 2, axis=0)).any()


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_damaged_ensemble_is_refused(matrix, settings, wrong: float) -> None:
    H = scan(matrix, settings).ensemble.H.copy()
    H[1, 2, 3] = wrong
    with pytest.raises(ProblemsError, match=r"ensemble.npz: 1 of \d+ weights are NaN or infinite"):
        settle(matrix, H, settings)


def test_an_ensemble_of_another_matrix_is_refused(matrix, settings) -> None:
    H = np.ones((3, 5, len(matrix.terms) - 1))
    with pytest.raises(ProblemsError, match=rf"5, {H.shape[2]}\).*{len(matrix.terms)} terms are"):
        settle(matrix, H, settings)


def test_terms_are_told_by_all_members_that_know_the_topic(corpus) -> None:
    settings = TopicsSettings(number=2, balance="none")
    matrix = build(corpus.units, corpus.vocabulary, settings)
    columns = [corpus.terms.index(term) for term in matrix.terms]
    H = unit_rows(corpus.weights[:2, columns])
    stranger = unit_rows(np.eye(1, len(columns), matrix.terms.index("共用01")))
    H = np.array([H, H[::-1], [H[0], stranger[0]]])  # the third knows one of the two
    found = settle(matrix, H, settings)
    final = polish(matrix.to_fit(), agree(H), settings)
    told = [weigh_terms(matrix, each, settings) for each in (final, *H)]
    for topic in range(2):
        versions = [told[0].weights[topic], told[1].weights[topic], told[2].weights[1 - topic]]
        versions += [told[3].weights[0]] if topic == 0 else []
        expected = np.mean(versions, axis=0)
        heaviest = matrix.terms[expected.argmax()]
        own = found.topics[found.topics["rank"] == 1].set_index("term")["weight"]
        assert own[heaviest] == pytest.approx(expected.max(), rel=1e-4)


def test_at_most_fifty_members_are_kept(matrix, settings) -> None:
    H = scan(matrix, settings).ensemble.H
    many = settle(matrix, np.concatenate([H] * 11), settings)
    assert len(many.members["shares"]) == 50


def test_outliers_are_left_out_unless_all_are() -> None:
    one, two, stranger = np.eye(4)[[0, 1, 3]]
    # The stranger would be a cluster of its own, and one and two together the other.
    members = [[one, two], [two, one], [one, stranger], [two, one]]
    assert agree(np.array(members)).tolist() == [one.tolist(), two.tolist()]
    # Nobody agrees with anybody: the mean of all is better than nothing.
    apart = agree(np.eye(4)[:, None, :])
    assert apart == pytest.approx(np.full((1, 4), 0.5))


def test_units_of_no_topic_are_left_out_and_counted(corpus, settings) -> None:
    import pandas as pd

    units = pd.concat(
        [corpus.units, corpus.units.iloc[[0]].assign(unit_id="x:1", tokens=[["未见"]])]
    )
    matrix = build(units, corpus.vocabulary, settings)
    found = settle(matrix, scan(matrix, settings).ensemble.H, settings)
    assert found.n_dropped == 1
    assert "x:1" not in set(found.unit_topics["unit_id"])


@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_a_reference_that_fits_badly_gives_way_to_the_consensus(corpus, loss: str) -> None:
    settings = TopicsSettings(number=5, runs=4, loss=loss, max_iterations=10)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    H = scan(matrix, settings).ensemble.H
    good = settle(matrix, H, settings).topics
    bad = H.copy()
    bad[0] = bad[0, :1]  # five times the same
    found = settle(matrix, bad, settings).topics
    heads = [set(each.loc[each["rank"] <= 5, "term"]) for each in (good, found)]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_topics_that_hold_nothing_are_left_out(corpus, loss: str) -> None:
    settings = TopicsSettings(number=4, runs=3, loss=loss)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    H = scan(matrix, settings).ensemble.H.copy()
    empty = np.concatenate([H, np.zeros((len(H), 2, H.shape[2]))], axis=1)
    found = settle(matrix, empty, settings)
    assert len(found.quality) == 4
    assert found.quality["mass"].sum() == pytest.approx(1)
    assert np.isfinite(found.topics["weight"]).all()
    assert found.members["shares"].shape[2] == len(found.quality)
