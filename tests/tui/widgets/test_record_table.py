"""The table asks for the rows it paints, and for no others."""

import pytest
from table_bench import MILLION, Bench, row, settle

from qtrack.tui.widgets.pages import KEPT, PAGE
from qtrack.tui.widgets.record_table import RecordTable


async def test_a_million_rows_are_asked_for_near_the_view_only() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        assert await settle(pilot, app) == [0, PAGE]
        assert app.lines()[1].split()[0] == "示例机械0厂"
        await pilot.press("end")
        await pilot.pause()
        assert app.lines()[23].startswith(" …")
        assert await settle(pilot, app) == [MILLION - PAGE]
        assert app.lines()[23].split()[0] == "示例机械999999厂"
        await pilot.press("enter", "home")
        assert await settle(pilot, app) == []
        assert app.chosen == ["999999"]
        app.table.scroll_to(y=500_190, animate=False)
        assert await settle(pilot, app) == [500_000, 500_200, 500_400]
        assert app.lines()[1].split()[0] == "示例机械500190厂"
        assert app.table.cursor == (0, 0)


async def test_pages_left_behind_are_given_up_and_asked_for_again() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await settle(pilot, app)
        app.table.scroll_to(y=PAGE * 50, animate=False)
        await pilot.pause()
        unanswered = app.wanted.copy()
        app.wanted.clear()
        app.table.scroll_to(y=PAGE * 60, animate=False)
        await pilot.pause()
        assert not app.table.wants(unanswered[0].generation, unanswered[0].offset)
        for page in range(KEPT + 2):
            app.table.scroll_to(y=PAGE * (100 + page), animate=False)
            await settle(pilot, app)
        app.table.scroll_to(y=0, animate=False)
        assert await settle(pilot, app) == [0, PAGE]


async def test_what_lies_ahead_is_fetched_the_way_the_rows_are_going() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await settle(pilot, app)
        app.table.scroll_to(y=500_050, animate=False)
        assert await settle(pilot, app) == [500_000, 500_200]
        app.table.scroll_to(y=500_040, animate=False)
        assert await settle(pilot, app) == [499_800]
        app.table.scroll_to(y=300_050, animate=False)
        assert await settle(pilot, app) == [300_000, 299_800]


async def test_a_page_down_held_fast_asks_only_for_where_it_ends() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await settle(pilot, app)
        await pilot.press(*["pagedown"] * 60)
        await pilot.pause()
        still = [event.offset for event in app.wanted if app.table.wants(event.generation, event.offset)]
        first = app.table.scroll_offset.y // PAGE * PAGE
        assert still == [first, first + PAGE]


async def test_a_question_that_failed_is_said_and_asked_again_on_the_next_move() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(1000)
        await pilot.pause()
        for event in app.wanted:
            app.table.failed(event.generation, event.offset)
        app.wanted.clear()
        await pilot.pause()
        assert "未读出" in app.lines()[1]
        assert app.wanted == [], "it does not ask by itself again and again"
        await pilot.press("down")
        assert await settle(pilot, app) == [0, PAGE]
        assert app.lines()[1].split()[0] == "示例机械0厂"
        app.table.forget()
        await pilot.pause()
        event = app.wanted[0]
        app.table.forget()
        app.table.failed(event.generation, event.offset)
        assert app.table.wants(event.generation + 1, event.offset), (
            "a failure that comes late changes nothing"
        )


async def test_answers_to_older_questions_are_dropped() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(1000)
        await pilot.pause()
        late = app.wanted.pop(0)
        app.wanted.clear()
        app.table.forget()
        app.table.expect(300)
        app.table.fill(late.generation, late.offset, [row(at, "过时的厂") for at in range(PAGE)])
        assert "过时" not in "".join(app.lines())
        assert await settle(pilot, app) == [0, PAGE]
        assert app.table.total == 300


async def test_the_cursor_stays_on_its_row_when_rows_are_fetched_anew() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(1000)
        await settle(pilot, app)
        await pilot.press(*["down"] * 7, "right")
        assert app.table.cursor == (7, 1)
        app.table.forget()
        app.table.expect(999)
        assert app.lines()[1].split()[0] == "示例机械0厂", "what was there stays until the new rows come"
        await pilot.pause()
        event = app.wanted[0]
        app.table.fill(event.generation, 0, [row(at) for at in range(1, PAGE + 1)])
        assert app.table.cursor == (6, 1)
        moved = app.table.cursor_row()
        assert moved is not None
        assert moved.key == "7"


