"""What a form says about each kind of field: how to fill it, and how a text was understood."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len

from qtrack.domain.fields import NAMED_KINDS, Field, Kind, Names
from qtrack.domain.problem import Problem
from qtrack.domain.value import Reading, UnreadableError, read_value, understood
from qtrack.tui.widgets.cells import fit
from qtrack.tui.widgets.chooser import Option

YES_NO = (Option("是", "是"), Option("否", "否"))
CHOSEN_KINDS = NAMED_KINDS | {Kind.CHOICE, Kind.TICKS, Kind.FLAG}
"""Kinds whose values can be chosen from a list."""

WIDEST_PREVIOUS = 30
"""Cells the text of the record before takes at most in a hint."""

HALF_KEPT = "已存为待完善，可在台账“待完善”里续填"

FORM_HELP = """带 * 的必须填写；光标所在一项怎么填，写在最上面。

日期　　可写 2022-03-25、3-25、今天；右边显示读成了哪一天。
选项　　写名称或序号；单位、企业等写几个字就列出来：上下键移动，
　　　　Enter 选定并到下一项，Esc 收起。F4 列出全部来选；多选用顿号隔开。
金额　　单位是万元，也可写 25万、3.2亿、250000元。
← 按…　 是程序按那一项代填的，直接打字就改掉。

Enter　 到下一项，不会保存。上下键、Shift+Tab 移动，PgUp PgDn 翻页。
F2　　　保存并关闭；有不合的，原因写在那一项下面，填的内容都还在。
F3　　　保存，接着填下一条（新增时）；保持的内容留着，Enter 跳过它们。
F5　　　还填不全：先存为待完善，以后再续填。
F6　　　下一条保持这一项的内容，前面标 =；再按取消。
F7　　　引用的记录还没有：登记新的，回来接着填。
Ctrl+D　照上一条的这一项填（也可用 Ctrl+'）。
请核实　填得可疑但属实的，写明情况就能保存，说明随记录保留。
Esc　　 不保存就离开；填过内容的先问一句。"""


@dataclass(frozen=True, slots=True)
class Understood:
    """How a text was understood, or what is wrong with it."""

    words: str = ""
    problem: str = ""


def understand(field: Field, text: str, shown: str, reading: Reading) -> Understood:
    """Read a text that stands in its blank as `shown`; names may be looked up in the file."""
    try:
        value = read_value(field, text, reading)
    except UnreadableError as error:
        return Understood(problem=str(error))
    return Understood(echo(field, shown, value, reading.names))


def own_options(field: Field) -> tuple[Option, ...]:
    """Give the options a field carries itself; none when they must be looked up."""
    if field.kind is Kind.FLAG:
        return YES_NO
    return tuple(Option(word, word) for word in map(_word, field.choices))


def hint_for(field: Field, previous: str = "", *, register: bool = False) -> str:
    """Give the line that helps with a field: its hint, its choices by number, the keys that help."""
    manner = _MANNERS.get(field.kind)
    parts = [field.hint, manner(field) if manner else ""]
    if field.kind in CHOSEN_KINDS and "F4" not in field.hint:
        parts.append("F4选")
    if field.kind is Kind.REFERENCE and register:
        parts.append("F7登记新的")
    if previous:
        parts.append(f"Ctrl+D同上：{fit(previous, min(cell_len(previous), WIDEST_PREVIOUS))}")
    return "  ".join(part for part in parts if part)


def keys_for(*, half: bool, many: bool) -> str:
    """Give the line of keys of a form that takes halves, or many records, or not."""
    keys = ("Enter下一项", "F2保存", "F3存并续" if many else "", "F4选", "F5待完善" if half else "")
    more = ("F6保持=" if many else "", "Esc取消", "F1帮助", "*必填")
    return " ".join(filter(None, (*keys, *more)))


def no_match(field: Field, text: str, reading: Reading, *, register: bool) -> str:
    """Give what to say when no answer fits the text; nothing when a choice reads as it is."""
    if field.kind is Kind.CHOICE:
        return "没有符合的" if understand(field, text, text, reading).problem else ""
    return "没有符合的，F7 登记新的" if register and field.kind is Kind.REFERENCE else "没有符合的"


def summed_up(problems: Sequence[Problem], keys: Collection[str]) -> str:
    """Give how many problems there are, and those that concern none of the fields with these keys."""
    deed = "请核实" if all(problem.doubt for problem in problems) else "需要修改"
    others = [problem.message for problem in problems if problem.key not in keys]
    return "\n".join([f"有 {len(problems)} 处{deed}，填写的内容都还在", *others])


def echo(field: Field, text: str, value: object, names: Names) -> str:
    """Give the words for a value where they tell more than the text it was read from."""
    return understood(field, text, value, names)


def _word(member: Enum) -> str:
    return str(member.value)


def _numbered(field: Field) -> str:
    return " ".join(f"{number}{_word(member)}" for number, member in enumerate(field.choices, 1))


_MANNERS: dict[Kind, Callable[[Field], str]] = {
    Kind.CHOICE: _numbered,
    Kind.TICKS: lambda field: f"{_numbered(field)} 用顿号隔开",
    Kind.FLAG: lambda _field: "1是 0否",
    Kind.DATE: lambda field: "" if field.hint else "如 2022-03-25、3-25、今天",
    Kind.NOTE: lambda _field: "回车换行，Tab 下一项",
}
