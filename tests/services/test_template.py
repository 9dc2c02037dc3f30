"""The blank form of every ledger: made for a spreadsheet, and read back whole when it is filled in."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.problem import RefusedError
from qtrack.exchange.headings import find_table
from qtrack.exchange.matching import match
from qtrack.exchange.synonyms import known_headings, synonyms
from qtrack.reports.blank import Blank, BlankForm, Entry, write_blank
from qtrack.services.catalog import schemas
from qtrack.services.office import Office
from qtrack.services.template import blank_form

SCHEMAS = schemas()
HEAD = 3
SAMPLES: dict[Kind, str | int | float | date] = {
    Kind.DATE: date(2022, 3, 25),
    Kind.COUNT: 30,
    Kind.YEAR: 2022,
    Kind.MONEY: 12.5,
    Kind.FLAG: "是",
    Kind.CODE: "91350100M000100Y43",
    Kind.UNIT: "江岸区",
}


def written(form: BlankForm, folder: Path) -> openpyxl.Workbook:
    """Write a form and open it with another reader."""
    path = folder / "登记表.xlsx"
    assert write_blank(form, path) == path
    return openpyxl.load_workbook(path)


def rules(paper: Worksheet) -> dict[int, DataValidation]:
    """Give the validation by column, counted from 0."""
    return {next(iter(rule.sqref.ranges)).min_col - 1: rule for rule in paper.data_validations.dataValidation}


def sample(field: Field) -> str | int | float | date:
    """Give something a person would write into a cell of this field."""
    return str(field.choices[0].value) if field.choices else SAMPLES.get(field.kind, "示例内容")


def text(value: object) -> str:
    """Give a cell as a text."""
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else "" if value is None else str(value)


@pytest.mark.parametrize("key", SCHEMAS)
def test_a_filled_form_is_read_back_with_full_confidence(
    key: str, office: Callable[..., Office], tmp_path: Path
) -> None:
    schema: Schema = SCHEMAS[key]
    book = written(blank_form(office(), key), tmp_path)
    paper = book.worksheets[0]
    for row in range(HEAD + 1, HEAD + 6):
        for place, field in enumerate(schema.fields, start=1):
            paper.cell(row, place).value = sample(field)
    book.save(tmp_path / "填好.xlsx")
    again = openpyxl.load_workbook(tmp_path / "填好.xlsx").worksheets[0]
    rows = [[text(value) for value in row] for row in again.iter_rows(values_only=True)]
    table = find_table(rows, known_headings(schema, synonyms()))
    assert (table.heading_row, list(table.numbers())) == (2, [3, 4, 5, 6, 7])
    mapping = match(table.columns, schema)
    assert [(one.field, one.confidence) for one in mapping.columns] == [(f.key, 1.0) for f in schema.fields]
    assert mapping.sure


@pytest.mark.parametrize("key", SCHEMAS)
def test_an_empty_form_holds_no_records(key: str, office: Callable[..., Office], tmp_path: Path) -> None:
    paper = written(blank_form(office(), key), tmp_path).worksheets[0]
    rows = [[text(value) for value in row] for row in paper.iter_rows(values_only=True)]
    table = find_table(rows, known_headings(SCHEMAS[key], synonyms()))
    assert (table.heading_row, list(table.numbers())) == (2, [])


@pytest.mark.parametrize("key", SCHEMAS)
def test_every_column_checks_what_is_typed_and_says_how_to_fill_it(
    key: str, office: Callable[..., Office], tmp_path: Path
) -> None:
    form = blank_form(office(), key)
    paper = written(form, tmp_path).worksheets[0]
    found = rules(paper)
    for place, field in enumerate(SCHEMAS[key].fields):
        rule = found[place]
        area = next(iter(rule.sqref.ranges))
        assert (area.min_row, area.max_row) == (HEAD + 1, HEAD + 500)
        assert str(rule.prompt).startswith("必填。" if field.required else "选填。")
        assert "F4" not in str(rule.prompt)
        head = str(paper.cell(HEAD, place + 1).value)
        assert head == field.label + ("*" if field.required else "")


def test_choices_flags_and_units_come_from_a_hidden_list(
    office: Callable[..., Office], tmp_path: Path
) -> None:
    book = written(blank_form(office(), "training"), tmp_path)
    paper, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    keys = [field.key for field in SCHEMAS["training"].fields]
    found = {keys[place]: rule for place, rule in rules(paper).items()}
    listed = [[cell for cell in column if cell] for column in lists.iter_cols(values_only=True)]
    assert ["省级", "市级", "县级"] in listed
    assert ["是", "否"] in listed
    assert "江岸区" in listed[0]
    assert found["unit"].formula1 == f"'可选项'!$A$1:$A${len(listed[0])}"
    assert (found["level"].type, found["level"].showErrorMessage) == ("list", True)
    assert (found["topics"].type, bool(found["topics"].showErrorMessage)) == ("list", False)


def test_days_numbers_and_texts_have_their_bounds_and_codes_stay_texts(
    office: Callable[..., Office], tmp_path: Path
) -> None:
    paper = written(blank_form(office(), "enterprise"), tmp_path).worksheets[0]
    keys = [field.key for field in SCHEMAS["enterprise"].fields]
    code = rules(paper)[keys.index("code")]
    assert (code.type, code.formula1, code.formula2) == ("textLength", "18", "18")
    with ZipFile(tmp_path / "登记表.xlsx") as parts:
        page, looks = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    columns = re.findall(r'<col min="([0-9]+)" max="([0-9]+)"[^>]* style="([0-9]+)"', page)
    (look,) = [int(look) for first, last, look in columns if int(first) <= 3 <= int(last)]
    formats = re.findall(r'<xf numFmtId="([0-9]+)"', looks.split("<cellXfs")[1])
    assert formats[look] == "49", "a text, whatever is typed"
    paper = written(blank_form(office(), "training"), tmp_path).worksheets[0]
    keys = [field.key for field in SCHEMAS["training"].fields]
    found = {keys[place]: rule for place, rule in rules(paper).items()}
    assert (found["held_on"].type, found["trainees"].type) == ("date", "whole")


def test_the_page_is_an_offices(office: Callable[..., Office], tmp_path: Path) -> None:
    paper = written(blank_form(office(), "示范项目"), tmp_path).worksheets[0]
    assert (paper.freeze_panes, paper.print_title_rows) == ("B4", "$3:$3")
    assert (paper.page_setup.orientation, paper.page_setup.paperSize) == ("landscape", 9)
    assert (paper.page_setup.fitToWidth, paper.page_setup.fitToHeight) == (2, 0)


def test_an_unknown_ledger_is_refused_by_name(office: Callable[..., Office]) -> None:
    with pytest.raises(RefusedError, match="没有“没有的”这本台账"):
        blank_form(office(), "没有的")


@pytest.mark.parametrize(
    "words", ["=1+1", "@SUM(A1)", "+1", "[/]", "a\x00b", "'x", "长" * 400, "http://example.invalid"]
)
def test_hostile_words_are_written_as_plain_text(words: str, tmp_path: Path) -> None:
    blank = Blank(words, Entry.CHOICE, hint=words, options=(words, "乙"))
    form = BlankForm(words, words, (blank, Blank("乙", Entry.TEXT, most=9)), date(2022, 3, 25))
    book = written(form, tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_equal_forms_give_equal_bytes(office: Callable[..., Office], tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        write_blank(blank_form(office(), "station"), tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
