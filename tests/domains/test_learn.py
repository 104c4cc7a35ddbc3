import numpy as np
import pandas as pd
import pytest

from policytopics.domains.adapt import Wanted, adapted, known_beforehand, panel_of
from policytopics.domains.calibrate import calibrate
from policytopics.domains.code import Coder, probabilities
from policytopics.domains.context import context, in_context
from policytopics.domains.describe import described, own_quality
from policytopics.domains.embed import embed
from policytopics.domains.folds import near_duplicates, region_folds
from policytopics.domains.resources import read_quality
from policytopics.domains.seeds import count_seeds, seeded
from policytopics.domains.terms import TermFinder, weighted
from policytopics.domains.train import Options, prepare, train
from policytopics.domains.vocabulary import Panel, split_panel, vocabulary
from policytopics.files import write
from policytopics.tables.domains import DOMAIN_QUALITY, DOMAINS
from tests.domains.conftest import DOMAINS as NAMES
from tests.domains.conftest import SUBJECTS, sentence

SMALL = Options(longest=2, dimensions=8, direct=40, most=60, sentences=2_000, number=4, shortest=3)
OLD = [sentence(known) for known, _ in SUBJECTS.values()]
NEW = [sentence(new) for _, new in SUBJECTS.values()]


@pytest.fixture(scope="module")
def trained(panel: Panel, coded: pd.DataFrame):
    return train(prepare(panel, coded, NAMES, frozenset(), SMALL), SMALL)


def test_words_that_no_coded_sentence_has_are_learnt_from_their_company(trained) -> None:
    shares = probabilities(Coder(trained.weights, frozenset()), OLD + NEW)
    assert shares.argmax(axis=1).tolist() == [0, 1, 2, 0, 1, 2]
    assert shares.max(axis=1).min() > 0.8


def test_coded_sentences_are_judged_unseen(trained, coded: pd.DataFrame) -> None:
    found = trained.coded.shares.argmax(axis=1)
    assert (found == coded["first"]).mean() == 1
    np.testing.assert_allclose(trained.coded.shares.sum(axis=1), 1)


def test_training_gives_the_same_weights_again(trained, panel: Panel, coded: pd.DataFrame) -> None:
    again = train(prepare(panel, coded, NAMES, frozenset(), SMALL), SMALL)
    assert again.weights.terms == trained.weights.terms
    np.testing.assert_array_equal(again.weights.whole, trained.weights.whole)


def test_a_term_must_stand_in_enough_documents_and_regions(panel: Panel) -> None:
    words = vocabulary(panel, frozenset({"推进"}), 2)
    assert "水库" in words.terms
    assert "推进" not in words.terms
    assert all(len(term) <= 2 for term in words.terms)
    few = split_panel([(f"r{at % 4}", [["水库"]]) for at in range(40)])
    assert vocabulary(few, frozenset(), 2).terms == []
    assert vocabulary(few, frozenset(), 2, regions=4).terms == ["库", "水", "水库"]


def test_rare_terms_weigh_more(panel: Panel) -> None:
    words = vocabulary(panel, frozenset(), 2)
    rarity = dict(zip(words.terms, words.rarity.tolist(), strict=True))
    assert rarity["推进"] == pytest.approx(0)
    assert rarity["水库"] > 1


def test_coordinates_are_orthonormal_and_tell_subjects_apart(panel: Panel) -> None:
    words = vocabulary(panel, frozenset(), 2)
    matrix = weighted(TermFinder(words.terms).count(panel.texts), words.rarity)
    found = embed(matrix, panel.paragraph, dimensions=4, rng=np.random.default_rng(1))
    np.testing.assert_allclose(found.T @ found, np.eye(4), atol=1e-4)
    place = {term: found[at, :2] for at, term in enumerate(words.terms)}

    def cosine(one: str, other: str) -> float:
        return float(
            place[one] @ place[other] / np.linalg.norm(place[one]) / np.linalg.norm(place[other])
        )

    assert cosine("水库", "泵站") > 0.8
    assert cosine("水库", "校舍") < 0.3


def test_neighbours_are_heard(panel: Panel) -> None:
    around = context(panel, np.full(len(panel.texts), 10))
    shares = np.full((len(panel.texts), 2), 0.5, dtype=np.float32)
    shares[1:5] = [0.9, 0.1]  # the rest of the first paragraph
    heard = in_context(shares, around)
    np.testing.assert_allclose(heard.sum(axis=1), 1, atol=1e-5)
    assert heard[0, 0] > 0.6
    assert heard[200, 0] == pytest.approx(0.5, abs=0.05)


def test_a_sentence_alone_keeps_its_code() -> None:
    alone = split_panel([("r", [["一"]]), ("r", [["二"]])])
    shares = np.array([[0.7, 0.3], [0.2, 0.8]], dtype=np.float32)
    found = in_context(shares, context(alone, np.array([3, 3])))
    np.testing.assert_allclose(found, shares, atol=1e-5)


