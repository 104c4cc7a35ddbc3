"""What each line is in a document: title, front, heading, body, glossary, or site furniture.

A report reaches us inside a page. Before it stand the site's title, breadcrumbs, a news item; then
its own front (title, meeting, speaker, salutation, opening sentence); behind it glossaries,
attachments, copyright notes, comment forms. So the text is read in three zones: what comes before
the first words of the report, the report, and what comes after its end.
"""

import re
from collections.abc import Sequence

from policytopics.corpus.characters import count_han
from policytopics.corpus.headings import parse

__all__ = ["is_title", "roles"]

# An unnumbered line up to this length without a sentence's end may be a heading ...
_SHORT = 30
# ... and a paragraph of this length with a sentence in it is no furniture.
_LONG = 50
_FRONT_ZONE = 40
# An entry of a table of contents is no longer; so many short lines in a row are a list.
_LONGEST_ENTRY, _LEAST_ENTRIES = 60, 3
# Dots and the page number behind an entry.
_LEADER = re.compile(r"[\s.…·．]*\d{0,3}$")
_FAREWELL = re.compile(r"^各位代表|^(让|愿)我们|奋斗！$")
# Families from 1. on: legal notes are numbered so.
_INNER = 5
_SENTENCE_ENDS = ("。", "！", "？", "；", "”", "：")

_TITLE = re.compile(
    r"政府工作(的)?报告|国民经济和社会发展.{0,30}(规划|计划|纲要)|五年规划|[“\"]?十[一二三四五六][”\"]?五[”\"]?.{0,6}规划"
    r"|远景目标纲要"
)
_NOT_TITLE = re.compile(
    r"[。；]| > |发布$|全文$|\.(pdf|docx?)|审议|听取|起草|会议[上]?$|_|作政府工作报告"
)
_FURNITURE = re.compile(
    r"^(信息)?来源\s?[：:]|^(稿源|作者|记者|编辑|责任编辑|责编|审核|校对|录入|发布者)[：:]"
    r"|(发布|发文|成文|更新|生成)(时间|日期)\s?[：:\d]|发表于|^(日期|时间)[：:]"
    r"|(浏览|点击|阅读|访问)(次数|量|数)\s?[：:\d]|字[号体]\s?[：:]|索\s?引\s?号"
    r"|发文(字号|机关)|主题(词|分类)[：:]"
    r"|当前位置|您.{0,3}在的?位置| > |»|›|侵权.{0,12}(联系|删除)|ICP备|公网安备"
    r"|网站(地图|声明|标识码)"
    r"|(主办单位|承办单位|技术支持)[：:]|联系(我们|电话)|留言(与|和)?评论|发表评论|验证码|条评论|本文(地址|链接)"
    r"|https?[：:]//|www\.|下载附件|温馨提示|扫一扫|分享到|打印(本页)?$|关闭(窗口|本页)|返回顶部"
    r"|^[【\[]?(推荐|相关|延伸|热门|最新|猜你)(阅读|链接|文章|推荐|范文|资讯|新闻|喜欢|报道|稿件|附件|专题)|^[<【\[]?(上|下)一(篇|页|条)"
    r"|[加添]\S{0,3}微信|微信(号|扫)|关注.{0,8}公众号|公众号[：:]|点击(下载|查看|进入|这里)|(下载|打印)(全文|本文|文档)|查看(更多|全文)"
    r"|范文(大全|网)?$|word(文档|版|下载)|用户名[：:]|密码[：:]|匿名(发表|评论)|(全部|最新|网友)评论|【(打印|关闭|收藏|字体)】"
    r"|转载请注明|未经授权|^[（(]?(此|本)(件|文)(公开发布|来自|转自)|网站(首页|声明)|来自[：:]"
    r"|^(首页|尾页|收藏|详情|正文|目录|点赞|举报|导航|登录|注册|更多)[>＞》]*$"
)
# Legal notes are long, and no report speaks so.
_LEGAL = re.compile(
    r"不代表本[站网]|本[站网](不|仅|所有|转载|展示)|版权所有|免责声明"
    r"|未经.{0,12}(许可|同意|授权).{0,20}(不得|转载|禁止)"
)
_PAGER = re.compile(
    r"第?\s*\d+\s*(/\s*\d+)?\s*页?|(?=.{0,40}页)[\d\s\[\]()（）【】<>«»|/,，:：.…共第上下前后一末首尾页分阅读到转跳]+"
)
_NEWS = re.compile(
    r"(会议|大会|报告).{0,60}(开幕|召开|举行|听取|通过|全文|刊发|公布|记者)|讯（|记者"
)
_MEETING = re.compile(
    r"(会议|大会|人大.{0,6}次).{0,6}(上|通过|批准)|作政府工作报告|上的(讲话|报告)"
)
_DATE = re.compile(
    r"[（(]?\d{4}\s?年\s?\d{1,2}\s?月(\s?\d{1,2}\s?日)?[）)]?|[二〇零一二三四五六七八九]{4}年.{1,3}月(.{1,3}日)?"
)
_SPEAKER = re.compile(r"(?:.{0,14}(省|市|区|县|州|旗|盟)长|.{0,14}主席|主任)\s*\S{1,3}(\s\S{1,2})?")
_SALUTATION = re.compile(
    r"(各位(代表|委员|同志)|同志们|尊敬的.{2,20})([、，,和及\s]*(各位)?(代表|委员|同志们?))*[：:！!，,]*"
)
_OPENING = re.compile(
    r"(代表|受).{1,24}政府.{0,60}(审议|意见|审查)|^现在，?(由)?我.{0,30}(报告|汇报)"
)
_GLOSSARY = re.compile(
    r"(名词|术语|用语|词语|词汇|缩略语)(解释|注释|说明|释义|注解)|有关(名词|用语|词语)"
)
_ATTACHMENT = re.compile(r"附\s?[件表录]\s?\d{0,2}\s?(?:[：:][^。！？]{0,30})?")
_CAPTION = re.compile(r"[表图]\s?\d+([-—.]\d+)?\s*\S{2,}")
_HEADING_WORDS = re.compile(
    r"回顾|安排|目标|要求|任务|重点工作|自身建设|序言|前言|引言|结语|结束语|总体思路|指导思想|打算"
)
# An unnumbered heading that opens the text of a report without a front.
_PART_HEADING = re.compile(r"(20\d\d年|过去.年).{0,8}(回顾|总结|安排|目标任务)(建议)?")


