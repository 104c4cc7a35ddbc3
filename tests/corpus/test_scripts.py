"""The four scripts, one after another, on small files and on the real documents."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from policytopics.files import read
from policytopics.problems import ProblemsError
from policytopics.study.corpus import CorpusSettings

GAZETTEER = "resources/gazetteer/divisions.csv"
TEXT = """苏州姑苏区2024年政府工作报告
来源：邻省日报
各位代表：
一、2023年工作回顾
过去一年,经济增长５%。
二、2024年工作安排
加快建设古城。
各位代表！让我们共同奋斗！
"""


def script(name: str) -> ModuleType:
    path = Path("workflow/scripts") / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"script_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(
    folder: Path,
    files: list[Path],
    out: Path,
    manifest: Path | None = None,
    settings: CorpusSettings | None = None,
) -> pd.DataFrame:
    settings = settings or CorpusSettings()
    path = {
        name: str(out / f"{name}.parquet")
        for name in (
            "sources",
            "repaired",
            "repairs",
            "paragraphs",
            "account",
            "documents",
            "regions",
            "unread",
            "omissions",
        )
    }
    script("read_documents").main(
        str(folder),
        [str(file) for file in files],
        path["sources"],
        path["unread"],
        settings=settings,
    )
    script("repair_text").main(path["sources"], path["repaired"], path["repairs"], corrections=None)
    script("structure_text").main(
        path["sources"], path["repaired"], path["paragraphs"], path["account"]
    )
    script("identify_documents").main(
        path["sources"], path["unread"], path["repaired"], path["paragraphs"], path["repairs"],
        GAZETTEER, path["documents"], path["regions"], path["omissions"],
        str(out / "documents_draft.csv"),
        manifest=manifest and str(manifest), study_regions=None, settings=settings,
    )  # fmt: skip
    return read(path["documents"])


def test_a_folder_of_files_becomes_tables(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    documents = run(tmp_path, [tmp_path / "a.txt"], tmp_path / "out")
    row = documents.iloc[0]
    assert (row["region_id"], row["year"], row["kind"]) == ("gusu", 2024, "work_report")
    assert row["encoding"] == "gb18030"
    assert row["characters_kept"] < row["characters_raw"]
    paragraphs = read(tmp_path / "out" / "paragraphs.parquet")
    assert paragraphs["part"].tolist() == [
        "other", "other", "other", "review", "review", "plan", "plan", "closing",
    ]  # fmt: skip
    assert read(tmp_path / "out" / "repairs.parquet")["kind"].tolist() == ["width"]


def test_the_same_files_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(4)]
    for file in files:
        file.write_text(f"{TEXT}第{file.stem}件", encoding="utf-8")
    run(tmp_path, files, tmp_path / "one")
    run(tmp_path, files[::-1], tmp_path / "two")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_bad_file_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(ProblemsError, match=r"a\.txt: the file is empty"):
        run(tmp_path, [tmp_path / "a.txt"], tmp_path / "out")


def gold(corpus: Path, name: str) -> pd.DataFrame:
    columns = ["prefix", "first", "last", "keep", "part", "note"]
    return pd.read_csv(
        corpus / "gold" / f"{name}_lines.tsv", sep="\t", comment="#", names=columns,
        dtype={"prefix": "str"},
    )  # fmt: skip


def quality(paragraphs: pd.DataFrame, ranges: pd.DataFrame) -> tuple[float, float]:
    """Return the F1 of the characters kept, and the share of them in the right part."""
    hits, found, wanted, right, scored = 0, 0, 0, 0, 0
    for span in ranges.itertuples():
        rows = paragraphs[
            paragraphs["document_id"].str.startswith(span.prefix)
            & paragraphs["line"].between(span.first, span.last)
        ]
        sizes = rows["text"].str.len()
        kept = rows["role"].isin(["heading", "body"])
        hits += int(sizes[kept].sum()) * span.keep
        found += int(sizes[kept].sum())
        wanted += int(sizes.sum()) * span.keep
        if span.keep and span.part != "*":
            right += int(sizes[rows["part"] == span.part].sum())
            scored += int(sizes.sum())
    return 2 * hits / (found + wanted), right / scored


@pytest.mark.real
@pytest.mark.parametrize("name", ["suzhou", "provinces"])
def test_real_documents_are_told_apart(real_corpus: Path, tmp_path: Path, name: str) -> None:
    folder = real_corpus / name
    # Of two fragments the text does not tell the region.
    manifest = folder / "documents.csv" if name == "suzhou" else None
    documents = run(folder, sorted(folder.glob("*.txt")), tmp_path, manifest)
    f1, accuracy = quality(read(tmp_path / "paragraphs.parquet"), gold(real_corpus, name))
    assert f1 >= 0.97
    assert accuracy >= 0.97
    if name == "provinces":
        assert (documents["document_id"] == documents["region_id"] + "_2025").all()
        assert (documents["year"] == 2025).all()


@pytest.mark.real
def test_real_fragments_are_recognised_rightly_or_asked_about(
    real_corpus: Path, tmp_path: Path
) -> None:
    folder = real_corpus / "suzhou"
    files = sorted(folder.glob("*.txt"))
    leave_out = CorpusSettings(on_bad_document="leave_out")
    found = run(folder, files, tmp_path / "found", settings=leave_out)
    given = run(folder, files, tmp_path / "given", folder / "documents.csv")
    assert given["region_id"].tolist() == ["huqiu", "gusu", "changshu", "wujiang", "xiuzhou"]
    assert found["region_id"].tolist() == ["gusu", "changshu", "wujiang"]
    asked = read(tmp_path / "found" / "omissions.parquet")
    assert asked["file"].str[:3].tolist() == ["000", "004"]
    assert given["confidence"].eq(1).all()
    given = given[given["region_id"].isin(found["region_id"])].reset_index(drop=True)
    assert (found["year"].dropna() == given["year"][found["year"].notna()]).all()
    for column in ("kind", "starts_mid_document", "ends_mid_document", "script", "period"):
        known = found[column].astype(str) != ""
        assert (found[column] == given[column])[known].all(), column
