"""The form keeps what was typed, says how it was understood, and closes only when it is saved."""

from datetime import date

import pytest
from form_bench import GOOD, LONG, SCHEMA, Status, filling
from textual import events

from qtrack.domain.fields import Schema
from qtrack.domain.problem import Problem
from qtrack.tui.widgets.chooser import Chooser, TickChooser
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import Given, Outcome
from qtrack.tui.widgets.save_button import QUIET


async def test_f1_explains_the_form_and_keeps_what_was_typed() -> None:
    async with filling() as (app, pilot):
        await pilot.press(*"420102", "enter", *"示例", "f1")
        await pilot.pause()
        assert app.top() is Notice
        await pilot.press("escape")
        await pilot.pause()
        assert (app.top(), app.here()) == (FormScreen, "name")
        await pilot.press("厂")
        assert [line.text for line in app.form.query(FieldLine)][:2] == ["420102", "示例厂"]


async def test_a_form_is_filled_and_saved_by_keys() -> None:
    async with filling() as (app, pilot):
        await pilot.press(*"420102", "enter", *"示例𬭚[/]", "enter", *"3-25", "down", *"1.2万", "enter")
        await pilot.press(*"25", "tab", "2", "enter", *"1,3", "enter", "1", "enter")
        await pilot.press("甲", "enter", "乙", "f2")
        await pilot.pause()
        assert app.saved == [
            {
                "unit": "420102",
                "name": "示例𬭚[/]",
                "held_on": date(2022, 3, 25),
                "people": 12_000,
                "amount": 25_000_000,
                "status": Status.INTRODUCED,
                "topics": (Status.TRAINED, Status.RUNNING),
                "free": True,
                "note": "甲\n乙",
            }
        ]
        assert app.outcomes == [Outcome(saved=1)]


@pytest.mark.parametrize(
    ("key", "text", "echo", "problem"),
    [
        ("held_on", "3-25", "= 2022-03-25 周五", ""),
        ("held_on", "2022-03-25", "= 2022-03-25 周五", ""),
        ("held_on", "3-99", "", "“3-99”这一天不存在，2022 年 3 月请写 1 至 31 日"),
        ("people", "1.2万", "= 12,000", ""),
        ("people", "60", "", ""),
        ("people", "[/]", "", "“[/]”不是数字，请写成 30、1,200 或 1.2万"),
        ("amount", "250000元", "= 25 万元", ""),
        ("status", "2", "= 导入", ""),
        ("topics", "3,1", "= 培训、运行", ""),
        ("name", "示例", "", ""),
    ],
)
async def test_a_text_is_looked_at_when_it_is_left(key: str, text: str, echo: str, problem: str) -> None:
    async with filling() as (app, pilot):
        while app.here() != key:
            await pilot.press("down")
        await pilot.press(*text)
        assert (app.echo(key), app.problem(key)) == ("", "")
        await pilot.press("down")
        await pilot.pause()
        assert (app.echo(key), app.problem(key)) == (echo, problem)
        assert app.line(key).shown == text


async def test_all_problems_stand_beside_their_fields_and_nothing_typed_is_lost() -> None:
    async with filling(given=Given({"people": "很多", "name": "一二三四五六七八九十" * 2 + "一"})) as (
        app,
        pilot,
    ):
        await pilot.press("down", "down", "f2")
        await pilot.pause()
        assert app.saved == []
        assert app.problem("unit") == "必须填写"
        assert app.problem("name") == "最多 20 个字，现在是 21 个"
        assert app.problem("people") == "“很多”不是数字，请写成 30、1,200 或 1.2万"
        assert app.here() == "unit"
        assert app.said("#general").startswith("有 3 处需要修改")
        assert app.line("people").shown == "很多"
        assert app.outcomes == []


async def test_a_refusal_by_the_owner_keeps_the_form_open() -> None:
    refusal = (Problem("", "本单位已有两个项目 [/b]"), Problem("held_on", "培训日期：不在年度内"))
    async with filling(given=Given(GOOD), answers=[refusal]) as (app, pilot):
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert app.outcomes == []
        assert app.problem("held_on") == "不在年度内"
        assert app.here() == "held_on"
        assert "本单位已有两个项目 [/b]" in app.said("#general")
        await pilot.press(*"2022-03-25", "f2")
        await pilot.pause()
        assert app.outcomes == [Outcome(saved=1)]
        assert len(app.saved) == 2


async def test_a_second_save_waits_for_no_one() -> None:
    async with filling(given=Given(GOOD)) as (app, pilot):
        app.gate.clear()
        await pilot.press("f2", "f2", "escape", "f2")
        await pilot.pause()
        assert app.said("#hint") == "正在保存"
        app.gate.set()
        await pilot.pause()
        assert len(app.saved) == 1
        assert app.outcomes == [Outcome(saved=1)]


