"""The values of a column with their counts: what is seen, how it is narrowed, and what is answered."""

import asyncio

import pytest
from asked import UNASKED, asking
from textual.pilot import Pilot

from qtrack.domain.problem import refuse
from qtrack.tui.widgets.frequency import MOST_SHOWN, Counts, Frequency, FrequencyScreen

VALUES: tuple[Frequency, ...] = (
    (None, "", 600),
    ("420102", "江岸区", 300),
    ("420103", "江汉区 [/]", 90),
    ("420113", "[@click=app.quit]汉南区", 10),
)


async def load(text: str) -> Counts:
    values = [value for value in VALUES if text in value[1]]
    return Counts(values, len(values), sum(count for _, _, count in values))


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], (None,)),
        (["down", "enter"], ("420102",)),
        (["汉", "enter"], ("420103",)),
        (["space", "space", "enter"], (None, "420102")),
        (["down", "ideographic_space", "up", "up", "enter"], ("420102",)),
        (["汉", "space", "backspace", "down", "space", "enter"], ("420103", "420102")),
        (["space", "up", "space", "down", "enter"], ("420103",)),
        (["没", "enter"], UNASKED),
        (["space", "escape"], None),
    ],
)
async def test_the_answer_is_what_is_ticked_or_under_the_cursor(keys: list[str], answer: object) -> None:
    async with asking(FrequencyScreen("县区", load)) as (app, pilot):
        for key in keys:
            await press(pilot, key)
        assert app.answer == answer


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(["enter"], ("420102",)), (["down", "space", "enter"], ()), (["space", "enter"], ("420102", None))],
)
async def test_what_was_picked_before_is_ticked(keys: list[str], answer: object) -> None:
    async with asking(FrequencyScreen("县区", load, ("420102",))) as (app, pilot):
        await press(pilot, *keys)
        assert app.answer == answer


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_counts_shares_and_totals_are_seen_as_plain_text(size: tuple[int, int]) -> None:
    async with asking(FrequencyScreen("县区", load), size) as (app, pilot):
        await pilot.pause()
        seen = "\n".join(app.lines())
        for part in (
            "4 种值，1,000 条",
            "（空）",
            "600",
            "60.0%",
            "30.0%",
            "江汉区 [/]",
            "[@click=app.quit]汉南区",
        ):
            assert part in seen
        await press(pilot, "汉", "space")
        seen = "\n".join(app.lines())
        assert "2 种值，100 条　已勾 1 种，90 条" in seen
        assert "9.0%" in seen


async def test_an_enter_that_comes_early_waits_for_the_values() -> None:
    async def slow(text: str) -> Counts:
        await asyncio.sleep(0.3)
        return await load(text)

    async with asking(FrequencyScreen("县区", slow)) as (app, pilot):
        assert "正在统计" in "\n".join(app.lines())
        await pilot.press("岸", "enter")
        await pilot.pause(0.6)
        assert app.answer == ("420102",)


async def test_many_values_are_listed_up_to_a_number_and_counted_all() -> None:
    async def many(_text: str) -> Counts:
        listed = [(at, f"示例机械{at}厂", 1) for at in range(MOST_SHOWN)]
        return Counts(listed, MOST_SHOWN + 5, MOST_SHOWN + 5)

    async with asking(FrequencyScreen("企业", many)) as (app, pilot):
        await pilot.pause()
        assert "1,005 种值，1,005 条　只列前 1,000 种" in "\n".join(app.lines())


async def test_a_refusal_is_told_and_the_screen_stays() -> None:
    async def refused(_text: str) -> Counts:
        raise refuse("数据文件正被另一个程序写入")

    async with asking(FrequencyScreen("企业", refused)) as (app, pilot):
        await press(pilot, "enter")
        await pilot.pause(0.2)
        told = [note.message for note in app._notifications]  # noqa: SLF001 - Textual keeps them there
        assert (app.answer, told) == (UNASKED, ["数据文件正被另一个程序写入"])
        assert "未能统计" in "\n".join(app.lines())
        await press(pilot, "escape")
        assert app.answer is None
