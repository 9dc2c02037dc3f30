"""The Hubei programme says what the notice of 2022-03-11 says; tests are named after the clauses' ids."""

from __future__ import annotations

import re
from datetime import date

import pytest
from seed_packs import SEEDS, everything, surroundings

from qtrack.domain.programme import Count, Each, Programme, Source, Strength
from qtrack.domain.region import Region
from qtrack.domain.text import same_words
from qtrack.ledgers.project import Grade, ProjectState
from qtrack.packs import read_pack

# 附件3, copied from the notice's page by hand: 单位 万 千 百.
QUOTAS = """
武汉 3000 350 25
黄石 600 60 7
十堰 600 50 7
襄阳 1000 100 10
宜昌 1000 100 10
荆州 600 60 6
荆门 600 60 7
鄂州 300 20 3
孝感 600 50 6
黄冈 300 30 4
咸宁 300 30 3
随州 300 25 3
恩施 200 20 2
仙桃 200 15 2
天门 150 12 2
潜江 200 15 2
神农架 50 3 1
"""

# 附件1: number, unit, result.
PAST = """
1 武汉市 良好
2 武汉市 良好
3 武汉市 优秀
4 大冶市 良好
5 房县 良好
6 竹山县 良好
7 枝江市 优秀
8 洪湖市 优秀
9 荆门市 优秀
10 鄂州市 良好
11 汉川市 优秀
12 孝南区 优秀
13 崇阳县 良好
14 咸宁市 良好
15 随州市 良好
16 神农架林区 良好
17 襄州区 优秀
18 麻城市 合格
19 恩施土家族苗族自治州 良好
20 天门市 良好
21 张湾区 良好
22 夷陵区 合格
23 通城县 良好
24 仙桃市 良好
25 潜江市 合格
26 荆门市 延迟验收
"""


@pytest.fixture(scope="module")
def hubei() -> Programme:
    """Give the Hubei programme of 2022."""
    programme, faults = read_pack(SEEDS / "programmes" / "hubei-2022.toml", **surroundings())
    assert faults == ()
    assert programme is not None
    return programme


@pytest.fixture
def region() -> Region:
    """Give the units of Hubei."""
    found: Region = surroundings()["regions"]["hubei"]
    return found


def rows(table: str) -> list[list[str]]:
    """Split a table of the test."""
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", rows(QUOTAS), ids=lambda row: row[0])
def test_e1_each_unit_has_its_row(hubei: Programme, region: Region, row: list[str]) -> None:
    unit = region.find(row[0])
    assert unit is not None
    assert [hubei.target(name).quota(unit.code) for name in ("wan", "qian", "bai")] == [
        int(n) for n in row[1:]
    ]
    assert hubei.quota_table is not None
    assert hubei.quota_table.row_source(unit.code) == Source("附件3", " ".join(row))


@pytest.mark.parametrize(("name", "total"), [("wan", 10000), ("qian", 1000), ("bai", 100)])
def test_e1_rows_add_up(hubei: Programme, name: str, total: int) -> None:
    quotas = [number for _, number in hubei.target(name).quotas]
    assert (len(quotas), sum(quotas), hubei.target(name).number) == (17, total, total)


TARGETS = [
    ("wan", "万", 10000, Strength.TARGET, Count("action", "done_on", distinct="enterprise")),
    (
        "qian",
        "千",
        1000,
        Strength.TARGET,
        Count(
            "introduction",
            "introduced_on",
            (("status", ("导入", "运行", "见效")), ("enterprise.above_scale", ("是",))),
            distinct="enterprise",
        ),
    ),
    (
        "bai",
        "百",
        100,
        Strength.TARGET,
        Count("benchmark", "recognised_on", (("status", ("标杆",)),), distinct="enterprise"),
    ),
    (
        "shi",
        "十",
        10,
        Strength.ENCOURAGED,
        Count("platform", "built_on", (("status", ("建成",)),), distinct="name"),
    ),
    (
        "yi",
        "一",
        150,
        Strength.AIM,
        Count("station", "in_use_on", (("stage", ("投入使用",)),), distinct="unit+name", stock=True),
    ),
]


