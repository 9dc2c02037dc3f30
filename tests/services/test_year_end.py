"""The year-end workbook, read back by another reader, says what the services and plain counting say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from busy_year import busy_year
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from programme import JIANGAN, JIANGHAN, PROVINCE, QIAOKOU, SHIYAN, WAN, WUHAN, XIANTAO
from rows import put
from sqlalchemy import event
from sqlalchemy.orm import Session

from qtrack.domain.due import DueStanding
from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.domain.standing import FloorStanding, Standing
from qtrack.domain.terms import MISSING
from qtrack.ledgers.project import ProjectState
from qtrack.packs import read_pack
from qtrack.places import seeds_folder
from qtrack.reports.xlsx import write_xlsx
from qtrack.services.catalog import schemas
from qtrack.services.dues import due_standings
from qtrack.services.office import Office
from qtrack.services.setup import seed_past_projects
from qtrack.services.split import save_split
from qtrack.services.standings import floor_standings, target_standings
from qtrack.services.year_end.facts import facts_of
from qtrack.services.year_end.report import year_end_report
from qtrack.store.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")

TODAY = date(2022, 11, 1)
Look = Callable[..., Office]
Line = dict[str, object]


@cache
def notice(region: Region) -> Programme:
    """Give the programme as it is shipped."""
    seeds = seeds_folder()
    programme, faults = read_pack(
        seeds / "programmes" / "hubei-2022.toml",
        texts_dir=seeds / "notices",
        regions={"hubei": region},
        schemas=schemas(),
    )
    assert programme is not None, faults
    return programme


@pytest.fixture
def look(region: Region) -> Look:
    """Give a unit's view of the shipped programme."""

    def at(unit: str = PROVINCE, today: date = TODAY) -> Office:
        return Office(region.by_code[unit], region, notice(region), today)

    return at


@pytest.fixture
def written(store: Store, tmp_path: Path) -> Callable[[Office], Workbook]:
    """Give the workbook of an office as another reader sees it."""

    def write(office: Office) -> Workbook:
        path = tmp_path / "年终.xlsx"
        write_xlsx(store.read(year_end_report, office), path)
        return load_workbook(path)

    return write


def lines(book: Workbook, sheet: str, head: str) -> list[Line]:
    """Give the rows of the table whose first heading is `head`, up to the first row without a border."""
    paper = book[sheet]
    rows = list(paper.iter_rows())
    start = next(place for place, line in enumerate(rows) if line[0].value == head)
    labels = [str(cell.value).partition("（")[0] for cell in rows[start] if cell.value]
    found: list[Line] = []
    for line in rows[start + 1 :]:
        if line[0].border.left.style is None:
            break
        values: list[object] = [
            cell.value.date() if isinstance(cell.value, datetime) else cell.value for cell in line
        ]
        found.append(dict(zip(labels, values, strict=False)))
    return found


def texts(book: Workbook, sheet: str) -> list[str]:
    """Give all words of a sheet."""
    return [cell.value for line in book[sheet].iter_rows() for cell in line if isinstance(cell.value, str)]


def target_name(office: Office, place: int) -> str:
    """Give the name of a target's sheet."""
    target = office.programme.targets[place]
    return f"{target.tier} {target.name}"


LEDGER_OF = {0: "action", 1: "introduction", 2: "benchmark", 4: "station"}


@pytest.mark.parametrize("unit", [PROVINCE, WUHAN, XIANTAO, JIANGAN])
def test_e_22_each_target_is_what_the_standings_and_plain_counting_say(
    store: Store, look: Look, written: Callable[[Office], Workbook], unit: str
) -> None:
    kept = store.run(busy_year, look())
    store.run(save_split, look(WUHAN), "wan", {JIANGAN: 500, JIANGHAN: 0, QIAOKOU: 300})
    office = look(unit)
    book = written(office)
    for place, held in enumerate(store.read(target_standings, office)):
        printed = {line["单位"]: line for line in lines(book, target_name(office, place), "单位")}
        whole = printed["合计" if held.children else office.unit.name]
        for standing in (held.own, *held.children):
            name = office.region.by_code[standing.unit].name
            line = whole if standing is held.own else printed[name]
            same_standing(line, standing)
            if place in LEDGER_OF:
                counted = [
                    (firm or str(number))
                    for number, (at, firm, counts, _) in enumerate(kept[LEDGER_OF[place]])
                    if counts and office.region.contains(standing.unit, at)
                ]
                assert line["已完成"] == len(set(counted))


