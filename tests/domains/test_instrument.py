"""The instrument that is shipped: what it codes, what is in it, and the floor it must hold."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from policytopics.domains.code import Coder, code, probabilities
from policytopics.domains.names import masked_names
from policytopics.domains.resources import read_codebook, read_firms, read_quality
from policytopics.domains.weights import Weights, read_weights
from policytopics.gazetteer import read_divisions

FOLDER = Path("resources/codebook")
FLOOR, FLOOR_EITHER = 0.86, 0.90

# Made up in the genre's form, one for each domain.
SENTENCES = {
    "industry": "实施制造业技术改造项目一百个，培育专精特新企业，做强装备制造产业集群。",
    "innovation": "加大研发投入，新建重点实验室十家，推动科技成果转化，引进高层次人才。",
    "opening_up": "扩大进出口规模，大力发展跨境电商，积极引进外资项目，推动口岸通关便利化。",
    "digital": "推进数据资源共享开放，建设大数据中心，发展人工智能和算力产业。",
    "rural": "抓好粮食生产，新建高标准农田十万亩，发展壮大村集体经济，促进农民增收。",
    "ecology": "深入打好污染防治攻坚战，持续改善空气质量，加强湿地保护和生态修复。",
    "culture_tourism": "加强文物保护利用，办好文化旅游节，创建国家级旅游度假区。",
    "urban": "改造老旧小区三十个，更新地下管网，新增停车位五千个，建设口袋公园。",
    "education": "新建改扩建中小学校二十所，加强教师队伍建设，推进义务教育优质均衡发展。",
    "health": "深化公立医院改革，建设紧密型医共体，提升基层医疗服务能力。",
    "social_security": "提高城乡低保标准，扩大养老保险覆盖面，完善居家养老服务体系。",
    "safety": "压实安全生产责任，开展重点行业领域隐患排查整治，提升应急救援能力。",
    "transport": "加快高速公路建设，新改建农村公路三百公里，推进铁路和机场项目。",
    "housing": "筹集保障性租赁住房五千套，稳妥推进保交楼，促进房地产市场平稳健康发展。",
    "employment": "新增城镇就业三万人，做好高校毕业生和农民工就业工作，开展职业技能培训。",
    "water": "推进水库除险加固，实施中小河流治理和灌区改造，提升防洪能力。",
    "energy": "加快风电、光伏项目建设，推进抽水蓄能电站，完善电网和天然气管网。",
    "fiscal_finance": "强化预算管理，防范化解政府债务风险，引导金融机构加大信贷投放。",
    "business_environment": "深化行政审批制度改革，优化营商环境，支持民营企业发展壮大。",
    "governance": "加强社区治理，发挥社会组织作用，铸牢中华民族共同体意识，促进宗教和顺。",
    "law": "坚持依法行政，规范行政执法，自觉接受人大监督，加强法律援助。",
    "party_building": "坚定不移推进党风廉政建设和反腐败斗争，力戒形式主义、官僚主义。",
    "defence_veterans": "加强国防动员和民兵建设，做好退役军人服务保障，巩固双拥成果。",
    "population_family": "落实生育支持政策，保障妇女儿童合法权益，发展普惠托育服务。",
    "regional_integration": "深度融入城市群建设，推动都市圈同城化发展，完善区域协调发展机制。",
    "market_consumption": "促进消费扩容提质，举办购物节，打造特色商业街区，繁荣夜间经济。",
    "sports": "办好全民健身运动会，新建体育公园和健身步道，发展体育产业。",
    "none": "站在新的历史起点上，我们要坚定信心、同心同德，奋力谱写高质量发展新篇章。",
}


@pytest.fixture(scope="module")
def weights() -> Weights:
    return read_weights(FOLDER / "weights.npz")


@pytest.fixture(scope="module")
def coder(weights: Weights) -> Coder:
    names = masked_names(read_divisions("resources/gazetteer/divisions.csv"))
    return Coder(weights, names | {*read_firms(FOLDER / "firms.txt")})


def test_every_domain_is_known_when_it_is_meant(coder: Coder) -> None:
    table = code(coder, SENTENCES.values())
    wrong = table["domain"] != pd.Series([*SENTENCES])
    assert wrong.sum() <= 1, table[wrong]
    assert (table["terms"].str.len() > 0).all()


def test_a_place_or_a_firm_changes_nothing(coder: Coder) -> None:
    forms = "支持{}建设农村公路，提升出行条件。"
    found = probabilities(coder, [forms.format(name) for name in ("苏州市", "遵义市", "华为")])
    assert found[0].tolist() == found[1].tolist() == found[2].tolist()


def test_no_name_of_a_place_or_firm_decides_a_code(coder: Coder) -> None:
    """Every name: a code is the same whatever name stands in the sentence, long ones included."""
    names = sorted(coder.names)
    assert sum(len(name) > 8 for name in names) > 50
    for form in ("支持{}建设农村公路，提升出行条件。", "加强与{}合作，办好学校。"):
        found = probabilities(coder, [form.format(name) for name in names])
        assert (found == found[0]).all(axis=1).all()
    assert {"张家港", "双江拉祜族佤族布朗族傣族自治县", "新疆", "华为"} <= coder.names


def test_a_code_does_not_depend_on_other_sentences(coder: Coder) -> None:
    texts = [*SENTENCES.values()]
    backwards = probabilities(coder, texts[::-1])[::-1]
    np.testing.assert_array_equal(backwards, probabilities(coder, texts))


def test_the_weights_are_of_the_codebook_and_hold_no_sentence(weights: Weights) -> None:
    domains = read_codebook(FOLDER / "domains.csv")["domain_id"]
    assert list(weights.domains) == domains.tolist()
    assert max(map(len, weights.terms)) <= 4
    assert len(set(weights.terms)) == len(weights.terms)
    assert (FOLDER / "weights.npz").stat().st_size <= 2_000_000


def test_terms_are_no_names(weights: Weights) -> None:
    divisions = read_divisions("resources/gazetteer/divisions.csv")
    assert not {*weights.terms} & masked_names(divisions)


def test_the_floor_is_held() -> None:
    """Floors are lowered by nobody but who says so: agreement on regions not learnt from."""
    table = read_quality(FOLDER / "quality.csv").query("domain_id == 'all'")
    whole = table[table["by"] == "all"].iloc[0]
    assert whole["n"] >= 2_000
    assert whole["agreement"] >= FLOOR
    assert whole["either"] >= FLOOR_EITHER
    groups = table[table["by"].isin(["level", "period"]) & (table["n"] >= 100)]
    assert len(groups) == 5
    assert (groups["high"] >= 0.84).all()


def test_probabilities_are_calibrated_at_every_length() -> None:
    table = read_quality(FOLDER / "quality.csv").query("domain_id == 'all' and by == 'length'")
    assert len(table) == 3
    assert ((table["claimed"] - table["agreement"]).abs() < 0.04).all()
