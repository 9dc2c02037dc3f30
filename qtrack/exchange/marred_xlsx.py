"""Cells of an .xlsx that hold an error or a formula never calculated, which calamine gives as empty."""

from __future__ import annotations

import codecs
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from qtrack.exchange.doubted import ERROR_VALUE
from qtrack.exchange.kinds import ZIP_FAULTS
from qtrack.exchange.marred import MOST_MARRED, Marred

NOT_CALCULATED = "公式没有算出结果，请用 WPS 打开后保存一次"

_BLOCK = 1 << 20
_LONGEST_ROW = 1 << 23
_ERROR = b't="e"'
_NO_RESULT = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
_CELL = re.compile(rb"<c ([^<>]*[^<>/])>([^<]*(?:<(?!/?c[ >])[^<]*)*)</c>")
"""A cell with content; nothing in it is gone over twice, however odd the text is."""
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_PREFIX = re.compile(rb"\s*(?:<[?!][^<>]*>\s*)*<(\w{1,20}:)worksheet\b")
_VALUE = re.compile(rb"<v>([^<]{1,40})</v>")
_BLANK_VALUE = re.compile(rb"(?:</f>|/>)(?:<v></v>|<v ?/>)?$")
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^<>]*?\w:id="([^"]+)"')
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb'(Id|Target)="([^"]*)"')


def marred_in_xlsx(content: bytes) -> Marred:
    """Give the cells of a workbook that hold an error or a formula without result."""
    found: Marred = {}
    with suppress(*ZIP_FAULTS):
        archive = zipfile.ZipFile(BytesIO(content))
        for place, part in enumerate(_parts(archive)):
            cells = _of_sheet(archive, part)
            if cells:
                found[place] = cells
    return found


def targets(archive: zipfile.ZipFile, links: str) -> dict[bytes, str]:
    """Give the parts the links of a workbook lead to, by the links' names."""
    found: dict[bytes, str] = {}
    for link in _LINK.findall(archive.read(links)):
        about = dict(_ATTRIBUTE.findall(link))
        target = about.get(b"Target", b"").decode("utf-8", "replace")
        found[about.get(b"Id", b"")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return found


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    parts = targets(archive, "xl/_rels/workbook.xml.rels")
    for name in _SHEET.findall(archive.read("xl/workbook.xml")):
        yield parts.get(name, "")


def _of_sheet(archive: zipfile.ZipFile, part: str) -> dict[int, dict[int, tuple[str, str]]]:
    cells: dict[int, dict[int, tuple[str, str]]] = {}
    number = 0
    for text in _pieces(archive, part):
        if _ERROR not in text and not (b"<f" in text and any(hint in text for hint in _NO_RESULT)):
            continue
        for match in _CELL.finditer(text):
            place, marred = _PLACE.search(match[1]), _marred(match[1], match[2])
            if place and marred and number < MOST_MARRED:
                number += 1
                cells.setdefault(int(place[2]) - 1, {})[_column(place[1])] = marred
    return cells


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Give the sheet's text in pieces of whole rows, without the prefix some programs put before names."""
    rest, prefix = b"", None
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            if prefix is None:
                found = _PREFIX.match(block.removeprefix(codecs.BOM_UTF8))
                prefix = found[1] if found else b""
            text = rest + block
            whole, end, rest = (text.replace(prefix, b"") if prefix else text).rpartition(b"</row>")
            yield whole + end
            if len(rest) > _LONGEST_ROW:
                return
    yield rest


def _marred(attributes: bytes, inner: bytes) -> tuple[str, str] | None:
    value = _VALUE.search(inner)
    if _ERROR in attributes:
        return value[1].decode("ascii", "replace") if value else "#N/A", ERROR_VALUE
    if b"<f" in inner and _BLANK_VALUE.search(inner):
        return "", NOT_CALCULATED
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
