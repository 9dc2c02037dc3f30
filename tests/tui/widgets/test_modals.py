"""A modal is a typed question: keys go in, one answer comes out."""

import asyncio
from collections.abc import Sequence

import pytest
from asked import UNASKED, asking
from textual import events
from textual.widgets import Static

from qtrack.domain.programme import Source
from qtrack.tui.widgets.chooser import Chooser, Option, OptionList, TickChooser, narrow
from qtrack.tui.widgets.dialogs import Ask, Confirm, Notice
from qtrack.tui.widgets.source_view import SourceView

OPTIONS = (
    Option("420102", "江岸区", "武汉市"),
    Option("420103", "江汉区", "武汉市"),
    Option("420114", "蔡甸区", "武汉市"),
    Option("429021", "神农架林区 [/]", "省直管"),
    Option("x", "新蔡甸 [@click=app.quit]x[/]"),
)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], False),
        (["escape"], False),
        (["n"], False),
        (["y"], True),
        (["Y"], True),
        (["ｙ"], True),
        (["ｎ"], False),
        (["left", "enter"], True),
        (["left", "right", "enter"], False),
        (["x", "1"], UNASKED),
    ],
)
async def test_only_a_spoken_yes_confirms(keys: list[str], answer: object) -> None:
    async with asking(Confirm("删除这条记录吗？", "示例机械一厂 [/]")) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answer == answer


async def test_a_notice_is_read_and_closed() -> None:
    async with asking(Notice("帮助", "[/] 第一行\n" + "一行\n" * 60)) as (app, pilot):
        scroll = app.screen.query_one("VerticalScroll")
        await pilot.press("pagedown")
        await pilot.wait_for_scheduled_animations()
        assert scroll.scroll_offset.y > 0
        assert scroll.region.bottom <= 23
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer is None


async def test_a_line_is_asked_for_until_it_will_do() -> None:
    def check(text: str) -> str:
        return "" if text.isdecimal() else f"“{text}”不是数字 [/]"

    async with asking(Ask("分解数", "武汉市 3,000", check=check)) as (app, pilot):
        await pilot.press("a", "enter")
        assert app.answer == UNASKED
        assert str(app.screen.query_one(".box-problem", Static).content) == "“a”不是数字 [/]"
        await pilot.press("backspace", "1", "2", "enter")
        await pilot.pause()
        assert app.answer == "12"
    async with asking(Ask("分解数", check=check)) as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer is None


async def test_a_paste_of_several_lines_answers_nothing() -> None:
    async with asking(Ask("理由")) as (app, pilot):
        app.screen.focused.post_message(events.Paste("因防汛\r\n延期\x1b[2J\n"))  # type: ignore[union-attr]
        await pilot.pause()
        assert app.answer == UNASKED
        await pilot.press("enter")
        await pilot.pause()
        assert app.answer == "因防汛 延期[2J"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ["420102", "420103", "420114", "429021", "x"]),
        ("江", ["420102", "420103"]),
        ("４２０１０３", ["420103"]),
        ("蔡甸", ["420114", "x"]),
        ("武汉 江汉", ["420103"]),
        ("[/]", ["429021", "x"]),
        ("X", ["x"]),
        ("没有", []),
    ],
)
def test_typing_narrows(text: str, keys: list[str]) -> None:
    assert [option.key for option in narrow(OPTIONS, text)] == keys


def test_typing_narrows_by_spelling_whole_initials_in_front() -> None:
    spelled = (
        Option("430621", "岳阳县", readings=("yue yang", "yue yang xian")),
        Option("430602", "岳阳楼区", readings=("yue yang lou", "yue yang lou qu")),
        Option("430603", "云溪区", "yyl", readings=("yun xi", "yun xi qu")),
    )
    assert [option.text for option in narrow(spelled, "ＹＹ")] == ["岳阳县", "岳阳楼区", "云溪区"]
    assert [option.text for option in narrow(spelled, "yyl")] == ["岳阳楼区", "云溪区"]
    assert [option.text for option in narrow(spelled, "yunxi")] == ["云溪区"]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], "420102"),
        (["down", "down", "enter"], "420114"),
        (["江", "down", "down", "down", "enter"], "420103"),
        (["蔡", "enter"], "420114"),
        (["没", "enter"], UNASKED),
        (["江", "escape"], None),
        (["pagedown", "enter"], "x"),
    ],
)
async def test_one_is_chosen_by_keys(keys: list[str], answer: object) -> None:
    async with asking(Chooser("选择单位", OPTIONS)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answer == answer


async def test_one_is_chosen_by_mouse() -> None:
    async with asking(Chooser("选择单位", OPTIONS)) as (app, pilot):
        await pilot.double_click(OptionList, offset=(3, 2))
        await pilot.pause()
        assert app.answer == "420103"


async def test_enter_waits_for_the_list_of_what_was_typed() -> None:
    gates = {text: asyncio.Event() for text in ("", "蔡", "蔡甸")}

    async def search(text: str) -> Sequence[Option]:
        await gates[text].wait()
        return narrow(OPTIONS, text)

    async with asking(Chooser("选择单位", search=search)) as (app, pilot):
        gates[""].set()
        await pilot.pause()
        await pilot.press("蔡", "甸", "enter")
        gates["蔡"].set()
        await pilot.pause()
        assert app.answer == UNASKED
        gates["蔡甸"].set()
        await pilot.pause()
        await pilot.pause()
        assert app.answer == "420114"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], ("420103",)),
        (["space", "enter"], ("420102", "420103")),
        (["end", "space", "home", "space", "enter"], ("420102", "420103", "x")),
        (["down", "space", "enter"], ()),
        (["space", "escape"], None),
    ],
)
async def test_several_are_ticked(keys: list[str], answer: object) -> None:
    async with asking(TickChooser("培训内容", OPTIONS, ["420103"])) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answer == answer


async def test_the_wide_space_of_an_input_method_ticks_too() -> None:
    async with asking(TickChooser("培训内容", OPTIONS)) as (app, pilot):
        app.post_message(events.Key("ideographic_space", "　"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.answer == ("420102",)


async def test_a_source_shows_its_words_in_their_paragraph() -> None:
    text = "一、思想\n（一）推动 10000家中小企业[/]开展行动。\n二"
    view = SourceView("通知", Source("二（一）", "推动10000家中小企业[/]"), text, "说明 [/b]")
    async with asking(view) as (app, pilot):
        shown = app.screen.query_one("#paragraph", Static).content
        assert str(shown) == "（一）推动 10000家中小企业[/]开展行动。"
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer is None
