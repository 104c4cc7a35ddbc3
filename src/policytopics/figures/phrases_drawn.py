"""What stands in the figures: axes, keys, notes, names of criteria."""

__all__ = ["DRAWN"]

# key: (English, Chinese)
DRAWN = {
    # axes and keys
    "axis": ("Share of {part} text given to the {noun} (%)", "各{noun}占{part}篇幅的份额（%）"),
    "axis_short": ("Share of {part} text (%)", "占{part}篇幅的份额（%）"),
    "distinct": (
        "differs from the other regions (adjusted {level} CI)",
        "与其他地区有别（校正后的{level}置信区间）",
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
    "n": ("n = {n}", "n = {n}"),
    "n_too_few": ("n = {n}, too few", "n = {n}，过少"),
    "highest": ("highest", "最高"),
    "lowest": ("lowest", "最低"),
    "column": ("% ({level} CI)", "%（{level}区间）"),
    "paragraphs": ("{n} paragraphs", "{n}个段落"),
    "one_paragraph": ("1 paragraph", "1个段落"),
    # trends
    "axis_trends": (
        "Share of {part} text given to the {noun}; one scale in each row",
        "各{noun}占{part}篇幅的份额；每行共用一个刻度",
    ),
    "mean_short": ("mean", "均值"),
    "line_above": (
        "above the others over all years (adjusted {level} CI)",
        "历年合计高于其他地区（校正后的{level}置信区间）",
    ),
    "median_short": ("median", "中位数"),
    "line_median": ("median where no region stands out", "无地区突出时的中位数"),
    "middle_half": ("middle half of the regions", "中间半数地区"),
    "most_regions": ("8 in 10 regions", "十分之八的地区"),
    "line_mean": ("mean where no region stands out", "无地区突出时的均值"),
    # candidates
    "more": ("more is better", "越大越好"),
    "less": ("less is better", "越小越好"),
    "axis_k": ("Number of topics k", "主题数k"),
    "chosen": ("chosen: k = {k}", "选定：k = {k}"),
    "admissible": ("admissible", "可接受"),
    "inadmissible": ("excluded", "已排除"),
    "one_error": ("± 1 standard error", "±1个标准误"),
    "bound": ("best silhouette − 1 standard error", "最佳轮廓系数减1个标准误"),
    # robustness
    "axis_robustness": (
        "Difference to the mean of the other regions (percentage points)",
        "与其他地区均值之差（百分点）",
    ),
    "the_study": ("this study", "本研究"),
    "other_specification": (
        "another specification, adjusted {level} CI excludes 0 on the same side",
        "其他设定，校正后的{level}置信区间同侧不含0",
    ),
    "interval_holds_zero": ("it does not", "并非如此"),
    "simultaneous": ("{level} CI", "{level}置信区间"),
    "same_sign": ("same sign", "同号"),
    "unrecovered": ("not found", "未重现"),
    "no_difference": (
        "No region is known to differ from the others: there is nothing to repeat.",
        "没有已知的地区差异可供重复检验。",
    ),
    # cleaning
    "axis_cleaning": ("Share of the source's characters (%)", "占原文字符数的份额（%）"),
    "column_raw": ("characters", "字符数"),
    "column_kept": ("kept %", "保留%"),
    "column_repairs": ("repairs", "修复数"),
    "column_doubtful": ("doubtful ¶", "存疑段"),
    # contrast
    "emphasis": ("Emphasis relative to the other regions", "相对其他地区的侧重"),
    "similarity": ("Similarity of {noun} profiles", "{noun}结构的相似度"),
    "points": (
        "percentage points more (blue) or less (brown) than the mean of the other regions",
        "比其他地区均值多（蓝）或少（棕）的百分点",
    ),
    "boldness": (
        "bold on full colour: adjusted {level} CI excludes 0; pale: not distinguishable",
        "粗体实色：校正后的{level}置信区间不含0；浅色：不可区分",
    ),
    "colours": (
        "full colour: adjusted {level} CI excludes 0; pale: not distinguishable",
        "实色：校正后的{level}置信区间不含0；浅色：不可区分",
    ),
    "outlined": (
        "outlined: the text itself differs, beyond errors of measurement",
        "描边：就文本本身而言，差异超过测量误差",
    ),
    "branches": (
        "tree: % of resamples that join these regions; grey: less than half",
        "树：把这些地区归为一组的重抽样百分比；灰色：不足半数",
    ),
    "branches_narrow": (
        "tree: black where at least half of the resamples join these regions",
        "树：黑色表示至少半数重抽样把这些地区归为一组",
    ),
    "distance": ("1 − Jensen–Shannon distance", "1减Jensen–Shannon距离"),
    "identical": ("1: identical profiles", "1为完全相同"),
    "second_line": ("second line: {level} CI", "第二行：{level}置信区间"),
    "na": ("n/a", "—"),
    # topics
    "of_text": ("{share} of text", "占{share}"),
    "stable": ("stability {stability}", "稳定性{stability}"),
    "card_key": (
        "bar: weight of the term, how much more of it the topic has than all text; tick: its rate "
        "over all text; blue: terms of the topic in a typical passage",
        "条：词的权重，即主题比全部文本多用该词的程度；竖线：该词在全部文本中的比率；蓝色：典型段落中的主题词",
    ),
}
