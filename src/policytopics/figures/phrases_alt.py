"""Alternative texts."""

__all__ = ["ALTERNATIVES"]

# key: (English, Chinese)
ALTERNATIVES = {
    "alt_profiles": (
        "Dot plots, one per region, of the shares of {k} policy {nouns} with {level} confidence "
        "intervals, where regions differ in what they put first.",
        "点图，每个地区一幅，显示{k}个政策{noun}的份额及{level}置信区间，可见各地区优先事项之不同。",
    ),
    "alt_top": ("{region}: largest {categories}.", "{region}：份额最大的是{categories}。"),
    "alt_above": (
        "{region}: above the others in {categories}.",
        "{region}高于其他地区的{noun}：{categories}。",
    ),
    "alt_below": (
        "{region}: below the others in {categories}.",
        "{region}低于其他地区的{noun}：{categories}。",
    ),
    "alt_region_is": ("{region}: {what}.", "{region}：{what}。"),
    "alt_overview": (
        "Dot plot of the shares of {k} policy {nouns} in {n} regions, where the spread over the "
        "regions shows what they put first.",
        "点图，显示{k}个政策{noun}在{n}个地区的份额及其离散程度。",
    ),
    "alt_range": (
        "{category}: from {lowest} to {highest}.",
        "{category}：从{lowest}到{highest}。",
    ),
    "alt_contrast": (
        "Heatmap of {k} policy {nouns} by {n} regions of the difference to the mean of the other "
        "regions, and a triangle of the similarity of every two regions.",
        "热图，显示{n}个地区在{k}个政策{noun}上与其他地区均值之差；另有两两相似度的三角矩阵。",
    ),
    "alt_trends": (
        "Line charts, one per {noun}, of the shares of {k} policy {nouns} in {n} regions, {years}, "
        "where lines show how priorities moved.",
        "折线图，每个{noun}一幅，显示{n}个地区在{k}个政策{noun}上的份额在{years}年间的变化。",
    ),
    "alt_trends_one": (
        "Line charts, one per {noun}, of the shares of {k} policy {nouns} in {region}, {years}, "
        "against grey lines of the other regions.",
        "折线图，每个{noun}一幅，显示{region}在{k}个政策{noun}上的份额在{years}年间的变化，以灰线表示其他地区。",
    ),
    "alt_moved": (
        "{category}: from {first} to {last}.",
        "{category}：从{first}到{last}。",
    ),
    "alt_candidates": (
        "Line charts of {criteria} over the number of topics from {first} to {last}, where the "
        "admissible numbers and the chosen one are marked.",
        "折线图，显示{criteria}随主题数（{first}至{last}）的变化，并标出可接受的与选定的主题数。",
    ),
    "alt_chosen": (
        "Chosen: {k}; admissible: {admissible}.",
        "选定：{k}；可接受：{admissible}。",
    ),
    "alt_robustness": (
        "Forest plot of the {k} largest differences between a region and the others under {n} "
        "other specifications.",
        "森林图，显示{k}项最大的地区差异在其他{n}个设定下的估计。",
    ),
    "alt_claim": (
        "{region}, {category}: {points} points, same sign in {agreeing} of {n}.",
        "{region}，{category}：{points}个百分点，{n}个中有{agreeing}个同号。",
    ),
    "alt_best": ("{criterion}: best at {k}.", "{criterion}：最佳为{k}。"),
    "alt_cleaning": (
        "Stacked bars of what became of the characters of {n} documents.",
        "堆叠条形图，显示{n}份文件的字符去向。",
    ),
    "alt_least_kept": ("Least kept: {names}.", "保留最少：{names}。"),
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
    "alt_card": ("{category}, {share}: {terms}.", "{category}，{share}：{terms}。"),
    "alt_region": (
        "Dot plot of the shares of {k} policy {nouns} in {region} with {level} confidence "
        "intervals, against grey dots of the other regions.",
        "点图，显示{region}在{k}个政策{noun}上的份额及{level}置信区间，以灰点表示其他地区。",
    ),
}
