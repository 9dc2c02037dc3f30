"""What is known is filled in, what is doubtful is asked about once; typed words are never overwritten."""

import asyncio
import threading
from collections.abc import Mapping
from datetime import date

import pytest
from form_bench import GOOD, SCHEMA, UnitNames, filling, until
from textual import events
from textual.widgets import Input, Static

from qtrack.domain.fields import Field, Kind, Schema, Values
from qtrack.domain.problem import Problem
from qtrack.domain.seen import Seen
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import Given, Outcome

FIRM = Schema(
    "enterprise",
    "企业",
    (
        Field("code", "信用代码", Kind.CODE),
        Field("name", "名称", Kind.TEXT),
        Field("unit", "单位", Kind.UNIT),
        Field("note", "备注", Kind.NOTE),
    ),
)
CODE = "91350100M000100Y43"
KNOWN = Seen({"name": "示例机械一厂 [/]", "unit": "420103", "note": "旧\n有"}, "已登记：示例 [/]")


async def known(field: Field, text: str, texts: Mapping[str, str]) -> Seen:
    assert texts[field.key] == text
    return KNOWN if text == CODE else Seen()


async def test_what_is_known_fills_blanks_and_says_why() -> None:
    async with filling(FIRM, look=known, names=UnitNames()) as (app, pilot):
        await pilot.press(*CODE, "enter")
        await until(pilot, lambda: app.line("note").shown != "")
        assert [app.line(key).shown for key in ("name", "unit", "note")] == [
            "示例机械一厂 [/]",
            "420103",
            "旧\n有",
        ]
        assert app.echo("code") == "已登记：示例 [/]"
        assert [app.echo(key) for key in ("name", "unit")] == ["← 按信用代码", "← 按信用代码"]
        assert app.listed() == []


async def test_typing_replaces_what_was_proposed_and_enter_accepts_it() -> None:
    async with filling(FIRM, look=known, names=UnitNames()) as (app, pilot):
        await pilot.press(*CODE, "enter")
        await until(pilot, lambda: app.line("note").shown != "")
        await pilot.press("甲", "enter", "enter")
        await pilot.pause()
        assert [app.line(key).shown for key in ("name", "unit")] == ["甲", "420103"]
        await until(pilot, lambda: app.echo("name") == "")


async def test_typed_words_stay() -> None:
    gate = asyncio.Event()

    async def slow(field: Field, text: str, texts: Mapping[str, str]) -> Seen:
        await gate.wait()
        return await known(field, text, texts) if field.key == "code" else Seen()

    async with filling(FIRM, look=slow, names=UnitNames()) as (app, pilot):
        await pilot.press(*CODE, "enter", *"甲乙")
        gate.set()
        await until(pilot, lambda: app.line("unit").shown != "")
        assert app.line("name").shown == "甲乙"


async def test_what_is_known_of_a_text_that_is_gone_is_dropped() -> None:
    gate = asyncio.Event()
    asked: list[str] = []

    async def slow(_field: Field, text: str, _texts: Mapping[str, str]) -> Seen:
        asked.append(text)
        await gate.wait()
        return KNOWN

    async with filling(FIRM, Given(keeps=()), look=slow) as (app, pilot):
        await pilot.press(*CODE, "enter", "f3")
        await until(pilot, lambda: app.saved != [] and app.line("code").shown == "")
        gate.set()
        await pilot.pause(0.05)
        assert asked == [CODE]
        assert [app.line(key).shown for key in ("code", "name")] == ["", ""]
        assert app.echo("code") == ""


async def test_a_kept_field_that_was_proposed_follows_the_next_record() -> None:
    given = Given(keeps=("name", "unit"))
    async with filling(FIRM, given, look=known, names=UnitNames()) as (app, pilot):
        await pilot.press(*CODE, "enter")
        await until(pilot, lambda: app.line("note").shown != "")
        await pilot.press("甲", "enter", "f3")
        await until(pilot, lambda: app.line("code").shown == "")
        assert [app.line(key).shown for key in ("name", "unit")] == ["甲", ""]
        await pilot.press(*CODE, "enter")
        await until(pilot, lambda: app.line("unit").shown == "420103")
        assert app.here() == "note"