async def test_rows_held_in_memory_keep_the_cursor_by_key_or_by_line() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        await pilot.press("down", "down", "down")
        app.table.show([row(at) for at in (4, 3, 2)])
        assert app.table.cursor == (1, 0)
        app.table.show([row(9)])
        assert app.table.cursor == (0, 0)
        app.table.seek("12")
        app.table.show([row(at) for at in (11, 12, 13)])
        assert app.table.cursor == (1, 0)
        app.table.show([])
        assert app.table.cursor_row() is None
        assert app.lines()[2] == " 还没有记录，按 F7 新增"
        await pilot.press("enter", "down", "end")
        assert app.chosen == []


async def test_every_move_of_the_cursor_is_told_once() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(100)])
        await pilot.pause()
        app.highlighted.clear()
        await pilot.press("down", "right", "up", "up", "pagedown", "home", "left", "left")
        await pilot.pause()
        assert app.highlighted == [
            ("1", "name"),
            ("1", "unit"),
            ("0", "unit"),
            ("22", "unit"),
            ("0", "unit"),
            ("0", "name"),
        ]


async def test_the_first_column_stays_while_the_others_scroll() -> None:
    app = Bench()
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.show([row(at) for at in range(3)])
        await pilot.press("right", "right", "right")
        await pilot.pause()
        assert app.table.cursor_column().key == "note"
        assert app.lines()[0].split() == ["企业名称", "备注"]
        assert app.lines()[2].split()[0] == "示例机械1厂"
        assert "[@click=app.quit]x[/]" in app.lines()[2]
        await pilot.press("left", "left")
        await pilot.pause()
        assert app.lines()[0].split()[:2] == ["企业名称", "县区"]


async def test_the_mouse_points_and_a_double_click_chooses() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(50)])
        await pilot.pause()
        await pilot.click(RecordTable, offset=(20, 3))
        assert app.table.cursor == (2, 1)
        await pilot.click(RecordTable, offset=(2, 0))
        assert app.table.cursor == (2, 1)
        await pilot.double_click(RecordTable, offset=(2, 5))
        assert app.chosen == ["4"]
        app.table.scroll_to(y=20, animate=False)
        await pilot.pause()
        await pilot.click(RecordTable, offset=(2, 1))
        assert app.table.cursor == (20, 0)


@pytest.mark.parametrize(
    "name", ["[/]", "[@click=app.quit]x[/]", "红\x1b[2J色", "𬭚业", "\u202e反向", "=1+1"]
)
async def test_what_people_typed_is_plain_text(name: str) -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(0, name)])
        await pilot.pause()
        line = app.table.render_line(1)
        assert line.cell_length == app.table.scrollable_content_region.width
        assert name.replace("\x1b", "").replace("\u202e", "") in line.text
        assert "\x1b" not in line.text


async def test_the_status_line_knows_where_the_cursor_stands() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.table.position == (0, 0, 0)
        app.table.expect(MILLION)
        await pilot.press("end", "right")
        assert app.table.position == (MILLION, MILLION, 1)


@pytest.mark.parametrize(("width", "keys"), [(80, "r"), (50, "rrr"), (50, "rr"), (50, "rrrl"), (50, "")])
async def test_an_editor_can_be_laid_over_the_cell_of_the_cursor(width: int, keys: str) -> None:
    app = Bench()
    async with app.run_test(size=(width, 10)) as pilot:
        app.table.styles.margin = (2, 0, 0, 3)
        app.table.show([row(at) for at in range(100)])
        await pilot.press(*["down"] * 30, *({"r": "right", "l": "left"}[key] for key in keys))
        await pilot.pause()
        region, line = app.table.cell_region(), 0
        assert region is not None
        line = region.y - app.table.region.y
        strip = app.table.render_line(line)
        left = region.x - app.table.region.x
        painted = strip.crop(left, left + region.width)
        assert {segment.style.bgcolor for segment in painted if segment.style} == {
            app.table.get_component_rich_style("record-table--cell").bgcolor
        }
        assert not strip.crop(left - 1, left).text.strip()
        app.table.scroll_to(y=0, animate=False)
        await pilot.pause()
        assert app.table.cell_region() is None
        app.table.scroll_cursor_into_view()
        await pilot.pause()
        assert app.table.cell_region() is not None


async def test_a_change_of_colours_is_seen_at_once() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(3)])
        await pilot.pause()
        dark = {segment.style for y in range(5) for segment in app.table.render_line(y)}
        app.theme = "textual-light"
        await pilot.pause()
        light = {segment.style for y in range(5) for segment in app.table.render_line(y)}
        assert dark.isdisjoint(light)
