"""How a table's columns and the fields they fill are put into rows, cells and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.text import plain
from qtrack.exchange.mapping import How, Match, field_of
from qtrack.exchange.synonyms import BESIDE
from qtrack.services.incoming import Incoming, label, named
from qtrack.services.office import Office
from qtrack.services.settling import Glance
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.chooser import Option

COLUMNS = (
    Column("place", "列", 4),
    Column("heading", "表头", 14, flex=True),
    Column("sample", "内容", 16, flex=True),
    Column("field", "填入", 16),
    Column("why", "依据", 16, flex=True),
)
NOT_IMPORTED = "不导入"
NONE_KEY, ALL_ROWS = "-", "="
"""Keys of options: fill no field; the same text for all rows."""

_FIELD, _COLUMN = "field:", "column:"
_LAST_TIME = "上次"
_LEAST_OPEN = 3
"""So many columns or fields that must be settled are told by name."""


def rows(found: Incoming, seen: Glance, lacking: Sequence[Field], open_first: Sequence[int]) -> list[Row]:
    """Give what lacks, what was open when the table was found, and then the other columns in their order."""
    fields = [_field_row(found, field) for field in lacking]
    others = [place for place in range(len(found.mapping.columns)) if place not in open_first]
    is_open = {one.column for one in found.open_columns()}
    columns = [found.mapping.columns[place] for place in (*open_first, *others)]
    return fields + [_column_row(found, one, seen, is_open=one.column in is_open) for one in columns]


def _field_row(found: Incoming, field: Field) -> Row:
    column, text = found.mapping.of(field.key), found.given.get(field.key)
    if column is not None:
        cells = (Cell("", "dim"), Cell(named(column), "dim"))
    elif text is not None:
        cells = (Cell("全部行填", "dim"), Cell(text))
    else:
        cells = (Cell("文件里没有", "warn"), Cell(""))
    mark, why = (
        ("!", Cell("必须填写，Enter 选定", "warn")) if column is None and text is None else ("", Cell(""))
    )
    return Row(f"{_FIELD}{field.key}", (Cell(mark, "warn"), *cells, Cell(field.label), why))


def _column_row(found: Incoming, one: Match, seen: Glance, *, is_open: bool) -> Row:
    if one.field is not None:
        unit = f"（{one.unit}）" if one.unit else ""
        field = Cell(label(found.schema, one.field).partition("（")[0] + unit)
    else:
        field = Cell("待定" if is_open else NOT_IMPORTED, "warn" if is_open else "dim")
    tone: Tone = "warn" if is_open else "dim" if one.field is None else ""
    samples = seen.samples[one.column] if one.column < len(seen.samples) else ()
    cells = (
        Cell(f"{'!' if is_open else ''}{one.column + 1}", tone),
        Cell(one.heading or "（无表头）", tone if one.heading else "dim"),
        Cell("、".join(samples), "dim"),
        field,
        Cell(one.why, "warn" if is_open else "dim"),
    )
    return Row(f"{_COLUMN}{one.column}", cells)


def field_key(row: Row) -> str:
    """Give the field a row says is lacking; empty for the row of a column."""
    return row.key.removeprefix(_FIELD) if row.key.startswith(_FIELD) else ""


def column_place(row: Row) -> int:
    """Give the place of a row's column."""
    return int(row.key.removeprefix(_COLUMN))


def where_words(found: Incoming, seen: Glance, sheets: int) -> str:
    """Say which sheet, where its headings are, how many rows."""
    row, lines = found.table.heading_row, found.table.heading_lines
    if row is None:
        stands = "没有表头"
    else:
        stands = f"表头在第 {row + 1} 行" if lines == 1 else f"表头在第 {row + 1} 至 {row + lines} 行"
    more = f"（共 {sheets} 张表，F4 换一张）" if sheets > 1 else ""
    return f"表“{plain(found.sheet.name)}”{more}　{stands}　{seen.rows:,} 行"


