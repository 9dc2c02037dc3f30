"""Rows are selected by key, however many there are and whether or not they are in memory."""

import pytest
from table_bench import MILLION, Bench, row, settle

from qtrack.tui.widgets.pages import PAGE
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.selection import ALL, NONE, Selection


def of(*keys: int) -> Selection:
    return Selection(frozenset(map(str, keys)))


@pytest.mark.parametrize("space", ["space", "ideographic_space"])
async def test_a_space_selects_the_row_and_goes_on(space: str) -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        await pilot.press(space, space, "up", space)
        await pilot.pause()
        assert app.selections == [of(0), of(0, 1), of(0)]
        assert app.table.cursor == (2, 0)


async def test_a_selected_row_is_marked_by_a_sign_and_by_its_ground() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        await pilot.press("space", "space", "up")
        await pilot.pause()
        assert [line[:2] for line in app.lines()[1:4]] == [">示", ">示", " 示"]
        grounds = [{part.style.bgcolor for part in app.table.render_line(y) if part.style} for y in (1, 3)]
        assert grounds[0].isdisjoint(grounds[1])


async def test_a_selection_survives_paging_and_a_reload() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await settle(pilot, app)
        await pilot.press("space", "end")
        await settle(pilot, app)
        await pilot.press("space")
        app.table.forget()
        app.table.expect(MILLION)
        await settle(pilot, app)
        assert app.table.selection == of(0, MILLION - 1)
        assert app.lines()[23].startswith(">")


async def test_all_that_match_are_selected_without_fetching_them() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await settle(pilot, app)
        await pilot.press("ctrl+a", "down", "space")
        await pilot.pause()
        assert app.wanted == []
        assert app.table.selection == Selection(frozenset({"1"}), all=True)
        assert app.table.selection.count(app.table.total) == MILLION - 1
        assert [line[0] for line in app.lines()[1:4]] == [">", " ", ">"]


async def test_escape_drops_the_selection_first_and_then_belongs_to_others() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        await pilot.press("ctrl+a", "escape")
        assert app.table.selection == NONE
        assert app.keys == []
        await pilot.press("escape")
        assert app.keys == ["escape"]


async def test_a_run_of_rows_grows_and_shrinks_round_its_anchor() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(50)])
        await pilot.press("down", "down", "down", "down", "down", "shift+down", "shift+down")
        assert app.table.selection == of(5, 6, 7)
        await pilot.press("shift+up", "shift+up", "shift+up", "shift+up")
        assert app.table.selection == of(3, 4, 5)
        assert app.table.cursor == (3, 0)
        await pilot.press("up", "up", "shift+up", "shift+up", "shift+up")
        assert app.table.selection == of(0, 1, 3, 4, 5), "a run begun anew leaves the former as it is"
        await pilot.press("shift+pagedown")
        assert app.table.cursor == (22, 0)
        assert app.table.selection == of(*range(1, 23), 3, 4, 5)


async def test_a_run_waits_for_rows_that_are_on_their_way() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await pilot.pause()
        first, second = app.wanted
        app.wanted.clear()
        await pilot.press("shift+down")
        assert app.table.selection == NONE, "there is no key to begin with yet"
        app.table.fill(first.generation, 0, [row(at) for at in range(PAGE)])
        app.table.put_cursor(PAGE - 3, 0)
        await pilot.press(*["shift+down"] * 6)
        assert app.table.cursor == (PAGE - 1, 0)
        assert app.table.selection == of(PAGE - 3, PAGE - 2, PAGE - 1)
        app.table.fill(second.generation, PAGE, [row(at) for at in range(PAGE, 2 * PAGE)])
        assert app.table.cursor == (PAGE + 3, 0)
        assert app.table.selection == of(*range(PAGE - 3, PAGE + 4))


async def test_a_run_goes_at_most_a_page_beyond_what_is_here() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.expect(MILLION)
        await settle(pilot, app)
        app.table.scroll_to(y=500_000, animate=False)
        await settle(pilot, app)
        app.table.put_cursor(500_000, 0)
        await pilot.press(*["shift+up"] * (PAGE + 50))
        await pilot.pause()
        asked = [event.offset for event in app.wanted]
        assert asked == [500_000 - PAGE, 500_000 - 2 * PAGE]
        await settle(pilot, app)
        assert app.table.cursor == (500_000 - PAGE, 0)
        assert app.table.selection.count(MILLION) == PAGE + 1


async def test_a_list_not_made_for_it_leaves_the_keys_to_others() -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        await pilot.press("space", "ctrl+a", "shift+down", "escape")
        assert app.table.selection == NONE
        assert app.keys == ["space", "ctrl+a", "shift+down", "escape"]


async def test_the_mouse_with_ctrl_selects_one_more_row() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        await pilot.pause()
        await pilot.click(RecordTable, offset=(2, 2), control=True)
        await pilot.click(RecordTable, offset=(2, 4), control=True)
        assert app.table.selection == of(1, 3)
        await pilot.click(RecordTable, offset=(2, 4), control=True)
        assert app.table.selection == of(1)
        assert app.table.cursor == (3, 0)
        assert app.chosen == []


async def test_the_owner_may_select_and_clear() -> None:
    app = Bench(selectable=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show([row(at) for at in range(5)])
        app.table.set_selection(of(4))
        await pilot.pause()
        assert app.lines()[5].startswith(">")
        app.table.set_selection(ALL)
        app.table.set_selection(NONE)
        await pilot.pause()
        assert app.selections == [of(4), ALL, NONE]


async def test_marks_stand_before_the_row_and_stay_while_it_scrolls() -> None:
    app = Bench(selectable=True, marked=True)
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.show([row(0, marks="*"), row(1, marks='*"'), row(2, marks='*?"'), row(3)])
        await pilot.press("space", "right", "right", "right")
        await pilot.pause()
        assert [line[:5] for line in app.lines()[:5]] == ["    企", ">*  示", ' *" 示', " *+ 示", "    示"]
        assert "备注" in app.lines()[0]
