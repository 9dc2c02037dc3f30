"""Spreadsheet files made by hand, byte by byte where no library would write such a thing."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

BiffCell = str | bool | float | tuple[str, float] | None
"""Text, number, True or False, ("error", code), ("result", code) of a formula, ("day", count), or nothing."""

_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members: Mapping[str, str]) -> bytes:
    """Give a zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def xlsx(rows: str, *, doctype: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """Give an .xlsx from the XML of its only sheet's rows."""
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    relation = '<Relationship Id="rId1" Type="{0}/{1}" Target="{2}"/></Relationships>'
    return zipped(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{kinds}">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}">'
            + relation.format(_OFFICE, "officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}">'
            + relation.format(_OFFICE, "worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'{_XML}{doctype}<worksheet xmlns="{_MAIN}">'
            f"<sheetData>{rows}</sheetData></worksheet>",
            **(more or {}),
        }
    )


def xlsx_cell(place: str, content: str = "1", attributes: str = "") -> str:
    """Give the XML of a row with one cell."""
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" {attributes}><v>{content}</v></c></row>'


def ods(rows: str, *, locked: bool = False) -> bytes:
    """Give an .ods from the XML of its only table's rows."""
    spaces = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    lock = "<manifest:encryption-data/>" if locked else ""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{_XML}<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="表">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="content.xml">{lock}</manifest:file-entry>'
            "</manifest:manifest>",
        }
    )


def ods_cell(kind: str, value: str, text: str) -> str:
    """Give the XML of a cell."""
    name = {"date": "date-value", "boolean": "boolean-value", "string": "string-value"}.get(kind, "value")
    about = f'office:value-type="{kind}" office:{name}="{value}"'
    return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"


def xls(
    rows: Sequence[Sequence[BiffCell]],
    *,
    days_as: str = "yyyy-mm-dd",
    since_1904: bool = False,
    merged: Sequence[tuple[int, int, int, int]] = (),
    locked: bool = False,
) -> bytes:
    """Give an .xls (BIFF8), or .et; a merged region is first row, last row, first column, last column."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    head = b"".join(
        [
            _bof(5),
            _record(0x2F, b"\1\0\1\0\1\0" + b"x" * 48) if locked else b"",
            _record(0x42, struct.pack("<H", 1200)),
            _record(0x22, struct.pack("<H", since_1904)),
            _record(0x41E, struct.pack("<H", 164) + _biff_text("<HB", days_as)),
            *[_format(0)] * 16,
            _format(164),
        ]
    )
    table = struct.pack("<II", len(texts), len(texts)) + b"".join(_biff_text("<HB", text) for text in texts)
    tail = _record(0xFC, table) + _record(0x0A)
    name = _biff_text("<BB", "表")
    begins = len(head) + len(_record(0x85, b"\0" * 6 + name)) + len(tail)
    sheet = _record(0x85, struct.pack("<IBB", begins, 0, 0) + name)
    widest = max(map(len, rows), default=0)
    body = [_bof(0x10), _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0)), *_cells(rows)]
    if merged:
        regions = b"".join(struct.pack("<HHHH", *region) for region in merged)
        body.append(_record(0xE5, struct.pack("<H", len(merged)) + regions))
    return compound({"Workbook": b"".join([head, sheet, tail, *body, _record(0x0A)])})


def _cells(rows: Sequence[Sequence[BiffCell]]) -> list[bytes]:
    told: list[bytes] = []
    texts = 0
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", at, column, 16 if isinstance(cell, tuple) else 15)
            if isinstance(cell, str):
                told.append(_record(0xFD, place + struct.pack("<I", texts)))
                texts += 1
            elif isinstance(cell, bool):
                told.append(_record(0x205, place + struct.pack("<BB", cell, 0)))
            elif isinstance(cell, tuple) and cell[0] == "error":
                told.append(_record(0x205, place + struct.pack("<BB", int(cell[1]), 1)))
            elif isinstance(cell, tuple) and cell[0] == "result":
                result = struct.pack("<BBBBBBH", 2, 0, int(cell[1]), 0, 0, 0, 0xFFFF)
                told.append(_record(0x06, place + result + b"\0" * 6 + b"\x02\0\x1d\0"))
            elif cell is not None:
                number = cell[1] if isinstance(cell, tuple) else cell
                told.append(_record(0x203, place + struct.pack("<d", number)))
    return told


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0x600))


def _format(number: int) -> bytes:
    return _record(0xE0, struct.pack("<HHH", 0, number, 0) + b"\0" * 14)


def _biff_text(lengths: str, text: str) -> bytes:
    return struct.pack(lengths, len(text), 1) + text.encode("utf-16-le")


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Give an OLE compound file, the box that .xls, .doc and encrypted .xlsx come in."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def lay(content: bytes) -> int:
        first = len(sectors)
        sectors.extend(
            content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)
        )
        chain.extend([*range(first + 1, len(sectors)), _END])
        return first

    entries = [_entry("Root Entry", 5, 1, _NONE, _END, 0)]
    for number, (name, content) in enumerate(streams.items(), 1):
        whole = content.ljust(4096, b"\0")
        after = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, _NONE, after, lay(whole), len(whole)))
    directory = lay(b"".join(entries))
    tables = 1
    while (len(sectors) + tables) * 4 > tables * _SECTOR:
        tables += 1
    first = len(sectors)
    chain += [_FAT] * tables
    chain += [_NONE] * (tables * _SECTOR // 4 - len(chain))
    places = [*range(first, first + tables), *[_NONE] * (109 - tables)]
    header = struct.pack("<8s16xHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, directory, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *places)
    return header + b"".join(sectors) + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, child: int, after: int, first: int, size: int) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xII4x", words, len(words), kind, 1, _NONE, after, child, first, size)
