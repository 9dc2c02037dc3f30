"""Days as spreadsheets keep and spoil them: each comes in right, or is refused with the way to mend it."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from journey import Bench

from qtrack.exchange.book import Number
from qtrack.exchange.doubted import doubted_day

DAY = datetime(2022, 3, 5)  # noqa: DTZ001 - a sheet knows no zones
MENDED = "写成 2022-03-25"


def workbook(folder: Path, cells: list[object], *, since_1904: bool = False) -> str:
    """Write a list of trainings that differ in their days, and give its path."""
    path = folder / "培训.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
        form = book.add_format({"num_format": 'm"月"d"日"'})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["所属单位", "培训主题", "培训日期", "培训人数", "办班层级", "公益"])
        for row, cell in enumerate(cells, 1):
            sheet.write_row(row, 0, ["江岸区", f"示例{row}", None, 60, "县级", "是"])
            if isinstance(cell, datetime):
                sheet.write_datetime(row, 2, cell, form)
            else:
                sheet.write(row, 2, cell)
    return str(path)


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_in_every_right_shape_are_the_days_they_show(wuhan: Bench, *, since_1904: bool) -> None:
    shapes = [DAY, DAY.replace(hour=10), "2022年3月5日", "2022/3/5 0:00:00", "2022.03.05", "3月5日", 20220305]
    told = wuhan.good("import", "training", workbook(wuhan.folder, shapes, since_1904=since_1904))
    assert told.splitlines()[-1] == f"已导入“培训”台账：新增 {len(shapes)} 条、修改 0 条"
    assert wuhan.good("list", "training").count("2022-03-05") == len(shapes)


def test_days_that_became_numbers_or_errors_are_refused_with_what_to_do(wuhan: Bench) -> None:
    path = workbook(wuhan.folder, [44625, 3.1, "=NA()"])
    told = wuhan("import", "training", path)
    first, second, third = told.err.splitlines()
    assert told.code == 3
    assert first.startswith("第 2 行 培训日期：“44625”是表格软件记日期的数字（可能是 2022-03-05")
    assert second.startswith("第 3 行 培训日期：“3.1”可能是 3 月 1 日，也可能是 3 月 10 日")
    assert all(said.endswith(MENDED) for said in (first, second))
    assert third.startswith("第 4 行 培训日期：“")
    assert wuhan.good("list", "training").splitlines()[-1] == "共 0 条"


@pytest.mark.parametrize("cell", ["44645", "44645.4375", Number("3.1"), Number("12.3")])
def test_what_may_be_two_days_is_doubted(cell: str) -> None:
    assert doubted_day(cell).endswith(MENDED)


@pytest.mark.parametrize(
    "cell", ["3.1", Number("3.25"), Number("20220325"), "2022-03-25", Number("3.4"), "0325", "", "90000"]
)
def test_what_is_one_day_or_none_is_left_to_be_read(cell: str) -> None:
    assert doubted_day(cell) == ""
