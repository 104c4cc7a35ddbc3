"""Titles and captions."""

__all__ = ["CAPTIONS"]

# key: (English, Chinese)
CAPTIONS = {
    # titles
    "title_profiles": ("Policy priorities of {n} regions", "{n}个地区的政策优先事项"),
    "title_profiles_one": ("Policy priorities of {region}", "{region}的政策优先事项"),
    "title_contrast": (
        "What each of {n} regions stresses, and which resemble each other",
        "{n}个地区各自的侧重与相互的相似",
    ),
    "title_trends": (
        "How the priorities of {n} regions moved, {years}",
        "{n}个地区优先事项的变化，{years}年",
    ),
    "title_trends_one": (
        "How the priorities of {region} moved, {years}",
        "{region}优先事项的变化，{years}年",
    ),
    "title_robustness": (
        "The largest differences under other choices",
        "最大的差异在其他设定下如何",
    ),
    "title_candidates": ("How many topics the data support", "数据支持多少个主题"),
    "title_cleaning": ("What was kept of every document", "每份文件保留了什么"),
    "title_cleaning_regions": ("What was kept of every region's text", "各地区文本保留了什么"),
    "title_topics": ("What each topic is about", "各主题讲什么"),
    "title_topics_page": (
        "What each topic is about ({page} of {pages})",
        "各主题讲什么（第{page}页，共{pages}页）",
    ),
    # captions
    "shown_profiles": (
        "Share of the {part} text of each region given to each of {k} {nouns}; rows by falling "
        "mean share. Dots: estimates; lines: {level} confidence intervals; grey ticks: mean of the "
        "other regions with enough text.",
        "各地区{part}文本在{k}个{noun}上的份额，按平均份额由高到低排列。圆点：估计值；横线：{level}置信区间；"
        "灰色竖线：其他文本充足地区的均值。",
    ),
    "shown_overview": (
        "Share of the {part} text given to each of {k} {nouns}; rows by falling mean share. Grey "
        "dots: regions; ticks: their mean; the highest and the lowest region are named with their "
        "shares in per cent.",
        "{part}文本在{k}个{noun}上的份额，按平均份额由高到低排列。灰点：各地区；竖线：平均值；"
        "并列出最高与最低的地区及其份额（%）。",
    ),
    "shown_region": (
        "Share of the {part} text of {region} given to each of {k} {nouns}, largest first. Large "
        "dots: {region} with {level} confidence intervals; small grey dots: the other regions.",
        "{region}{part}文本在{k}个{noun}上的份额，由高到低排列。大圆点：{region}及其{level}置信区间；"
        "灰色小点：其他地区。",
    ),
    "shown_contrast": (
        "a, Share of the {part} text given to a {noun} minus the mean share of the other regions "
        "with enough text, in percentage points; columns by similarity (average linkage, optimal "
        "leaf order), rows by the region in which the {noun} stands out most. b, Similarity of the "
        "regions' {noun} shares: 1 minus the Jensen–Shannon distance (base 2), with {level} "
        "confidence intervals.",
        "a，各地区{part}文本中{noun}份额与其他文本充足地区均值之差（百分点）；列按相似度排列（平均连接，最优叶序），"
        "行按该{noun}最突出的地区排列。b，各地区{noun}结构的相似度：1减Jensen–Shannon距离（以2为底），附{level}置信区间。",
    ),
    "shown_branches": (
        "Tree: average linkage of 1 minus the similarity; black where at least half of the "
        "resamples join the same regions, with their per cent where there is room; grey: fewer.",
        "树：按1减相似度作平均连接；黑色分支：至少半数重抽样把这些地区归为一组，有空处标出百分比；灰色：不足半数。",
    ),
    "shown_trends": (
        "Share of the {part} text of each region given to each of {k} {nouns}, year by year; one "
        "scale in each row. Ribbons: {level} confidence intervals of single years, each by itself.",
        "各地区{part}文本在{k}个{noun}上的逐年份额，每行共用一个刻度。色带：单个年份各自的{level}置信区间。",
    ),
    "mean_trends": (
        "Black, where no region stands out: mean of the regions in years in which all have a "
        "report.",
        "黑线：无地区突出时，各地区均有报告的年份的均值。",
    ),
    "fan": (
        "Grey bands: eight in ten and the middle half of the regions that have a report of the "
        "year; black, where no region stands out: their median.",
        "灰色带：当年有报告的地区的十分之八与中间半数；黑线：无地区突出时的中位数。",
    ),
    "rest_left_out": (
        "The {n} smallest {nouns} are not shown.",
        "最小的{n}个{noun}未显示。",
    ),
    "shown_trends_one": (
        "Share of the {part} text of {region} given to each of {k} {nouns}, year by year, the "
        "last share printed; one scale in each row. Ribbons: {level} confidence intervals of "
        "single years, each by itself.",
        "{region}{part}文本在{k}个{noun}上的逐年份额，标出最后一年的份额；每行共用一个刻度。"
        "色带：单个年份各自的{level}置信区间。",
    ),
    "claim_trends": (
        "Coloured: regions, at most {most} in a panel, whose share over all years is above the "
        "mean of the others (adjusted {level} confidence interval over all {n} comparisons "
        "excludes 0); grey: all others.",
        "着色：历年合计份额高于其他地区均值的地区（涵盖全部{n}项比较的校正后的{level}置信区间不含0），"
        "每幅最多{most}个；灰色：其余地区。",
    ),
    "gaps": (
        "A year without a report breaks the line; nothing is interpolated.",
        "无报告的年份处线条中断，不作插补。",
    ),
    "short_years": (
        "Reports left out because their text is too short for a claim: {n}.",
        "因文本过少而未显示的报告数：{n}。",
    ),
    "shown_robustness": (
        "Share of the {part} text given to a {noun} minus the mean share of the other regions with "
        "enough text, under every specification; columns by falling size of the difference. Lines: "
        "adjusted {level} confidence intervals; filled: the interval excludes 0 on the side of "
        "this study; not found: the specification has no such {noun}, which counts against the "
        "claim. Below: how many of the other specifications give the same sign.",
        "各设定下{part}文本中{noun}份额与其他文本充足地区均值之差，各列按差异由大到小排列。横线：校正后的{level}置信区间；"
        "实心：区间不含0且与本研究同侧；未重现：该设定没有这一{noun}，计为不支持。下方：同号的其他设定数。",
    ),
    "specifications_run": (
        "Other specifications: {n}.",
        "其他设定：{n}个。",
    ),
    "no_specification": (
        "No other specification was run.",
        "未运行其他设定。",
    ),
    "largest_not_distinct": (
        "No difference of this study is distinct; shown are the largest.",
        "本研究没有可与0区分的差异，所示为最大者。",
    ),
    "specifications_failed": ("Specifications that failed: {n}.", "失败的设定：{n}个。"),
    "specifications_left_out": (
        "Shown are the {n} of {all} specifications that agree least; the table holds all.",
        "仅显示最不一致的{n}个设定（共{all}个）；表格中列有全部。",
    ),
    "shown_candidates": (
        "Every criterion over the number of topics k: mean over the ensemble, with one standard "
        "error to either side. Filled: admissible; hollow: excluded; vertical band: chosen.",
        "各项准则随主题数k的变化：集成的均值及其两侧各一个标准误。实心：可接受；空心：已排除；竖带：选定。",
    ),
    "rule": (
        "Rule: of the k whose silhouette differs from the best by no more than 0.05 or one "
        "standard error of the difference (dashed line: one of the best itself), those whose "
        "held-out error lies within one of the least among them. Where held-out error points to "
        "one k or two neighbours, inside the range, and no other is left, coherence (NPMI) breaks "
        "the tie; otherwise no k is identified, and the smallest is taken. Admissible: "
        "{admissible}; chosen: {k}.",
        "规则：先取轮廓系数与最佳值之差不超过0.05或该差一个标准误的k（虚线：最佳值自身的一个标准误），"
        "再取其中留出误差与最小值相差不超过一个标准误者。若留出误差仅指向一个或相邻两个k，不在范围两端，"
        "且别无所余，则以连贯性（NPMI）取舍；否则k不可识别，取其中最小者。可接受：{admissible}；选定：{k}。",
    ),
    "rule_one": (
        "Only k = {k} was fitted: the number of topics was set by hand, not chosen.",
        "仅拟合了k = {k}：主题数由人工设定，并非选出。",
    ),
    "shown_cleaning": (
        "Characters of each source by what became of them, in per cent, with the number of "
        "characters, the share kept, the number of repairs and of paragraphs with a reading that "
        "the bytes do not settle. Kept are body and headings.",
        "各份原文字符的去向（%），并列出字符数、保留份额、修复数与含存疑处的段落数。保留的是正文与各级标题。",
    ),
    "sums_cleaning": (
        "{kept} of {raw} characters in {n} documents are kept ({share}); {repairs} repairs, "
        "{doubtful} doubtful paragraphs.",
        "{n}份文件共{raw}个字符，保留{kept}个（{share}）；修复{repairs}处，存疑段落{doubtful}个。",
    ),
    "least_kept": (
        "Shown are the {n} of {all} regions of whose text the least is kept.",
        "仅显示保留份额最小的{n}个地区（共{all}个）。",
    ),
    "by_region": (
        "Documents are summed up by region; the data beside the figure have a row for each.",
        "文件按地区合计；图旁的数据逐份列出。",
    ),
    "shown_topics": (
        "For each of {k} topics its share of all text, its heaviest terms and a typical passage. "
        "Bars: weight of the term in the topic, scaled to the longest bar of the card, whose first "
        "weight is printed; ticks: the term's rate over all text. Blue: terms of the topic.",
        "{k}个主题各自占全部文本的份额、权重最大的词与一段典型文字。条：词在主题中的权重，各卡片自成比例，"
        "首词标出权重；竖线：该词在全部文本中的比率。蓝色：该主题的词。",
    ),
    "stable_topics": (
        "Stability: mean overlap of the topic's ten heaviest terms with those of its matches in "
        "the model's other fits, 0 to 1.",
        "稳定性：该主题权重最大的十个词与模型其他拟合中匹配主题的平均重合度（0至1）。",
    ),
    "unstable_topics": (
        "Unstable topics are found again in few of the model's other fits.",
        "不稳定的主题在模型的其他拟合中很少重现。",
    ),
    "claim": (
        "{strong}: the adjusted {level} confidence interval of the difference to the mean of "
        "the other regions, over all {n} comparisons, excludes 0 ({distinct} of {n}); {weak}: it "
        "does not.",
        "{strong}：与其他地区均值之差的校正后的{level}置信区间（涵盖全部{n}项比较）不含0（{n}项中有{distinct}项）；"
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
    "sampling+coding": (
        "Intervals carry the sampling of paragraphs and the error of coding.",
        "区间反映段落抽样的不确定性与编码误差。",
    ),
    "unranked": (
        "Text of no domain (general goals, slogans) is part of the whole and is not compared.",
        "不属于任何领域的文字（总体目标、口号）计入总量，不参与比较。",
    ),
    "evidence": (
        "n = {paragraphs} paragraphs ({units} text units) of {documents}{years}.",
        "n = {paragraphs}个段落（{units}个文本单元），来自{documents}份文件{years}。",
    ),
    "evidence_years": (", {years}", "（{years}年）"),
    "rest": (
        "The {n} smallest {nouns} are shown as one, without interval.",
        "最小的{n}个{noun}合并显示，不附区间。",
    ),
    "concerned": ("{what}: {regions}.", "{what}：{regions}。"),
    "reserved": ("† {what}: {regions}.", "† {what}：{regions}。"),
    "left_out": (
        "Shown are the {n} of {all} regions that differ most from the others; the tables hold all.",
        "仅显示与其他地区差异最大的{n}个地区（共{all}个）；表格中列有全部地区。",
    ),
    "lacking": (
        "〓 stands for characters that the font lacks: {characters}.",
        "〓代表字体缺少的字：{characters}。",
    ),
}
