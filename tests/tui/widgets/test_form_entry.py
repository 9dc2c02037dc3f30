"""Record after record in one form: what stays, what is blank, what is said, and what is never lost."""

import pytest
from form_bench import GOOD, SCHEMA, filling, until

from qtrack.domain.fields import Schema
from qtrack.domain.problem import Problem
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import Given, Outcome
from qtrack.tui.widgets.save_button import SaveButton

MANY = Given({"unit": "420102"}, keeps=("unit",))


async def test_f3_keeps_the_record_and_goes_on_with_the_next() -> None:
    async with filling(given=MANY) as (app, pilot):
        assert app.here() == "name"
        await pilot.press(*"示例一厂", "enter", *"3-25", "f3")
        await until(pilot, lambda: "已保存第 1 条：示例一厂" in app.said(".box-title"))
        assert app.outcomes == []
        shown = [app.line(key).shown for key in ("unit", "name", "held_on")]
        assert (shown, app.here()) == (["420102", "", ""], "name")
        assert app.echo("held_on") == ""
        await pilot.press(*"示例二厂", "f3")
        await until(pilot, lambda: "已保存第 2 条：示例二厂" in app.said(".box-title"))
        assert [values["name"] for values in app.saved] == ["示例一厂", "示例二厂"]
        assert [values["unit"] for values in app.saved] == ["420102", "420102"]
        await pilot.press("escape")
        await pilot.pause()
        assert app.outcomes == [Outcome(saved=2)]


async def test_a_refused_record_is_not_said_to_be_kept() -> None:
    refusal = (Problem("name", "企业名称：与已登记的相同"),)
    async with filling(given=MANY, answers=[refusal]) as (app, pilot):
        await pilot.press(*"示例一厂", "f3")
        await until(pilot, lambda: app.problem("name") != "")
        assert "已保存" not in app.said(".box-title")
        assert (app.line("name").shown, app.here()) == ("示例一厂", "name")
        await pilot.press("end", "甲", "f3")
        await until(pilot, lambda: "已保存第 1 条：示例一厂甲" in app.said(".box-title"))
        assert app.problem("name") == ""
        assert not app.form.query_one("#general").has_class("-wrong")


async def test_without_keeps_there_is_one_record() -> None:
    async with filling(given=Given(GOOD)) as (app, pilot):
        await pilot.press("f6", "f3")
        await pilot.pause()
        assert (app.saved, app.line("unit").kept) == ([], False)
        assert "F3" not in app.said(".box-keys")


async def test_f6_keeps_a_field_and_the_owner_hears_of_it() -> None:
    heard: list[frozenset[str]] = []
    async with filling(given=MANY, on_keeps=heard.append) as (app, pilot):
        await pilot.press(*"示例一厂", "down", *"3-25", "f6")
        assert app.line("held_on").query_one(".star").render() is not None
        await pilot.press("f3")
        await until(pilot, lambda: app.here() == "name" and app.line("name").shown == "")
        assert app.line("held_on").shown == "3-25"
        await pilot.press("up", "f6")
        assert heard == [frozenset({"unit", "held_on"}), frozenset({"held_on"})]


async def test_a_long_text_can_be_kept_and_repeated_too() -> None:
    async with filling(given=Given(GOOD, previous={"note": "旧\n有"}, keeps=())) as (app, pilot):
        await pilot.press("pagedown", "up", "ctrl+d", "f6")
        await until(pilot, lambda: app.line("note").shown == "旧\n有")
        assert app.line("note").kept


async def test_a_kept_field_is_marked() -> None:
    async with filling(given=MANY) as (app, pilot):
        marks = {key: str(app.line(key).query_one(".star").content) for key in ("unit", "name", "people")}  # type: ignore[attr-defined]
        assert marks == {"unit": "=*", "name": " *", "people": "  "}
        await pilot.press("f6")
        assert str(app.line("name").query_one(".star").content) == "=*"  # type: ignore[attr-defined]


async def test_enter_skips_what_is_kept_and_filled_and_other_keys_do_not() -> None:
    given = Given({"unit": "420102", "held_on": "3-25"}, keeps=("unit", "held_on", "people"))
    async with filling(given=given) as (app, pilot):
        await pilot.press("enter")
        assert app.here() == "people"
        await pilot.press("up", "up", "down")
        assert app.here() == "held_on"
        await pilot.press("shift+tab", "shift+tab")
        assert app.here() == "unit"


async def test_the_button_after_the_last_field_goes_on() -> None:
    short = Schema("short", "短表", SCHEMA.fields[:2])
    async with filling(short, MANY) as (app, pilot):
        await pilot.press(*"示例一厂", "enter")
        assert app.form.focused is app.form.query(SaveButton).first()
        await pilot.pause(0.15)
        await pilot.press("enter")
        await until(pilot, lambda: app.here() == "name")
        assert (len(app.saved), app.outcomes) == (1, [])


