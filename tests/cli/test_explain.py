"""Doubtful rows at the command line: asked about, and kept once explained."""

from pathlib import Path

import openpyxl
import pytest
from journey import JIANGAN, TRAINING, Bench

ROW = ("add", "training", *TRAINING, f"unit={JIANGAN}", "trainees=2001")
HINT = "核实无误的，请加 --explain 写明情况，再试一次"


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def counted(bench: Bench) -> str:
    """Give how many sessions there are, as the list says it."""
    return bench.good("list", "training").splitlines()[-1]


def test_a_doubtful_row_is_kept_with_an_explanation_and_not_without(wuhan: Bench) -> None:
    told = wuhan(*ROW)
    assert (told.code, told.out) == (3, "")
    assert told.err.splitlines() == ["请核实：培训人数：一场超过 2,000 人", HINT]
    assert wuhan(*ROW, "--explain", "。").code == 3
    assert counted(wuhan) == "共 0 条"
    wuhan.good(*ROW, "--explain", "示例：体育馆内举办")
    assert counted(wuhan) == "共 1 条"


def test_what_must_be_mended_is_told_beside_and_no_explanation_helps(wuhan: Bench) -> None:
    told = wuhan(*ROW, "managers=2002", "--explain", "示例说明")
    assert (told.code, told.err.splitlines()) == (
        3,
        ["其中管理层：超过培训人数", "请核实：培训人数：一场超过 2,000 人"],
    )


def test_one_explanation_stands_for_every_doubtful_line_of_a_file(wuhan: Bench) -> None:
    path = wuhan.folder / "来文.csv"
    lines = "江岸区,示例一,2022-03-01,2001,县级,是\n江岸区,示例二,2022-03-01,60,县级,是\n" * 2
    path.write_text(f"所属单位,培训主题,培训日期,培训人数,办班层级,公益\n{lines}", encoding="utf-8")
    told = wuhan("import", "training", str(path))
    first, *more, last, hint = told.err.splitlines()
    assert (told.code, first, hint) == (3, "请核实：第 2 行 培训人数：一场超过 2,000 人", HINT)
    assert "请核实：第 4 行（与第 2 行重复） 培训人数：一场超过 2,000 人" in more
    assert last.startswith("请核实：第 5 行（与第 3 行重复） 培训主题：与同一批的“示例二")
    assert counted(wuhan) == "共 0 条"
    wuhan.good("import", "training", str(path), "--explain", "示例：来文如此")
    assert counted(wuhan) == "共 4 条"


def test_explanations_travel_with_the_ledger(wuhan: Bench) -> None:
    wuhan.good(*ROW, "--explain", "示例：=1+1")
    out = wuhan.folder / "培训.xlsx"
    wuhan.good("export", "training", str(out))
    cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row]
    words = [cell.value for cell in cells if cell.data_type == "s"]
    assert {"存疑", "核实说明", "培训人数：一场超过 2,000 人", "示例：=1+1"} <= set(words)
    assert not {"备注", "星标"} & set(words)
