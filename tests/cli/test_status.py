"""Standings as scripts and people read them, against the notice's own words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from journey import JIANGAN, PROGRAMME, WUHAN, Bench, target

from qtrack.domain.cells import cells
from qtrack.places import seeds_folder

NOTICE = (seeds_folder() / "notices" / "hubei-2022.txt").read_text(encoding="utf-8")
COUNTIES, CITIES = 103, 17


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def status(bench: Bench, unit: str = WUHAN) -> dict[str, Any]:
    """Give how a unit stands."""
    if unit != WUHAN:
        bench.good("init", "--programme", PROGRAMME, "--unit", unit)
    found: dict[str, Any] = json.loads(bench.good("status", "--json"))
    return found


def printed_quotas() -> dict[str, tuple[int, ...]]:
    """Read 附件3 anew: a name of a city and three numbers, white space between them."""
    table = NOTICE.rpartition("附件3")[2].split()
    rows = re.findall(r"([^\W\d]{2,3}) (\d+) (\d+) (\d+)", " ".join(table))
    return {name: (int(wan), int(qian), int(bai)) for name, wan, qian, bai in rows}


def test_every_quota_is_the_one_printed(wuhan: Bench) -> None:
    found = status(wuhan, "湖北省")
    printed = printed_quotas()
    assert len(printed) == CITIES
    for place, (tier, number) in enumerate((("万", 10_000), ("千", 1_000), ("百", 100))):
        held = target(found, tier)
        assert held["number"] == number == sum(numbers[place] for numbers in printed.values())
        assert [unit["quota"] for unit in held["units"]] == [numbers[place] for numbers in printed.values()]
        for unit, name in zip(held["units"], printed, strict=True):
            assert unit["name"].startswith(name)
    assert [target(found, tier)["number"] for tier in "十一"] == [10, 150]


def test_floors_caps_limits_and_days_are_the_notices(wuhan: Bench) -> None:
    found = status(wuhan, "湖北省")
    by_id: dict[str, list[dict[str, Any]]] = {}
    for floor in found["floors"]:
        by_id.setdefault(floor["id"], []).append(floor)
    assert {len(floors) for floors in by_id.values()} == {COUNTIES}
    least = {
        tuple(result["at_least"] for result in floors[0]["results"] if result["at_least"])
        for floors in by_id.values()
    }
    assert least == {(1, 50), (1,)}
    assert {cap["each"]: cap["at_most"] for cap in found["caps"]} == {"city": 2, "direct": 1}
    assert {(limit["at_most"], limit["measure"]) for limit in found["limits"]} == {(25_000_000, "分")}
    days = [due["due_on"] for due in found["deadlines"] if due["strength"] == "硬性"]
    assert days == ["2022-03-25", "2022-03-25", "2022-12-15"]


def test_every_fact_carries_words_that_stand_in_the_notice(wuhan: Bench) -> None:
    found = status(wuhan)
    said = "".join(NOTICE.split())
    for part in ("targets", "floors", "caps", "limits", "deadlines"):
        assert found[part]
        for fact in found[part]:
            assert fact["clause"]
            assert "".join(fact["quote"].split()) in said


def test_scripts_find_the_names_they_rely_on(wuhan: Bench) -> None:
    found = status(wuhan)
    assert {"programme", "unit", "today", "targets", "floors", "deadlines"} <= found.keys()
    assert {"id", "tier", "number", "done", "pace", "gap", "units"} <= found["targets"][0].keys()
    assert set(found["targets"][0]["units"][0]) == {"unit", "name", "quota", "unconfirmed", "done"}
    assert {"id", "unit", "name", "met"} <= found["floors"][0].keys()
    assert {"id", "title", "due_on", "days_left", "state"} <= found["deadlines"][0].keys()


def test_a_unit_sees_its_own_tree(wuhan: Bench) -> None:
    city = status(wuhan)
    assert len(target(city, "万")["units"]) == 13
    assert len({floor["unit"] for floor in city["floors"]}) == 13
    county = status(wuhan, JIANGAN)
    assert target(county, "万")["units"] == []
    assert target(county, "万")["number"] is None
    assert {floor["unit"] for floor in county["floors"]} == {JIANGAN}
    direct = status(wuhan, "仙桃市")
    assert target(direct, "万")["number"] == 200
    assert {floor["name"] for floor in direct["floors"]} == {"仙桃市"}


def test_the_words_hold_the_same_figures_in_straight_columns(wuhan: Bench) -> None:
    lines = wuhan.good("status").splitlines()
    assert lines[0] == "湖北2022“万千百十一”  武汉市  截至 2022-03-20"
    heading = next(line for line in lines if line.startswith("层级"))
    ten_thousand = next(line for line in lines if line.startswith("万 "))
    assert ten_thousand.split()[2:] == ["3,000", "0", "0.0%", "21.6%", "3,000", "74", "滞后"]
    end = heading.index("判定"), ten_thousand.index("滞后")
    assert cells(heading[: end[0]]) == cells(ten_thousand[: end[1]])
    assert "县区培训：13 个单位，达标 0，未达 13" in lines


@pytest.mark.parametrize(
    ("today", "code", "states"),
    [
        ("2022-03-17", 0, []),
        ("2022-03-18", 10, ["soon", "soon"]),
        ("2022-03-25", 10, ["soon", "soon"]),
        ("2022-03-26", 10, ["overdue", "overdue"]),
    ],
)
def test_reminders_come_seven_days_ahead(
    wuhan: Bench, monkeypatch: pytest.MonkeyPatch, today: str, code: int, states: list[str]
) -> None:
    monkeypatch.setenv("QTRACK_TODAY", today)
    told = wuhan("remind", "--json")
    assert (told.code, [due["state"] for due in json.loads(told.out)]) == (code, states)
    assert wuhan("remind").code == code


def test_what_was_sent_no_longer_reminds(wuhan: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for deadline in ("plan", "示范项目推荐表报省局"):
        wuhan.good("add", "submission", "unit=武汉市", f"deadline={deadline}", "submitted_on=今天")
    assert wuhan.good("remind") == "没有临近或逾期的时限\n"
    states = {due["id"]: due["state"] for due in status(wuhan)["deadlines"]}
    assert (states["plan"], states["summary"]) == ("done", "open")
    monkeypatch.setenv("QTRACK_TODAY", "2022-12-10")
    assert wuhan("remind").code == 10