async def test_saving_waits_for_what_must_be_filled_in_and_is_about_to_be() -> None:
    gate = asyncio.Event()

    async def slow(field: Field, text: str, texts: Mapping[str, str]) -> Seen:
        await gate.wait()
        return await known(field, text, texts) if field.key == "code" else Seen()

    unit = Field("unit", "单位", Kind.UNIT, required=True)
    schema = Schema("enterprise", "企业", (*FIRM.fields[:2], unit))
    async with filling(schema, look=slow, names=UnitNames()) as (app, pilot):
        await pilot.press(*CODE, "enter", "甲", "f2")
        await pilot.pause(0.05)
        assert app.saved == []
        gate.set()
        await until(pilot, lambda: app.outcomes == [Outcome(saved=1)])
        assert app.saved == [{"code": CODE, "name": "甲", "unit": "420103"}]


async def test_a_known_fault_stands_below_the_field() -> None:
    async def look(_field: Field, _text: str, _texts: Mapping[str, str]) -> Seen:
        return Seen(remark="与已登记的“示例”相同 [/]", problem=True)

    async with filling(FIRM, look=look) as (app, pilot):
        await pilot.press(*CODE, "down")
        await until(pilot, lambda: app.problem("code") == "与已登记的“示例”相同 [/]")


async def test_an_unchanged_text_is_not_asked_about() -> None:
    asked: list[str] = []

    async def look(_field: Field, text: str, _texts: Mapping[str, str]) -> Seen:
        asked.append(text)
        return Seen()

    async with filling(FIRM, Given({"code": CODE}), look=look) as (app, pilot):
        await pilot.press("down", "up", "down", "甲", "up")
        await until(pilot, lambda: asked == ["甲"])
        assert app.here() == "code"


async def test_names_are_read_away_from_the_screen() -> None:
    threads: set[int] = set()

    class Slow(UnitNames):
        def key(self, field: Field, text: str) -> str:
            threads.add(threading.get_ident())
            return super().key(field, text)

    async with filling(given=Given(GOOD), names=Slow()) as (app, pilot):
        await pilot.press("backspace", "3", "tab")
        await until(pilot, lambda: app.echo("unit") == "= 江汉区")
        await pilot.press("f2")
        await until(pilot, lambda: app.outcomes == [Outcome(saved=1)])
        assert threads
        assert threading.get_ident() not in threads


# Doubts

ODD = Problem("name", "企业名称：与“示例”相近 [/]", doubt=True)
FAR = Problem("", "今年已有同样的一条 [/]", doubt=True)


def doubts(app: object) -> str:
    return str(app.screen.query_one("VerticalScroll .box-text", Static).content)  # type: ignore[attr-defined]


async def test_doubts_are_asked_about_once_and_pass_with_an_explanation() -> None:
    async with filling(given=Given(GOOD), answers=[(ODD, FAR)]) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        assert doubts(app) == "- 企业名称：与“示例”相近 [/]\n- 今年已有同样的一条 [/]"
        await pilot.press("f2")
        assert "至少 2 个字" in str(app.screen.query_one(".box-problem", Static).content)
        await pilot.press(*"已核对", "f2")
        await until(pilot, lambda: app.outcomes == [Outcome(saved=1)])
        assert app.explained == ["", "已核对"]


