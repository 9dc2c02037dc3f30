"""`remind` tells of all programmes or of one, with workdays and working dates, and writes calendars."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from journey import Bench
from openpyxl import load_workbook

CHANGSHA, H22, MONTH = "430100", "hunan-2022", "hunan-2023-quality-month"


@pytest.fixture
def changsha(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on the data of a city that works on two notices."""
    monkeypatch.setenv("QTRACK_TODAY", "2022-11-16")
    bench = Bench(tmp_path, capsys)
    bench.good("init", "--programme", H22, "--unit", CHANGSHA)
    settings = tmp_path / "settings.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("others = []", f'others = ["{MONTH}"]'), encoding="utf-8"
    )
    return bench


def test_a_reminders_day_is_told_with_workdays_and_working_dates(changsha: Bench) -> None:
    told = changsha("remind", "--json")
    (found,) = json.loads(told.out)
    assert told.code == 10
    assert (found["id"], found["days_left"], found["workdays_left"]) == ("summary", 14, 10)
    assert found["working"] == [
        {"level": "city", "on": "2022-11-23", "label": "推算"},
        {"level": "county", "on": "2022-11-16", "label": "推算"},
    ]
    assert found["remind_on"][1] == "2022-11-16"
    words = changsha("remind").out
    assert "还剩 10 个工作日" in words
    assert "市州 11-23，县区 11-16（推算）" in words


def test_the_day_after_it_is_silent_again(changsha: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QTRACK_TODAY", "2022-11-17")
    assert changsha.good("remind") == "没有临近或逾期的时限\n"


def test_one_programme_can_be_asked_about(changsha: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QTRACK_TODAY", "2023-10-14")
    both = json.loads(changsha("remind", "--json").out)
    assert [due["programme"] for due in both] == [H22, MONTH]
    assert MONTH not in changsha("remind").out
    (one,) = json.loads(changsha("remind", "--programme", MONTH, "--json").out)
    assert one["programme"] == MONTH
    found = json.loads(changsha.good("status", "--programme", MONTH, "--json"))
    assert found["programme"] == MONTH
    assert {due["programme"] for due in found["deadlines"]} == {MONTH}
    assert changsha("remind", "--programme", "hubei-2022").code == 3


def test_the_bureaus_own_numbers_are_used_and_labelled(changsha: Bench) -> None:
    settings = changsha.folder / "settings.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("leads = []", "leads = [2, 1]"), encoding="utf-8")
    (found,) = json.loads(changsha("remind", "--json").out)
    assert [(day["on"], day["label"]) for day in found["working"]] == [
        ("2022-11-28", "本单位自定"),
        ("2022-11-25", "本单位自定"),
    ]
    settings.write_text(text.replace("leads = []", "leads = [2]"), encoding="utf-8")
    assert "写两个数" in changsha("remind").err


def test_a_calendar_is_written_whole_and_its_uids_stay(changsha: Bench) -> None:
    out = changsha.folder / "时限.ics"
    assert "共 6 条" in changsha.good("remind", "--ics", str(out))
    first = out.read_bytes()
    assert first.count(b"BEGIN:VEVENT") == 6
    assert b"\r\n" in first
    changsha.good("remind", "--ics", str(out), "--replace")

    def uids(content: bytes) -> list[bytes]:
        return [line for line in content.splitlines() if line.startswith(b"UID:")]

    assert uids(out.read_bytes()) == uids(first)
    assert len(set(uids(first))) == 6
    assert "共 3 条" in changsha.good("remind", "--programme", MONTH, "--ics", str(out), "--replace")
    assert changsha("remind", "--ics", str(changsha.folder / "时限.txt")).code == 3
    assert changsha("remind", "--ics", str(changsha.folder / "none" / "a.ics")).code == 3


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # bars in cells, unknown to this reader
def test_the_year_end_workbook_is_written_for_the_programme_asked_for(changsha: Bench) -> None:
    out = changsha.folder / "总结.xlsx"
    changsha.good("report", "year-end", str(out), "--programme", MONTH)
    book = load_workbook(BytesIO(out.read_bytes()))
    assert "质量月" in str(book["总结"]["A1"].value)
