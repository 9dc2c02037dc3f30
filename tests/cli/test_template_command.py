"""The blank form of a ledger from the command line."""

from pathlib import Path

import openpyxl
import pytest
from journey import Bench


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def test_a_blank_form_is_written_with_the_units_of_the_bureau(wuhan: Bench) -> None:
    out = wuhan.folder / "登记表.xlsx"
    assert wuhan.good("template", "培训", str(out)) == f"已写好：{out}\n"
    paper, lists = openpyxl.load_workbook(out).worksheets
    assert paper["A1"].value == "培训台账登记表"
    units = [row[0] for row in lists.iter_rows(max_col=1, values_only=True)]
    assert {"武汉市", "江岸区"} <= set(units)
    assert "襄阳市" not in units


@pytest.mark.parametrize(
    ("ledger", "out", "said"),
    [
        ("没有的", "甲.xlsx", "没有“没有的”这本台账"),
        ("培训", "甲.xls", "应以 .xlsx 结尾"),
        ("培训", "无/甲.xlsx", "没有“"),
    ],
)
def test_a_wrong_ledger_or_place_is_refused_and_nothing_written(
    wuhan: Bench, ledger: str, out: str, said: str
) -> None:
    before = sorted(wuhan.folder.iterdir())
    told = wuhan("template", ledger, str(wuhan.folder / out))
    assert (told.code, told.out, said in told.err) == (3, "", True)
    assert sorted(wuhan.folder.iterdir()) == before
