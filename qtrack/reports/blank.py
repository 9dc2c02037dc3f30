"""A blank form as a workbook: headings, prepared rows, lists to choose from, words that help while typing."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from qtrack.files import write_atomic
from qtrack.reports import style
from qtrack.reports.grid import checked, row_height
from qtrack.reports.measure import cells, cut, lines, printable
from qtrack.reports.style import Look, Styles
from qtrack.reports.widths import COLUMN_GAP, PADDING
from qtrack.reports.xlsx import sheet_names

LISTS = "可选项"
"""The hidden sheet that holds what may be chosen."""

REQUIRED_MARK = "*"

_A4 = 9
_SIDE_MARGIN_IN = 0.6
_END_MARGIN_IN = 0.75
_TITLE_ROW, _NOTE_ROW, _HEAD_ROW = 0, 1, 2
_MOST_TITLE = 32
_MOST_MESSAGE = 255
_PAGE, _SHRUNK = 138.0, 1.5
"""Column units of an A4 page on its side, and how much smaller a form may be printed."""
_ROW_POINTS = 19.5
_AS_TEXT = 49
"""The number every program knows the format “text” by."""
_LEAST_WIDTH, _MOST_WIDTH = 8.0, 40.0
_REQUIRED: Look = {"bg_color": "#FCE4D6", "font_color": "#9C0006"}
_RUNNING: Look = {"align": "left", "text_wrap": False}
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Entry(Enum):
    """What a cell of a blank form takes."""

    TEXT = "文字"
    NOTE = "长文"
    CODE = "代码"
    DATE = "日期"
    WHOLE = "整数"
    MONEY = "金额"
    CHOICE = "单选"
    SEVERAL = "多选"


@dataclass(frozen=True, slots=True)
class Blank:
    """A column to fill: `least` and `most` bound its number, day or length; `options` may be chosen.

    `hint` is shown while the cell is selected; `width` is in cells, a Chinese character taking two.
    """

    label: str
    entry: Entry
    required: bool = False
    hint: str = ""
    options: tuple[str, ...] = ()
    least: int | date = 0
    most: int | date = 0
    width: int = 12


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form of `rows` rows below a title, a note and the headings."""

    title: str
    note: str
    blanks: tuple[Blank, ...]
    made_on: date
    rows: int = 500


def write_blank(form: BlankForm, path: Path) -> Path:
    """Write the form whole or not at all; give the path written. OSError when the disk refuses."""
    return write_atomic(path, lambda part: _fill(form, part))


def _fill(form: BlankForm, part: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="qtrack-") as folder:
        book = Workbook(str(part), {**_OPTIONS, "in_memory": True, "tmpdir": folder})
        name, lists_name = sheet_names([form.title, LISTS])
        paper, lists = book.add_worksheet(name), book.add_worksheet(lists_name)
        made = datetime.combine(form.made_on, time(tzinfo=UTC))
        book.set_properties({"title": printable(form.title), "created": made})
        _write_form(paper, Styles(book), form)
        _write_lists(lists, Styles(book), form.blanks)
        lists.hide()
        for place, blank in enumerate(form.blanks):
            rule = _rule(blank, lists_name, _list_place(form.blanks, place))
            first, last = _HEAD_ROW + 1, _HEAD_ROW + form.rows
            checked(paper.data_validation(first, place, last, place, rule))
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error


def _write_form(paper: Worksheet, styles: Styles, form: BlankForm) -> None:
    paper.set_default_row(_ROW_POINTS)
    widths = [_width(blank) for blank in form.blanks]
    for place, (blank, width) in enumerate(zip(form.blanks, widths, strict=True)):
        # The look belongs to the column, so that a code in a row further down stays a text too.
        checked(paper.set_column(place, place, width, styles.format(_look(blank.entry))))
    # Title and note run over the columns beside them: merged, they would be torn apart by page and pane.
    for row, words, look, height in (
        (_TITLE_ROW, form.title, {**style.TITLE, **_RUNNING}, 33.0),
        (_NOTE_ROW, form.note, {**style.NOTE, **_RUNNING, "font_size": style.BODY_POINTS}, 22.0),
    ):
        paper.set_row(row, height)
        checked(paper.write_string(row, 0, printable(words), styles.format(look)))
    heads = [_heading(blank) for blank in form.blanks]
    needed = max(lines(head, width - 1) for head, width in zip(heads, widths, strict=True))
    paper.set_row(_HEAD_ROW, row_height(needed) + 6)
    for place, (blank, head) in enumerate(zip(form.blanks, heads, strict=True)):
        form_of_head = styles.format(style.COLUMN_HEAD, _REQUIRED if blank.required else {})
        checked(paper.write_string(_HEAD_ROW, place, head, form_of_head))
    _set_page(paper, sum(widths) + COLUMN_GAP * len(widths))
    _line_filled(paper, styles, form)


