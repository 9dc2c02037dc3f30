"""What a form says is whole, is about what stands there now, and goes when it is mended."""

from collections.abc import Mapping
from enum import Enum

import pytest
from form_bench import GOOD, SCHEMA, UnitNames, filling, until
from rich.cells import cell_len
from textual.widgets import Static

from qtrack.domain.fields import Field, Kind, Schema, Values
from qtrack.domain.problem import Problem
from qtrack.domain.seen import Seen
from qtrack.ledgers.action import Action
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form_owner import Given
from qtrack.tui.widgets.form_words import FORM_HELP

HELP_CELLS, HELP_LABEL = 70, 8
"""Cells of a line of help on a screen of 80, and those of its first column."""


class Size(Enum):
    """What has initials in common."""

    LARGE = "大型"
    MIDDLE = "中型"
    SMALL = "小型"
    MICRO = "微型"


def painted(part: Static) -> str:
    """Give the signs a part of the form shows."""
    return "".join(segment.text for line in part.render_lines(part.region.reset_offset) for segment in line)


async def test_of_the_longest_list_as_many_choices_are_seen_as_there_is_room_for() -> None:
    field = next(field for field in Action.schema().fields if field.key == "kind")
    long = Given(previous={"kind": "小微企业质量管理体系认证提升行动"}, keeps=())
    async with filling(Schema("one", "一", (field,)), long) as (app, pilot):
        await pilot.pause()
        seen = painted(app.form.query_one("#hint", Static)).replace(" ", "")
        shown = [one for number, one in enumerate(field.choices, 1) if f"{number}{one.value}" in seen]
        assert shown == list(field.choices)[: len(shown)]
        assert len(shown) > 8
        assert "……" in seen
        assert "F4选" in seen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_remark_is_seen_whole(size: tuple[int, int]) -> None:
    remark = "规上　示例市示例区　“质量提升行动”已有 2 条，最近 2022-10-10 [/]"

    async def look(_field: Field, _text: str, _texts: Mapping[str, str]) -> Seen:
        return Seen(remark=remark)

    async with filling(look=look, size=size, names=UnitNames()) as (app, pilot):
        await pilot.press("down", *"示例厂", "enter")
        line = app.line("name")
        await until(pilot, lambda: any(part.display for part in line.query(".long.-said, .below.-said")))
        await pilot.pause()
        seen = [painted(part) for part in line.query(".echo, .below").results(Static) if part.display]
        assert any("".join(remark.split()) in "".join(words.split()) for words in seen)
        assert app.here() == "held_on"


async def test_what_was_understood_goes_when_another_text_is_begun() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press(*"420102", "enter")
        await until(pilot, lambda: app.echo("unit") == "= 江岸区")
        await pilot.press("up", "backspace")
        await until(pilot, lambda: app.echo("unit") == "")


async def test_a_saved_record_is_named_as_it_was_understood() -> None:
    async with filling(given=Given({"name": "示例厂"}, keeps=("unit", "name")), names=UnitNames()) as (
        app,
        pilot,
    ):
        await pilot.press(*"420102", "enter", *"9.1", "f3")
        await until(pilot, lambda: "已保存第 1 条：2022-09-01 周四" in app.said(".box-title"))


# What is wrong


async def test_problems_are_counted_down_as_they_are_mended() -> None:
    given = Given({"people": "很多", "amount": "若干", "name": "示例厂"})
    async with filling(given=given) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.said("#general").startswith("有 3 处需要修改"))
        await pilot.press(*"420102", "enter")
        await until(pilot, lambda: app.said("#general").startswith("有 2 处需要修改"))
        await pilot.press("down", "down", "3", "down", "4")
        await until(pilot, lambda: app.said("#general").startswith("有 1 处需要修改"))
        await pilot.press("down")
        await until(pilot, lambda: not app.form.query_one("#general").display)
        assert [line for line in app.form.query(FieldLine) if line.wrong] == []