def money_words(found: Incoming) -> str:
    """Say in which unit amounts are read; nothing where there are none."""
    money = [one for one in found.mapping.columns if _is_money(found.schema, one)]
    if not money:
        return ""
    units = list(dict.fromkeys(one.unit or "万元" for one in money))
    if len(units) > 1:
        return "金额：各列单位不同，写在“填入”一栏"
    said = "按表上所写" if any(one.unit for one in money if one.how is not How.PERSON) else ""
    said = said or ("按您所选" if any(one.how is How.PERSON for one in money) else "表上没有写，按万元读")
    return f"金额：{units[0]}（{said}）"


def _is_money(schema: Schema, one: Match) -> bool:
    field = field_of(schema, one.field)
    return field is not None and field.kind is Kind.MONEY


def state_words(problems: Sequence[Problem]) -> str:
    """Say what is still to be settled, or that nothing is."""
    if not problems:
        return "各列都已对应，按 F2 看每一行会怎样"
    told = "；".join(problem.message for problem in problems[:_LEAST_OPEN])
    more = f"；……共 {len(problems)} 处" if len(problems) > _LEAST_OPEN else ""
    return f"还有 {len(problems)} 处要定：{told}{more}"


def learning_words(found: Incoming, *, learns: bool) -> str:
    """Say whether what a person settled is known from before, or will be remembered."""
    if learns:
        return "；改过的对应会按这组表头记住"
    return "；有的列照您上次选定的" if any(_LAST_TIME in one.why for one in found.mapping.columns) else ""


def left_out_words(found: Incoming) -> list[str]:
    """Give a sentence for all the rows that are no records and say anything."""
    return [note.sentence for note in found.table.notes if note.words]


def detail_words(found: Incoming, seen: Glance, row: Row | None) -> str:
    """Say all about the row under the cursor."""
    if row is None:
        return ""
    key = field_key(row)
    if key:
        field = found.schema.field(key)
        return f"{field.label}　必须填写。{field.hint}"
    one = found.mapping.columns[column_place(row)]
    samples = "、".join(seen.samples[one.column]) if one.column < len(seen.samples) else ""
    return f"{named(one)}　{one.why}\n内容：{samples or '空'}"


def field_options(found: Incoming, place: int) -> list[Option]:
    """Give what a column may fill: likely fields first, then none, then all others."""
    one = found.mapping.columns[place]
    taken = {other.field: other for other in found.mapping.columns if other.field and other is not one}

    def option(key: str, hint: str = "") -> Option:
        column = taken.get(key)
        detail = f"现由第 {column.column + 1} 列填" if column else hint
        return Option(key, label(found.schema, key), detail)

    likely = [key for key in ((one.field,) if one.field else one.likely) if key]
    first = [option(key, "现在填这个" if key == one.field else "可能是这个") for key in likely]
    none = Option(NONE_KEY, NOT_IMPORTED, "这一列不要")
    rest = [option(field.key, _about(field)) for field in found.schema.fields if field.key not in likely]
    return [*first, none, *rest, *(option(key) for key in BESIDE if key not in likely)]


def column_options(found: Incoming) -> list[Option]:
    """Give where the texts of a field that lacks may come from."""
    columns = [
        Option(
            str(one.column),
            named(one),
            f"现填{label(found.schema, one.field)}" if one.field else NOT_IMPORTED,
        )
        for one in sorted(found.mapping.columns, key=lambda one: one.field is not None)
    ]
    return [Option(ALL_ROWS, "全部行都填同一内容", "文件里没有这一列"), *columns]


def _about(field: Field) -> str:
    return " ".join(filter(None, ("必填" if field.required else "", field.hint)))


def lacking_fields(found: Incoming, office: Office, before: Iterable[Field] = ()) -> list[Field]:
    """Give the required fields that lack, and those that did before, so that none vanishes when settled."""
    return list(dict.fromkeys([*before, *found.missing(office)]))
