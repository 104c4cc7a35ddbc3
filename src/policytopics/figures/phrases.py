"""What figures say, in English and in Chinese: axes, keys, notes, captions, alternative texts."""

from collections.abc import Iterable

from policytopics.figures.comparison import Region, Topic
from policytopics.figures.style import Style

__all__ = ["PHRASES", "enumerate_", "name_of", "part_name", "percent", "say", "signed", "years"]

_PARTS = {
    "review": ("review", "回顾部分"),
    "problems": ("problems", "问题部分"),
    "plan": ("plan", "部署部分"),
    "closing": ("closing", "结语部分"),
    "other": ("remaining", "其他部分"),
}

# key: (English, Chinese)
PHRASES = {
    # axes and keys
    "axis": ("Share of {part} text given to the topic (%)", "各主题占{part}篇幅的份额（%）"),
    "axis_short": ("Share of {part} text (%)", "占{part}篇幅的份额（%）"),
    "distinct": (
        "differs from the other regions (simultaneous {level} CI)",
        "与其他地区有别（同时{level}置信区间）",
    ),
    "distinct_short": ("distinct", "与其他地区有别"),
    "indistinct": ("not distinguishable", "不可区分"),
    "indistinct_short": ("not distinct", "不可区分"),
    "interval": ("{level} CI", "{level}置信区间"),
    "others": ("mean of the other regions", "其他地区均值"),
    "others_dots": ("other regions", "其他地区"),
    "mean": ("mean of the regions", "各地区均值"),
    "region": ("one region", "一个地区"),
    "extreme_distinct": ("differs from the other regions", "最高或最低，且与其他地区有别"),
    "extreme_indistinct": ("highest or lowest, not distinguishable", "最高或最低，但不可区分"),
    "no_claim": ("too little text for a claim", "文本过少，不作判断"),
    "n": ("n = {n}", "n = {n}"),
    "n_too_few": ("n = {n}, too few", "n = {n}，过少"),
    "highest": ("highest", "最高"),
    "lowest": ("lowest", "最低"),
    "column": ("% ({level} CI)", "%（{level}区间）"),
    "paragraphs": ("{n} paragraphs", "{n}个段落"),
    "one_paragraph": ("1 paragraph", "1个段落"),
    # contrast
    "emphasis": ("Emphasis relative to the other regions", "相对其他地区的侧重"),
    "similarity": ("Similarity of topic profiles", "主题结构的相似度"),
    "points": (
        "percentage points more (blue) or less (brown) than the mean of the other regions",
        "比其他地区均值多（蓝）或少（棕）的百分点",
    ),
    "boldness": (
        "bold on full colour: simultaneous {level} CI excludes 0; pale: not distinguishable",
        "粗体实色：同时{level}置信区间不含0；浅色：不可区分",
    ),
    "colours": (
        "full colour: simultaneous {level} CI excludes 0; pale: not distinguishable",
        "实色：同时{level}置信区间不含0；浅色：不可区分",
    ),
    "distance": ("1 − Jensen–Shannon distance", "1减Jensen–Shannon距离"),
    "identical": ("1: identical profiles", "1为完全相同"),
    "second_line": ("second line: {level} CI", "第二行：{level}置信区间"),
    "na": ("n/a", "—"),
    # topics
    "of_text": ("{share} of text", "占{share}"),
    "unstable": ("unstable", "不稳定"),
    "one_document": ("one document", "集中于一份文件"),
    "one_region": ("one region", "集中于一个地区"),
    "card_key": (
        "bar: weight of the term in the topic; tick: its rate over all text; blue: terms of the "
        "topic in a typical passage",
        "条：词在主题中的权重；竖线：该词在全部文本中的比率；蓝色：典型段落中的主题词",
    ),
    # titles
    "title_profiles": ("Policy priorities of {n} regions", "{n}个地区的政策优先事项"),
    "title_profiles_one": ("Policy priorities of {region}", "{region}的政策优先事项"),
    "title_contrast": (
        "What each of {n} regions stresses, and which resemble each other",
        "{n}个地区各自的侧重与相互的相似",
    ),
    "title_topics": ("What each topic is about", "各主题讲什么"),
    "title_topics_page": (
        "What each topic is about ({page} of {pages})",
        "各主题讲什么（第{page}页，共{pages}页）",
    ),
    # captions
    "shown_profiles": (
        "Share of the {part} text of each region given to each of {k} topics; rows by falling mean "
        "share. Dots: estimates; lines: {level} confidence intervals; grey ticks: mean of the "
        "other regions.",
        "各地区{part}文本在{k}个主题上的份额，按平均份额由高到低排列。圆点：估计值；横线：{level}置信区间；"
        "灰色竖线：其他地区均值。",
    ),
    "shown_overview": (
        "Share of the {part} text given to each of {k} topics; rows by falling mean share. Grey "
        "dots: regions; ticks: their mean; the highest and the lowest region are named with their "
        "shares in per cent.",
        "{part}文本在{k}个主题上的份额，按平均份额由高到低排列。灰点：各地区；竖线：平均值；"
        "并列出最高与最低的地区及其份额（%）。",
    ),
    "shown_region": (
        "Share of the {part} text of {region} given to each of {k} topics, largest first. Large "
        "dots: {region} with {level} confidence intervals; small grey dots: the other regions.",
        "{region}{part}文本在{k}个主题上的份额，由高到低排列。大圆点：{region}及其{level}置信区间；"
        "灰色小点：其他地区。",
    ),
    "shown_contrast": (
        "a, Share of the {part} text given to a topic minus the mean share of the other regions, "
        "in percentage points; columns by similarity (average linkage, optimal leaf order), rows "
        "by the region in which the topic stands out most. b, Similarity of the regions' topic "
        "shares: 1 minus the Jensen–Shannon distance (base 2), with {level} confidence intervals.",
        "a，各地区{part}文本中主题份额与其他地区均值之差（百分点）；列按相似度排列（平均连接，最优叶序），"
        "行按该主题最突出的地区排列。b，各地区主题结构的相似度：1减Jensen–Shannon距离（以2为底），附{level}置信区间。",
    ),
    "shown_topics": (
        "For each of {k} topics its share of all text, its heaviest terms and a typical passage. "
        "Bars: weight of the term in the topic, scaled to the longest bar of the card, whose first "
        "weight is printed; ticks: the term's rate over all text. Blue: terms of the topic.",
        "{k}个主题各自占全部文本的份额、权重最大的词与一段典型文字。条：词在主题中的权重，各卡片自成比例，"
        "首词标出权重；竖线：该词在全部文本中的比率。蓝色：该主题的词。",
    ),
    "unstable_topics": (
        "Unstable topics are found again in few of the model's other fits.",
        "不稳定的主题在模型的其他拟合中很少重现。",
    ),
    "claim": (
        "{strong}: the simultaneous {level} confidence interval of the difference to the mean of "
        "the other regions, over all {n} comparisons, excludes 0 ({distinct} of {n}); {weak}: it "
        "does not.",
        "{strong}：与其他地区均值之差的同时{level}置信区间（涵盖全部{n}项比较）不含0（{n}项中有{distinct}项）；"
        "{weak}：含0。",
    ),
    "filled": ("Filled dots", "实心"),
    "hollow": ("hollow dots", "空心"),
    "bold": ("Bold numbers on full colour", "实色粗体"),
    "full": ("Full colour", "实色"),
    "pale": ("pale", "浅色"),
    "sampling": (
        "Intervals carry the sampling of paragraphs.",
        "区间反映段落抽样的不确定性。",
    ),
    "sampling+model": (
        "Intervals carry the sampling of paragraphs and the disagreement of the model's ensemble.",
        "区间反映段落抽样的不确定性与模型集成内部的分歧。",
    ),
    "evidence": (
        "n = {paragraphs} paragraphs ({units} text units) of {documents} documents{years}.",
        "n = {paragraphs}个段落（{units}个文本单元），来自{documents}份文件{years}。",
    ),
    "evidence_years": (", {years}", "（{years}年）"),
    "rest": (
        "The {n} smallest topics are shown as one, without interval.",
        "最小的{n}个主题合并显示，不附区间。",
    ),
    "insufficient": (
        "Too little text for a claim: {regions}.",
        "文本过少、不作判断的地区：{regions}。",
    ),
    "left_out": (
        "Shown are the {n} of {all} regions that differ most from the others; the tables hold all.",
        "仅显示与其他地区差异最大的{n}个地区（共{all}个）；表格中列有全部地区。",
    ),
    "other_kind": (
        "† Another kind of document than most: {regions}.",
        "† 文件种类与多数地区不同：{regions}。",
    ),
    "other_year": (
        "† Other years than most: {regions}.",
        "† 文件年份与多数地区不同：{regions}。",
    ),
    "fragment": (
        "† Parts of the text are missing: {regions}.",
        "† 文本不完整：{regions}。",
    ),
    # alternative texts
    "alt_profiles": (
        "Dot plots, one per region, of the shares of {k} policy topics with {level} confidence "
        "intervals, where regions differ in what they put first.",
        "点图，每个地区一幅，显示{k}个政策主题的份额及{level}置信区间，可见各地区优先事项之不同。",
    ),
    "alt_top": ("{region}: largest {topics}.", "{region}：份额最大的是{topics}。"),
    "alt_above": (
        "{region}: above the others in {topics}.",
        "{region}高于其他地区的主题：{topics}。",
    ),
    "alt_below": (
        "{region}: below the others in {topics}.",
        "{region}低于其他地区的主题：{topics}。",
    ),
    "alt_insufficient": (
        "{region}: too little text for a claim.",
        "{region}：文本过少，不作判断。",
    ),
    "alt_overview": (
        "Dot plot of the shares of {k} policy topics in {n} regions, where the spread over the "
        "regions shows what they put first.",
        "点图，显示{k}个政策主题在{n}个地区的份额及其离散程度。",
    ),
    "alt_range": (
        "{topic}: from {lowest} to {highest}.",
        "{topic}：从{lowest}到{highest}。",
    ),
    "alt_contrast": (
        "Heatmap of {k} policy topics by {n} regions of the difference to the mean of the other "
        "regions, and a triangle of the similarity of every two regions.",
        "热图，显示{n}个地区在{k}个政策主题上与其他地区均值之差；另有两两相似度的三角矩阵。",
    ),
    "alt_none": (
        "No difference can be told from 0.",
        "没有一项差异可与0区分。",
    ),
    "alt_largest": ("Largest differences: {cells}.", "最大的差异：{cells}。"),
    "alt_pairs": (
        "Most alike: {most}; least alike: {least}.",
        "最相似：{most}；最不相似：{least}。",
    ),
    "alt_topics": (
        "Cards of {k} policy topics with their share of the text, heaviest terms and a typical "
        "passage.",
        "{k}个政策主题的卡片，列出份额、权重最大的词与一段典型文字。",
    ),
    "alt_card": ("{topic}, {share}: {terms}.", "{topic}，{share}：{terms}。"),
    "alt_region": (
        "Dot plot of the shares of {k} policy topics in {region} with {level} confidence "
        "intervals, against grey dots of the other regions.",
        "点图，显示{region}在{k}个政策主题上的份额及{level}置信区间，以灰点表示其他地区。",
    ),
}


