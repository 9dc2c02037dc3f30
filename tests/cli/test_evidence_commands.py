"""evidence at the command line: added, listed, exported, checked."""

import json
from pathlib import Path

import pytest
from journey import JIANGAN, TRAINING, Bench


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data with one session."""
    (tmp_path / "data").mkdir()
    bench = Bench.of_wuhan(tmp_path / "data", capsys, monkeypatch)
    bench.good("add", "training", f"unit={JIANGAN}", "trainees=60", *TRAINING)
    return bench


@pytest.fixture
def photo(tmp_path: Path) -> str:
    """Give a person's file."""
    path = tmp_path / "现场[]照.jpg"
    path.write_bytes(b"jpg")
    return str(path)


def uid_of(bench: Bench) -> str:
    """Give the uid of the one session."""
    (row,) = json.loads(bench.good("list", "training", "--json"))
    uid: str = row["uid"]
    return uid


def test_a_journey_from_missing_to_complete_and_out(wuhan: Bench, photo: str, tmp_path: Path) -> None:
    uid = uid_of(wuhan)
    cells = [line.split() for line in wuhan.good("evidence", "list").splitlines()]
    assert cells[:3] == [
        ["台账", "单位", "记录", "应附佐证", "已齐", "齐套率"],
        ["培训", "合计", "1", "1", "0", "0.0%"],
        ["培训", "江岸区", "1", "1", "0", "0.0%"],
    ]
    lines = wuhan.good("evidence", "list", "培训").splitlines()
    assert lines[1:] == [f"江岸区  2022-03-18  示例培训  签到表、照片  {uid}", "佐证不齐的记录 1 条"]
    sheet = tmp_path / "签到.pdf"
    sheet.write_bytes(b"pdf")
    told = wuhan.good("evidence", "add", "培训", uid, "照片", photo)
    assert told == f"已添加“照片” 1 个文件到“培训”台账：{uid}\n"
    wuhan.good("evidence", "add", "training", "示例培训", "签到表", str(sheet))
    assert "已作为“照片”附在这条记录上" in wuhan.good("evidence", "add", "培训", uid, "照片", photo)
    found = json.loads(wuhan.good("evidence", "list", "培训", uid, "--json"))
    assert [(one["kind"], one["name"], one["size"]) for one in found] == [
        ("签到表", "签到.pdf", 3),
        ("照片", "现场[]照.jpg", 3),
    ]
    assert wuhan.good("evidence", "list", "--json").count('"complete": 1') == 1
    assert wuhan.good("evidence", "list", "培训", uid).splitlines()[-1].startswith("共 2 个文件")
    out = tmp_path / "导出"
    assert wuhan.good("evidence", "export", str(out)) == f"已导出 2 个文件：{out}\n"
    assert (out / "01_培训" / "001_2022-03-18_示例培训" / "签到表_01.pdf").read_bytes() == b"pdf"
    assert wuhan("evidence", "export", str(out)).code == 3
    assert "已删除 1 份佐证" in wuhan.good("evidence", "remove", found[0]["uid"])
    wuhan.good("undo", "--yes")
    assert len(json.loads(wuhan.good("evidence", "list", "培训", uid, "--json"))) == 2


def test_what_is_no_evidence_and_no_file_is_told_with_what_to_do(wuhan: Bench) -> None:
    told = wuhan("evidence", "remove", "999")
    assert (told.code, "qtrack evidence list" in told.err) == (3, True)
    told = wuhan("evidence", "add", "培训", uid_of(wuhan), "照片", str(wuhan.folder))
    assert (told.code, "请给出" in told.err) == (3, True)


def test_a_check_finds_harm_and_cleans_what_nobody_needs(wuhan: Bench, photo: str) -> None:
    wuhan.good("evidence", "add", "培训", uid_of(wuhan), "照片", photo)
    assert wuhan.good("evidence", "check") == "核对了 1 个文件，0 份佐证有问题\n"
    kept = next(path for path in (wuhan.folder / "evidence").rglob("*") if path.is_file())
    stray = kept.with_name("0" * 64)
    stray.write_bytes(b"stray")
    assert "另有 1 个文件没有记录用到，5 字节；要清除，请加 --clean" in wuhan.good("evidence", "check")
    assert stray.exists()
    assert "已清除没有记录用到的文件和打开过的副本 1 个，5 字节" in wuhan.good("evidence", "check", "--clean")
    assert not stray.exists()
    kept.write_bytes(b"xxx")
    told = wuhan("evidence", "check", "--clean")
    assert (told.code, told.err) == (3, "内容已改变：培训“示例培训”（江岸区） 照片 现场[]照.jpg\n")
    assert kept.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "培训", "x", "照片"),
        ("remove",),
        ("export",),
        ("check", "x"),
        ("list", "a", "b", "c"),
    ],
)
def test_too_few_or_too_many_words_are_told_with_the_usage(wuhan: Bench, words: tuple[str, ...]) -> None:
    told = wuhan("evidence", *words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"用法：qtrack evidence {words[0]}")


def test_a_row_that_is_not_the_only_one_is_asked_for_by_its_uid(wuhan: Bench, photo: str) -> None:
    wuhan.good(
        "add", "training", f"unit={JIANGAN}", "trainees=61", *TRAINING, "地点=示例", "--explain", "示例：两场"
    )
    for words, reason in (("示例培训", "找到 2 条记录"), ("没有这个", "没有找到记录"), ("", "没有找到记录")):
        told = wuhan("evidence", "add", "培训", words, "照片", photo)
        assert (told.code, told.out) == (3, "")
        assert reason in told.err