@pytest.mark.parametrize(
    ("name", "tier", "number", "strength", "count"), TARGETS, ids=lambda part: str(part)[:6]
)
def test_e2_e5_e8_e9_e10_targets_and_what_counts(
    hubei: Programme, name: str, tier: str, number: int, strength: Strength, count: Count
) -> None:
    target = hubei.target(name)
    assert (target.tier, target.number, target.strength, target.count) == (tier, number, strength, count)
    assert str(number) in target.source.quote


@pytest.mark.parametrize("name", ["shi", "yi"])
def test_e1_two_tiers_are_not_split(hubei: Programme, name: str) -> None:
    assert hubei.target(name).quotas == ()
    assert not hubei.target(name).paced


def test_e3_a_county_owes_a_session_and_fifty_people(hubei: Programme) -> None:
    floor = hubei.floor("training-per-county")
    assert (floor.each, floor.strength) == (Each.COUNTY, Strength.HARD)
    assert [(test.at_least, test.count.total) for test in floor.tests] == [(1, ""), (50, "trainees")]
    assert [test.count.largest for test in floor.shown] == ["trainees"]


def test_e10_a_county_owes_a_station_in_use_and_a_product_or_park(hubei: Programme) -> None:
    station, focus = hubei.floor("station-per-county"), hubei.floor("focus-per-county")
    assert station.strength is focus.strength is Strength.PRINCIPLE
    assert station.tests[0].count.where == (("stage", ("投入使用",)),)
    assert station.tests[0].count.stock
    assert focus.tests[0].count.where == (("kind", ("产品品种", "产业园区")),)
    assert hubei.target("yi").due_on == date(2022, 12, 31)


@pytest.mark.parametrize("row", rows(PAST), ids=lambda row: row[0])
def test_e12_each_project_of_2021_has_unit_and_result(
    hubei: Programme, region: Region, row: list[str]
) -> None:
    project = hubei.past_projects[int(row[0]) - 1]
    assert (project.number, region.by_code[project.unit].name) == (int(row[0]), row[1])
    assert (project.grade or project.state) == row[2]
    assert project.state in {state.value for state in ProjectState}
    assert project.grade in {"", *(grade.value for grade in Grade)}


def test_e12_results_are_as_many_as_annexed(hubei: Programme) -> None:
    grades = [project.grade for project in hubei.past_projects]
    assert [grades.count(grade) for grade in ("优秀", "良好", "合格", "")] == [7, 15, 3, 1]
    assert hubei.past_projects[25].state == "延迟验收"


def test_e12_both_titles_of_the_first_annex_are_kept(hubei: Programme) -> None:
    first = hubei.annexes[0]
    assert first.listed.endswith("绩效评价等次")
    assert first.printed.endswith("验收评价结果")


