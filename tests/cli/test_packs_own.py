"""Own packs from the command line: another year's, changes, what waits, files."""

from pathlib import Path

import pytest
from journey import Bench

from qtrack.places import seeds_folder

SEED = seeds_folder() / "programmes" / "hubei-2022.toml"


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Give a bench on a folder with a pack for 2026."""
    bench = Bench(tmp_path, capsys)
    said = bench.good("packs", "derive", "hubei-2022", "--year", "2026")
    assert "已套用到 2026 年度：hubei-2026" in said
    assert "处待核" in said
    return bench


def pack(bench: Bench) -> bytes:
    """Give the content of the file."""
    return (bench.folder / "programmes" / "hubei-2026.toml").read_bytes()


def test_a_derived_pack_is_listed_shown_and_sound(bench: Bench) -> None:
    assert "hubei-2026" in bench.good("packs", "list")
    shown = bench.good("packs", "show", "hubei-2026")
    assert "2026-12-15" in shown
    assert "沿用上年原文" in shown
    assert "沿用上年原文" not in bench.good("packs", "show", "hubei-2022")
    assert "hubei-2026.toml：没有问题" in bench.good("packs", "check")


def test_due_days_that_are_not_worked_are_named(bench: Bench) -> None:
    said = bench.good("packs", "derive", "hubei-2022", "--year", "2029")
    assert (
        "2029-03-25 周日不是工作日（推算，当年放假安排未公布），之前最近的工作日是 2029-03-23；日期未改"
        in said
    )


def test_several_values_are_changed_together_or_none(bench: Bench) -> None:
    before = pack(bench)
    told = bench("packs", "set", "hubei-2026", "targets.wan.number=10100")
    assert (told.code, told.out) == (3, "")
    assert "不等于任务数 10,100" in told.err
    assert pack(bench) == before
    said = bench.good(
        "packs",
        "set",
        "hubei-2026",
        "targets.wan.number=10100",
        "quota_table.rows.420100.numbers=3100、350、25",
    )
    assert "改了 2 处" in said
    assert "10,100 家" in bench.good("packs", "show", "hubei-2026")


def test_what_waits_is_listed_and_confirmed_at_a_path_or_all(bench: Bench) -> None:
    listed = bench.good("packs", "confirm", "hubei-2026")
    assert "待核 targets.wan.number = 10,000\n" in listed
    assert "待核 deadlines.plan.due_on = 2026-03-25\n" in listed
    bench.good("packs", "confirm", "hubei-2026", "targets", "deadlines.plan")
    listed = bench.good("packs", "confirm", "hubei-2026")
    assert "targets." not in listed
    assert "deadlines.summary.due_on" in listed
    said = bench.good("packs", "confirm", "hubei-2026", "--all")
    assert "还要换上新通知的原文" in said
    listed = bench.good("packs", "confirm", "hubei-2026")
    assert "待核 notice" in listed
    assert ".number" not in listed
    assert bench("packs", "confirm", "hubei-2026", "targets").code == 3


@pytest.mark.parametrize("path", ["notice", "title", "annexes"])
def test_what_only_the_new_notice_can_tell_is_not_confirmed_without_it(bench: Bench, path: str) -> None:
    before = pack(bench)
    told = bench("packs", "confirm", "hubei-2026", path)
    assert (told.code, told.out) == (3, "")
    assert "还要换上新通知的原文" in told.err
    assert pack(bench) == before


def test_confirming_all_leaves_a_pack_that_the_check_takes(bench: Bench) -> None:
    bench.good("packs", "confirm", "hubei-2026", "--all")
    assert bench.good("packs", "check", "hubei-2026") == "hubei-2026.toml：没有问题\n"
    shown = bench.good("packs", "show", "hubei-2026")
    assert "2022年度“万千百十一”质量提升活动的通知（沿用上年原文，待核）" in shown
    assert "2026-03-11" not in shown


def test_the_new_notice_is_put_in_and_what_is_not_in_it_is_told(bench: Bench) -> None:
    text = (seeds_folder() / "notices" / "hubei-2022.txt").read_text(encoding="utf-8")
    file = bench.folder / "新通知.txt"
    file.write_bytes(text.replace("2022", "2026").replace("2021", "2025").encode("gb18030"))
    told = bench("packs", "notice", "hubei-2026", str(file))
    assert told.code == 0
    assert "已换上通知原文 hubei-2026" in told.out
    assert "对不上" in told.out
    said = bench.good("packs", "confirm", "hubei-2026", "--all")
    assert "在新通知原文里找不到" in said
    bench.good(
        "packs", "set", "hubei-2026", "title=省市场监管局关于开展2026年度“万千百十一”质量提升活动的通知"
    )
    assert "待核 title" not in bench.good("packs", "confirm", "hubei-2026")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"\0\x01" * 500, None])
def test_a_file_that_holds_no_notice_is_refused(bench: Bench, content: bytes | None) -> None:
    before, file = pack(bench), bench.folder / "新通知.txt"
    if content is not None:
        file.write_bytes(content)
    told = bench("packs", "notice", "hubei-2026", str(file))
    assert (told.code, told.out) == (3, "")
    assert pack(bench) == before


def test_a_pack_goes_out_and_comes_in_as_one_file(bench: Bench) -> None:
    out = bench.folder / "出去.toml"
    bench.good("packs", "export", "hubei-2026", str(out))
    told = bench("packs", "import", str(out))
    assert (told.code, told.out) == (3, "")
    assert "已有这个方案" in told.err
    assert "已导入 hubei-2026" in bench.good("packs", "import", str(out), "--replace")
    (bench.folder / "programmes" / "hubei-2026.toml").unlink()
    assert "已导入 hubei-2026" in bench.good("packs", "import", str(out))


@pytest.mark.parametrize(
    "words",
    [
        ("derive", "hubei-2022"),
        ("derive", "--year", "2026"),
        ("set", "hubei-2026"),
        ("set", "hubei-2026", "targets.wan.number"),
        ("set",),
        ("confirm",),
        ("confirm", "hubei-2026", "targets", "--all"),
        ("notice", "hubei-2026"),
        ("export", "hubei-2026"),
        ("import",),
    ],
)
def test_an_incomplete_command_gets_an_example(bench: Bench, words: tuple[str, ...]) -> None:
    told = bench("packs", *words)
    assert (told.code, told.out) == (2, "")
    assert "写法：qtrack packs" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("set", "hubei-2022", "targets.wan.number=1"),
        ("confirm", "hubei-2022", "--all"),
        ("notice", "hubei-2022", str(SEED)),
        ("derive", "hubei-2022", "--year", "2022"),
        ("derive", "没有", "--year", "2026"),
        ("derive", "hubei-2022", "--year", "2026"),
        ("derive", "hubei-2022", "--year", "2027", "--id", "hunan-2022"),
    ],
)
def test_what_comes_with_the_program_and_what_is_there_stays(bench: Bench, words: tuple[str, ...]) -> None:
    seed, before = SEED.read_bytes(), pack(bench)
    told = bench("packs", *words)
    assert (told.code, told.out) == (3, "")
    assert told.err
    assert (SEED.read_bytes(), pack(bench)) == (seed, before)


def test_an_own_pack_with_faults_hides_no_other(bench: Bench) -> None:
    (bench.folder / "programmes" / "hubei-2026.toml").write_text("format = 1\n", encoding="utf-8")
    told = bench("packs", "list")
    assert "hubei-2022" in told.out
    assert "hubei-2026.toml 有误" in told.err