def is_title(text: str) -> bool:
    """Return whether a line reads as the title of a report or plan.

    Examples
    --------
    >>> is_title("2024年某市政府工作报告"), is_title("会议听取了政府工作报告。")
    (True, False)
    """
    return len(text) <= 60 and bool(_TITLE.search(text)) and not _NOT_TITLE.search(text)


def roles(lines: Sequence[str]) -> list[str]:
    """Return the role of each repaired line of one document.

    Parameters
    ----------
    lines : sequence of str
        Lines that are not blank, in order.

    Returns
    -------
    list of str
        One of ``tables.corpus.ROLES`` for each line.
    """
    contents = _contents(lines)
    start = _start(lines, contents.stop)
    before = _before(lines[:start])
    end = _end(lines, start)
    inside = [_inside(line, number < 3) for number, line in enumerate(lines[start:end])]
    found = before + _without_lists(lines[start:end], inside) + _after(lines[end:])
    return ["boilerplate" if i in contents else role for i, role in enumerate(found)]


def _contents(lines: Sequence[str]) -> range:
    """Return which lines are a table of contents: headings alone, until the first comes again."""
    keys = [_LEADER.sub("", line) for line in lines]
    for i in range(min(len(lines), _FRONT_ZONE)):
        heading = parse(keys[i])
        if heading is None or not heading.alone:
            continue
        for j in range(i + 1, len(lines)):
            if keys[j] == keys[i] and j > i + 1:
                return range(i, j)
            if len(lines[j]) > _LONGEST_ENTRY or "。" in lines[j]:
                break
    return range(0)


def _without_lists(lines: Sequence[str], found: Sequence[str]) -> list[str]:
    """Return roles with runs of short lines that say nothing in a row as what they are: lists.

    Links to other pages, cells of a table: a heading has text below it.
    """
    roles, i = list(found), 0
    while i < len(lines):
        stop = i
        while stop < len(lines) and _is_entry(lines[stop], found[stop]):
            stop += 1
        if stop - i >= _LEAST_ENTRIES:
            roles[i:stop] = ["boilerplate"] * (stop - i)
        i = max(stop, i + 1)
    return roles


def _is_entry(line: str, role: str) -> bool:
    """Return whether a line may be one of a list: an unnumbered heading without a part's words."""
    return role == "heading" and parse(line) is None and not _HEADING_WORDS.search(line)


def _start(lines: Sequence[str], first: int) -> int:
    """Return where the report's own words begin: its salutation, opening, heading or text.

    What stands before line ``first`` is a table of contents, or before one.
    """
    zone = range(first, min(len(lines), first + _FRONT_ZONE))
    for i in zone:
        if _SALUTATION.fullmatch(lines[i]) or _OPENING.search(lines[i]):
            return i
    for i in zone:
        if _begins(lines[i], lines[i + 1] if i + 1 < len(lines) else ""):
            return i
    return first