def _set_page(paper: Worksheet, width: float) -> None:
    paper.set_landscape()
    paper.set_paper(_A4)
    paper.set_margins(_SIDE_MARGIN_IN, _SIDE_MARGIN_IN, _END_MARGIN_IN, _END_MARGIN_IN)
    paper.center_horizontally()
    paper.fit_to_pages(max(1, round(width / (_PAGE * _SHRUNK))), 0)
    paper.repeat_rows(_HEAD_ROW)
    paper.repeat_columns(0, 0)
    paper.freeze_panes(_HEAD_ROW + 1, 1)
    paper.set_footer("&R第 &P 页 共 &N 页", {"margin": 0.35})


def _line_filled(paper: Worksheet, styles: Styles, form: BlankForm) -> None:
    last = len(form.blanks) - 1
    # Lines stand round the rows that hold something: a form half full is not printed with empty pages.
    first, end = _HEAD_ROW + 1, _HEAD_ROW + form.rows
    whole = f"$A{first + 1}:${xl_col_to_name(last)}{first + 1}"
    lined = {"type": "formula", "criteria": f"=COUNTA({whole})>0", "format": styles.format(style.CELL)}
    checked(paper.conditional_format(first, 0, end, last, lined))


def _write_lists(lists: Worksheet, styles: Styles, blanks: tuple[Blank, ...]) -> None:
    text = styles.format({"num_format": _AS_TEXT})
    for place, blank in enumerate(blanks):
        if not blank.options:
            continue
        column = _list_place(blanks, place)
        for row, option in enumerate(blank.options):
            checked(lists.write_string(row, column, printable(option), text))


def _list_place(blanks: tuple[Blank, ...], place: int) -> int:
    """Give the column of the hidden sheet with the options of a blank."""
    return sum(bool(blank.options) for blank in blanks[:place])


def _heading(blank: Blank) -> str:
    return f"{printable(blank.label)}{REQUIRED_MARK if blank.required else ''}"


def _width(blank: Blank) -> float:
    shown = max((cells(printable(option)) for option in blank.options), default=0)
    wanted = max(cells(_heading(blank)), blank.width, min(shown, blank.width * 2)) + PADDING
    return min(_MOST_WIDTH, max(_LEAST_WIDTH, wanted))


def _look(entry: Entry) -> Look:
    # Text cells of more than 255 characters are shown as ##### by older programs, so long ones stay general.
    formats = {Entry.DATE: "yyyy-mm-dd", Entry.WHOLE: "0", Entry.NOTE: "General", Entry.MONEY: "General"}
    wrapped = entry in (Entry.NOTE, Entry.TEXT, Entry.SEVERAL)
    return {"num_format": formats.get(entry, _AS_TEXT), "valign": "vcenter", "text_wrap": wrapped}


def _rule(blank: Blank, lists_name: str, place: int) -> dict[str, Any]:
    """Give what a cell of this blank takes, with what is said before and after."""
    title = cut(printable(blank.label), _MOST_TITLE, "…")
    must = "必填。" if blank.required else "选填。"
    message = cut(must + printable(blank.hint), _MOST_MESSAGE, "…")
    told = {
        "ignore_blank": True,
        "input_title": title,
        "input_message": message,
        "error_title": title,
        "error_message": message,
    }
    return {**told, **_bounds(blank, lists_name, place)}


def _bounds(blank: Blank, lists_name: str, place: int) -> dict[str, Any]:
    if blank.options:
        column = xl_col_to_name(place, col_abs=True)
        source = f"='{lists_name}'!{column}$1:{column}${len(blank.options)}"
        # Several choices stand in one cell as words one cannot pick, so nothing is refused there.
        return {"validate": "list", "source": source, "show_error": blank.entry is Entry.CHOICE}
    if not blank.most:
        return {"validate": "any"}
    kinds = {Entry.DATE: "date", Entry.WHOLE: "integer", Entry.MONEY: "decimal"}
    bounds = {"criteria": "between", "minimum": blank.least, "maximum": blank.most}
    return {"validate": kinds.get(blank.entry, "length"), **bounds}