def test_e13_money_for_projects(hubei: Programme) -> None:
    wan = 1_000_000
    told = {rule.id: (rule.amount // wan, rule.matched, rule.expected_total) for rule in hubei.funding}
    assert told == {
        "past-excellent": (20, True, 140 * wan),
        "enshi-yulu": (10, False, 10 * wan),
        "new-projects": (25, True, None),
    }
    excellent = tuple(project.number for project in hubei.past_projects if project.grade == "优秀")
    assert hubei.funding[0].projects == excellent
    assert "恩施玉露茶" in hubei.past_projects[hubei.funding[1].projects[0] - 1].name


def test_e15_caps_and_limits(hubei: Programme, region: Region) -> None:
    assert {cap.each: cap.at_most for cap in hubei.caps} == {Each.CITY: 2, Each.DIRECT: 1}
    states = dict(hubei.caps[0].count.where)["state"]
    assert {state.value for state in ProjectState} - set(states) == {"备选", "延续实施"}
    assert {(limit.field, limit.at_most) for limit in hubei.limits} == {
        ("applied", 25_000_000),
        ("approved", 25_000_000),
    }
    direct = sum(unit.takes_quota and unit.counts_as_county for unit in region.units)
    assert 2 * (17 - direct) + direct == 30


def test_e16_the_form_stands_in_printed_order(hubei: Programme) -> None:
    form = hubei.forms[0]
    page = same_words(hubei.text[hubei.text.rindex("省级示范项目推荐表\n") :])
    places = [page.index(blank.label) for blank in form.fields]
    assert places == sorted(places)
    assert [blank.label for blank in form.fields] == [
        *("项目名称", "主导产品", "联系人", "企业数量", "规上企业数", "从业人数", "2021年利税", "2021年产值"),
        *(
            "2021年产量",
            "全国行业地位",
            "主要问题",
            "质量技术服务需求",
            "配套政策",
            "市州局推荐意见",
            "年月日",
        ),
    ]
    assert all(blank.column for blank in form.fields)


DEADLINES = [
    ("plan", date(2022, 3, 25), True, (Each.CITY, Each.DIRECT)),
    ("recommendation", date(2022, 3, 25), True, (Each.CITY, Each.DIRECT)),
    ("summary", date(2022, 12, 15), True, (Each.CITY, Each.DIRECT)),
    ("coverage", date(2022, 12, 31), False, tuple(Each)),
    ("platform-online", date(2022, 12, 31), False, (Each.PROVINCE,)),
]


@pytest.mark.parametrize(("name", "due_on", "submission", "owed_by"), DEADLINES, ids=str)
def test_e15_e18_e22_deadlines(
    hubei: Programme,
    name: str,
    due_on: date,
    submission: bool,  # noqa: FBT001 - a cell of the table
    owed_by: tuple[Each, ...],
) -> None:
    deadline = hubei.deadline(name)
    assert (deadline.due_on, deadline.submission) == (due_on, submission)
    assert set(deadline.owed_by) == set(owed_by)
    spoken = f"{due_on.month}月{due_on.day}日前" if submission else "年底"
    assert spoken in deadline.source.quote


def test_e17_twenty_software_firms(hubei: Programme) -> None:
    matter = next(matter for matter in hubei.matters if matter.id == "software-chain")
    assert (matter.number, matter.unit) == (20, "家")


def test_x8_what_the_notice_leaves_open_is_said_to_be_missing(hubei: Programme) -> None:
    missing = {matter.id for matter in hubei.matters if matter.missing}
    assert missing == {"doc-no", "five-ones", "county-split", "form-units"}
    assert hubei.doc_no == ""
    assert "通知" in hubei.period_note


def test_the_head_and_whom_to_ask(hubei: Programme) -> None:
    assert hubei.issued_on == date(2022, 3, 11)
    assert (hubei.starts_on, hubei.ends_on) == (date(2022, 1, 1), date(2022, 12, 31))
    assert [(contact.name, contact.phone) for contact in hubei.contacts] == [("姚鹏", "027-88701901")]


def test_e22_the_notices_order_holds_every_entry_once(hubei: Programme) -> None:
    assert [section.clause for section in hubei.sections] == [
        *("二（一）", "二（二）", "二（三）", "二（四）", "二（五）"),
        *("三（一）", "三（二）", "三（三）", "四（一）", "四（二）", "四（三）"),
    ]
    listed = [item for section in hubei.sections for item in section.items]
    assert len(listed) == len(set(listed))
    assert set(everything(hubei)) - set(listed) == {"doc-no", "basis"}


def clauses(text: str) -> dict[str, str]:
    """Cut the notice into its clauses, white space taken out."""
    found: dict[str, str] = {}
    body, _, annexes = text.partition("\n附件1\n")
    for part in re.split(r"\n(?=[一二三四]、)", body)[1:]:
        for piece in re.split(r"\n(?=（[一二三四五]）)", part)[1:]:
            found[f"{part[0]}{piece[:3]}"] = same_words(piece)
    for number, page in enumerate(re.split(r"\n附件[23]\n", annexes), 1):
        found[f"附件{number}"] = same_words(page)
    found["文首"] = same_words(body.partition("\n一、")[0])
    return found


def test_each_quote_stands_under_its_own_clause(hubei: Programme) -> None:
    texts = clauses(hubei.text)
    astray = {
        name: entry.source
        for name, entry in everything(hubei).items()
        if same_words(entry.source.quote) not in texts[entry.source.clause]
    }
    assert astray == {}
    assert all(same_words(project.source.quote) in texts["附件1"] for project in hubei.past_projects)


def test_readings_say_what_was_chosen(hubei: Programme) -> None:
    assert len(hubei.readings) == 20
    assert all(question.endswith("？") and answer for question, answer in hubei.readings)