@pytest.mark.parametrize("key", ["ctrl+d", "ctrl+apostrophe"])
async def test_ditto_takes_what_the_record_before_had(key: str) -> None:
    given = Given({"unit": "420102"}, previous={"name": "示例旧厂", "people": "12"}, keeps=())
    async with filling(given=given) as (app, pilot):
        await pilot.press(key)
        assert app.line("unit").shown == "420102"
        await pilot.press("down", "x", key)
        await until(pilot, lambda: app.line("name").shown == "示例旧厂")
        assert "Ctrl+D同上：示例旧厂" in app.said("#hint")
        await pilot.press("甲", "f3")
        await until(pilot, lambda: app.line("name").shown == "")
        await pilot.press(key, "down", key, "down", key)
        await until(pilot, lambda: app.line("name").shown == "示例旧厂甲")
        assert [app.line(key).shown for key in ("unit", "held_on", "people")] == ["420102", "", ""]


async def test_a_chosen_answer_is_repeated_with_its_key() -> None:
    async with filling(given=Given(keeps=())) as (app, pilot):
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("汉", "enter")
        await pilot.pause()
        await pilot.press("down", "甲", "f3")
        await until(pilot, lambda: app.here() == "unit" and app.line("unit").shown == "")
        await pilot.press("ctrl+d")
        await until(pilot, lambda: app.line("unit").shown == "江汉区")
        assert app.line("unit").text == "420103"


async def test_what_is_typed_into_a_kept_field_takes_the_place_of_its_text() -> None:
    given = Given({**GOOD, "people": "30"}, keeps=("people",))
    async with filling(given=given) as (app, pilot):
        await pilot.press("f3")
        await until(pilot, lambda: app.line("name").shown == "")
        await pilot.press("down", "down", "down", "5", "7")
        assert (app.here(), app.line("people").shown) == ("people", "57")


async def test_esc_asks_only_for_text_that_is_not_kept_yet() -> None:
    async with filling(given=MANY) as (app, pilot):
        await pilot.press("甲", "f3")
        await until(pilot, lambda: len(app.saved) == 1 and app.line("name").shown == "")
        await pilot.press("乙", "escape")
        await pilot.pause()
        assert app.top() is Confirm
        await pilot.press("n", "backspace", "escape")
        await pilot.pause()
        assert app.outcomes == [Outcome(saved=1)]


async def test_what_is_typed_while_a_record_is_kept_goes_into_the_next() -> None:
    async with filling(given=MANY) as (app, pilot):
        app.gate.clear()
        await pilot.press("甲", "f3", "乙", "enter", "f3", *"4-1", "down", "6")
        assert app.line("name").shown == "甲"
        assert app.said("#hint") == "正在保存"
        app.gate.set()
        await until(pilot, lambda: app.line("people").shown == "6")
        assert [app.line(key).shown for key in ("name", "held_on")] == ["乙", "4-1"]
        assert len(app.saved) == 1


async def test_what_is_typed_while_a_record_is_refused_changes_nothing() -> None:
    async with filling(given=MANY, answers=[(Problem("", "文件被占用"),)]) as (app, pilot):
        app.gate.clear()
        await pilot.press("甲", "f3", "乙")
        app.gate.set()
        await until(pilot, lambda: "文件被占用" in app.said("#general"))
        assert (app.line("name").shown, app.here()) == ("甲", "name")


async def test_half_a_record_is_kept_as_typed() -> None:
    halves: list[dict[str, str]] = []

    async def save_half(texts: dict[str, str]) -> tuple[Problem, ...]:
        halves.append(texts)
        return () if len(halves) > 1 else (Problem("", "文件被占用"),)

    async with filling(given=Given(keeps=()), save_half=save_half) as (app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: "一项都没有填写" in app.said("#general"))
        assert halves == []
        await pilot.press("down", "down", *"很多", "f5")
        await until(pilot, lambda: "文件被占用" in app.said("#general"))
        assert app.line("held_on").shown == "很多"
        await pilot.press("f5")
        await until(pilot, lambda: "已存为待完善" in app.said(".box-title"))
        assert halves[1]["held_on"] == "很多"
        assert (app.line("held_on").shown, app.saved) == ("", [])
        await pilot.press("escape")
        await pilot.pause()
        assert app.outcomes == [Outcome(halves=1)]


async def test_half_a_record_of_one_closes_the_form() -> None:
    async def save_half(_texts: dict[str, str]) -> tuple[Problem, ...]:
        return ()

    async with filling(given=Given(GOOD), save_half=save_half) as (app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: app.outcomes == [Outcome(halves=1)])
        assert app.top() is not FormScreen


@pytest.mark.parametrize("many", [True, False])
async def test_the_line_of_keys_fits(many: bool) -> None:  # noqa: FBT001 - both sorts of form
    async def save_half(_texts: dict[str, str]) -> tuple[Problem, ...]:
        return ()

    async with filling(given=Given(keeps=() if many else None), save_half=save_half) as (app, _pilot):
        shown = app.said(".box-keys")
        assert shown.endswith("*必填")
        assert len(shown.encode("gbk")) <= 78
        assert ("F3存并续" in shown, "F6保持" in shown) == (many, many)
