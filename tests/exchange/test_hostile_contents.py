"""Files sound in form with contents nobody should write, and what they do to who reads them unguarded."""

import codecs
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from made_files import ods, ods_cell, xls, xlsx, xlsx_cell, zipped

from qtrack.domain.problem import RefusedError
from qtrack.exchange.book import Row, Unusable
from qtrack.exchange.reading import read_book

BROKEN = "已损坏或不完整"
STOPPED = "读取时出错而中止"
NOWHERE = (BROKEN, STOPPED, "超过 1,048,576 行")
TEXT = '<row r="1"><c r="A1" t="s"><v>{}</v></c></row>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
UNSEEN = "示例不该看到的内容"


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Give a workbook with something in one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert old in parts[part]
    return zipped(parts | {part: parts[part].replace(old, new, 1)})


def with_texts(texts: str, place: str, about: str = "") -> bytes:
    """Give an .xlsx with one cell that points at a place among shared texts."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    more = {"xl/sharedStrings.xml": f"<sst {space} {about}>{texts}</sst>"}
    book = xlsx(TEXT.format(place), more=more)
    return changed(book, "xl/_rels/workbook.xml.rels", "</Relationships>", LINK)


def came(folder: Path, content: bytes) -> tuple[Row, ...] | str:
    """Give the rows of a file's first sheet, or the one sentence it is refused with."""
    path = folder / "来文.xls"
    path.write_bytes(content)
    try:
        return read_book(path).sheets[0].rows
    except RefusedError as refusal:
        (problem,) = refusal.problems
        return problem.message


def test_a_sheet_said_to_be_huge_is_as_large_as_it_is(tmp_path: Path) -> None:
    content = xlsx(xlsx_cell("A1", "7"))
    said = '<dimension ref="A1:XFD1048576"/><sheetData>'
    assert came(tmp_path, changed(content, "xl/worksheets/sheet1.xml", "<sheetData>", said)) == (("7",),)


@pytest.mark.parametrize("place", ["A0", "A99999999999", "AAAAAAAAAAAA1", "-A1", "A-1", "R1C1", "", "1", "A"])
def test_a_cell_that_is_nowhere_does_no_harm(tmp_path: Path, place: str) -> None:
    found = came(tmp_path, xlsx(f'<row r="1"><c r="A1"><v>7</v></c><c r="{place}"><v>8</v></c></row>'))
    assert isinstance(found, tuple) or any(reason in found for reason in NOWHERE)


@pytest.mark.parametrize("row", ["0", "-1", "99999999999999999999", "x"])
def test_a_row_that_is_nowhere_does_no_harm(tmp_path: Path, row: str) -> None:
    found = came(tmp_path, xlsx(f'<row r="{row}"><c><v>7</v></c></row>'))
    assert isinstance(found, tuple) or any(reason in found for reason in NOWHERE)


def test_texts_said_to_be_billions_bring_down_only_the_child(tmp_path: Path) -> None:
    assert came(tmp_path, with_texts("<si><t>甲</t></si>", "0", 'count="2" uniqueCount="2"')) == (("甲",),)
    many = 'count="4294967295" uniqueCount="4294967295"'
    assert STOPPED in came(tmp_path, with_texts("<si><t>甲</t></si>", "0", many))


def test_a_text_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    assert BROKEN in came(tmp_path, with_texts("<si><t>甲</t></si>", "1"))


def test_a_text_of_megabytes_is_refused_with_its_cell(tmp_path: Path) -> None:
    long = with_texts(f"<si><t>{'长' * 3_000_000}</t></si>", "0")
    assert came(tmp_path, long) == "“来文.xls”第 1 行第 1 列超过 32,767 个字，请改短后再导入"