async def test_enter_leads_to_the_button_and_a_burst_of_keys_does_not_press_it() -> None:
    short = Schema("short", "短表", SCHEMA.fields[:2])
    async with filling(short, Given(GOOD)) as (app, pilot):
        await pilot.press("down", "enter", "enter", "x", "enter")
        await pilot.pause()
        assert app.form.focused is app.form.query_one("#save")
        assert app.saved == []
        await pilot.pause(QUIET * 1.5)
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.saved) == 1


async def test_a_pasted_block_fills_one_field_and_saves_nothing() -> None:
    async with filling(given=Given(GOOD)) as (app, pilot):
        await pilot.press("end", *["backspace"] * 6)
        app.form.focused.post_message(events.Paste("４２０１０２\r\n\x1b[2J二行\n"))  # type: ignore[union-attr]
        await pilot.pause()
        assert app.line("unit").shown == "４２０１０２ [2J二行"
        assert app.here() == "unit"
        assert app.saved == []


async def test_keys_that_come_in_a_burst_go_to_the_fields_they_were_meant_for() -> None:
    async with filling() as (app, pilot):
        for key in (*"427", "backspace", "enter", *"xyz", "home", "delete", "down", "3", "tab", "6"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        shown = [app.line(key).shown for key in ("unit", "name", "held_on", "people")]
        assert shown == ["42", "yz", "3", "6"]


async def test_leaving_asks_only_when_something_would_be_lost() -> None:
    async with filling(given=Given(GOOD)) as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
        assert app.outcomes == [Outcome()]
    async with filling(given=Given(GOOD)) as (app, pilot):
        await pilot.press("down", "x", "escape")
        await pilot.pause()
        assert app.top() is Confirm
        await pilot.press("enter")
        await pilot.pause()
        assert app.top() is FormScreen
        assert app.line("name").shown == "示例机械一厂x"
        await pilot.press("escape", "y")
        await pilot.pause()
        assert app.outcomes == [Outcome()]


async def test_f4_chooses_from_what_a_field_may_be() -> None:
    async with filling() as (app, pilot):
        await pilot.press("f4")
        await pilot.pause()
        assert app.top() is Chooser
        await pilot.press("汉", "enter")
        await pilot.pause()
        assert (app.line("unit").shown, app.line("unit").text) == ("江汉区", "420103")
        await pilot.press("x")
        assert app.line("unit").text == "江汉区x"
        while app.here() != "topics":
            await pilot.press("down")
        await pilot.press(*"培训", "f4")
        await pilot.pause()
        assert app.top() is TickChooser
        await pilot.press("end", "space", "enter")
        await pilot.pause()
        assert app.line("topics").shown == "培训、运行"
        await pilot.press("down", "f4")
        await pilot.pause()
        await pilot.press("否", "enter")
        await pilot.pause()
        assert app.line("free").shown == "否"


async def test_f4_goes_on_from_what_was_typed() -> None:
    async with filling() as (app, pilot):
        await pilot.press("汉", "f4")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.line("unit").shown == "江汉区"


async def test_the_hint_says_how_to_fill_the_field() -> None:
    async with filling() as (app, pilot):
        hints = []
        for _field in SCHEMA.fields:
            await pilot.pause()
            hints.append(app.said("#hint"))
            await pilot.press("down")
        assert hints == [
            "写名称或代码  F4选",
            "",
            "如 2022-03-25、3-25、今天",
            "",
            "",
            "1培训 2导入 3运行  F4选",
            "1培训 2导入 3运行 用顿号隔开  F4选",
            "1是 0否  F4选",
            "",
        ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_field_in_hand_is_in_view_and_not_on_the_lowest_lines(size: tuple[int, int]) -> None:
    async with filling(LONG, size=size) as (app, pilot):
        fields = app.form.query_one("#fields")
        for key in ["down"] * 28 + ["up"] * 28 + ["pagedown", "pagedown", "tab"]:
            await pilot.press(key)
            await pilot.pause()
            focused = app.form.focused
            assert focused is not None
            if app.here():
                assert fields.region.contains_region(focused.region)
            assert app.form.query_one(".box").region.bottom <= size[1]
            assert fields.region.bottom <= size[1] - 2


async def test_a_long_text_is_walked_through_by_its_lines() -> None:
    async with filling(given=Given({"note": "一\n二"})) as (app, pilot):
        await pilot.press("pagedown", "up")
        assert app.here() == "note"
        await pilot.press("down")
        assert app.here() == "note"
        await pilot.press("down")
        assert app.here() == ""
        await pilot.press("up", "up", "up")
        assert app.here() == "free"