def test_calibration_finds_the_slope_that_made_the_codes() -> None:
    rng = np.random.default_rng(2)
    evidence = rng.normal(size=(4_000, 3))
    shares = np.exp(2.5 * evidence)
    shares /= shares.sum(axis=1, keepdims=True)
    wanted = np.array([rng.multinomial(1, row) for row in shares])
    found = calibrate(evidence, np.full(4_000, 30), wanted)
    number = np.full(4_000, 30)
    assert found.slope[0] + found.slope[1] * np.log1p(30) == pytest.approx(2.5, abs=0.15)
    np.testing.assert_allclose(
        found.shares(evidence, number).mean(axis=0), wanted.mean(axis=0), atol=0.005
    )


def test_folds_keep_a_region_and_near_duplicates_together() -> None:
    regions = [f"r{at % 7}" for at in range(70)]
    texts = [
        f"{'甲乙丙丁戊己庚'[at % 7]}第{chr(0x5000 + at)}句{chr(0x5100 + at)}" for at in range(70)
    ]
    texts[1] = texts[0][:4] + texts[0][4:]
    fold = region_folds(regions, texts, number=5, rng=np.random.default_rng(1))
    assert near_duplicates(texts) == [(0, 1)]
    assert fold[0] == fold[1]
    for region in range(2, 7):
        assert len(set(fold[region::7])) == 1
    assert set(fold) == set(range(5))


def test_seeds_count_the_longest_and_share_ties() -> None:
    seeds = {"school": ["教育"], "army": ["国防教育", "民兵"]}
    counts = count_seeds(["国防教育和教育", "民兵，教育", "水"], seeds)
    assert counts.tolist() == [[1, 1], [1, 1], [0, 0]]
    shares = seeded(counts)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-6)
    assert shares[2].argmax() == 2
    assert seeded(np.zeros((2, 0), dtype=np.float32)).tolist() == [[1], [1]]
    assert count_seeds(["水"], {}).shape == (1, 0)


def book(*rows: tuple[str, str]) -> pd.DataFrame:
    table = pd.DataFrame([*rows, ("none", "")], columns=["domain_id", "seeds"])
    return table.assign(name_zh="名", name_en="name", cap="")


def units() -> pd.DataFrame:
    rng = np.random.default_rng(6)
    rows = []
    for document in range(6):
        for at in range(24):
            known, new = SUBJECTS[NAMES[at % 3]]
            text = "".join(sentence(rng.choice([*known, *new], 3)) for _ in range(4))
            rows.append((f"d{document}", f"d{document}p{at:02d}", at, f"r{document % 3}", text))
    return pd.DataFrame(rows, columns=["document_id", "paragraph_id", "order", "region_id", "text"])


def test_an_own_codebook_is_widened_from_its_seeds(coder: Coder, tmp_path) -> None:
    wanted = Wanted(
        book(("dam", "水库|堤防"), ("class", "学校|教师")), frozenset({"dam", "class"}), None
    )
    panel = panel_of(units().sample(frac=1, random_state=1))
    weights = adapted(panel, wanted, coder, seed=1)
    shares = probabilities(Coder(weights, frozenset()), OLD + NEW)
    assert shares.argmax(axis=1).tolist() == [0, 1, 2, 0, 1, 2]
    again = adapted(panel_of(units()), wanted, coder, seed=1)
    np.testing.assert_array_equal(again.whole, weights.whole)
    table = described(Coder(weights, frozenset()), wanted)
    write(table, DOMAINS, tmp_path / "domains.parquet")
    assert table["source"].tolist() == ["seeds", "seeds", "trained"]


def test_an_own_domain_takes_its_sentences_from_the_default(coder: Coder) -> None:
    wanted = Wanted(book(("gate", "闸门|泵站"), ("water", "水库")), frozenset({"gate"}), None)
    panel = panel_of(units())
    known = known_beforehand(panel, wanted, coder)
    np.testing.assert_allclose(known.sum(axis=1), 1, atol=1e-5)
    gate = np.array([("闸门" in text or "泵站" in text) for text in panel.texts])
    assert (known[gate].argmax(axis=1) == 0).all()
    assert (known[~gate].argmax(axis=1) != 0).all()


def test_own_coded_sentences_retrain(coder: Coder) -> None:
    # The default takes 学前 for nothing; the user says that it is water.
    sentences = pd.DataFrame(
        {"text": ["推进学前。"] * 60, "domain_id": "water", "second": [""] * 60}
    )
    domains = book(("water", "水库"), ("school", "学校"))
    panel = panel_of(units())
    before = adapted(panel, Wanted(domains, frozenset(), None), coder, seed=1)
    after = adapted(panel, Wanted(domains, frozenset(), sentences), coder, seed=1)
    one, other = (
        probabilities(Coder(each, frozenset()), ["学前，学前。"])[0, 0] for each in (before, after)
    )
    assert other > one + 0.1
    table = described(Coder(after, frozenset()), Wanted(domains, frozenset(), sentences))
    assert table["source"][0] == "retrained"


def test_quality_of_a_changed_instrument_is_not_the_defaults(tmp_path) -> None:
    known = read_quality("resources/codebook/quality.csv")
    default = Wanted(book(), frozenset(), None)
    assert own_quality(known, default) is known
    changed = own_quality(known, Wanted(book(("gate", "闸门")), frozenset({"gate"}), None))
    assert changed["domain_id"].tolist() == ["all", "gate", "none"]
    assert changed["agreement"].isna().all()
    write(changed, DOMAIN_QUALITY, tmp_path / "quality.parquet")
