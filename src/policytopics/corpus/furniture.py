"""What belongs to a page or a newspaper, not to the document."""

import re

__all__ = ["is_english", "is_furniture"]

# A longer line speaks, unless it is of law.
_LONG = 50
_FURNITURE = re.compile(
    r"^[（(【\[]?(信息|文章|稿件)?来源\s?[：:]|^[（(【\[]?(稿源|作者|记者|编辑|责任编辑|责编|审核|校对|录入|发布者)[：:]"
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
# A comment in a page's or a Markdown file's source.
_COMMENT = re.compile(r"<!--.*-->|[=\-*_~—]{4,}")
# Where a news agency says that it sent the text.
_AGENCY = re.compile(
    r"[（(【]?(据?新华社?|中新社?|人民日报|本报|本台|本网|.{2,6}(日报|晚报|电视台|新闻网))"
    r".{0,24}(电|讯|报道|刊发|记者.{0,12})[）)】]?"
)
_LEGAL = re.compile(
    r"不代表本[站网]|本[站网](不|仅|所有|转载|展示)|版权所有|免责声明"
    r"|未经.{0,12}(许可|同意|授权).{0,20}(不得|转载|禁止)"
)
_PAGER = re.compile(
    r"第?\s*\d+\s*(/\s*\d+)?\s*页?|(?=.{0,40}页)[\d\s\[\]()（）【】<>«»|/,，:：.…共第上下前后一末首尾页分阅读到转跳]+"
)
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LEAST_WORDS, _LEAST_LATIN = 5, 0.5


def is_furniture(line: str) -> bool:
    """Return whether a line belongs to the page, not to the document.

    Examples
    --------
    >>> is_furniture("（来源：某某日报）"), is_furniture("（新华社某市3月17日电）")
    (True, True)
    >>> is_furniture("拓宽资金来源，加大财政投入。")
    False
    """
    if _PAGER.fullmatch(line) or _COMMENT.fullmatch(line):
        return True
    if line.count("_") >= 4 and "。" not in line:
        return True
    if len(line) < _LONG and (_FURNITURE.search(line) or _AGENCY.fullmatch(line)):
        return True
    return bool(_LEGAL.search(line))


def is_english(line: str) -> bool:
    """Return whether a paragraph is in English, as a translation beside the Chinese is.

    Examples
    --------
    >>> is_english("We will build a modern industrial system and expand domestic demand.")
    True
    >>> is_english("大力发展5G、AI、VR等新技术。")
    False
    """
    if len(_WORD.findall(line)) < _LEAST_WORDS:
        return False
    return len(_LATIN.findall(line)) > _LEAST_LATIN * len(line)
