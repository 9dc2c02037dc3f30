"""A change of many rows: field and text are asked, and what it would do is seen before it is done."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

import pytest
from asked import UNASKED, asking
from textual import events, work
from textual.app import App

from qtrack.domain.fields import Field, Kind, NoNames
from qtrack.domain.preview import MOST_PROBLEMS, Preview, Sample
from qtrack.domain.problem import Problem
from qtrack.domain.value import Reading
from qtrack.tui.widgets.bulk import BulkPreview, ask_change
from qtrack.tui.widgets.chooser import Option, narrow
from qtrack.tui.widgets.form_owner import FormOwner, Problems


class Status(Enum):
    """How far it has come."""

    TRAINED = "培训"
    RUNNING = "运行"


FIELDS = (
    Field("held_on", "培训日期", Kind.DATE, required=True),
    Field("provider", "服务机构", Kind.TEXT, length=20, hint="写全称 [/]"),
    Field("people", "人数", Kind.COUNT),
    Field("status", "状态", Kind.CHOICE, choices=tuple(Status), required=True),
    Field("topics", "内容", Kind.TICKS, choices=tuple(Status)),
    Field("unit", "所属单位", Kind.UNIT),
)
UNITS = (Option("420102", "江岸区", "武汉市"), Option("420103", "江汉区", "武汉市"))


async def units(_field: Field, words: str) -> Sequence[Option]:
    return narrow(UNITS, words)


async def save(_values: dict[str, object], _explanation: str) -> Problems:
    return ()


OWNER = FormOwner(lambda: Reading(date(2022, 11, 1), NoNames()), units, save)


class Asker(App[None]):
    """Asks for a change of 1,234 rows and keeps the answer."""

    answer: object = UNASKED

    def on_mount(self) -> None:
        """Ask."""
        self.ask()

    @work
    async def ask(self) -> None:
        """Ask in a worker, as a place does."""
        change = await ask_change(self, FIELDS, 1234, OWNER)
        self.answer = change and (change[0].key, change[1])

    def seen(self) -> str:
        """Give what is on the screen."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())  # noqa: SLF001 - as painted


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter", "3", "-", "2", "5", "enter"], ("held_on", "3-25")),
        (["服", "务", "enter", "示", "例", "enter"], ("provider", "示例")),
        (["服", "enter", "enter"], ("provider", "")),
        (["人", "enter", "３", "０", "enter"], ("people", "３０")),
        (["状", "enter", "运", "enter"], ("status", "运行")),
        (["状", "enter", "清", "enter"], UNASKED),
        (["内", "enter", "space", "down", "space", "enter"], ("topics", "培训、运行")),
        (["所", "属", "enter", "汉", "enter"], ("unit", "420103")),
        (["所", "属", "enter", "down", "down", "enter"], ("unit", "")),
        (["escape"], None),
        (["服", "enter", "示", "escape"], None),
    ],
)
async def test_field_and_text_are_asked(keys: list[str], answer: object) -> None:
    app = Asker()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert app.answer == answer


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (["enter", "3", "-", "2", "5"], "= 2022-03-25 周五"),
        (["enter", "x", "enter"], "“x”"),
        (["enter", "enter"], "培训日期必须填写，不能清空"),
        (["服", "enter"], "留空就是清空这一项"),
        (["服", "enter"], "写全称 [/]"),
        (["状", "enter"], "批量修改 1,234 条：状态改为"),
        (["所", "属", "enter"], "（清空）"),
    ],
)
async def test_the_person_is_helped_as_in_a_form(keys: list[str], seen: str) -> None:
    app = Asker()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert (app.answer, seen in app.seen()) == (UNASKED, True)


async def test_a_pasted_line_break_gives_no_answer() -> None:
    app = Asker()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("服", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert app.focused
        app.focused.post_message(events.Paste("示例\n检验所\n"))
        await pilot.pause()
        before = app.answer
        await pilot.press("enter")
        await pilot.pause()
        assert (before, app.answer) == (UNASKED, ("provider", "示例 检验所"))


SAMPLES = tuple(Sample(f"示例机械{at}厂 [/]", "服务机构", "", f"示例检验所{at}") for at in range(20))
DOUBT = Problem("held_on", "示例机械3厂：培训日期 2023-03-25 还没有到 [@click=app.quit]x[/]", doubt=True)
FAULT = Problem("held_on", "示例机械4厂：培训日期必须填写")


@pytest.mark.parametrize("key", ["f2", "y", "Y", "ｙ"])
async def test_what_is_in_order_is_done_by_one_key(key: str) -> None:
    async with asking(BulkPreview(Preview(1234, 1200, SAMPLES))) as (app, pilot):
        await pilot.press("down", "enter", "x")
        assert app.answer == UNASKED
        await pilot.press(key)
        await pilot.pause()
        assert app.answer == ""


@pytest.mark.parametrize("key", ["escape", "n", "ｎ"])
async def test_it_is_left_by_one_key(key: str) -> None:
    async with asking(BulkPreview(Preview(1234, 1200, SAMPLES, (DOUBT,)))) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app.answer is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_sum_problems_and_changes_are_seen_as_plain_text(size: tuple[int, int]) -> None:
    preview = Preview(1234, 1200, SAMPLES, (FAULT, DOUBT))
    async with asking(BulkPreview(preview, "批量修改：服务机构"), size) as (app, _):
        seen = "\n".join(app.lines())
        parts = (
            "不能修改",
            "必须先改（1 处）",
            FAULT.message,
            "请核实（1 处）",
            DOUBT.message,
            "示例机械0厂 [/]",
            "Esc返回",
        )
        assert [part for part in parts if part not in seen] == []
    async with asking(BulkPreview(Preview(1234, 1200, SAMPLES)), size) as (app, _):
        seen = "\n".join(app.lines())
        more = (
            "将修改 1,234 条中的 1,200 条",
            "前 20 处",
            "服务机构",
            "（空）",
            "示例检验所0",
            "F2 或 Y 修改",
        )
        assert [part for part in more if part not in seen] == []


@pytest.mark.parametrize("preview", [Preview(9, 9, SAMPLES, (FAULT, DOUBT)), Preview(9, 0)])
async def test_what_cannot_be_done_is_only_left(preview: Preview) -> None:
    async with asking(BulkPreview(preview)) as (app, pilot):
        await pilot.press("f2", "y", "enter")
        await pilot.pause()
        assert app.answer == UNASKED
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer is None


async def test_doubts_pass_with_an_explanation_only() -> None:
    async with asking(BulkPreview(Preview(9, 9, SAMPLES, (DOUBT,)))) as (app, pilot):
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert app.answer == UNASKED
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BulkPreview)
        await pilot.press("y")
        await pilot.pause()
        await pilot.press(*"计划日期", "f2")
        await pilot.pause()
        assert app.answer == "计划日期"


async def test_where_problems_may_be_more_than_are_listed_that_is_said_and_all_can_be_read() -> None:
    many = tuple(Problem("name", f"示例机械{at}厂：不合") for at in range(MOST_PROBLEMS))
    async with asking(BulkPreview(Preview(1000, 1000, SAMPLES, many))) as (app, pilot):
        assert "必须先改（只列前 50 处）" in "\n".join(app.lines())
        assert "示例机械0厂" in "\n".join(app.lines()[-10:])
        await pilot.press("shift+tab", "end")
        await pilot.pause(0.5)
        assert "示例机械49厂：不合" in "\n".join(app.lines())
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer is None
