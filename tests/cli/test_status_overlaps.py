"""E22 附件3 on the command line: what counts for two targets, for people and for scripts."""

import json
from pathlib import Path

import pytest
from journey import JIANGAN, Bench

FIRM, BEGUN = "示例一厂", "introduced_on=2022-02-01"


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench with a firm that counts for two targets and one that counts for one."""
    wuhan = Bench.of_wuhan(tmp_path, capsys, monkeypatch)
    for name in (FIRM, "示例二厂"):
        wuhan.good(
            "add", "enterprise", f"name={name}", f"unit={JIANGAN}", "above_scale=是", "--explain", "示例"
        )
        wuhan.good("add", "action", f"enterprise={name}", "done_on=2022-03-18", "kind=专家问诊")
    wuhan.good("add", "introduction", f"enterprise={FIRM}", "method=精益生产", "status=导入", BEGUN)
    return wuhan


def test_status_lists_every_two_targets_when_asked(bench: Bench) -> None:
    lines = [" ".join(line.split()) for line in bench.good("status", "--overlaps").splitlines()]
    assert lines[0].startswith("湖北2022“万千百十一” 武汉市 截至 2022-03-20")
    assert lines[-4:] == [
        "指标 计入 另一指标 计入 同时计入 按什么计",
        "“万” 2 “千” 1 1 企业",
        "“万” 2 “百” 0 0 企业",
        "“千” 1 “百” 0 0 企业",
    ]
    assert "跨指标重复" not in bench.good("status")


def test_scripts_are_told_the_same(bench: Bench) -> None:
    first, *_ = json.loads(bench.good("status", "--overlaps", "--json"))
    assert first == {
        "ledger": "enterprise",
        "first": {"programme": "hubei-2022", "target": "wan", "tier": "万", "counted": 2},
        "second": {"programme": "hubei-2022", "target": "qian", "tier": "千", "counted": 1},
        "both": 1,
    }


def test_a_notice_of_one_kind_of_rows_says_that_nothing_is_shared(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.good("init", "--programme", "hunan-2023-assessment", "--unit", "430000")
    monkeypatch.setenv("QTRACK_TODAY", "2023-07-05")
    assert "没有两项指标会计入同一对象" in bench.good("status", "--overlaps")