@pytest.mark.parametrize(
    "merged",
    [[(0, 3, 0, 3), (1, 2, 1, 2), (0, 3, 0, 3)], [(3, 0, 3, 0)], [(0, 65535, 0, 255)], [(9, 9, 9, 9)]],
)
def test_merged_cells_may_overlap_run_backwards_or_lie_outside(
    tmp_path: Path, merged: list[tuple[int, int, int, int]]
) -> None:
    assert came(tmp_path, xls([["甲", "乙"], ["丙"]], merged=merged)) == (("甲", "乙"), ("丙",))


@pytest.mark.parametrize("form", ["xlsx", "ods", "html", "xml"])
def test_no_file_beside_it_is_read(tmp_path: Path, form: str) -> None:
    beside = tmp_path / "旁边.txt"
    beside.write_text(UNSEEN, encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{beside.as_uri()}">]>'
    cell = "<row><c t='inlineStr'><is><t>&e;</t></is></c></row>"
    space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    row = "<Row><Cell><Data>甲&e;</Data></Cell></Row>"
    old = f"<Workbook {space}><Worksheet><Table>{row}</Table></Worksheet></Workbook>"
    document = ods(f"<table:table-row>{ods_cell('string', '&e;', '甲&e;')}</table:table-row>")
    content = {
        "xlsx": xlsx(cell, doctype=doctype),
        "ods": changed(document, "content.xml", "?>", f"?>{doctype}"),
        "html": f"{doctype}<table><tr><td>甲&e;</table>".encode(),
        "xml": f"<?xml version='1.0'?>{doctype}{old}".encode(),
    }[form]
    assert UNSEEN not in str(came(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>甲&#xD800;乙</t></is></c></row>'),
        "甲\ud800乙,1\n".encode("utf-8", "surrogatepass") * 3,
        codecs.BOM_UTF16_LE + "甲\ud800乙,1\n丙,2\n丁,3\n".encode("utf-16-le", "surrogatepass"),
        "<table><tr><td>甲&#xD800;乙</table>".encode(),
        xls([["甲\u4e00乙"]]).replace("\u4e00".encode("utf-16-le"), b"\x00\xd8"),
    ],
)
def test_half_a_letter_is_told_or_shown_as_lost_never_passed_on(tmp_path: Path, content: bytes) -> None:
    found = came(tmp_path, content)
    assert isinstance(found, str) or isinstance(found[0][0], Unusable)


@pytest.mark.parametrize("line", ["长" * 4_000_000, '"' + "长" * 4_000_000 + '"', "长," * 2_000_000])
def test_a_line_of_megabytes_is_refused(tmp_path: Path, line: str) -> None:
    found = came(tmp_path, f"甲,乙\n{line}\n".encode())
    assert isinstance(found, str)
    assert "第 2 行第 1 列超过 32,767 个字" in found or "超过 16,384 列" in found


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("名单.xlsx", xlsx(xlsx_cell("A1")))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("名单.zip", inner.getvalue())
    assert "是压缩包，请先解压" in came(tmp_path, outer.getvalue())


UNGUARDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from python_calamine import load_workbook
load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the control limits its memory the way of POSIX")
def test_who_reads_two_cells_far_apart_unguarded_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "来文.xlsx"
    for place, ends in (("B2", False), ("XFD1048576", True)):
        path.write_bytes(xlsx(xlsx_cell("A1") + xlsx_cell(place)))
        told = subprocess.run([sys.executable, "-c", UNGUARDED, str(path)], capture_output=True, check=False)
        assert (told.returncode != 0) is ends


@pytest.mark.skipif(sys.platform == "win32", reason="the control limits its memory the way of POSIX")
def test_who_reads_a_table_without_its_end_unguarded_waits(tmp_path: Path) -> None:
    path = tmp_path / "来文.ods"
    whole = ods(f"<table:table-row>{ods_cell('string', '甲', '甲')}</table:table-row>")
    path.write_bytes(changed(whole, "content.xml", "</table:table>", "</table:tabel>"))
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(
            [sys.executable, "-c", UNGUARDED, str(path)], capture_output=True, check=False, timeout=5
        )
    assert BROKEN in came(tmp_path, path.read_bytes())
