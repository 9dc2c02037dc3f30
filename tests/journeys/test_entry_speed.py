"""Twenty actions keyed in a real terminal, every key counted, beside the same rows in a spreadsheet."""

import csv
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from keystrokes import LOWEST_PER_CHARACTER, PER_CHARACTER, Firm, Hand, Lists, Sheet, Visit, sheet_keys
from stdnum.cn import uscc
from terminal import KEYS, Terminal, terminal

from qtrack.ledgers.action import ActionKind

DOC = Path(__file__).parents[2] / "docs" / "entry-speed.md"
COSTS = (PER_CHARACTER, LOWEST_PER_CHARACTER)
TODAY = date(2022, 10, 18)
UNITS = {"420102": "江岸区", "420103": "江汉区", "420106": "武昌区"}
TRADES = (
    "机械",
    "纺织",
    "食品",
    "电子",
    "家具",
    "陶瓷",
    "包装",
    "医药",
    "饲料",
    "阀门",
    "电缆",
    "印刷",
    "橡胶",
    "玻璃",
    "仪表",
)
KINDS = [kind.value for kind in ActionKind]
LAB, METERS, STANDARDS = "示例质检所", "示例计量院", "示例标准院"

# The firm; what is typed to find it (#: the last four of its code, ↓: then one down in the list); the day;
# the number of the kind; who helped; need; result.
Line = tuple[str, str, str, int, str, str, str]
LINES: tuple[Line, ...] = (
    ("机械一", "jxy", "1010", 1, LAB, "", ""),
    ("纺织一", "fzy", "1010", 1, LAB, "检测设备校准", ""),
    ("食品二", "spe", "1010", 1, LAB, "", ""),
    ("电子一", "dzy", "1010", 3, LAB, "", ""),
    ("家具二", "jj↓", "1010", 3, LAB, "", "合格率提高"),
    ("陶瓷一", "#", "1011", 9, STANDARDS, "釉面缺陷", ""),
    ("陶瓷二", "tce", "1011", 9, STANDARDS, "", ""),
    ("包装一", "#", "1011", 1, STANDARDS, "", ""),
    ("医药二", "yye", "1011", 1, STANDARDS, "体系内审", "已整改"),
    ("饲料一", "slyc", "1011", 1, STANDARDS, "", ""),
    ("阀门一", "fmy", "1012", 4, METERS, "量具检定", ""),
    ("阀门二", "fme", "1012", 4, METERS, "", ""),
    ("电缆一", "dly", "1012", 4, METERS, "", ""),
    ("印刷二", "#", "1012", 3, METERS, "", ""),
    ("橡胶一", "xjy", "1013", 3, LAB, "", "废品减少"),
    ("玻璃二", "ble", "1013", 3, LAB, "", ""),
    ("仪表一", "#", "1018", 1, LAB, "人员培训", ""),
    ("机械二", "jxe", "1018", 1, LAB, "", ""),
    ("食品一", "spy", "1018", 6, LAB, "", ""),
    ("电子二", "dze", "1018", 6, LAB, "", ""),
)


def firms() -> dict[str, Firm]:
    """Invent thirty firms in three districts, by their short names."""
    found = {}
    for at, short in enumerate(f"{trade}{number}" for number in "一二" for trade in TRADES):
        unit = list(UNITS)[at % len(UNITS)]
        body = f"91{unit}{300000007 + at * 1237:09}"
        found[short] = Firm(f"示例{short}厂", body + uscc.calc_check_digit(body), UNITS[unit])
    return found


def visits(known: dict[str, Firm]) -> list[Visit]:
    """Give what is to be kept."""
    return [
        Visit(known[short], date(2022, int(day[:2]), int(day[2:])), KINDS[kind - 1], provider, need, result)
        for short, _, day, kind, provider, need, result in LINES
    ]


def keys_for(line: Line, before: Line | None, code: str) -> list[str]:
    """Give the keys for one record in the open form, the one before being kept; the save key is not in it."""
    _, typed, day, kind, provider, need, result = line
    keys = [code[-4:]] if typed == "#" else [typed.rstrip("↓")] + ["down"] * typed.count("↓")
    keys.append("enter")
    if before is None:
        keys += ["enter", day, "enter", str(kind), "enter", "f6", provider]  # F6: the helper stays
        return keys
    if day != before[2]:
        keys += ["up", day, "enter"]
    keys.append(str(kind))
    helped_by_another = provider != before[4]
    if helped_by_another or need or result:
        keys.append("enter")
    if helped_by_another:
        keys += ["up", provider]
        if need or result:
            keys.append("enter")
    keys += [need] if need else []
    return keys + (["tab", result] if result else [])