async def test_what_is_known_to_be_wrong_stays_while_other_problems_are_mended() -> None:
    async def look(field: Field, text: str, _texts: Mapping[str, str]) -> Seen:
        return Seen(remark="与已登记的相同", problem=True) if (field.key, text) == ("name", "旧") else Seen()

    answers = [(Problem("people", "人数：太多"),)]
    async with filling(look=look, names=UnitNames(), answers=answers) as (app, pilot):
        await pilot.press("down", "旧", "enter")
        await until(pilot, lambda: app.problem("name") == "与已登记的相同")
        await pilot.press("f2")
        await until(pilot, lambda: app.said("#general").startswith("有 2 处需要修改"))
        assert (app.problem("unit"), app.problem("name")) == ("必须填写", "与已登记的相同")
        await pilot.press(*"420102", "f2")
        await until(pilot, lambda: app.problem("people") == "太多")
        await until(pilot, lambda: app.problem("name") == "与已登记的相同")
        await until(pilot, lambda: app.said("#general").startswith("有 2 处需要修改"))


async def test_a_rule_that_is_kept_to_now_is_not_told_again() -> None:
    def rule(values: Values) -> list[Problem]:
        people = values["people"]
        few = [Problem("people", "人数：太少")] if isinstance(people, int) and people < 5 else []
        return few + ([Problem("name", "企业名称：不对")] if values["held_on"] else [])

    schema = Schema("ruled", "有规则", SCHEMA.fields, (rule,))
    given = Given({**GOOD, "people": "3", "held_on": "3-25"})
    async with filling(schema, given) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.said("#general").startswith("有 2 处需要修改"))
        await pilot.press("down", "down", "5", "f2")
        await until(pilot, lambda: app.problem("people") == "" and app.problem("name") == "不对")
        assert app.said("#general").startswith("有 1 处需要修改")


@pytest.mark.parametrize("way", ["save", "up", "tab"])
async def test_who_comes_to_a_problem_types_over_its_text(way: str) -> None:
    async with filling(given=Given({**GOOD, "people": "很多"})) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.problem("people") != "")
        if way != "save":
            await pilot.press("down", way if way == "up" else "shift+tab")
        assert app.here() == "people"
        await pilot.press("6", "0")
        assert app.line("people").shown == "60"
        await pilot.press("f1", "escape", "5")
        assert app.line("people").shown == "605"


# Keys, choices and help


async def test_only_keys_that_work_in_the_field_are_named() -> None:
    async with filling(given=Given(GOOD)) as (app, pilot):
        shown = {}
        for _field in SCHEMA.fields:
            await pilot.pause()
            shown[app.here()] = app.said(".box-keys") + app.said("#hint")
            await pilot.press("down")
        assert {key for key, words in shown.items() if "F4" in words} == {"unit", "status", "topics", "free"}
        assert [key for key, words in shown.items() if "Enter下一项" not in words] == ["note"]
        assert "Enter换行 Tab下一项" in shown["note"]


async def test_a_choice_is_found_by_its_initials() -> None:
    schema = Schema(
        "sized", "规模", (Field("size", "规模", Kind.CHOICE, choices=tuple(Size)), SCHEMA.fields[1])
    )
    async with filling(schema) as (app, pilot):
        await pilot.press("x")
        await until(pilot, lambda: app.listed()[:1] == ["> 小型"])
        await pilot.press("backspace", *"wx", "enter")
        await until(pilot, lambda: app.line("size").shown == "微型")


def test_the_help_stands_in_straight_lines() -> None:
    for line in filter(None, FORM_HELP.splitlines()):
        assert cell_len(line) <= HELP_CELLS
        label = line.partition("　")[0]
        if "　" in line:
            body = line[len(label) :].lstrip("　 ")
            assert cell_len(line) - cell_len(body) == HELP_LABEL, line
    for key in ("Enter", "F2", "F3", "F4", "F5", "F6", "F7", "Ctrl+D", "=", "Esc"):
        assert any(line.startswith(key) for line in FORM_HELP.splitlines())
