"""A day of entry by somebody who has only the screen's own hints: wrong, doubtful, half and taken back."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from stdnum.cn import uscc
from terminal import Terminal, terminal

UNIT, DAY = "420102", "2022-10-18"
FIRM = "示例锅炉一厂"
BODY = "91420102300000007"
CODE = BODY + uscc.calc_check_digit(BODY)
MISTYPED = f"{CODE[:9]}{(int(CODE[9]) + 1) % 10}{CODE[10:]}"


def register_on_the_way(seen: Terminal) -> None:
    """Begin with a firm nobody has registered, register it with a mistyped code, and come back."""
    seen.press(FIRM)
    seen.see("没有符合的，F7 登记新的")
    seen.press("f7")
    seen.see("登记：企业", FIRM, "江岸区")
    seen.press_at_once("enter", "enter", MISTYPED, "enter")
    seen.see("校验位不对")
    seen.press_at_once("1", "f2")
    seen.see("有 1 处需要修改，填写的内容都还在", "校验位不对")
    seen.press_at_once("ctrl+u", CODE, "f2")
    seen.see("新增：质量提升行动", FIRM, "规上　武汉市江岸区")


def dates(seen: Terminal) -> None:
    """Write days that do not exist, and one that has not come; then the right one."""
    seen.press_at_once("enter", "0231", "enter")
    seen.see("这一天不存在")
    seen.press_at_once("up", "ctrl+u", "13.45", "enter")
    seen.see("没有 13 月")
    seen.press_at_once("up", "ctrl+u", "1225", "enter")
    seen.see("2022-12-25", "还没有到")
    seen.press_at_once("1", "f3")
    seen.see("请核实", "还没有到", "Esc回去修改")
    seen.press("esc")
    seen.see("有 1 处请核实，填写的内容都还在")
    seen.press_at_once("ctrl+u", "1010", "f3")
    seen.see(f"已保存第 1 条：{FIRM}")


def duplicate(seen: Terminal) -> None:
    """Key the same action again, which passes with an explanation."""
    seen.press_at_once("glyc", "enter")
    seen.see("规上　武汉市江岸区", "行动日期=* 1010")
    seen.press_at_once("1", "f3")
    seen.see("请核实", "与已登记的", "F2/Enter按此说明保存")
    seen.press("f2")
    seen.see("请写明情况，至少 2 个字")
    seen.press_at_once("上午下午各一次", "f2")
    seen.see(f"已保存第 2 条：{FIRM}")


def half(seen: Terminal) -> None:
    """Write a kind there is not, put the record aside, and finish it from the list of halves."""
    seen.press_at_once("glyc", "enter", "99", "f3")
    seen.see("不在可选范围")
    seen.press("f5")
    seen.see("已存为待完善")
    seen.press("esc")
    seen.see("1/2 条")
    seen.press("f6", "待完善")
    seen.see("待完善：续填存了一半的记录")
    seen.press("enter")
    seen.see("待完善：质量提升行动（1 条）", FIRM)
    seen.press("enter")
    seen.see("待完善：质量提升行动", "99", "行动形式")
    seen.press("f2")
    seen.see("不在可选范围")
    seen.press_at_once("ctrl+u", "上门", "f2")
    seen.see("1/3 条")


def open_actions(seen: Terminal) -> None:
    """Go to the ledger of actions."""
    seen.see("总览", "江岸区")
    seen.press("3")
    seen.see("台账             条数", "宣传")
    seen.press("down")
    seen.see("质量提升行动　")


def kept(folder: Path) -> list[tuple[str | None, ...]]:
    """Give the actions as another program reads them."""
    with closing(sqlite3.connect(next(folder.glob("*.db")))) as file:
        return file.execute(
            "select e.code, a.done_on, a.kind, a.provider, a.explanation "
            "from action a join enterprise e on e.uid = a.enterprise order by a.no"
        ).fetchall()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_day_of_wrong_doubtful_and_half_entries(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = tmp_path / "data"
    told = [sys.executable, "-m", "qtrack", "init", "--data", str(folder), "--unit", UNIT]
    subprocess.run([*told, "--programme", "hubei-2022"], check=True, capture_output=True)
    with terminal(folder, size, DAY) as seen:
        open_actions(seen)
        seen.press("f7")
        seen.see("新增：质量提升行动")
        for part in (register_on_the_way, dates, duplicate, half):
            part(seen)
        seen.press("ctrl+q")
        assert seen.wait() == 0
    first = (CODE, "2022-10-10", "CLINIC", None, None)
    again = (CODE, "2022-10-10", "CLINIC", None, "上午下午各一次")
    assert kept(folder) == [first, again, (CODE, "2022-10-10", "ON_SITE", None, None)]
    with terminal(folder, size, DAY) as seen:
        open_actions(seen)
        seen.press("ctrl+z")
        seen.see("撤销这一步？")
        seen.press("enter")
        seen.see("已撤销", "1/2 条")
        seen.press_at_once("tab", "home", "right", "right", "right", "right")
        seen.press("f2", "示例质检所", "enter")
        seen.see("第 2/2 条")
        seen.press("ctrl+z")
        seen.see("撤销这一步？", "示例质检所")
        seen.press("esc")
    assert kept(folder) == [first, (*again[:3], "示例质检所", again[4])]
