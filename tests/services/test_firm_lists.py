"""Lists of firms as registers give them: every row accounted for, the same twice over, none guessed."""

from collections.abc import Callable, Sequence

import pytest
from programme import JIANGAN, PROVINCE, WUHAN
from rows import code
from sqlalchemy import func, select

from qtrack.domain.review import Outcome, Review
from qtrack.exchange.book import Book, Sheet
from qtrack.exchange.learned import Learned
from qtrack.ledgers.enterprise import Enterprise
from qtrack.reports.report import Grid
from qtrack.services.catalog import ledger_class
from qtrack.services.importing import import_rows
from qtrack.services.incoming import Incoming, incoming, with_columns
from qtrack.services.office import Office
from qtrack.services.refused_report import refused_report
from qtrack.services.review import Wish
from qtrack.services.settling import hindrances, with_texts
from qtrack.store.deeds import Deed
from qtrack.store.store import Store

Look = Callable[..., Office]

LEAVE_OUT = Wish(changes=True, leave_out=True)
REGISTER = [
    "企业名称",
    "统一社会信用代码",
    "注册日期",
    "企业类型",
    "注册资金",
    "所在省份",
    "地区",
    "注册地址",
]
PLACES = 2 * [
    ("武汉", "武汉市江岸区示例大道1号", "江岸区"),
    ("武汉", "江汉区示例街3号", "江汉区"),
    ("武汉", "汉口示例路5号", "武汉市"),
    ("武汉", "武汉东湖新技术开发区示例路7号", "武汉市"),
    ("十堰", "郧县示例镇", "郧阳区"),
    ("荆门", "湖北省京山县示例镇示例村", "京山市"),
    ("恩施", "恩施市示例路9号", "恩施市"),
    ("仙桃", "仙桃市示例镇", "仙桃市"),
    ("N/A", "武汉市武昌区示例路", "武昌区"),
]
WRONG = [
    ("武汉", "武汉市桥口区示例路", "“桥口区”不是武汉市的县区"),
    ("黄石", "武汉市汉阳区示例路", "武汉市不在黄石市"),
    ("N/A", "示例路11号", "不是湖北省的单位"),
    ("N/A", "N/A", "所属单位：必须填写"),
]


def register(places: Sequence[tuple[str, str, str]]) -> list[list[str]]:
    """Give a register's table with one firm for each place."""
    rows = [
        [f"示例{n}号厂", code(n), "2015-01-01", "N/A", "100万元", "湖北", city, address]
        for n, (city, address, _) in enumerate(places)
    ]
    return [REGISTER, *rows]


def found_in(rows: Sequence[Sequence[str]], office: Office) -> Incoming:
    """Find the table of firms in a sheet."""
    book = Book("csv", (Sheet("名单", tuple(map(tuple, rows))),))
    return incoming(book, ledger_class("enterprise").schema(), office, Learned())


def kept(store: Store, office: Office, found: Incoming) -> Review:
    """Keep what passes."""
    return store.run(import_rows, office, "enterprise", found.lines(), LEAVE_OUT)


def deeds(store: Store) -> int:
    """Count what was ever done to the file."""
    return store.read(lambda session: session.scalar(select(func.count()).select_from(Deed))) or 0


def test_a_register_is_taken_in_with_the_one_answer_it_lacks(store: Store, office: Look) -> None:
    province = office(PROVINCE)
    found = found_in(register([*PLACES, *WRONG]), province)
    assert [one.message for one in hindrances(found, province)] == ["缺少“规上”这一列"]
    found = with_texts(found, [("规上", "否")])
    assert not list(hindrances(found, province))
    told = kept(store, province, found)
    assert told.counts == {Outcome.NEW: len(PLACES), Outcome.REFUSED: len(WRONG)}
    for line, (_, _, reason) in zip(told.refused, WRONG, strict=True):
        assert line.number >= len(PLACES) + 2
        assert reason in line.told[0].message
    units = dict(store.read(lambda session: session.execute(select(Enterprise.name, Enterprise.unit)).all()))
    names = {name: province.region.by_code[unit].name for name, unit in units.items()}
    assert names == {f"示例{n}号厂": unit for n, (_, _, unit) in enumerate(PLACES)}


def test_the_same_register_again_changes_nothing(store: Store, office: Look) -> None:
    province = office(PROVINCE)
    found = with_texts(found_in(register([*PLACES, *WRONG]), province), [("规上", "否")])
    first = kept(store, province, found)
    before = deeds(store)
    again = kept(store, province, found)
    assert again.counts == {Outcome.SAME: first.counts[Outcome.NEW], Outcome.REFUSED: len(WRONG)}
    assert [line.reasons for line in again.refused] == [line.reasons for line in first.refused]
    assert deeds(store) == before


