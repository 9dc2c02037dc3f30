"""While a person types, answers appear below the field; Enter takes one found for these very words."""

import asyncio
from collections.abc import Sequence

import pytest
from form_bench import SCHEMA, UNITS, Status, UnitNames, filling, until
from textual import events

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.tui.widgets.chooser import Option, narrow
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import Given, Outcome
from qtrack.tui.widgets.suggestions import LINES, Suggestions

FIRM = Schema(
    "action",
    "行动",
    (
        Field("firm", "企业", Kind.REFERENCE, required=True, refers="enterprise"),
        Field("name", "名称", Kind.TEXT),
        Field("status", "状态", Kind.CHOICE, choices=tuple(Status)),
    ),
)
MANY = Schema("many", "多", tuple(Field(f"f{at}", f"第{at}项", Kind.UNIT) for at in range(14)))
COUNTIES = tuple(Option(f"42{at:04}", f"示例{at}县 [/]", "示例市") for at in range(30))


async def counties(_field: Field, text: str) -> Sequence[Option]:
    return narrow(COUNTIES, text)


async def test_typing_lists_what_fits_and_enter_takes_the_first_and_goes_on() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        assert app.listed() == []
        await pilot.press("江")
        await until(pilot, lambda: app.listed() == ["> 江岸区", "江汉区"])
        await pilot.press("enter")
        await until(pilot, lambda: app.line("unit").text == "420102")
        assert (app.line("unit").shown, app.here(), app.listed()) == ("江岸区", "name", [])


async def test_the_list_is_walked_by_up_and_down() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press("江")
        await until(pilot, lambda: app.listed() != [])
        await pilot.press("down", "down", "up", "down")
        assert (app.listed(), app.here()) == (["江岸区", "> 江汉区"], "unit")
        await pilot.press("enter")
        await until(pilot, lambda: app.line("unit").text == "420103")


async def test_typing_on_narrows_and_begins_at_the_first_again() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press("江", "down")
        await until(pilot, lambda: app.listed() == ["江岸区", "> 江汉区"])
        await pilot.press("岸")
        await until(pilot, lambda: app.listed() == ["> 江岸区"])
        await pilot.press("x")
        await until(pilot, lambda: app.listed() == ["没有符合的"])
        await pilot.press(*["backspace"] * 3)
        await until(pilot, lambda: app.listed() == [])


async def test_words_from_an_input_method_come_in_one_piece() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        app.form.focused.post_message(events.Paste("江汉"))  # type: ignore[union-attr]
        await until(pilot, lambda: app.listed() == ["> 江汉区"])


async def test_esc_closes_the_list_then_the_form() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press("江")
        await until(pilot, lambda: app.listed() != [])
        await pilot.press("escape")
        await pilot.pause()
        assert (app.listed(), app.top(), app.line("unit").shown) == ([], FormScreen, "江")
        await pilot.press("down")
        assert app.here() == "name"
        await pilot.press("escape")
        await pilot.pause()
        assert app.top() is Confirm
        await pilot.press("y")
        await pilot.pause()
        assert app.outcomes == [Outcome()]


@pytest.mark.parametrize("text", ["江汉区", "420103"])
async def test_what_reads_exactly_stands_as_it_is(text: str) -> None:
    async def others_first(_field: Field, _text: str) -> Sequence[Option]:
        return (Option("420102", "江岸区"), Option("420103", "江汉区"))

    async with filling(names=UnitNames(), options=others_first) as (app, pilot):
        await pilot.press(*text)
        await until(pilot, lambda: app.listed() != [])
        await pilot.press("enter")
        await until(pilot, lambda: not app.line("unit").unseen)
        assert (app.line("unit").shown, app.here()) == (text, "name")


async def test_leaving_by_other_keys_takes_nothing() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press("江", "tab")
        await until(pilot, lambda: app.problem("unit") == "没有“江”")
        assert (app.line("unit").shown, app.here(), app.listed()) == ("江", "name", [])


async def test_enter_waits_for_the_answer_to_what_was_typed() -> None:
    gates = {text: asyncio.Event() for text in ("江", "江汉")}

    async def slow(_field: Field, text: str) -> Sequence[Option]:
        await gates[text].wait()
        return narrow(UNITS, text)

    async with filling(names=UnitNames(), options=slow) as (app, pilot):
        await pilot.press("江", "汉", "enter", *"示例厂", "f2")
        gates["江"].set()
        await pilot.pause(0.05)
        assert (app.line("unit").shown, app.line("name").shown, app.saved) == ("江汉", "示例厂", [])
        gates["江汉"].set()
        await until(pilot, lambda: app.saved != [])
        assert (app.saved[0]["unit"], app.saved[0]["name"]) == ("420103", "示例厂")


