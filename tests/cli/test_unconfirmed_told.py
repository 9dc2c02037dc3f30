"""What a derived pack shifted says that nobody confirmed it wherever it is told, until somebody has."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from journey import JIANGAN, TRAINING, WUHAN, Bench, target
from openpyxl import load_workbook

WAITS = "待核"
NAME = "hubei-2026"


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench of a city that works on a derived pack, a week before a day of it."""
    monkeypatch.setenv("QTRACK_TODAY", "2026-03-20")
    bench = Bench(tmp_path, capsys)
    bench.good("packs", "derive", "hubei-2022", "--year", "2026")
    bench.good("init", "--programme", NAME, "--unit", WUHAN)
    return bench


def unfolded(path: Path) -> str:
    """Give the text of a calendar, each of its lines whole again."""
    return path.read_bytes().decode().replace("\r\n ", "")


def words(path: Path) -> Iterator[str]:
    """Give the texts of all cells of a workbook."""
    for sheet in load_workbook(path):
        yield from (str(cell.value) for row in sheet for cell in row if cell.value is not None)


def test_x1_numbers_and_days_are_marked_until_they_are_confirmed(bench: Bench) -> None:
    said = bench.good("status")
    line = next(line for line in said.splitlines() if line.startswith("万 "))
    assert "3,000（待核）" in line
    assert "2026-03-25（待核）" in said
    bench.good("packs", "confirm", NAME, "quota_table.rows.420100", "deadlines.plan")
    said = bench.good("status")
    line = next(line for line in said.splitlines() if line.startswith("万 "))
    assert "3,000（待核）" not in line
    days = [line for line in said.splitlines() if line.startswith("2026-03-25")]
    assert sorted(WAITS in day for day in days) == [False, True]


def test_scripts_are_told_which_numbers_and_days_wait(bench: Bench) -> None:
    found = json.loads(bench.good("status", "--json"))
    assert target(found, "万")["unconfirmed"]
    assert all(due["unconfirmed"] for due in found["deadlines"])
    bench.good("packs", "confirm", NAME, "--all")
    found = json.loads(bench.good("status", "--json"))
    assert not target(found, "万")["unconfirmed"]
    assert not any(due["unconfirmed"] for due in found["deadlines"])


def test_reminders_and_the_calendar_mark_days_nobody_confirmed(bench: Bench) -> None:
    out = bench.folder / "a.ics"
    assert "2026-03-25（待核）" in bench("remind").out
    bench.good("remind", "--ics", str(out))
    text = unfolded(out)
    events = text.split("BEGIN:VEVENT")[1:]
    assert events
    assert all("（待核）" in event.partition("SUMMARY:")[2].partition("\n")[0] for event in events)
    assert "还没有人确认" in text
    bench.good("packs", "confirm", NAME, "--all")
    assert WAITS not in bench("remind").out
    bench.good("remind", "--ics", str(out), "--replace")
    assert WAITS not in unfolded(out)


def test_a_calendar_is_not_written_over_unless_that_is_wanted(bench: Bench) -> None:
    out = bench.folder / "a.ics"
    out.write_bytes(b"mine")
    told = bench("remind", "--ics", str(out))
    assert (told.code, told.out, out.read_bytes()) == (3, "", b"mine")
    assert "--replace" in told.err
    bench.good("remind", "--ics", str(out), "--replace")
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # bars in cells, unknown to this reader
def test_the_year_end_workbook_marks_them_too(bench: Bench) -> None:
    out = bench.folder / "a.xlsx"
    bench.good("report", "year-end", str(out))
    said = list(words(out))
    for wanted in (
        "3,000 家（待核）",
        "2026-12-15（待核）",
        "2 个（待核）",
        "25 万元（待核）",
        "沿用上年原文",
    ):
        assert any(wanted in each for each in said), wanted
    assert any("不少于50，待核" in each for each in said)
    assert "附件3（待核）" in said
    bench.good("packs", "confirm", NAME, "--all")
    bench.good("report", "year-end", str(out), "--replace")
    left = {each for each in words(out) if WAITS in each}
    assert all("沿用上年原文，待核" in each for each in left)


def test_x1_deriving_and_confirming_another_year_leaves_the_old_one_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench.of_wuhan(tmp_path, capsys, monkeypatch)
    bench.good("add", "training", *TRAINING, f"unit={JIANGAN}", "培训人数=60")
    bench.good("add", "submission", "报送事项=实施方案报省局", "报送日期=2022-03-18", f"unit={WUHAN}")
    asked = (("status", "--json"), ("status",), ("packs", "show", "hubei-2022"), ("list", "training"))
    before = [bench.good(*words) for words in asked]
    for year in ("2026", "2027"):
        bench.good("packs", "derive", "hubei-2022", "--year", year)
        bench.good("packs", "confirm", f"hubei-{year}", "--all")
        bench.good("packs", "set", f"hubei-{year}", "floors.training-per-county.tests.2.at_least=80")
    assert [bench.good(*words) for words in asked] == before