def test_every_row_of_a_sheet_is_a_record_or_told(office: Look) -> None:
    rows = [
        ["2022年示例企业名单"],
        ["填报单位：示例局", "", "日期：2022-11-01"],
        ["序号", "企业名称", "县区", "是否规上"],
        ["1", "示例一厂", "江岸区", "是"],
        ["2", "示例二厂", "江汉区", "否"],
        [],
        ["合计", "2家"],
        ["注：示例数据。"],
    ]
    found = found_in(rows, office(PROVINCE))
    notes = sum(note.last - note.first + 1 for note in found.table.notes)
    assert len(rows) == notes + found.table.heading_lines + len(found.lines())
    assert all(note.words for note in found.table.notes if rows[note.first])


def test_a_county_takes_a_list_of_its_own_without_asking_for_the_unit(store: Store, office: Look) -> None:
    county = office(JIANGAN)
    rows = [
        ["企业名称", "住所", "是否规上"],
        *([f"示例{n}号厂", f"武汉市示例路{n}号", "否"] for n in range(5)),
    ]
    found = found_in(rows, county)
    assert not list(hindrances(found, county))
    assert kept(store, county, found).counts == {Outcome.NEW: 5}


def test_rows_of_other_cities_are_named_and_left_out(store: Store, office: Look) -> None:
    city = office(WUHAN)
    rows = [["企业名称", "县区", "是否规上"]]
    rows += [[f"示例{n}号厂", unit, "否"] for n, unit in enumerate(["江岸区", "宜昌市夷陵区", "汉阳区"])]
    told = kept(store, city, found_in(rows, city))
    assert [(line.number, line.reasons[0].message) for line in told.refused] == [
        (3, "所属单位：夷陵区不属于武汉市")
    ]
    assert told.counts[Outcome.NEW] == 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("420100000000001", "15 位的是旧注册号"),
        ("12345678-9", "9 位的是旧组织机构代码"),
        ("91420100MA4K00001A", "校验位不对"),
        ("914201", "应为 18 位"),
    ],
)
def test_a_code_that_is_none_is_refused_with_what_to_write(
    store: Store, office: Look, said: str, reason: str
) -> None:
    rows = [["企业名称", "信用代码", "县区", "是否规上"], ["示例一厂", said, "江岸区", "否"]]
    told = kept(store, office(PROVINCE), found_in(rows, office(PROVINCE)))
    assert reason in told.refused[0].told[0].message


@pytest.mark.parametrize("said", ["", "无", "N/A", "-", "/"])
def test_a_firm_without_a_code_is_kept_without_one(store: Store, office: Look, said: str) -> None:
    rows = [["企业名称", "信用代码", "县区", "是否规上"], ["示例一厂", said, "江岸区", "否"]]
    told = kept(store, office(PROVINCE), found_in(rows, office(PROVINCE)))
    assert told.counts == {Outcome.NEW: 1}


def test_what_is_refused_can_be_mended_in_one_column_and_brought_again(store: Store, office: Look) -> None:
    province = office(PROVINCE)
    found = with_texts(found_in(register([*PLACES, *WRONG]), province), [("规上", "否")])
    told = kept(store, province, found)
    report = refused_report(province, found, found.lines(), told)
    (grid,) = report.sheets[0].blocks
    assert isinstance(grid, Grid)
    headings = [column.label for column in grid.columns]
    assert headings == ["未通过原因", "企业名称", "统一社会信用代码", "所属单位", "规上"]
    mended = [[*map(str, row.cells[:3]), "硚口区", str(row.cells[4])] for row in grid.rows]
    again = kept(store, province, found_in([headings, *mended], province))
    assert again.counts == {Outcome.NEW: len(WRONG)}


def test_a_column_settled_by_a_person_reads_the_county_too(store: Store, office: Look) -> None:
    province = office(PROVINCE)
    rows = [["企业名称", "登记机关", "住所", "是否规上"]]
    rows += [
        [f"示例{n}号厂", f"武汉市{unit}市场监督管理局", f"武汉市{unit}示例路", "否"]
        for n, unit in enumerate(["江岸区", "江汉区", "汉阳区"])
    ]
    found = found_in(rows, province)
    assert len(list(hindrances(found, province))) == 3
    settled = with_columns(found, [("登记机关", "所属单位")])
    assert not list(hindrances(settled, province))
    assert kept(store, province, settled).counts == {Outcome.NEW: 3}


def test_a_line_of_text_that_has_a_cell_too_many_is_not_believed(store: Store, office: Look) -> None:
    city = office(WUHAN)
    rows = [["企业名称", "县区", "是否规上", "联系人"]]
    rows += [[f"示例{n}号厂", "江岸区", "否", "示例人"] for n in range(9)]
    rows.insert(5, ["前面", "多余一格厂", "江岸区", "否", "示例人"])
    told = kept(store, city, found_in(rows, city))
    assert (told.counts[Outcome.NEW], [line.number for line in told.refused]) == (9, [6])
    assert "比表头多出一格“示例人”" in told.refused[0].told[0].message


def test_columns_without_headings_make_no_line_doubtful(store: Store, office: Look) -> None:
    city = office(WUHAN)
    rows = [["企业名称", "县区", "是否规上"]]
    rows += [[f"示例{n}号厂", "江岸区", "否", "没有标题的一列"] for n in range(9)]
    assert kept(store, city, found_in(rows, city)).counts == {Outcome.NEW: 9}
