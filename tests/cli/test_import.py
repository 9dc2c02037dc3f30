"""Importing CSV files: all rows or none, every bad one named."""

import codecs
from pathlib import Path

import pytest
from journey import Bench

HEADER = "所属单位,培训主题,held_on,培训人数,办班层级,公益\n"
GOOD = "江岸区,示例𬭚一,2022-03-01,60,县级,是\n江汉区,示例二,3月2日,３０人,2,否\n"


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def written(bench: Bench, text: str, encoding: str = "utf-8") -> str:
    """Put a file down and give its path."""
    path = bench.folder / "来文.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def counted(bench: Bench, ledger: str = "training") -> str:
    """Give how many rows a ledger has, as the list says it."""
    return bench.good("list", ledger).splitlines()[-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_any_usual_encoding_is_kept(wuhan: Bench, encoding: str) -> None:
    path = written(wuhan, HEADER + GOOD, encoding)
    assert wuhan.good("import", "training", path).splitlines()[-1] == "已导入“培训”台账：新增 2 条、修改 0 条"
    assert "示例𬭚一" in wuhan.good("list", "training")


def test_one_bad_row_keeps_all_out_and_every_bad_one_is_named(wuhan: Bench) -> None:
    bad = '黄石市,"示例\n三",2022-13-01,60,县级,是\n江岸区,示例四,2022-03-01,0,县级,是\n'
    told = wuhan("import", "training", written(wuhan, HEADER + GOOD + bad))
    assert told.code == 3
    assert told.err.splitlines() == [
        "第 4 行 所属单位：黄石市不属于武汉市",
        "第 4 行 培训日期：“2022-13-01”这一天不存在，没有 13 月，请写成 2022-03-25",
        "第 5 行 培训人数：至少 1 人；没有办班的不用登记",
    ]
    assert counted(wuhan) == "共 0 条"


def test_rows_are_held_to_each_other(wuhan: Bench) -> None:
    text = (
        "unit,name,code,规上\n江岸区,示例一厂,91350100M000100Y43,是\n江汉区,示例二厂,91350100M000100Y43,否\n"
    )
    told = wuhan("import", "enterprise", written(wuhan, text))
    assert (told.code, told.err) == (
        3,
        "第 3 行（与第 2 行重复） 统一社会信用代码：与同一批的“示例一厂”相同\n",
    )
    assert counted(wuhan, "enterprise") == "共 0 条"


def test_a_dry_run_tells_and_keeps_nothing(wuhan: Bench) -> None:
    path = written(wuhan, HEADER + GOOD)
    said = wuhan.good("import", "training", path, "--dry-run").splitlines()
    assert said[-1] == "“培训”台账可以新增 2 条、修改 0 条，未保存"
    assert counted(wuhan) == "共 0 条"
    told = wuhan("import", "training", written(wuhan, f"{HEADER}江岸区,,,,,\n"), "--dry-run")
    assert (told.code, len(told.err.splitlines())) == (3, 5)


def test_columns_nobody_knows_and_columns_that_lack_are_named(wuhan: Bench) -> None:
    told = wuhan("import", "training", written(wuhan, "培训主题,培训日期,天气\x1b\n示例,3-1,晴\n"))
    assert (told.code, "  第 3 列“天气” 不导入（没有找到对应的字段）" in told.out.splitlines()) == (3, True)
    assert told.err.splitlines()[0] == "缺少“所属单位”这一列"
    assert "--column 标题=字段" in told.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        (None, 1, "来文.csv”不存在"),
        (b"", 3, "是空的"),
        (b"PK\x03\x04", 3, "已损坏或不完整"),
        (codecs.BOM_UTF8 + b"\xff\xfe", 3, "文字编码损坏"),
        (b'a\n"', 3, "没有找到表头"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    wuhan: Bench, content: bytes | None, code: int, reason: str
) -> None:
    path = wuhan.folder / "来文.csv"
    if content is not None:
        path.write_bytes(content)
    told = wuhan("import", "training", str(path))
    assert told.code == code
    assert reason in told.err
    assert len(told.err.splitlines()) == 1
