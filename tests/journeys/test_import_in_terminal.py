"""Spreadsheets brought in by a person in a real terminal: a block pasted, a file, an import killed."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from terminal import Terminal, terminal

UNIT = "420102"
ROWS = 300
HEADINGS = ("企业名称", "规上", "行业", "联系人")
MANY = 10_000
"""Rows whose writing takes long enough to be killed in the midst of it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the data folder of a county that has just been set up."""
    data = tmp_path / "data"
    told = [sys.executable, "-m", "qtrack", "init", "--data", str(data)]
    subprocess.run([*told, "--programme", "hubei-2022", "--unit", UNIT], check=True, capture_output=True)
    return data


def firm(number: int) -> tuple[str, ...]:
    """Give the cells of a firm."""
    return (f"示例“𬭚”机械{number:05d}厂", "否", "汽车零部件　—　测试", "[/]示例员")


def names(folder: Path) -> list[str]:
    """Give the names of the firms in the file."""
    with closing(sqlite3.connect(next(folder.glob("*.db")))) as opened:
        return [name for (name,) in opened.execute("select name from enterprise order by name")]


def ledgers(seen: Terminal) -> None:
    """Go to the rows of the firms."""
    seen.see("总览", "江岸区")
    seen.press("3")
    seen.see("企业　0 条")
    seen.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_three_hundred_rows_are_pasted_into_the_list(folder: Path, size: tuple[int, int]) -> None:
    text = "\n".join("\t".join(row) for row in (HEADINGS, *(firm(number) for number in range(ROWS))))
    with terminal(folder, size) as seen:
        ledgers(seen)
        seen.paste(text)
        seen.see("粘贴的内容", "表头在第 1 行　300 行", "各列都已对应")
        seen.press("f2")
        seen.see("1新增 300", "按 Ctrl+S 导入")
        assert names(folder) == []
        seen.press("end")
        seen.see("第 301 行：新增")
        seen.press("\x13")
        seen.see("企业　第 1/300 条")
        assert names(folder) == [firm(number)[0] for number in range(ROWS)]
        seen.press("ctrl+z")
        seen.see("撤销这一步？")
        seen.press("y")
        seen.see("企业　0 条")
    assert names(folder) == []


def test_an_import_killed_while_it_writes_leaves_all_rows_or_none(folder: Path) -> None:
    file = folder.parent / "名录.csv"
    rows = [",".join(row) for row in (HEADINGS, *(firm(number) for number in range(MANY)))]
    file.write_text("\n".join(rows), encoding="gb18030")
    with terminal(folder) as seen:
        ledgers(seen)
        seen.press("\x0f")
        seen.see("选一个表格文件")
        seen.paste(str(file))
        seen.press("enter")
        seen.see("各列都已对应")
        seen.press("f2")
        seen.see(f"1新增 {MANY:,}")
        seen.send("\x13")
        seen.see("正在导入")
        time.sleep(0.2)
        seen.kill()
    assert len(names(folder)) in (0, MANY)
    with closing(sqlite3.connect(next(folder.glob("*.db")))) as opened:
        assert opened.execute("pragma integrity_check").fetchone() == ("ok",)
        assert opened.execute("select count(*) from audit where 'enterprise' = \"table\"").fetchone()[
            0
        ] == len(names(folder))
