"""What a form says about each kind of field: how to fill it, and how a text was understood."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len

from qtrack.domain.choice_letters import letters_of
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

WIDEST_CHOICES = 190
"""Cells the choices take at most in a hint: three lines of a narrow screen, less what is beside."""

HALF_KEPT = "已存为待完善，可在台账“待完善”里续填"

FORM_HELP = """\
标 * 的必须填写；光标所在一项怎么填，写在最上面。

Enter　 到下一项，跳过标 = 的；不会保存。长文里换行，Tab 到下一项
上下键　上一项、下一项，标 = 的也停；PgUp PgDn 翻页
F2　　　保存并关闭；有不合的，原因写在那一项下面，填的都还在
F3　　　保存并接着填下一条（新增时）
F4　　　列出全部来选（单位、企业、选项）；多选用顿号隔开
F5　　　还填不全：先存为待完善，以后在台账里续填
F6　　　标上或取消 =：下一条保持这一项的内容，Enter 跳过它
F7　　　引用的记录还没有：登记新的，登记完回来接着填
Ctrl+D　照上一条的这一项填（也可用 Ctrl+'）
Esc　　 不保存就离开；填过内容的先问一句

=　　　 标在项目前面：这一项保持上一条的内容，直接打字就改掉
= 某某　写在右边或下面：程序把填的读成了什么
← 按某　程序按那一项代填的；那一项改了它跟着变，打字就改掉
请核实　填得可疑但属实的，写明情况就能保存，说明随记录保留

日期　　2022-03-25、3-25、0325、今天
选项　　写名称、序号或拼音首字母
单位等　写几个字、拼音首字母或代码就列出来，上下键选，Enter 选定
金额　　单位是万元，也可写 25万、3.2亿、250000元"""


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
    words = map(_word, field.choices)
    return tuple(Option(word, word, readings=letters_of(word)) for word in words)


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


def keys_for(field: Field | None, *, half: bool, many: bool) -> str:
    """Give the line of keys that work in a field of a form that takes halves, or many records, or not."""
    enter = "Enter换行 Tab下一项" if field and field.kind is Kind.NOTE else "Enter下一项"
    keys = (enter, "F2保存", "F3存并续" if many else "", "F5待完善" if half else "")
    more = ("F6保持=" if many else "", "Esc取消", "F1帮助", "*必填")
    return " ".join(filter(None, (*keys, *more)))


def passed_words(labels: Sequence[str]) -> str:
    """Give what to say when Enter has passed the fields with these labels."""
    return f"已跳过 = 保持的{'、'.join(labels)}（↑ 可改）" if labels else ""


def no_match(field: Field, text: str, reading: Reading, *, register: bool) -> str:
    """Give what to say when no answer fits the text; nothing when a choice reads as it is."""
    if field.kind is Kind.CHOICE:
        return "没有符合的" if understand(field, text, text, reading).problem else ""
    return "没有符合的，F7 登记新的" if register and field.kind is Kind.REFERENCE else "没有符合的"


def summed_up(problems: Sequence[Problem], keys: Collection[str]) -> str:
    """Give how many problems there are, and those that concern none of the fields with these keys."""
    if not problems:
        return ""
    deed = "请核实" if all(problem.doubt for problem in problems) else "需要修改"
    others = [problem.message for problem in problems if problem.key not in keys]
    return "\n".join([f"有 {len(problems)} 处{deed}，填写的内容都还在", *others])


def echo(field: Field, text: str, value: object, names: Names) -> str:
    """Give the words for a value where they tell more than the text it was read from."""
    return understood(field, text, value, names)


def _word(member: Enum) -> str:
    return str(member.value)


def _numbered(field: Field) -> str:
    """Give the choices by their numbers, as many as the hint has room for; F4 lists the others."""
    words = ""
    for number, member in enumerate(field.choices, 1):
        more = f"{words} {number}{_word(member)}".lstrip()
        if cell_len(more) > WIDEST_CHOICES:
            return f"{words} ……"
        words = more
    return words


_MANNERS: dict[Kind, Callable[[Field], str]] = {
    Kind.CHOICE: _numbered,
    Kind.TICKS: lambda field: f"{_numbered(field)} 用顿号隔开",
    Kind.FLAG: lambda _field: "1是 0否",
    Kind.DATE: lambda field: "" if field.hint else "如 2022-03-25、3-25、今天",
}