async def test_doubts_of_the_schema_and_of_the_owner_are_asked_together() -> None:
    def rule(values: Values) -> list[Problem]:
        return [Problem("held_on", "培训日期：还没有到", doubt=True)] if values["held_on"] else []

    schema = Schema("doubtful", "有疑", SCHEMA.fields, (rule,))
    texts = {**GOOD, "held_on": "2023-01-01"}
    early = rule({"held_on": date(2023, 1, 1)})
    async with filling(schema, Given(texts), answers=[(*early, ODD)]) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        assert doubts(app).splitlines() == ["- 培训日期：还没有到", "- 企业名称：与“示例”相近 [/]"]
        await pilot.press(*"属实", "f2")
        await until(pilot, lambda: app.outcomes == [Outcome(saved=1)])
        assert app.explained == ["", "属实"]


async def test_esc_goes_back_with_the_doubts_beside_their_fields() -> None:
    async with filling(given=Given(GOOD, keeps=()), answers=[(ODD, FAR), (ODD,), ()]) as (app, pilot):
        await pilot.press("f3")
        await until(pilot, lambda: app.top() is Explain)
        await pilot.press("已", "escape")
        await until(pilot, lambda: app.top() is FormScreen and app.here() == "name")
        assert app.problem("name") == "请核实：与“示例”相近 [/]"
        assert app.said("#general") == "有 2 处请核实，填写的内容都还在\n今年已有同样的一条 [/]"
        await pilot.press("甲", "f3")
        await until(pilot, lambda: app.top() is Explain)
        await pilot.press(*"已核对", "f2")
        await until(pilot, lambda: "已保存第 1 条" in app.said(".box-title"))
        assert app.explained == ["", "", "已核对"]


async def test_must_fix_comes_before_doubts() -> None:
    refusal = (ODD, Problem("people", "人数：太多"))
    async with filling(given=Given(GOOD), answers=[refusal]) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.problem("people") == "太多")
        assert (app.top(), app.problem("name")) == (FormScreen, "请核实：与“示例”相近 [/]")
        assert app.said("#general").startswith("有 2 处需要修改")


async def test_an_explanation_is_not_lost_when_saving_fails() -> None:
    answers = [(ODD,), (Problem("", "文件被占用"),), (ODD,), ()]
    async with filling(given=Given(GOOD, explanation="早先核对过"), answers=answers) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        await pilot.press("甲", "f2")
        await until(pilot, lambda: "文件被占用" in app.said("#general"))
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        assert app.screen.query_one(Input).value == "早先核对过甲"
        await pilot.press("f2")
        await until(pilot, lambda: app.outcomes == [Outcome(saved=1)])
        assert app.explained == ["", "早先核对过甲", "", "早先核对过甲"]


async def test_a_pasted_line_explains_nothing_by_itself() -> None:
    async with filling(given=Given(GOOD), answers=[(ODD,)]) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        app.screen.focused.post_message(events.Paste("已核\r\n"))  # type: ignore[union-attr]
        app.burst("对", "enter")
        await pilot.pause()
        assert (app.top(), len(app.saved)) == (Explain, 1)
        await pilot.pause(0.15)
        await pilot.press("enter")
        await until(pilot, lambda: app.outcomes == [Outcome(saved=1)])
        assert app.explained[1] == "已核对"


@pytest.mark.parametrize("text", ["", "。。", "一" * 401])
async def test_an_explanation_says_something_and_not_too_much(text: str) -> None:
    async with filling(given=Given(GOOD, explanation=text), answers=[(ODD,)]) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        await pilot.press("f2")
        assert str(app.screen.query_one(".box-problem", Static).content) != ""
        assert len(app.saved) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_many_doubts_leave_room_for_the_explanation(size: tuple[int, int]) -> None:
    many = tuple(Problem("name", f"第 {at} 处 [/]", doubt=True) for at in range(60))
    async with filling(given=Given(GOOD), answers=[many], size=size) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: app.top() is Explain)
        await pilot.press("pagedown")
        assert app.screen.query_one("VerticalScroll").scroll_offset.y > 0
        assert app.screen.query_one(Input).region.bottom <= size[1] - 2
