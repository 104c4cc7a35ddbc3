"""What opens a document: its title, the meeting, who speaks, whom he addresses."""

import re

__all__ = ["addresses", "is_front", "is_title", "opens", "salutes"]

_LONGEST = 60
_TITLE = re.compile(
    r"政府工作(的)?报告|国民经济和社会发展.{0,30}(规划|计划|纲要)|五年规划|[“\"]?十[一二三四五六][”\"]?五[”\"]?.{0,6}规划"
    r"|远景目标纲要"
)
# A title is a name: it has no verb of work before it, no clause, and ends with what it names.
_FORM = re.compile(
    r"(?:标题：)?(?!(高标准|高质量|高水平|科学|认真|切实|扎实|全面|加快|努力|编制|制定|实施|落实|贯彻|完成|实现"
    r"|启动|做好|抓好|谋划|推进|对照|围绕|按照|根据|衔接|听取|审议))[^，。！？；：]*"
    r"(报告|规划|纲要|计划)([”》）)\]】]|[（(【《].{0,20}[）)】》]|[—─-]{1,2}.{0,40}|\d{0,4}年?)*"
)
_NOT = re.compile(
    r"[。；]| > |发布$|全文$|\.(pdf|docx?)|审议|听取|起草|会议[上]?$|_|作政府工作报告"
)
_MEETING = re.compile(
    r"(会议|大会|人大.{0,6}次).{0,6}(上|通过|批准)|作政府工作报告|上的(讲话|报告)"
)
_DATE = re.compile(
    r"[（(]?\d{4}\s?年\s?\d{1,2}\s?月(\s?\d{1,2}\s?日)?[）)]?|[二〇零一二三四五六七八九]{4}年.{1,3}月(.{1,3}日)?"
)
_SPEAKER = re.compile(
    r"(?:.{0,16}(省|市|区|县|州|旗|盟|行署)长|.{0,16}(主席|主任|总理|专员))\s*(?:（.{1,6}）)?\S{1,5}(\s\S{1,2}){0,2}"
)
_ADDRESSED = (
    r"(各位(代表|委员|同志)|同志们|尊敬的.{2,20})([、，,和及\s]*(各位)?(代表|委员|同志们?))*"
)
_SALUTATION = re.compile(rf"{_ADDRESSED}[：:！!，,]*")
# 市长 某某某 各位代表：
_GLUED = re.compile(rf".{{2,40}}[\s：:）)]{_ADDRESSED}[：:]")
_OPENING = re.compile(
    r"(代表|受).{1,24}政府.{0,60}(审议|意见|审查)|^现在，?(由)?我.{0,30}(报告|汇报)"
)


def is_title(text: str) -> bool:
    """Return whether a line reads as the title of a report or plan, by its form.

    Examples
    --------
    >>> is_title("2024年某市政府工作报告"), is_title("会议听取了政府工作报告。")
    (True, False)
    >>> is_title("高标准编制“十五五”规划，谋划一批重大项目！")
    False
    """
    named = len(text) <= _LONGEST and bool(_TITLE.search(text)) and not _NOT.search(text)
    return named and bool(_FORM.fullmatch(text))


def is_front(line: str) -> bool:
    """Return whether a line tells meeting, date or speaker."""
    bare = line.strip("—─-－― （）()")
    meeting = len(line) <= 90 and bool(_MEETING.search(line))
    return meeting or bool(_DATE.fullmatch(bare) or _SPEAKER.fullmatch(bare))


def addresses(line: str) -> bool:
    """Return whether a line is a salutation alone."""
    return bool(_SALUTATION.fullmatch(line))


def salutes(line: str) -> bool:
    """Return whether a line is a salutation, or ends with a salutation behind a speaker's name.

    Examples
    --------
    >>> salutes("各位代表："), salutes("市长 某某某 各位代表："), salutes("各位代表，让我们前进！")
    (True, True, False)
    """
    return addresses(line) or bool(_GLUED.fullmatch(line))


def opens(line: str) -> bool:
    """Return whether a line is the sentence with which a report is laid before the deputies."""
    return bool(_OPENING.search(line))
