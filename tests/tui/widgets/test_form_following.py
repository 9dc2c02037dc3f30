"""What follows from another field follows it for as long as nobody touches it."""

from collections.abc import Mapping

import pytest
from form_bench import Desk, UnitNames, filling, until
from textual.pilot import Pilot

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.seen import Seen
from qtrack.tui.widgets.form_owner import Given

ACTION = Schema(
    "action",
    "行动",
    (
        Field("firm", "企业", Kind.TEXT, required=True),
        Field("unit", "所属单位", Kind.UNIT, required=True),
        Field("held_on", "行动日期", Kind.DATE),
        Field("need", "需求", Kind.TEXT),
    ),
)
FIRMS = {"甲": {"unit": "420102"}, "乙": {"unit": "420103"}}
KEPT = Given(keeps=("unit",))


async def home(field: Field, text: str, _texts: Mapping[str, str]) -> Seen:
    return Seen(FIRMS.get(text, {})) if field.key == "firm" else Seen()


async def type_firm(app: Desk, pilot: Pilot[None], firm: str, unit: str) -> None:
    """Go to the firm, put another in its place and wait for what follows."""
    while app.here() != "firm":
        await pilot.press("up")
    await pilot.press("end", "ctrl+u", *firm, "enter")
    await until(pilot, lambda: app.line("unit").shown == unit)


@pytest.mark.parametrize("given", [Given(), Given(keeps=()), KEPT])
async def test_a_text_nobody_touched_follows_the_new_firm(given: Given) -> None:
    async with filling(ACTION, given, look=home, names=UnitNames()) as (app, pilot):
        await type_firm(app, pilot, "甲", "420102")
        await type_firm(app, pilot, "乙", "420103")
        assert app.echo("unit") == "← 按企业"
        await type_firm(app, pilot, "丙", "")
        assert app.echo("unit") == ""
        await type_firm(app, pilot, "甲", "420102")
        await type_firm(app, pilot, "", "")


async def test_a_text_nobody_touched_follows_the_new_firm_after_saving_too() -> None:
    async with filling(ACTION, KEPT, look=home, names=UnitNames()) as (app, pilot):
        await type_firm(app, pilot, "甲", "420102")
        await pilot.press("f3")
        await until(pilot, lambda: len(app.saved) == 1 and app.line("firm").shown == "")
        await type_firm(app, pilot, "甲", "420102")
        await type_firm(app, pilot, "乙", "420103")
        await pilot.press("f3")
        await until(pilot, lambda: len(app.saved) == 2)
        assert [values["unit"] for values in app.saved] == ["420102", "420103"]


async def test_a_new_firm_saved_at_once_is_saved_with_its_own_unit() -> None:
    async with filling(ACTION, KEPT, look=home, names=UnitNames()) as (app, pilot):
        await type_firm(app, pilot, "甲", "420102")
        await pilot.press("up", "end", "ctrl+u", "乙", "f3")
        await until(pilot, lambda: len(app.saved) == 1)
        assert (app.saved[0]["firm"], app.saved[0]["unit"]) == ("乙", "420103")


async def test_a_text_a_person_wrote_stays_with_another_firm() -> None:
    async with filling(ACTION, KEPT, look=home, names=UnitNames()) as (app, pilot):
        await type_firm(app, pilot, "甲", "420102")
        while app.here() != "unit":
            await pilot.press("up" if app.here() == "held_on" else "down")
        await pilot.press("end", "ctrl+u", *"江汉区", "tab")
        await type_firm(app, pilot, "甲", "江汉区")
        await pilot.pause(0.05)
        assert (app.line("unit").shown, app.echo("unit")) == ("江汉区", "")


# What Enter passes

PASSED = Given({"unit": "420102", "held_on": "2022-10-10"}, keeps=("unit", "held_on"))


async def test_what_enter_passes_is_said_until_the_person_moves_on() -> None:
    async with filling(ACTION, PASSED, look=home, names=UnitNames()) as (app, pilot):
        assert app.said("#passed").strip() == ""
        await pilot.press("甲", "enter")
        assert app.said("#passed").strip() == "已跳过 = 保持的所属单位、行动日期（↑ 可改）"
        assert app.here() == "need"
        await pilot.press("up")
        assert (app.here(), app.said("#passed").strip()) == ("held_on", "")


async def test_what_the_next_record_passes_is_said_beside_what_was_saved() -> None:
    given = Given({"firm": "甲"}, keeps=("firm",))
    async with filling(ACTION, given, names=UnitNames()) as (app, pilot):
        assert "保持的企业（" in app.said("#passed")
        await pilot.press(*"420102", "f3")
        await until(pilot, lambda: "已保存第 1 条：江岸区" in app.said(".box-title"))
        assert "保持的企业（" in app.said("#passed")


async def test_enter_stands_on_a_kept_text_that_cannot_be_read() -> None:
    async def save_half(_texts: dict[str, str]) -> tuple[()]:
        return ()

    async with filling(ACTION, PASSED, save_half=save_half, names=UnitNames()) as (app, pilot):
        await pilot.press("甲", "down", "end", "ctrl+u", *"ct", "f5")
        await until(pilot, lambda: "已存为待完善" in app.said(".box-title"))
        assert (app.line("unit").shown, app.problem("unit")) == ("ct", "没有“ct”")
        assert app.here() == "firm"
        await pilot.press("乙", "enter")
        assert (app.here(), app.said("#passed").strip()) == ("unit", "")
        await pilot.press(*"420103", "enter")
        await until(pilot, lambda: app.problem("unit") == "")
        assert (app.line("unit").shown, app.here()) == ("420103", "need")