def same_standing(line: Line, standing: Standing) -> None:
    """Hold a printed line against a standing; rates are cut to a tenth of a percent."""
    assert line["任务数"] == ("未分解" if standing.number is None else standing.number)
    assert line["已完成"] == standing.done
    assert line["还差"] == standing.gap
    assert line["每周需"] == standing.per_week
    assert line["判定"] == standing.verdict.value
    for label, rate in (("完成率", standing.rate), ("序时进度", standing.pace)):
        assert line[label] == (None if rate is None else pytest.approx(rate, abs=0.001))


def test_e_24_a_city_shows_what_it_has_not_passed_on(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    store.run(save_split, look(WUHAN), "wan", {JIANGAN: 500, JIANGHAN: 300})
    firm = store.run(put, look(), "enterprise")
    store.run(put, look(), "action", WUHAN, enterprise=firm)
    book = written(look(WUHAN))
    printed = {line["单位"]: line for line in lines(book, target_name(look(), 0), "单位")}
    assert printed["未分解"]["任务数"] == 3000 - 800
    assert printed["武汉市本级"]["已完成"] == printed["合计"]["已完成"] == 1
    assert printed["江岸区"]["出处"] == "市州自行分解"
    assert printed["合计"]["出处"] == "附件3"
    assert any("武汉 3000 350 25" in text for text in texts(book, target_name(look(), 0)))


def test_a_firm_in_two_counties_is_said_to_count_once(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    firm = store.run(put, look(), "enterprise")
    for unit in (JIANGAN, JIANGHAN):
        store.run(put, look(), "action", unit, enterprise=firm)
    said = texts(written(look(WUHAN)), target_name(look(), 0))
    assert any("各行之和 2 大于合计 1" in text for text in said)


@pytest.mark.parametrize("unit", [PROVINCE, WUHAN, XIANTAO, JIANGAN])
def test_e_3_e_10_each_floor_is_what_the_standings_and_plain_counting_say(
    store: Store, look: Look, written: Callable[[Office], Workbook], unit: str
) -> None:
    kept = store.run(busy_year, look())
    office = look(unit)
    book, standings = written(office), store.read(floor_standings, office)
    for floor in office.programme.floors:
        printed = {line["单位"]: line for line in lines(book, floor.name, _first(office))}
        for held in standings[floor.id]:
            line = printed[office.region.by_code[held.unit].name]
            assert [line[result.label] for result in held.results] == [r.count for r in held.results]
            assert line["判定"] == _verdict(held)
            assert line["出处"] == floor.source.clause
    trained = {line["单位"]: line for line in lines(book, office.programme.floors[0].name, _first(office))}
    for held in standings[office.programme.floors[0].id]:
        sizes = [people for at, _, counts, people in kept["training"] if counts and at == held.unit]
        line = trained[office.region.by_code[held.unit].name]
        assert (line["场次"], line["人数"]) == (len(sizes), sum(sizes))
        assert line["单场最多"] == max(sizes, default=0)


def _first(office: Office) -> str:
    return "所属市州" if office.unit.code == PROVINCE else "单位"


def _verdict(held: FloorStanding) -> str:
    if held.met:
        return "达标"
    return "未达" if any(result.count for result in held.results) else "未达（为零）"


def test_e_10_the_stations_of_the_province_stand_beside_the_total_asked_for(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    store.run(put, look(), "station", JIANGAN)
    said = texts(written(look()), "县区服务站")
    assert any("服务站 1 个" in text and "目标 150 个" in text for text in said)
    assert any(text.startswith("为零的单位 102 个") for text in said)


@pytest.mark.parametrize("unit", [PROVINCE, WUHAN, XIANTAO, JIANGAN])
def test_each_deadline_is_what_the_standings_say(
    store: Store, look: Look, written: Callable[[Office], Workbook], unit: str
) -> None:
    said = {"deadline": "hubei-2022/plan", "submitted_on": date(2022, 3, 28), "doc_no": "示例1号"}
    store.run(put, look(), "submission", WUHAN, **said)
    office = look(unit)
    printed = lines(written(office), "时限", "通知日期")
    dues: tuple[DueStanding, ...] = store.read(due_standings, office)
    assert [line["事项"] for line in printed] == [due.title for due in dues]
    for line, due in zip(printed, dues, strict=True):
        assert (line["通知日期"], line["状态"]) == (due.printed_on, due.state.value)
        assert line["报送日期"] == due.submitted_on
        assert line["文号"] == (due.doc_no or None)
        if due.owing and office.programme.deadline(due.deadline).submission:
            assert line["已报/应报"] == f"{due.submitted}/{due.owing}"


def test_the_province_sees_who_has_sent_what_when(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    said = {"deadline": "hubei-2022/plan", "submitted_on": date(2022, 3, 28)}
    store.run(put, look(), "submission", WUHAN, **said)
    printed = {line["单位"]: line for line in lines(written(look()), "各单位报送", "单位")}
    assert len(printed) == 17 + 1
    assert printed["武汉市"]["实施方案报省局"] == date(2022, 3, 28)
    assert printed["十堰市"]["实施方案报省局"] == "未报（逾期）"
    assert printed["十堰市"]["工作总结报省局"] == "未报"
    assert printed["已报/应报"]["实施方案报省局"] == "1/17"


@pytest.mark.parametrize("unit", [PROVINCE, WUHAN, XIANTAO, JIANGAN])
def test_e_22_the_summary_keeps_the_order_of_the_notice(
    store: Store, look: Look, written: Callable[[Office], Workbook], unit: str
) -> None:
    store.run(busy_year, look())
    office = look(unit)
    headings = [f"{section.clause}　{section.title}" for section in office.programme.sections]
    said = texts(written(office), "总结")
    assert [text for text in said if text in headings] == headings
    assert headings[0].startswith("二（一）")
    listed = {name for section in office.programme.sections for name in section.items}
    for matter in (matter for matter in office.programme.matters if matter.id in listed):
        told = any(text.strip().startswith(matter.name) for text in said)
        assert told == (not matter.only or unit in (PROVINCE, *matter.only))
    assert any("填报人" in text and "审核人" in text and "负责人" in text for text in said)
    assert any("2022-11-01" in text for text in said)


def test_the_summary_says_numbers_as_they_were_counted(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    store.run(busy_year, look())
    office = look(WUHAN)
    said = "".join(texts(written(office), "总结"))
    own = store.read(target_standings, office)[0].own
    assert f"应完成 3,000 家，实际完成 {own.done} 家" in said
    assert f"还差 {own.gap:,} 家，余下时间每周需完成 {own.per_week} 家" in said
    held = store.read(floor_standings, office)["training-per-county"]
    assert f"县区达标 {sum(standing.met for standing in held)}/13" in said
    assert f"文号：{MISSING}" in said


def test_what_was_read_and_what_is_missing_is_said(look: Look, written: Callable[[Office], Workbook]) -> None:
    office = look()
    printed = lines(written(office), "读法与待补", "类别")
    said = {line["事项"]: line["说明"] for line in printed}
    for question, answer in office.programme.readings:
        assert said[question] == answer
    assert any(line["类别"] == "前后不一" and line["事项"] == "附件1题名" for line in printed)
    assert MISSING in str(said["文号"])


def test_e_13_projects_stand_with_their_money_and_the_match_they_owe(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    store.run(seed_past_projects, look())
    day = {"state": ProjectState.APPROVED, "recommended_on": date(2022, 3, 20), "match_source": "示例"}
    store.run(put, look(), "project", WUHAN, name="甲", approved=20 * WAN, matched=20 * WAN, **day)
    store.run(put, look(), "project", SHIYAN, name="乙", approved=20 * WAN, matched=15 * WAN, **day)
    store.run(put, look(), "project", XIANTAO, name="丙", applied=22 * WAN, match_secured=22 * WAN)
    book = written(look())
    printed = {line["项目名称"]: line for line in lines(book, "示范项目", "单位")}
    assert [printed[name]["配套核对"] for name in "甲乙丙"] == ["等额到位", "少 5 万元", "已落实"]
    assert (printed["乙"]["批复"], printed["乙"]["配套到位"], printed["共 3 个"]["批复"]) == (20, 15, 40)
    past = lines(book, "上年度项目", "序号")
    assert [line["序号"] for line in past[:-1]] == list(range(1, 27))
    assert past[-1]["评价等次"] == "良好 15、优秀 7、合格 3、延迟验收 1"
    assert past[18]["配套核对"] == "不要求配套"
    funding = {line["经费规定"]: line for line in lines(book, "经费", "经费规定")}
    assert funding["2021年度优秀项目延续经费"]["通知合计"] == 140
    assert funding["2021年度优秀项目延续经费"]["本单位项目数"] == 7


def test_e_15_caps_are_shown_used_and_allowed(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    day = {"state": ProjectState.RECOMMENDED, "recommended_on": date(2022, 3, 20), "match_source": "示例"}
    for unit in (JIANGAN, WUHAN, XIANTAO):
        store.run(put, look(), "project", unit, **day)
    printed = {line["单位"]: (line["已用"], line["最多"]) for line in lines(written(look()), "上限", "单位")}
    assert (printed["武汉市"], printed["十堰市"], printed["仙桃市"]) == ((2, 2), (0, 2), (1, 1))
    assert (len(printed), printed["合计"]) == (17 + 1, (3, 13 * 2 + 4))
    assert "上限由所在市州掌握" in "".join(texts(written(look(JIANGAN)), "上限"))


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "=1+1", "𬭚", "@SUM(A1)", "http://a.b"])
def test_names_stay_the_plain_text_they_are(
    store: Store, look: Look, written: Callable[[Office], Workbook], name: str
) -> None:
    firm = store.run(put, look(), "enterprise", name=name)
    store.run(put, look(), "action", JIANGAN, enterprise=firm)
    store.run(put, look(), "project", JIANGAN, name=name)
    book = written(look())
    parts = [sheet for sheet in book.sheetnames if sheet.startswith("台账·示范项目")]
    assert len(parts) == 2
    for sheet in ("台账·企业", "台账·质量提升行动", *parts, "示范项目"):
        assert name in texts(book, sheet)
    for paper in book.worksheets:
        for cell in (cell for line in paper.iter_rows() for cell in line):
            assert cell.data_type != "f"
            assert cell.hyperlink is None


@pytest.mark.parametrize("unit", [PROVINCE, WUHAN, XIANTAO, JIANGAN])
def test_empty_ledgers_give_a_workbook_that_says_so(
    look: Look, written: Callable[[Office], Workbook], unit: str
) -> None:
    book = written(look(unit))
    named = [schemas()[key] for key in look(unit).programme.ledgers]
    kept = [sheet for sheet in book.sheetnames if sheet.startswith("台账·")]
    for schema in named:
        sheets = [sheet for sheet in kept if sheet.startswith(f"台账·{schema.title}")]
        assert sheets
        assert all("（无记录）" in texts(book, sheet) for sheet in sheets)
    assert f"全部为空{MISSING}" in "".join(texts(book, "总结"))
    assert "（台账还没有本年度示范项目）" in texts(book, "示范项目")


def test_each_ledger_stands_whole_with_typed_cells(
    store: Store, look: Look, written: Callable[[Office], Workbook]
) -> None:
    kept = store.run(busy_year, look())
    store.run(put, look(), "project", WUHAN, name="甲", applied=22 * WAN, recommended_on=date(2022, 3, 2))
    book = written(look(WUHAN))
    printed = lines(book, "台账·培训", "培训主题")
    held = [people for at, _, _, people in kept["training"] if look().region.contains(WUHAN, at)]
    assert sorted(int(str(line["培训人数"])) for line in printed) == sorted(held)
    assert {type(line["培训日期"]) for line in printed} == {date}
    first, second = (lines(book, f"台账·示范项目（{part}）", "项目名称")[0] for part in (1, 2))
    labels = {field.label.partition("（")[0] for field in schemas()["project"].fields}
    assert {*first, *second} == labels
    assert (first["推荐日期"], {**first, **second}["申请省级经费"]) == (date(2022, 3, 2), 22)


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """Gather the statements a session sends."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", note)


def test_seventeen_units_cost_no_more_statements_than_thirteen(store: Store, look: Look) -> None:
    store.run(busy_year, look())

    def sent(session: Session, office: Office) -> int:
        with statements(session) as seen:
            facts_of(session, office)
        return len(seen)

    assert store.read(sent, look(PROVINCE)) == store.read(sent, look(WUHAN)) > 0
