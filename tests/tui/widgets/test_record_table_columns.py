"""A person arranges the columns of a table and says how it is sorted."""

import pytest
from rich.cells import cell_len
from table_bench import COLUMNS, Bench, row

from qtrack.tui.widgets.arrangement import NARROWEST, WIDEST, Arrangement
from qtrack.tui.widgets.cells import Column
from qtrack.tui.widgets.record_table import RecordTable


def heading(app: Bench) -> list[str]:
    return app.lines()[0].split()


@pytest.mark.parametrize("minus", ["minus", "fullwidth_hyphen_minus"])
@pytest.mark.parametrize("plus", ["equals_sign", "plus", "fullwidth_equals_sign", "fullwidth_plus_sign"])
async def test_a_column_is_hidden_and_all_are_shown_again(minus: str, plus: str) -> None:
    app = Bench(arrangeable=True)
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        await pilot.press("right", minus)
        await pilot.pause()
        assert heading(app) == ["企业名称", "人数", "备注"]
        assert app.lines()[1].split() == ["示例机械1厂", "1", "[@click=app.quit]x[/]"]
        assert app.table.cursor_column().key == "people"
        await pilot.press(plus)
        await pilot.pause()
        assert heading(app) == ["企业名称", "县区", "人数", "备注"]
        assert [kept.hidden for kept in app.arrangements] == [{"unit"}, frozenset()]


async def test_a_column_moves_with_the_cursor_and_the_cells_with_it() -> None:
    app = Bench(arrangeable=True)
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        await pilot.press("right", "shift+right", "shift+right")
        await pilot.pause()
        assert heading(app) == ["企业名称", "人数", "备注", "县区"]
        assert app.lines()[1].split() == ["示例机械1厂", "1", "[@click=app.quit]x[/]", "江岸区"]
        assert app.table.cursor == (0, 3)
        assert [column.key for column in app.table.columns] == ["name", "people", "note", "unit"]
        await pilot.press("shift+right")
        await pilot.pause()
        assert len(app.arrangements) == 2, "what changes nothing is not told"


async def test_the_first_column_is_neither_hidden_nor_moved_nor_passed() -> None:
    app = Bench(arrangeable=True)
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        await pilot.press("minus", "shift+right", "right", "shift+left")
        await pilot.pause()
        assert heading(app) == ["企业名称", "县区", "人数", "备注"]
        assert app.arrangements == []


@pytest.mark.parametrize(("key", "end"), [("ctrl+left", NARROWEST), ("ctrl+right", WIDEST)])
async def test_a_column_becomes_narrower_and_wider_within_bounds(key: str, end: int) -> None:
    app = Bench(arrangeable=True)
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        for _ in range(40):
            await pilot.press(key)
            assert app.table.render_line(1).cell_length == app.table.scrollable_content_region.width
        assert app.arrangements[-1].widths == {"name": end}
        assert app.table.columns[0].width == end


async def test_a_narrow_column_cuts_wide_characters_whole() -> None:
    app = Bench((Column("name", "企业", 8), Column("unit", "县区", 10)), arrangeable=True)
    async with app.run_test(size=(60, 24)) as pilot:
        app.table.show([row(1)])
        for width in range(9, 1, -1):
            app.table.set_arrangement(Arrangement(widths={"name": width}))
            await pilot.pause()
            line = app.lines()[1]
            assert cell_len(line[: line.index("江")]) == width + 2


async def test_an_arrangement_is_kept_when_the_columns_are_given_again() -> None:
    app = Bench(arrangeable=True)
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.set_arrangement(Arrangement(("name", "note", "unit"), frozenset({"people"})))
        app.table.set_columns(COLUMNS)
        app.table.show([row(1)])
        await pilot.pause()
        assert heading(app) == ["企业名称", "备注", "县区"]


async def test_a_list_not_made_for_it_keeps_its_columns() -> None:
    app = Bench()
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        await pilot.press("right", "minus", "ctrl+right", "shift+right")
        await pilot.pause()
        assert heading(app) == ["企业名称", "县区", "人数", "备注"]
        assert app.keys == ["minus", "ctrl+right", "shift+right"]


@pytest.mark.parametrize("key", ["[", "【", "「", "fullwidth_left_square_bracket"])
async def test_a_sort_is_asked_for_and_taken_away_by_the_same_key(key: str) -> None:
    app = Bench()
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        await pilot.press("right", key)
        app.table.set_sort([("unit", False)])
        await pilot.press("]", key)
        await pilot.pause()
        assert app.sorts == [("unit", False), ("unit", True), ("unit", None)]


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        ([], ["企业名称", "县区", "人数", "备注"]),
        ([("people", True)], ["企业名称", "县区", "人数v", "备注"]),
        ([("unit", False), ("name", True)], ["企业名称v", "县区^", "人数", "备注"]),
    ],
)
async def test_the_heading_says_how_the_rows_are_sorted(
    sort: list[tuple[str, bool]], shown: list[str]
) -> None:
    tight = tuple(Column(column.key, column.label, 1, right=column.right) for column in COLUMNS)
    app = Bench(tight)
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.set_sort(sort)
        await pilot.pause()
        assert heading(app) == shown


async def test_a_click_on_a_heading_sorts_up_then_down_then_not() -> None:
    app = Bench()
    async with app.run_test(size=(100, 24)) as pilot:
        app.table.show([row(1)])
        await pilot.pause()
        for answer in ([("unit", False)], [("unit", True)], []):
            await pilot.click(RecordTable, offset=(20, 0))
            app.table.set_sort(answer)
        assert app.sorts == [("unit", False), ("unit", True), ("unit", None)]
        assert app.table.cursor == (0, 0)


async def test_a_number_cut_by_the_edge_never_looks_like_a_smaller_one() -> None:
    app = Bench()
    async with app.run_test(size=(34, 10)) as pilot:
        app.table.show([row(123_456)])
        await pilot.pause()
        assert app.lines()[1].endswith(" >")
        assert " 1" not in app.lines()[1]
        await pilot.press("right", "right")
        await pilot.pause()
        assert "123,456" in app.lines()[1]