def _begins(line: str, following: str) -> bool:
    """Return whether a line without salutation before it begins the text."""
    if is_furniture(line) or is_title(line) or _is_front(line):
        return False
    heading = parse(line)
    if heading is not None and (heading.level != 5 or (len(line) >= _SHORT and "。" in line)):
        return True
    if _PART_HEADING.fullmatch(line):
        return True
    if re.fullmatch(r"序言|前言|引言", line):
        # A site's navigation has such a line too, but no paragraph after it.
        return len(following) >= _LONG
    return len(line) >= _LONG and "。" in line and not _NEWS.search(line[:120])


def is_furniture(line: str) -> bool:
    """Return whether a line belongs to the page, not to the document."""
    if _PAGER.fullmatch(line):
        return True
    if line.count("_") >= 4 and "。" not in line:
        return True
    return bool(_LEGAL.search(line) or (len(line) < _LONG and _FURNITURE.search(line)))


def _is_front(line: str) -> bool:
    """Return whether a line tells meeting, date or speaker."""
    bare = line.strip("—─-－― （）()")
    meeting = len(line) <= 90 and bool(_MEETING.search(line))
    return meeting or bool(_DATE.fullmatch(bare) or _SPEAKER.fullmatch(line))


def _before(lines: Sequence[str]) -> list[str]:
    """Return the roles of what stands before the text; the last title is the document's own."""
    titles = [number for number, line in enumerate(lines) if is_title(line)]
    found = []
    for number, line in enumerate(lines):
        if titles and number == titles[-1]:
            found.append("title")
        elif number in titles or is_furniture(line):
            found.append("boilerplate")
        elif _is_front(line):
            found.append("front")
        else:
            found.append("boilerplate")
    return found


def _end(lines: Sequence[str], start: int) -> int:
    """Return where the report ends: at a glossary, an attachment, or the page's foot."""
    third = start + (len(lines) - start) // 3
    for i in range(max(third, start + 1), len(lines)):
        line = lines[i]
        tail = len(lines) - i
        if _is_glossary(line) or (_ATTACHMENT.fullmatch(line) and tail > 1):
            return i
        if not is_furniture(line) or any(map(_goes_on, lines[i:])):
            continue
        foot = sum(map(is_furniture, lines[i:]))
        if foot >= 0.5 * tail or not any(map(_speaks, lines[i:])):
            return i
    return len(lines)


def _goes_on(line: str) -> bool:
    """Return whether a line shows that the report is not over: a chapter, or its last words."""
    heading = parse(line)
    return (heading is not None and heading.level < _INNER) or bool(_FAREWELL.search(line))


def _speaks(line: str) -> bool:
    """Return whether a line is a paragraph, or a heading that has one below it."""
    if is_furniture(line):
        return False
    sentence = line.endswith("！") or (len(line) >= _SHORT and line.endswith(_SENTENCE_ENDS))
    return sentence or parse(line) is not None


def _is_glossary(line: str) -> bool:
    """Return whether a line is the heading of a glossary."""
    return len(line) <= _SHORT and bool(_GLOSSARY.search(line)) and "。" not in line


def _inside(line: str, early: bool) -> str:
    """Return the role of a line of the report."""
    if _SALUTATION.fullmatch(line) or (early and _OPENING.search(line)):
        return "front"
    if is_furniture(line) or _CAPTION.fullmatch(line):
        return "boilerplate"
    heading = parse(line)
    if heading is not None:
        return "heading" if heading.alone else "body"
    if is_title(line):
        return "boilerplate"
    return "heading" if _is_unnumbered_heading(line) else "body"


def _is_unnumbered_heading(line: str) -> bool:
    """Return whether a short line without number is a heading."""
    if re.search(r"[。！？；：，…”]$|^[—─]", line) or not count_han(line):
        return False
    return len(line) <= _SHORT and (bool(_HEADING_WORDS.search(line)) or len(line) <= 18)


def _after(lines: Sequence[str]) -> list[str]:
    """Return the roles of what follows the report: glossaries stay, the rest goes."""
    found, current = [], "boilerplate"
    for line in lines:
        if _is_glossary(line):
            current = "glossary"
        elif _ATTACHMENT.fullmatch(line) or (is_furniture(line) and parse(line) is None):
            current = "boilerplate"
        found.append(current)
    return found