async def test_an_answer_that_comes_late_opens_no_list() -> None:
    gate = asyncio.Event()

    async def slow(_field: Field, text: str) -> Sequence[Option]:
        await gate.wait()
        return narrow(UNITS, text)

    async with filling(names=UnitNames(), options=slow) as (app, pilot):
        await pilot.press("江", "tab")
        gate.set()
        await pilot.pause(0.05)
        assert (app.listed(), app.line("unit").shown) == ([], "江")


async def test_keys_in_a_burst_choose_for_the_field_they_were_typed_in() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        app.burst("江", "汉", "enter", *"xyz", "enter", "3", "tab", "6")
        await until(pilot, lambda: app.line("unit").text == "420103")
        assert [app.line(key).shown for key in ("name", "held_on", "people")] == ["xyz", "3", "6"]


async def test_a_choice_is_narrowed_too_and_its_number_is_enough() -> None:
    async with filling(FIRM) as (app, pilot):
        await pilot.press("down", "down", "导")
        await until(pilot, lambda: app.listed() == ["> 导入"])
        await pilot.press("backspace", "入")
        await until(pilot, lambda: app.listed() == ["> 导入"])
        await pilot.press("enter")
        await until(pilot, lambda: app.line("status").shown == "导入")
        await pilot.press("up", "backspace", "backspace", "3")
        await pilot.pause(0.05)
        assert app.listed() == []
        await pilot.press("enter")
        await until(pilot, lambda: app.echo("status") == "= 运行")


async def test_the_mouse_takes_an_answer() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press("江")
        await until(pilot, lambda: app.listed() != [])
        await pilot.click(Suggestions, offset=(3, 1))
        await until(pilot, lambda: app.line("unit").text == "420103")
        assert (app.here(), app.listed()) == ("unit", [])


async def test_what_is_missing_is_registered_and_put_in() -> None:
    asked: list[tuple[str, str]] = []

    async def register(field: Field, text: str) -> tuple[str, str] | None:
        asked.append((field.refers, text))
        return ("uid-1", "示例新厂 [/]") if len(asked) > 1 else None

    async with filling(FIRM, names=UnitNames(), register=register) as (app, pilot):
        await pilot.press(*"示例新")
        await until(pilot, lambda: app.listed() == ["没有符合的，F7 登记新的"])
        await pilot.press("f7")
        await until(pilot, lambda: asked == [("enterprise", "示例新")])
        assert app.line("firm").shown == "示例新"
        await pilot.press("f7")
        await until(pilot, lambda: app.line("firm").shown == "示例新厂 [/]")
        assert (app.line("firm").text, app.listed()) == ("uid-1", [])


async def test_without_anybody_to_register_f7_is_not_offered() -> None:
    async with filling(FIRM, names=UnitNames()) as (app, pilot):
        await pilot.press(*"示例新")
        await until(pilot, lambda: app.listed() == ["没有符合的"])
        await pilot.press("f7")
        assert app.line("firm").shown == "示例新"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_the_list_hides_neither_its_field_nor_the_lowest_lines(size: tuple[int, int]) -> None:
    async with filling(MANY, names=UnitNames(), options=counties, size=size) as (app, pilot):
        for at in range(14):
            fields = app.form.query_one("#fields").region
            await pilot.press("例")
            await until(pilot, lambda: len(app.listed()) == LINES)
            found = app.form.query_one(Suggestions).region
            blank = app.line(f"f{at}").blank.region
            assert app.listed()[-1] == "还有 25 项，接着输入，或 F4 选"
            assert found.bottom <= size[1] - 2
            assert not found.overlaps(blank)
            assert abs(found.y - blank.y) <= LINES
            assert app.form.query_one("#fields").region == fields
            assert found.right <= size[0]
            await pilot.press("escape", "backspace", "down")


async def test_names_are_looked_up_apart_and_stale_ones_are_dropped() -> None:
    async with filling(names=UnitNames(), given=Given({"name": "甲"})) as (app, pilot):
        await pilot.press(*"420103", "escape", "tab")
        await until(pilot, lambda: app.echo("unit") == "= 江汉区")
        assert SCHEMA.fields[0].kind is Kind.UNIT


async def test_arrows_that_follow_enter_at_once_move_between_fields() -> None:
    async with filling(names=UnitNames()) as (app, pilot):
        await pilot.press("江")
        await until(pilot, lambda: app.listed() != [])
        app.burst("enter", "down")
        await until(pilot, lambda: app.here() == "held_on")
