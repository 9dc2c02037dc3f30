"""The form keeps what was typed, says how it was understood, and closes only when it is saved."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from enum import Enum

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from qtrack.domain.fields import Field, Kind, NoNames, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.value import Reading
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser, narrow
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.save_button import QUIET


class Status(Enum):
    """How far it has come."""

    TRAINED = "培训"
    INTRODUCED = "导入"
    RUNNING = "运行"


SCHEMA = Schema(
    "introduction",
    "先进方法导入",
    (
        Field("unit", "所属单位", Kind.UNIT, required=True, hint="写名称或代码"),
        Field("name", "企业名称", Kind.TEXT, required=True, length=20),
        Field("held_on", "培训日期", Kind.DATE),
        Field("people", "人数", Kind.COUNT),
        Field("amount", "金额（万元）", Kind.MONEY),
        Field("status", "状态", Kind.CHOICE, choices=tuple(Status)),
        Field("topics", "内容", Kind.TICKS, choices=tuple(Status)),
        Field("free", "公益", Kind.FLAG),
        Field("note", "备注", Kind.NOTE),
    ),
)
LONG = Schema("long", "长表", tuple(Field(f"f{at}", f"第{at}项", Kind.TEXT) for at in range(28)))
UNITS = (Option("420102", "江岸区"), Option("420103", "江汉区"))


class Desk(App[None]):
    """A form on a bare screen, and the owner who saves it."""

    def __init__(self, schema: Schema, texts: dict[str, str], answers: Sequence[tuple[Problem, ...]]) -> None:
        super().__init__()
        self.answers = list(answers)
        self.saved: list[dict[str, object]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.outcomes: list[bool | None] = []
        self.form = FormScreen(
            schema,
            "新增 [/]",
            texts,
            reading=lambda: Reading(date(2022, 11, 1), NoNames()),
            options=self.options,
            save=self.save,
        )

    def on_mount(self) -> None:
        """Open the form."""
        self.push_screen(self.form, self.close)

    def close(self, outcome: bool | None) -> None:  # noqa: FBT001 - a modal's answer
        """Keep the outcome."""
        self.outcomes.append(outcome)

    async def options(self, _field: Field, text: str) -> Sequence[Option]:
        """Look units up."""
        return narrow(UNITS, text)

    async def save(self, values: dict[str, object]) -> tuple[Problem, ...]:
        """Save, or refuse as prepared."""
        self.saved.append(values)
        await self.gate.wait()
        return self.answers.pop(0) if self.answers else ()

    def line(self, key: str) -> FieldLine:
        """Give the line of a field."""
        return next(line for line in self.form.query(FieldLine) if line.field.key == key)

    def echo(self, key: str) -> str:
        """Give how a text was understood."""
        return str(self.line(key).query_one(".echo", Static).content)

    def problem(self, key: str) -> str:
        """Give what is shown to be wrong."""
        line = self.line(key)
        return str(line.query_one(".problem", Static).content) if line.has_class("-wrong") else ""

    def top(self) -> type[Screen[object]]:
        """Give what sort of screen stands on top."""
        return type(self.screen)

    def here(self) -> str:
        """Give the key of the field with the focus."""
        return next((x.field.key for x in self.form.query(FieldLine) if x.blank is self.form.focused), "")

    def said(self, selector: str) -> str:
        """Give the words in one place of the form."""
        return str(self.form.query_one(selector, Static).content)


@asynccontextmanager
async def filling(
    schema: Schema = SCHEMA,
    texts: dict[str, str] | None = None,
    answers: Sequence[tuple[Problem, ...]] = (),
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    app = Desk(schema, texts or {}, answers)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


GOOD = {"unit": "420102", "name": "示例机械一厂"}


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
        assert app.outcomes == [True]


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
    async with filling(texts={"people": "很多", "name": "一二三四五六七八九十一二三四五六七八九十一"}) as (
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
    async with filling(texts=GOOD, answers=[refusal]) as (app, pilot):
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert app.outcomes == []
        assert app.problem("held_on") == "不在年度内"
        assert app.here() == "held_on"
        assert "本单位已有两个项目 [/b]" in app.said("#general")
        await pilot.press(*"2022-03-25", "f2")
        await pilot.pause()
        assert app.outcomes == [True]
        assert len(app.saved) == 2


async def test_a_second_save_waits_for_no_one() -> None:
    async with filling(texts=GOOD) as (app, pilot):
        app.gate.clear()
        await pilot.press("f2", "f2", "escape", "f2")
        await pilot.pause()
        assert app.said("#hint") == "正在保存"
        app.gate.set()
        await pilot.pause()
        assert len(app.saved) == 1
        assert app.outcomes == [True]


async def test_enter_leads_to_the_button_and_a_burst_of_keys_does_not_press_it() -> None:
    short = Schema("short", "短表", SCHEMA.fields[:2])
    async with filling(short, GOOD) as (app, pilot):
        await pilot.press("down", "enter", "enter", "x", "enter")
        await pilot.pause()
        assert app.form.focused is app.form.query_one("#save")
        assert app.saved == []
        await pilot.pause(QUIET * 1.5)
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.saved) == 1


async def test_a_pasted_block_fills_one_field_and_saves_nothing() -> None:
    async with filling(texts=GOOD) as (app, pilot):
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
    async with filling(texts=GOOD) as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
        assert app.outcomes == [False]
    async with filling(texts=GOOD) as (app, pilot):
        await pilot.press("x", "escape")
        await pilot.pause()
        assert app.top() is Confirm
        await pilot.press("enter")
        await pilot.pause()
        assert app.top() is FormScreen
        assert app.line("unit").shown == "420102x"
        await pilot.press("escape", "y")
        await pilot.pause()
        assert app.outcomes == [False]


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
            "回车换行，Tab 下一项",
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
    async with filling(texts={"note": "一\n二"}) as (app, pilot):
        await pilot.press("pagedown", "up")
        assert app.here() == "note"
        await pilot.press("down")
        assert app.here() == "note"
        await pilot.press("down")
        assert app.here() == ""
        await pilot.press("up", "up", "up")
        assert app.here() == "free"
