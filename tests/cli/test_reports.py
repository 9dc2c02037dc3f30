"""Workbooks from the command line, read by another program."""

import errno
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from journey import PROGRAMME, TRAINING, WUHAN, Bench

from qtrack.cli.faults import disk_sentence


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def test_a_ledger_is_exported_with_typed_columns(wuhan: Bench) -> None:
    wuhan.good("add", "training", *TRAINING, "unit=江岸区", "trainees=1,060")
    out = wuhan.folder / "培训.xlsx"
    assert wuhan.good("export", "培训", str(out)) == f"已写好：{out}\n"
    sheet = openpyxl.load_workbook(BytesIO(out.read_bytes())).worksheets[0]
    *_, heading, row = sheet.iter_rows()
    found = {head.value: (cell.value, cell.data_type) for head, cell in zip(heading, row, strict=True)}
    assert found["所属单位"] == ("江岸区", "s")
    assert found["培训日期"] == (datetime(2022, 3, 18), "d")  # noqa: DTZ001 - a workbook knows no zones
    assert found["培训人数"] == (1060, "n")
    assert found["公益"] == ("是", "s")


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # bars in cells, unknown to this reader
def test_the_year_end_workbook_holds_the_numbers_of_the_status(wuhan: Bench) -> None:
    wuhan.good("add", "training", *TRAINING, "unit=江岸区", "trainees=1,060")
    out = wuhan.folder / "年终.xlsx"
    assert wuhan.good("report", "year-end", str(out)) == f"已写好：{out}\n"
    book = openpyxl.load_workbook(BytesIO(out.read_bytes()))
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {3000, 350, 25, 1060, "江岸区"} <= values


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_year_end_workbook_for_print_has_every_table_and_no_list_of_records(wuhan: Bench) -> None:
    wuhan.good("add", "training", *TRAINING, "unit=江岸区", "trainees=1,060")
    whole, short = wuhan.folder / "全本.xlsx", wuhan.folder / "打印本.xlsx"
    wuhan.good("report", "year-end", str(whole))
    wuhan.good("report", "year-end", str(short), "--short")
    names = {path: openpyxl.load_workbook(BytesIO(path.read_bytes())).sheetnames for path in (whole, short)}
    records = [name for name in names[whole] if name.startswith("台账·")]
    assert records
    assert names[short] == [
        name for name in names[whole] if name not in (*records, "跨指标重复名单", "核实说明")
    ]
    told = wuhan("report", "declared_point", str(wuhan.folder / "申报.xlsx"), "--short")
    assert (told.code, told.err) == (3, "--short 只用于 year-end\n")


def test_a_target_that_cannot_be_written_is_named_and_left(wuhan: Bench) -> None:
    folder = wuhan.folder / "占用.xlsx"
    folder.mkdir()
    told = wuhan("export", "training", str(folder))
    assert (told.code, told.out, told.err) == (1, "", f"“{folder}”是文件夹，不是文件\n")
    assert sorted(path.name for path in wuhan.folder.iterdir() if path.name.startswith(".qtrack-")) == []


@pytest.mark.parametrize(
    "words",
    [
        ("export", "training"),
        ("template", "training"),
        ("report", "year-end"),
        ("packs", "export", PROGRAMME),
    ],
)
def test_a_file_that_is_there_is_only_written_over_when_that_is_said(
    wuhan: Bench, words: tuple[str, ...]
) -> None:
    out = wuhan.folder / ("已有.toml" if words[0] == "packs" else "已有.xlsx")
    out.write_bytes(b"mine")
    told = wuhan(*words, str(out))
    said = f"已有“{out}”，没有覆盖；请另写一个文件名，要覆盖原来的文件请加 --replace\n"
    assert (told.code, told.out, told.err, out.read_bytes()) == (3, "", said, b"mine")
    assert str(out) in wuhan.good(*words, str(out), "--replace")
    assert out.read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "full"), "数据或输出文件所在磁盘已满"),
        (OSError(errno.EACCES, "no", WUHAN), f"“{WUHAN}”没有权限"),
        (OSError(errno.EROFS, "no", ".part", None, WUHAN), f"“{WUHAN}”所在磁盘只读"),
    ],
)
def test_what_the_disk_refuses_is_said_in_chinese(error: OSError, sentence: str) -> None:
    assert disk_sentence(error) == sentence
