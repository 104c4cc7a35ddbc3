"""What columns of tables of reports are called, in English and Chinese, by what they say."""

__all__ = ["NAMES"]

# Of two names of one role the first says more: a year more than a date. Without blanks and signs.
NAMES = {
    "text": (
        "text texts report reports reporttext reportcontent doc docs document "
        "documenttext content contents contenttext fulltext body article maintext "
        "rawtext txt textcontent 正文 报告 报告正文 报告内容 报告全文 报告文本 内容 "
        "全文 全文内容 文本 文本内容 原文 正文内容 文章 文章内容 政府工作报告 工作报告 "
        "政府工作报告全文 政府工作报告内容 工作报告全文"
    ),
    "province": (
        "province provinces prov provincename provname 省份 省 所属省份 所在省份 所在省 "
        "省级 省名 省区 省市 省份名称 省级行政区 省自治区直辖市"
    ),
    "city": (
        "city cities cityname prefecture prefecturename municipality 城市 市 地级市 "
        "所属城市 所在城市 所属地市 市名 地市 市级 城市名称 城市名 地级市名称 市州"
    ),
    "county": (
        "county counties countyname district districtname 区县 县 县区 县级 区 县市 "
        "县市区 区县名称 县域 县名 所属区县 所在区县 区县名 市县"
    ),
    "region": (
        "region regions regionname area areaname place placename location locality unit "
        "government jurisdiction division 地区 地区名称 地区名 区域 行政区 行政区划 "
        "地域 地方 地名 单位 单位名称 政府 发布机构 行政区划名称 发布单位 发文机关"
    ),
    "code": (
        "code regioncode areacode adcode divisioncode citycode countycode cityid gbcode "
        "行政区划代码 行政区代码 区划代码 行政代码 代码 城市代码 地区代码 区县代码 "
        "县代码 市代码 行政编码"
    ),
    "year": (
        "year years yr reportyear 年份 年度 年 报告年份 报告年度 会计年度 date "
        "reportdate publishdate pubdate publishtime time 日期 时间 发布日期 发布时间 "
        "报告时间 报告日期 会议时间 会议日期"
    ),
    "title": (
        "title titles headline reporttitle doctitle 标题 题目 报告标题 报告名称 "
        "报告题目 文件标题 文件名称 标题名称 题名"
    ),
    "kind": (
        "kind kinds type types doctype reporttype category genre 类型 类别 文种 种类 "
        "报告类型 文件类型 报告类别"
    ),
}
