"""`qtrack status` says how a campaign's activities and slogans stand, to people and to scripts."""

import json
from pathlib import Path

import pytest
from journey import Bench

MONTH = "hunan-2023-quality-month"


@pytest.fixture
def month(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench of the province on the quality month, with an event, a use and a submission."""
    monkeypatch.setenv("QTRACK_TODAY", "2023-09-12")
    bench = Bench(tmp_path, capsys)
    bench.good("init", "--programme", MONTH, "--unit", "430000")
    held = ("state=已开展", "held_on=2023-09-02", "people=200", "conduct=免费、自愿、简朴")
    bench.good("add", "event", "unit=长沙市", "name=示例活动", "activity=changsha-1", *held)
    bench.good(*("add", "slogan_use", "unit=长沙市", "slogan=slogan-3", "medium=海报"), "used_on=2023-09-03")
    bench.good(
        *("add", "submission", "unit=长沙市", "deadline=report", "submitted_on=2023-09-11"),
        "deliverables=工作总结、图片",
    )
    return bench


def test_q_10_activities_are_said_in_words(month: Bench) -> None:
    lines = [line.split() for line in month.good("status").splitlines() if line.strip()]
    assert ["长沙市", "4", "3", "1", "0", "25.0%", "0", "1", "0"] in lines
    assert ["合计", "73", "72", "1", "0", "1.3%", "0", "1", "0"] in lines
    assert ["长沙市1", "举办长沙市2023年“质量月”活动启动仪式", "已开展", "2023-09-02", "1"] in lines
    assert ["3.", "提升质量竞争力", "共筑质量强国梦", "1", "0", "1", "0", "0", "0", "0", "0"] in lines


def test_q_1_what_is_lacking_of_a_submission_is_said(month: Bench) -> None:
    month.good("init", "--programme", MONTH, "--unit", "430100")
    assert "已报（缺视频）" in month.good("status")


def test_scripts_find_activities_slogans_and_the_things_due(month: Bench) -> None:
    found = json.loads(month.good("status", "--json"))
    whole = found["campaign"]
    assert (whole["listed"], whole["held"], whole["results"]["people"]) == (73, 1, 200)
    city = next(one for one in whole["units"] if one["unit"] == "430100")
    first = city["activities"][0]
    assert (first["id"], first["state"], first["held_on"]) == ("changsha-1", "held", "2023-09-02")
    assert first["clause"] == "附件2"
    third = found["slogans"][2]
    assert (third["words"], third["total"], third["uses"]["poster"]) == (
        "提升质量竞争力 共筑质量强国梦",
        1,
        1,
    )
    (due,) = found["deadlines"]
    assert [(one["words"], one["sent"], one["advisory"]) for one in due["deliverables"]] == [
        ("工作总结", 1, False),
        ("图片", 1, True),
        ("视频", 0, True),
    ]


def test_a_notice_without_activities_says_nothing_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = Bench(tmp_path, capsys)
    bench.good("init", "--programme", "hunan-plan-2025", "--unit", "430000")
    assert "口号" not in bench.good("status")
    assert json.loads(bench.good("status", "--json"))["campaign"] is None
