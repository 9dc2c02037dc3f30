"""An undo is shown before it is done, and done by one key."""

import pytest
from asked import UNASKED, asking

from qtrack.tui.widgets.step_view import StepView

ABOUT = "2022-11-01 09:30　示例用户　批量修改 质量提升行动 1,200 条 [/]"
DETAILS = tuple(f"示例机械{at}厂：服务机构：（空） → 示例检验所 [@click=app.quit]x[/]" for at in range(12))


@pytest.mark.parametrize(
    ("key", "answer"),
    [("enter", True), ("y", True), ("Y", True), ("ｙ", True), ("escape", False), ("n", False), ("ｎ", False)],
)
async def test_one_key_answers(key: str, answer: object) -> None:
    async with asking(StepView("撤销这一步？", ABOUT, DETAILS)) as (app, pilot):
        await pilot.press("x", "space", "1")
        assert app.answer == UNASKED
        await pilot.press(key)
        await pilot.pause()
        assert app.answer is answer


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_of_it_is_seen_at_once_and_is_plain_text(size: tuple[int, int]) -> None:
    more = (*DETAILS, "……另有 1,188 条")
    async with asking(StepView("重做这一步？", ABOUT, more), size) as (app, _):
        seen = "\n".join(app.lines())
        for part in (
            "重做这一步？",
            "示例用户",
            "1,200 条 [/]",
            "示例机械0厂",
            "……另有 1,188 条",
            "N 或 Esc取消",
        ):
            assert part in seen
        assert "[@click=app.quit]" in seen


async def test_a_step_without_details_is_asked_as_well() -> None:
    async with asking(StepView("撤销这一步？", ABOUT)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert app.answer is True
