"""A deadline that comes again every year: the next one is in the list, the reminders and the calendar."""

import json
import tomllib
from pathlib import Path

import pytest
import tomli_w
from journey import Bench

CHANGSHA, NAME = "430100", "invented-plan"


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench of a city that works on an invented plan with one deadline of every year."""
    monkeypatch.setenv("QTRACK_TODAY", "2024-11-28")
    bench = Bench(tmp_path, capsys)
    bench.good("packs", "export", "hunan-plan-2025", str(tmp_path / "x.toml"))
    document = tomllib.loads((tmp_path / "x.toml").read_text(encoding="utf-8"))
    deadline = document["deadlines"][0]
    deadline |= {"title": "示例年度总结", "due_on": tomllib.loads("day = 2021-11-30")["day"]}
    deadline |= {"yearly": True, "submission": True, "owed_by": ["city"]}
    file = tmp_path / f"{NAME}.toml"
    file.write_text(tomli_w.dumps(document | {"id": NAME}), encoding="utf-8")
    bench.good("packs", "import", str(file))
    bench.good("init", "--programme", NAME, "--unit", CHANGSHA)
    return bench


def test_the_occasion_of_this_year_is_told_and_those_to_come(bench: Bench) -> None:
    found = json.loads(bench.good("status", "--json"))["deadlines"]
    days = {due["due_on"]: due["state"] for due in found}
    assert days == {
        "2021-11-30": "overdue",
        "2022-11-30": "overdue",
        "2023-11-30": "overdue",
        "2024-11-30": "soon",
        "2025-11-30": "open",
    }
    said = bench("remind").out
    assert "示例年度总结（2024年）" in said
    assert "示例年度总结（2025年）" not in said


def test_one_year_sent_does_not_answer_for_the_next(bench: Bench) -> None:
    title = "示例年度总结（2024年）"
    bench.good("add", "submission", f"unit={CHANGSHA}", f"报送事项={title}", "报送日期=2024-11-28")
    found = json.loads(bench.good("status", "--json"))["deadlines"]
    states = {due["due_on"][:4]: due["state"] for due in found}
    assert (states["2023"], states["2024"], states["2025"]) == ("overdue", "done", "open")


def test_the_calendar_has_every_year_with_an_event_of_its_own(bench: Bench) -> None:
    out = bench.folder / "a.ics"
    bench.good("remind", "--ics", str(out))
    text = out.read_bytes().decode().replace("\r\n ", "")
    for year in range(2021, 2026):
        assert f"SUMMARY:示例年度总结（{year}年）" in text
        assert f"DTSTART;VALUE=DATE:{year}1130" in text
    uids = [line for line in text.splitlines() if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert "逐年推算" in text