def say(style: Style, key: str, **values: object) -> str:
    """Return a phrase in the language of the style's captions, its blanks filled."""
    return PHRASES[key][style.speech].format(**values)


def part_name(style: Style, part: str) -> str:
    """Return how the captions call a part of a report."""
    return _PARTS[part][style.speech]


def name_of(style: Style, named: Region | Topic) -> str:
    """Return a name in the language of the captions."""
    return named.zh if style.speech else named.en


def enumerate_(style: Style, items: Iterable[str]) -> str:
    """Return items in a row, divided as the language does."""
    return ("、" if style.speech else ", ").join(items)


def percent(share: float, decimals: int = 0) -> str:
    """Return a share in [0, 1] as a percentage.

    Examples
    --------
    >>> percent(0.256), percent(0.95), percent(0.0416, 1)
    ('26%', '95%', '4.2%')
    """
    return f"{100 * share:.{decimals}f}%"


def signed(difference: float) -> str:
    """Return a difference of shares in percentage points, with a true minus.

    Examples
    --------
    >>> signed(0.148), signed(-0.058), signed(-0.0001)
    ('+14.8', '−5.8', '0.0')
    """
    points = round(100 * difference, 1) + 0.0
    return f"{points:+.1f}".replace("-", "−") if points else "0.0"


def years(known: Iterable[int]) -> str:
    """Return the span of years, empty if none is known.

    Examples
    --------
    >>> years([2019, 2021, 2020]), years([2024]), years([])
    ('2019–2021', '2024', '')
    """
    ordered = sorted(known)
    return "–".join(map(str, dict.fromkeys([*ordered[:1], *ordered[-1:]])))
