"""What the year-end workbook says of one unit only, and of a day beside its numbers."""

from __future__ import annotations

import pytest
from facts import PACKS, county_on, keep

from qtrack.domain.terms import MISSING
from qtrack.reports.report import Grid, Paragraph, Words
from qtrack.services.office import Office
from qtrack.services.standings import floor_standings
from qtrack.services.year_end.facts import facts_of
from qtrack.services.year_end.matters import matter_sheets
from qtrack.services.year_end.summary import summary_sheet
from qtrack.store.store import Store

PROVINCE, WUHAN, SHIYAN, JIANGAN = "420000", "420100", "420300", "420102"
NAMED = ("武汉市“一站式”服务先行先试", "荆州岑河婴童装“互联网+质量+品牌”示范")


def told(store: Store, office: Office) -> list[str]:
    """Give the paragraphs of the summary."""
    blocks = summary_sheet(store.read(facts_of, office)).blocks
    lines = (line for block in blocks if isinstance(block, Words) for line in block.lines)
    return [line.text for line in lines if isinstance(line, Paragraph)]


@pytest.mark.parametrize(
    ("unit", "names"), [(PROVINCE, NAMED), (WUHAN, NAMED[:1]), (SHIYAN, ()), (JIANGAN, ())]
)
def test_what_the_notice_asks_of_one_unit_is_listed_there_and_above_only(
    store: Store, unit: str, names: tuple[str, ...]
) -> None:
    office = county_on(PACKS[0]).at(unit)
    said = told(store, office)
    assert tuple(name for name in NAMED if any(text.startswith(name) for text in said)) == names
    (sheet,) = matter_sheets(store.read(facts_of, office))
    (grid,) = (block for block in sheet.blocks if isinstance(block, Grid))
    assert tuple(name for name in NAMED if any(row.cell(0).value == name for row in grid.rows)) == names


def test_e_10_the_day_of_full_coverage_tells_how_many_counties_have_a_station(store: Store) -> None:
    county = county_on(PACKS[0])
    store.run(keep, county, "station")
    office = county.at(PROVINCE)
    standings = store.read(floor_standings, office)["station-per-county"]
    met = f"1/{len(standings)}"
    said = "".join(told(store, office))
    assert f"现有在用“一站式”服务站 1 个；县区服务站达标 {met}；进展情况{MISSING}" in said
