"""Files made to harm whoever opens them, and the limits that hold them: each limit is seen to bite."""

import io
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from made_files import compound, ods, ods_cell, xls, xlsx, xlsx_cell, zipped

from qtrack.domain.problem import RefusedError
from qtrack.domain.progress import StoppedError
from qtrack.exchange import reading
from qtrack.exchange.book import Limits
from qtrack.exchange.reading import read_book

LIMITS = Limits()
LAUGHS = "<!DOCTYPE w [<!ENTITY a 'x'>%s]>" % "".join(  # noqa: UP031 - the text is full of braces' cousins
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
BROKEN = "已损坏或不完整"
STOPPED = "读取时出错而中止"


def refused(folder: Path, content: bytes, limits: Limits = LIMITS) -> str:
    """Give the sentence a file is refused with."""
    path = folder / "来文.xlsx"
    path.write_bytes(content)
    with pytest.raises(RefusedError) as refusal:
        read_book(path, limits=limits)
    assert len(refusal.value.problems) == 1
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "是空的"),
        (b"\0" * 5000, "是空的"),
        (xlsx(""), "是空的"),
        (xls([]), "是空的"),
        (xls([["甲"]], locked=True), "设有密码，请先取消密码"),
        (ods("", locked=True), "设有密码，请先取消密码"),
        (compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), "设有密码，请先取消密码"),
        (xlsx(xlsx_cell("A1"))[:900], BROKEN),
        (xls([["甲"]])[:1500], BROKEN),
        (b"PK\x03\x04" + b"\0" * 99, BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000, BROKEN),
        (xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>', doctype=LAUGHS), BROKEN),
        (xlsx(xlsx_cell("A1") + xlsx_cell("ZZZZ2")), "超过 16,384 列"),
        (xlsx(xlsx_cell("A1") + " " * 30_000_000), "压缩得异常"),
        (xlsx(xlsx_cell("A1"), more={"../../a": "x"}), "内部结构不合规范"),
        (zipped({f"xl/{n}": "" for n in range(5001)}), "解压后太大"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    assert reason in refused(tmp_path, content)


def test_two_cells_far_apart_bring_down_only_the_child(tmp_path: Path) -> None:
    content = xlsx(xlsx_cell("A1") + xlsx_cell("XFD1048576"))
    assert STOPPED in refused(tmp_path, content)


@pytest.mark.parametrize("end", ["", "</table:table></office:spreadsheet>", "</table:tabel>"])
def test_a_table_without_its_end_keeps_nobody_waiting(tmp_path: Path, end: str) -> None:
    whole = ods(f"<table:table-row>{ods_cell('string', '甲', '甲')}</table:table-row>")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].partition("</table:table>")[0] + end
    assert BROKEN in refused(tmp_path, zipped(parts), replace(LIMITS, seconds=10))


def test_a_box_whose_sectors_follow_each_other_in_a_circle_is_refused(tmp_path: Path) -> None:
    content = bytearray(xls([["甲"]]))
    content[-512:-508] = (0).to_bytes(4, "little")  # the first sector of the table says it follows itself
    begun = time.monotonic()
    assert BROKEN in refused(tmp_path, bytes(content))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (replace(LIMITS, file_bytes=100), "超过 0 MB"),
        (replace(LIMITS, cells=100), "超过 100 个单元格"),
        (replace(LIMITS, rows=50), "超过 50 行"),
        (replace(LIMITS, columns=2), "超过 2 列"),
        (replace(LIMITS, signs=100), "超过 100 个字"),
        (replace(LIMITS, cell_signs=5), "第 1 行第 1 列超过 5 个字"),
    ],
)
def test_each_limit_bites(tmp_path: Path, limits: Limits, reason: str) -> None:
    content = "示例企业名称,乙,丙\n".encode() * 60
    assert reason in refused(tmp_path, content, limits)
    path = tmp_path / "来文.xlsx"
    assert len(read_book(path).sheets[0].rows) == 60


def test_the_number_of_sheets_is_limited(tmp_path: Path) -> None:
    page = b"<table><tr><td>a</td></tr></table>" * 3
    assert "2 个以上的表格" in refused(tmp_path, page, replace(LIMITS, sheets=2))


def a_child(monkeypatch: pytest.MonkeyPatch, folder: Path, deed: str) -> None:
    """Put a module in the place of the child's reader: it holds itself to the limits, then misbehaves."""
    words = [
        "from qtrack.exchange import child",
        f"def read(*_): {deed}",
        "child.read = read",
        "child.main()",
    ]
    (folder / "naughty_child.py").write_text("\n".join(words), encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(reading, "CHILD", "naughty_child")


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child(monkeypatch, tmp_path, "\n while True: pass")
    begun = time.monotonic()
    assert "读取超过 0.5 秒" in refused(tmp_path, b"a", replace(LIMITS, seconds=0.5))
    assert time.monotonic() - begun < 2


def test_a_child_that_eats_memory_dies_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child(monkeypatch, tmp_path, "import sys; held = bytearray(800_000_000); sys.stdout.buffer.write(held)")
    begun = time.monotonic()
    assert STOPPED in refused(tmp_path, b"a", replace(LIMITS, memory_bytes=400_000_000))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "deed",
    ["import os; os._exit(3)", "import os; os.abort()", "print('[1,')", "1/0", 'print(\'{"kind":"csv"}\')'],
)
def test_a_child_that_dies_or_breaks_off_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    a_child(monkeypatch, tmp_path, deed)
    assert STOPPED in refused(tmp_path, b"a")


def test_reading_is_cancelled_within_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child(monkeypatch, tmp_path, "\n while True: pass")
    path = tmp_path / "来文.csv"
    path.write_bytes(b"a")
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(StoppedError, match="没有读完就取消了"):
        read_book(path, cancelled=stop.is_set)
    assert time.monotonic() - begun < 1.5


def test_rows_are_counted_aloud_while_they_come(tmp_path: Path) -> None:
    path = tmp_path / "来文.csv"
    path.write_bytes(b"a,b\n" * 1000)
    heard: list[tuple[int, int]] = []
    read_book(path, progress=lambda come, known: heard.append((come, known)))
    assert heard[0] == (0, 0)
    assert heard[-1] == (1000, 1000)
    assert heard == sorted(heard)


def test_nothing_is_left_behind_and_the_file_is_as_it_was(tmp_path: Path) -> None:
    content = xlsx(xlsx_cell("A1"))
    path = tmp_path / "来文.xlsx"
    path.write_bytes(content)
    read_book(path)
    assert refused(tmp_path, content + b"\0" * 70_000)
    assert [found.name for found in tmp_path.iterdir()] == ["来文.xlsx"]


def test_what_is_no_file_is_refused_or_not_found(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="不是文件"):
        read_book(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_book(tmp_path / "没有.xlsx")
