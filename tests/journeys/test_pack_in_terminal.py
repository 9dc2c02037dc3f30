"""A notice nobody has seen is written down by keys alone, counts, and stands in the year-end workbook."""

import subprocess
import sys
import warnings
from pathlib import Path

import openpyxl
import pytest
from terminal import Terminal, terminal

UNIT, DAY = "420600", "2022-10-18"
TITLE = "示例局关于开展示例培训的通知"
UNITS = (
    *("武汉市", "黄石市", "十堰市", "宜昌市", "襄阳市", "鄂州市", "荆门市", "孝感市", "荆州市", "黄冈市"),
    *("咸宁市", "随州市", "恩施土家族苗族自治州", "仙桃市", "天门市", "潜江市", "神农架林区"),
)
ROWS = [f"{name}\t100" for name in UNITS]
NOTICE = "\n".join(
    [
        TITLE,
        "一、培训1700人次，任务分解见附件。",
        "二、每个县（市、区）培训不少于1场。",
        "三、11月20日前报送示例总结。",
        *("附件", *ROWS),
    ]
)


def table(last: str) -> str:
    """Give the table of quotas as it is copied from a spreadsheet, with its last row."""
    return "\n".join(["单位\t培训人次", *ROWS, last])


def begin(seen: Terminal) -> None:
    """Begin a pack from nothing with the dates of the notice that is being looked at."""
    seen.see("总览", "襄阳市")
    seen.press("f10")
    seen.see("看哪个方案")
    seen.press("编写", "enter")
    seen.see("编写哪个方案", "从头编写")
    seen.press("enter")
    seen.see("编写新方案", "计数期的最后一天 * 2022-12-31")
    seen.press("enter", TITLE, "enter", "示例2022", "enter", "示例局", "f2")
    seen.see("编写方案　示例2022　有未保存的改动")


def paste_notice(seen: Terminal) -> None:
    """Paste the words of the notice."""
    seen.press("enter")
    seen.see("粘贴通知原文")
    seen.paste(NOTICE)
    seen.see("F2采用", f"开头：{TITLE}")
    seen.press("f2")
    seen.see("通知原文　")


def target(seen: Terminal) -> None:
    """Add the target: it counts the people of the trainings, which is chosen from lists."""
    seen.press("down", "enter")
    seen.see("任务指标：数哪本台账")
    seen.press("培训", "enter")
    seen.see("新增：任务指标", "按哪个日期计 * 培训日期")
    seen.press(
        "训", "enter", "培训人次", "enter", "1700", "enter", "人次", "enter", "硬性", "enter", "一", "enter"
    )
    seen.press("培训1700人次", "tab")
    seen.press(*("down",) * 5, "培训人数", "f2")
    seen.see("任务数 1,700 人次", "合计培训人数")


def quotas(seen: Terminal) -> None:
    """Paste the table of quotas: one that does not add up is not taken, the right one is."""
    seen.press("down", "enter")
    seen.see("分解表里有哪些指标")
    seen.press("enter")
    seen.see("粘贴任务分解表")
    seen.paste(table("合计\t1800"))
    seen.see("合计行是 1,800，各单位相加是 1,700")
    seen.press("f2")
    seen.see("粘贴任务分解表")
    seen.press("esc", "enter", "enter")
    seen.paste(table("合计\t1700"))
    seen.see("训 合计 1,700 等于任务数 1,700")
    seen.press("f2")
    seen.see("分解表的出处")
    seen.press("一", "enter", "任务分解见附件", "f2")
    seen.see("襄阳市", "训 100")


def floor(seen: Terminal) -> None:
    """Add the floor of every county, and what it counts."""
    seen.press("down", "enter")
    seen.see("新增：下限")
    seen.press("示例下限", "enter", "1", "enter", "硬性", "enter", "二", "enter")
    seen.press("每个县（市、区）培训不少于1场", "f2")
    seen.see("下限的一个数：数哪本台账")
    seen.press("培训", "enter")
    seen.see("应达到的数")
    seen.press("场次", "enter", "场", "enter", "1", "f2")
    seen.see("不少于 1 场")


def deadline(seen: Terminal) -> None:
    """Add the deadline: a Sunday."""
    seen.press("down", "down", "down", "enter")
    seen.see("新增：时限")
    seen.press(
        "示例总结", "enter", "1120", "enter", "三", "enter", "11月20日前报送示例总结", "tab", "2", "f2"
    )
    seen.see("2022-11-20 周日（非工作日，之前最近的工作日 2022-11-18）")


def take_into_use(seen: Terminal) -> None:
    """Keep the pack and look at it."""
    seen.see("没有差错，F2 保存")
    seen.press("f2")
    seen.see("没有差错，已保存")
    seen.press("esc")
    seen.see("现在就看“示例2022”吗？")
    seen.press("y")
    seen.see("示例2022  襄阳市", "示例总结")


def key_training(seen: Terminal) -> None:
    """Key a training of one county."""
    seen.press("4")
    seen.see("训 培训人次 0人次")
    seen.press("f7")
    seen.see("新增：培训")
    seen.press(
        "示例一班", "down", "ctrl+u", "襄城", "enter", "0901", "enter", "60", "enter", "3", "enter", "1", "f2"
    )
    seen.see("县区达标 1/9", "训 培训人次 60人次", "第 1/1 条")
    assert "达标" in seen.line("襄城区  ")


def sheets(book: Path) -> dict[str, list[list[object]]]:
    """Give what is written in the rows of a workbook, by sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl knows no bars in cells
        read = openpyxl.load_workbook(book)
    return {
        sheet.title: [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        for sheet in read
    }


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_notice_written_by_keys_counts_and_stands_in_the_workbook(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    folder, book = tmp_path / "data", tmp_path / "年终.xlsx"
    told = [sys.executable, "-m", "qtrack", "init", "--data", str(folder), "--unit", UNIT]
    subprocess.run([*told, "--programme", "hubei-2022"], check=True, capture_output=True)
    with terminal(folder, size, DAY) as seen:
        for part in (begin, paste_notice, target, quotas, floor, deadline, take_into_use, key_training):
            part(seen)
        seen.press("1")
        seen.see("示例2022", "示例总结", "2022-11-20 周日")
        assert seen.line("训 培训人次").split()[2:5] == ["100", "60", "60.0%!"]
        assert seen.line("示例下限").split()[1:4] == ["9", "1", "11.1%×"]
        seen.press("7")
        seen.see("年终工作簿")
        seen.press("enter")
        seen.see("保存到")
        seen.press("ctrl+u", str(book), "enter")
        seen.see("已写好")
        seen.press("esc", "ctrl+q")
        assert seen.wait() == 0
    rows = [row for sheet in sheets(book).values() for row in sheet]
    assert [TITLE + "总结"] in rows
    assert ["训", "培训人次（人次）", 100, 60, 0.6] in [row[:5] for row in rows]
    assert ["襄城区", 1, "达标", "二"] in rows
    assert ["合计", 1, "达标 1/9"] in rows
    assert [row for row in sheets(book)["时限"] if "示例总结" in row]
