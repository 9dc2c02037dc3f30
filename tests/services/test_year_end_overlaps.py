"""X5 in the year-end workbook: what counts for more than one target, what stands beside a point."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from facts import DAY, PACKS, county_on, keep
from openpyxl import load_workbook
from test_overlaps import firm

from qtrack.reports.xlsx import write_xlsx
from qtrack.services.office import Office
from qtrack.services.year_end.report import year_end_report
from qtrack.store.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")

HUBEI, H22, MONTH, ASSESSED, _ = PACKS
SHEET, LIST = "跨指标重复", "跨指标重复名单"


def sheets(store: Store, folder: Path, office: Office) -> dict[str, list[list[object]]]:
    """Give the lines of every sheet without their blanks."""
    path = folder / "年终.xlsx"
    write_xlsx(store.read(year_end_report, office), path)
    book = load_workbook(path)
    return {
        sheet.title: [
            [value for value in line if value is not None] for line in sheet.iter_rows(values_only=True)
        ]
        for sheet in book
    }


def test_e_22_firms_of_several_targets_are_listed_by_themselves(store: Store, tmp_path: Path) -> None:
    office = county_on(HUBEI)
    store.run(firm, office, "=示例一厂", "action", "introduction", "benchmark")
    store.run(firm, office, "示例二厂", "action", "benchmark")
    store.run(firm, office, "示例三厂", "action")
    found = sheets(store, tmp_path, office)
    lines, named = found[SHEET], found[LIST]
    day = datetime(DAY.year, DAY.month, DAY.day)  # noqa: DTZ001 - a cell has no time zone
    unit = office.unit.name
    assert ["“万”", 3, "“千”", 1, 1, "企业"] in lines
    assert ["“千”", 1, "“百”", 2, 1, "企业"] in lines
    assert named[named.index(["计入两项以上的企业（2）"]) + 1 :][:3] == [
        ["企业", "所属单位", "“万”最早日期", "“千”最早日期", "“百”最早日期"],
        ["=示例一厂", unit, day, day, day],
        ["示例二厂", unit, day, day],
    ]


def test_x_5_targets_of_other_notices_stand_behind_their_names(store: Store, tmp_path: Path) -> None:
    office = county_on(MONTH, H22)
    store.run(firm, office, "示例一厂", "certification", "problem")
    store.run(keep, office, "model")
    found = sheets(store, tmp_path, office)
    lines = found[SHEET]
    assert ["“认证”（湖南2023“质量月”）", 1, "“万”（湖南2022“十百千万”）", 1, 1, "企业"] in lines
    assert ["“十佳”（湖南2023“质量月”）", 1, "“十”（湖南2022“十百千万”）", 1, 1, "先进质量管理模式"] in lines
    assert ["计入两项以上的先进质量管理模式（1）"] in found[LIST]


@pytest.mark.parametrize("names", [(ASSESSED,), (ASSESSED, H22)])
def test_a_notice_whose_targets_share_nothing_has_no_such_sheet(
    store: Store, tmp_path: Path, names: tuple[str, ...]
) -> None:
    assert not {SHEET, LIST} & set(sheets(store, tmp_path, county_on(*names, today=date(2023, 11, 1))))


def test_x_5_what_is_registered_elsewhere_stands_beside_its_point(store: Store, tmp_path: Path) -> None:
    office = county_on(ASSESSED)
    store.run(keep, office, "station")
    lines = sheets(store, tmp_path, office)["考核自评"]
    fifth = next(line for line in lines if "5. 加强质量技术基础" in line)
    assert any("已登记（不算分）：质量基础设施“一站式”服务 1 个；已登记" in str(cell) for cell in fifth)
    ninth = next(line for line in lines if "9. 粮食质量安全" in line)
    assert not any("已登记" in str(cell) for cell in ninth)


def test_e_10_a_station_of_the_city_itself_is_told_beside_the_counties_that_owe_one(
    store: Store, tmp_path: Path
) -> None:
    county = county_on(HUBEI)
    city = county.at(county.unit.parent)
    store.run(keep, county, "station")
    store.run(keep, city, "station")
    lines = sheets(store, tmp_path, city)["县区服务站"]
    assert ["另有登记在市州或省本级的在用服务站 1 个，不计入县区下限"] in lines