def prepare(folder: Path, known: dict[str, Firm]) -> None:
    """Settle as 武汉市 and register the firms."""
    sheet = folder.parent / "firms.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["企业名称", "所属单位", "统一社会信用代码", "规上", "规模"])
        rows.writerows([firm.name, firm.unit, firm.code, "是", "中型"] for firm in known.values())
    for words in (
        ["init", "--programme", "hubei-2022", "--unit", "420100"],
        ["import", "enterprise", str(sheet)],
    ):
        told = [sys.executable, "-m", "qtrack", words[0], "--data", str(folder), *words[1:]]
        subprocess.run(told, check=True, capture_output=True)


def open_form(seen: Terminal) -> None:
    """Go to the ledger of actions and open an empty form."""
    seen.see("总览", "武汉市")
    seen.press("3")
    seen.see("质量提升行动", "示例")
    seen.press("down", "f7")
    seen.see("新增：质量提升行动")


def count(hand: Hand, keys: Sequence[str]) -> None:
    """Count keys as they are sent: a key by name is one, all else is text."""
    for key in keys:
        if key in KEYS:
            hand.press()
        else:
            hand.write(key)


def key_in(seen: Terminal, keys: list[str], name: str) -> None:
    """Press the keys of a record faster than any hand, but look before moving in the list of answers."""
    typed = keys.index("down") if "down" in keys else 0
    if typed:
        seen.press_at_once(*keys[:typed])
        seen.see(name)
    seen.press_at_once(*keys[typed:])


def in_the_file(folder: Path) -> list[tuple[str, ...]]:
    """Give the rows as another program reads them, in the order they were kept."""
    with sqlite3.connect(next(folder.glob("*.db"))) as file:
        rows = file.execute(
            "select e.name, a.unit, a.done_on, a.kind, a.provider, coalesce(a.need, ''), "
            "coalesce(a.result, '') from action a join enterprise e on e.uid = a.enterprise order by a.no"
        ).fetchall()
    file.close()
    return [(name, UNITS[unit], day, ActionKind[kind].value, *rest) for name, unit, day, kind, *rest in rows]


def sheet(known: dict[str, Firm], layout: Sheet, per_character: int) -> int:
    """Count the keys of a spreadsheet for the same rows."""
    lists = Lists([firm.name for firm in known.values()], KINDS, TODAY)
    return sheet_keys(visits(known), layout, lists, Hand(per_character))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_record_takes_at_most_half_the_keys_of_a_spreadsheet(tmp_path: Path, size: tuple[int, int]) -> None:
    folder, known = tmp_path / "data", firms()
    hands = [Hand(per_character) for per_character in COSTS]
    prepare(folder, known)
    with terminal(folder, size, TODAY.isoformat()) as seen:
        open_form(seen)
        before = None
        for number, line in enumerate(LINES, 1):
            last = number == len(LINES)
            keys = [*keys_for(line, before, known[line[0]].code), "f2" if last else "f3"]
            for hand in hands:
                count(hand, keys)
            key_in(seen, keys, known[line[0]].name)
            seen.see("1/20 条" if last else f"已保存第 {number} 条：示例{line[0]}厂")
            before = line
        seen.press("ctrl+q")
        assert seen.wait() == 0
    assert in_the_file(folder) == [
        (
            each.firm.name,
            each.firm.unit,
            each.day.isoformat(),
            each.kind,
            each.provider,
            each.need,
            each.result,
        )
        for each in visits(known)
    ]
    for hand in hands:
        for layout in (Sheet(), Sheet(codes=True)):
            assert hand.keys * 2 <= sheet(known, layout, hand.per_character)
    assert row("本程序", [hand.keys for hand in hands]) in DOC.read_text(encoding="utf-8")


def row(words: str, keys: Sequence[int]) -> str:
    """Give a row of the document's table: keys a record, one figure for each cost of a character."""
    return f"| {words} | {' | '.join(f'{each / len(LINES):.2f}' for each in keys)} |"


@pytest.mark.parametrize(
    ("words", "layout"),
    [
        ("电子表格，只写企业名称", Sheet()),
        ("电子表格，名称和信用代码都写", Sheet(codes=True)),
        ("电子表格，事先做好企业下拉表和取数公式", Sheet(prepared=True)),
    ],
)
def test_the_document_gives_the_figures_of_the_model(words: str, layout: Sheet) -> None:
    keys = [sheet(firms(), layout, per_character) for per_character in COSTS]
    assert row(words, keys) in DOC.read_text(encoding="utf-8")


def test_a_hand_counts_characters_and_changes_of_the_input_method() -> None:
    hand = Hand(3)
    hand.write("jxy1018")
    assert hand.keys == 7
    hand.write("量具 x")  # over to Chinese, two characters, a space, back, a letter
    assert hand.keys == 7 + 1 + 6 + 1 + 1 + 1
