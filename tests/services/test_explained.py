"""Explanations travel: with the ledger's workbook and on a sheet of the year-end workbook."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from programme import JIANGAN, PROVINCE, SHIYAN, WUHAN
from rows import put, values
from sqlalchemy.orm import Session

from qtrack.reports.report import Grid, Sheet
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add, change
from qtrack.services.ledger_report import ledger_report
from qtrack.services.office import Office
from qtrack.services.query import Query
from qtrack.services.year_end.explained import explained_sheet
from qtrack.services.year_end.report import year_end_report
from qtrack.store.store import Actor, Store, open_store

Look = Callable[..., Office]
BIG = "培训人数：一场超过 2,000 人"
WHY = "示例：体育馆内举办"


def grid(sheet: Sheet) -> Grid:
    """Give a sheet's table."""
    (found,) = (block for block in sheet.blocks if isinstance(block, Grid))
    return found


def lines(sheet: Sheet) -> list[tuple[object, ...]]:
    """Give the rows of a sheet's table."""
    return [row.cells for row in grid(sheet).rows]


def labels(store: Store, office: Office, key: str) -> list[str]:
    """Give the columns of a ledger's workbook that are no fields."""
    (sheet,) = store.read(ledger_report, office, Query(key)).sheets
    return [column.label for column in grid(sheet).columns[len(ledger_class(key).schema().fields) :]]


def mark(session: Session, /, key: str, uid: str, **marks: object) -> None:
    """Write marks on a row."""
    row = session.get_one(ledger_class(key), uid)
    for name, value in marks.items():
        setattr(row, name, value)


@contextmanager
def as_another(folder: Path, at: datetime) -> Iterator[Store]:
    """Open the store as somebody else at another time."""
    store = open_store(folder / "qtrack.db", Actor("示例员乙", JIANGAN, "示例机"), lambda: at)
    try:
        yield store
    finally:
        store.close()


def test_each_explained_row_is_listed_with_its_doubt_and_who_explained_it_when(
    store: Store, office: Look, tmp_path: Path
) -> None:
    uid = store.run(add, office(), "training", values("training", trainees=2001), "示例：初稿")
    store.run(put, office(), "training", SHIYAN, subject="示例二")
    doubtful = values("training", trainees=2001, held_on=date(2022, 11, 2))
    with as_another(tmp_path, datetime(2022, 11, 5, 4, tzinfo=UTC)) as other:
        other.run(change, office(), "training", uid, doubtful, WHY)
    store.run(mark, "training", uid, starred=True)
    sheet = store.read(explained_sheet, office())
    told = f"{BIG}；培训日期：2022-11-02 还没有到"
    assert lines(sheet) == [("培训", "示例培训", "江岸区", told, WHY, "示例员乙", date(2022, 11, 5))]
    assert grid(sheet).title == "核实说明（1 条）"


def test_every_ledger_is_listed_and_only_the_tree(store: Store, office: Look) -> None:
    firm = store.run(put, office(), "enterprise", SHIYAN, name="示例一厂")
    store.run(put, office(), "action", SHIYAN, enterprise=firm, done_on=date(2021, 6, 1))
    store.run(put, office(), "station", JIANGAN)
    store.run(put, office(), "station", JIANGAN)
    found = [line[:3] for line in lines(store.read(explained_sheet, office()))]
    assert found == [
        ("企业", "示例一厂", "十堰市"),
        ("质量提升行动", "示例一厂", "十堰市"),
        ("一站式服务站", "示例服务站", "江岸区"),
    ]
    assert len(lines(store.read(explained_sheet, office(WUHAN)))) == 1
    assert store.read(explained_sheet, office(PROVINCE)).name == "核实说明"


def test_a_row_whose_doubt_is_gone_is_listed_no_more(store: Store, office: Look) -> None:
    uid = store.run(add, office(), "training", values("training", trainees=2001), WHY)
    store.run(change, office(), "training", uid, values("training"))
    assert lines(store.read(explained_sheet, office())) == []


def test_a_ledger_s_workbook_has_what_stands_beside_rows_where_any_has_it(store: Store, office: Look) -> None:
    uid = store.run(add, office(), "training", values("training"))
    assert labels(store, office(), "training") == []
    store.run(mark, "training", uid, remark="示例备注")
    assert labels(store, office(), "training") == ["备注"]
    store.run(add, office(), "training", values("training", trainees=2001, subject="示例二"), WHY)
    store.run(mark, "training", uid, starred=True)
    assert labels(store, office(), "training") == ["存疑", "核实说明", "备注", "星标"]
    (sheet,) = store.read(ledger_report, office(), Query("training")).sheets
    assert [line[-4:] for line in lines(sheet)] == [(BIG, WHY, None, None), (None, None, "示例备注", "★")]


def test_a_ledger_with_a_field_of_that_name_keeps_both_apart(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "platform", WUHAN)
    store.run(mark, "platform", uid, remark="示例备注")
    assert labels(store, office(), "platform") == ["备注（另加）"]


def test_the_year_end_workbook_keeps_its_ledgers_as_they_are(store: Store, office: Look) -> None:
    store.run(add, office(), "training", values("training", trainees=2001), WHY)
    sheets = {sheet.name: sheet for sheet in store.read(year_end_report, office()).sheets}
    assert len(lines(sheets["核实说明"])) == 1
    fields = ledger_class("training").schema().fields
    assert [column.label for column in grid(sheets["台账·培训"]).columns] == [field.label for field in fields]
