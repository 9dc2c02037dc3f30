"""What a table paints has exactly the cells it was given, whatever people typed."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qtrack.tui.widgets.cells import Cell, Column, bar_signs, fit
from qtrack.tui.widgets.columns import place
from qtrack.tui.widgets.line_paint import Ink, paint_cells, window

PLAIN = Style.null()
INK = Ink(PLAIN, PLAIN, {"dim": PLAIN}, {"bar": PLAIN, "good": PLAIN})


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("江岸区", 8, "江岸区  "),
        ("江岸区", 6, "江岸区"),
        ("江岸区", 5, "江 .."),
        ("江岸区", 4, "江.."),
        ("江岸区", 3, " .."),
        ("江岸区", 2, "江"),
        ("江岸区", 1, " "),
        ("江岸区", 0, ""),
        ("𬭚业公司", 6, "𬭚业.."),
        ("  汉阳区", 9, "  汉阳区 "),
        ("[/]", 5, "[/]  "),
        ("[@click=app.quit]x[/]", 21, "[@click=app.quit]x[/]"),
        ("红\x1b[31m色\r\n次\t行\x07", 16, "红[31m色 次 行  "),
        ("\u202e反\u200b向", 6, "反向  "),
        ("", 3, "   "),
    ],
)
def test_text_is_cut_by_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted
    assert cell_len(fitted) == width


@pytest.mark.parametrize(
    ("text", "fitted"), [("3,000", "  3,000"), ("12,345,678", "#######"), ("-", "      -")]
)
def test_a_number_is_never_cut(text: str, fitted: str) -> None:
    assert fit(text, 7, right=True) == fitted


@pytest.mark.parametrize(
    ("share", "pace", "done", "left"),
    [
        (0.0, None, "", "....."),
        (0.5, None, "##", "..."),
        (0.999, None, "####", "."),
        (1.0, None, "#####", ""),
        (1.7, None, "#####", ""),
        (-0.2, None, "", "....."),
        (0.4, 0.8, "##", "..|"),
        (0.8, 0.2, "#|##", "."),
        (1.0, 1.0, "####|", ""),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(share: float, pace: float | None, done: str, left: str) -> None:
    assert bar_signs(share, 5, pace) == (done, left)


def test_spare_room_goes_to_the_columns_that_flex() -> None:
    columns = [
        Column("a", "名称", 10, flex=True),
        Column("b", "数", 5, right=True),
        Column("c", "注", 4, flex=True),
    ]
    placing = place(columns, 30)
    assert placing.widths == (14, 5, 7)
    assert placing.starts == (1, 16, 22)
    assert placing.total == 30


def test_without_a_flexing_column_numbers_stay_beside_their_names() -> None:
    assert place([Column("a", "名", 4), Column("b", "注", 4)], 30).widths == (4, 23)
    assert place([Column("a", "名", 4), Column("b", "数", 4, right=True)], 30).widths == (4, 4)


def test_no_column_is_narrower_than_its_heading() -> None:
    assert place([Column("a", "每周还需", 3, right=True)], 0).widths == (8,)


def test_a_line_has_one_gap_between_columns_and_missing_cells_are_blank() -> None:
    placing = place(
        [Column("a", "名", 6), Column("b", "数", 5, right=True), Column("c", "", 3, right=True)], 0
    )
    assert paint_cells((Cell("江岸区"), Cell("60")), placing, INK).text == " 江岸区    60     "
    assert paint_cells((Cell(""), Cell("", "good", 0.5)), placing, INK).text == "        ##...     "


@pytest.mark.parametrize("words", ["江岸区(0次)", "江岸区(0次) 江汉区(0次) 汉阳区(0次)", ""])
@pytest.mark.parametrize("cursor", [None, 0, 1, 2])
def test_a_wide_cell_runs_on_to_the_end_of_the_line(words: str, cursor: int | None) -> None:
    placing = place(
        [Column("a", "名", 6), Column("b", "数", 8, right=True), Column("c", "注", 14, right=True)], 0
    )
    strip = paint_cells((Cell("甲"), Cell(words, wide=True), Cell("9")), placing, INK, cursor)
    assert strip.text == f" 甲     {fit(words, 8 + 1 + 14)} "
    assert strip.cell_length == placing.total


@pytest.mark.parametrize(
    ("scrolled", "frozen", "shown"),
    [
        (0, 0, "甲甲乙乙丙"),
        (1, 0, " 甲乙乙丙 "),
        (2, 0, "甲乙乙丙丙"),
        (0, 4, "甲甲乙乙丙"),
        (1, 4, "甲甲 乙丙 "),
        (2, 4, "甲甲乙丙丙"),
        (5, 4, "甲甲 丙丁 "),
    ],
)
def test_half_a_wide_character_becomes_a_space(scrolled: int, frozen: int, shown: str) -> None:
    line = Strip([Segment("甲甲乙乙丙丙丁丁丁")])
    seen = window(line, frozen, scrolled, 10, PLAIN)
    assert seen.cell_length == 10
    assert seen.text == shown
