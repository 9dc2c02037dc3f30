"""Workbooks calamine refuses and spreadsheets open, made such that calamine opens them as well."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from qtrack.exchange.kinds import ZIP_FAULTS

_BETWEEN_TAGS = re.compile(rb"(</?(?:office|table|text):[^<>]*>)\s+(?=<)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*?\w:id=\"([^\"]*)\"[^<>]*/>")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ID = re.compile(rb'\bId="([^"]*)"')
_TABLE_OR_CHART = re.compile(rb'\bType="[^"]*/(?:work|chart)sheet"')
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^<>]*/>")
_WHOLE_LINES = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="(?:\$?[A-Z]+:\$?[A-Z]+|\$?[0-9]+:\$?[0-9]+)"[^<>]*/>'
)


def mended(content: bytes, kind: str) -> bytes | None:
    """Give a copy without what is known to be stumbled over; nothing where there is no such thing."""
    if kind not in {"xlsx", "ods"}:
        return None
    held = BytesIO()
    changed = False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(held, "w") as copied:
            tables = _tables(archive) if kind == "xlsx" else set()
            for name in archive.namelist():
                part = archive.read(name)
                better = _without_obstacles(name, part, tables)
                changed = changed or better != part
                copied.writestr(name, better)
            if kind == "ods" and "mimetype" not in archive.namelist():
                changed = True
                copied.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    except ZIP_FAULTS:
        return None
    return held.getvalue() if changed else None


def _tables(archive: zipfile.ZipFile) -> set[bytes]:
    """Give the names of the links that lead to sheets with cells or charts, not to macros or nowhere."""
    links = _LINK.findall(archive.read("xl/_rels/workbook.xml.rels"))
    return {found[1] for link in links if _TABLE_OR_CHART.search(link) and (found := _ID.search(link))}


def _without_obstacles(name: str, part: bytes, tables: set[bytes]) -> bytes:
    if name == "content.xml":
        return _BETWEEN_TAGS.sub(rb"\1", part)
    if name == "xl/workbook.xml":
        return _SHEET.sub(lambda sheet: sheet[0] if sheet[1] in tables else b"", part)
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        return _WHOLE_LINES.sub(b"", _DIMENSION.sub(b"", part, count=1))
    return part
