"""What a file is by its content, whatever its name says, and whether an archive is safe to unpack."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from qtrack.exchange.book import Limits
from qtrack.exchange.compound import chains_end
from qtrack.exchange.source import UnreadableFileError

BROKEN = "已损坏或不完整，请重新拷贝，或用 WPS 打开后另存为 xlsx"
LOCKED = "设有密码，请先取消密码"
TOO_MUCH_MEMORY = "内容太多，内存放不下，请拆成几个文件"
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError, OSError)
"""What Python raises over an archive that is broken or strange."""

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM\x00", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ\x90", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库"),
    (b"{\\rtf", "Word 文档"),
)
_RARE = (
    (
        re.compile(rb"\x09[\x00\x02\x04]\x04\x00|\x09[\x00\x02\x04\x08]\x06\x00|\x09\x08\x08\x00"),
        "很旧的 Excel 表格",
    ),
    (re.compile(rb"\x00\x00[\x02\x1a]\x00"), "Lotus 或 Quattro 的表格"),
    (re.compile(rb"[\x03\x30\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{8}", re.DOTALL), "dBase 数据表（dbf）"),
    (re.compile(rb"ID;P"), "SYLK 表格（slk）"),
    (re.compile(rb"TABLE\r?\n0,1\r?\n"), "DIF 表格（dif）"),
    (re.compile(rb"MIME-Version:", re.IGNORECASE), "单个文件的网页（mht）"),
)
"""Tables WPS or another program opens and this one does not, by how they begin."""
_RARE_STREAMS = (("PerfectOffice_MAIN", "Quattro 的表格"), ("NativeContent_MAIN", "Quattro 的表格"))
_RARE_MEMBERS = (
    ("index/document.iwa", "苹果 Numbers 的表格"),
    ("index.zip", "苹果 Numbers 的表格"),
    ("index.apxl", "苹果 Numbers 的表格"),
    ("index.xml", "苹果 Numbers 的表格"),
)
_MEMBERS = (("word/document.xml", "Word 文档"), ("ppt/presentation.xml", "演示文稿"))
_LOCKS = frozenset({"EncryptedPackage", "EncryptionInfo"})
_STREAMS = (
    ("WordDocument", "Word 文档"),
    ("PowerPoint Document", "演示文稿"),
    ("__properties_version1.0", "邮件"),
)
_WORKBOOK_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_CONTENT = "content.xml"
_BLOCK = 1 << 20
_MANIFEST = "META-INF/manifest.xml"
_LOCKED_STREAM = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})"
    rb"(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)
"""How the stream of an .xls begins when it is encrypted: BOF, perhaps WRITEPROTECT, FILEPASS."""
_MARKS_ALONE = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKUP = re.compile(r"\s*<[!?a-zA-Z]")


def kind_of(content: bytes, limits: Limits) -> str:
    """Give xlsx, xlsb, ods, xls or text; refuse what is no table at all, and archives that may be bombs."""
    if not content.strip(b"\x00 \t\r\n") or content in _MARKS_ALONE:
        raise UnreadableFileError("是空的")
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _of_archive(content, limits)
    if content.startswith(_COMPOUND):
        return _of_compound(content)
    for beginning, what in _OTHERS:
        if content.startswith(beginning):
            raise _no_table(what)
    for form, what in _RARE:
        if form.match(content):
            raise _rare(what)
    return "text"


def markup_kind(text: str) -> str:
    """Give html or xml for a page or an old XML workbook somebody named .xls, else nothing."""
    head = text[:100_000].lower()
    if not _MARKUP.match(head):
        return ""
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<workbook" in head:
        return "xml"
    if "urn:oasis:names:tc:opendocument" in head and "<office:spreadsheet" in text:
        raise _rare("LibreOffice 的单文件表格（fods）")
    if "<gnm:workbook" in head:
        raise _rare("Gnumeric 的表格")
    if "<table" in head or "<table" in text.lower():
        return "html"
    raise _no_table("网页或 XML 文件，里面没有表格")


def too_large(limits: Limits) -> str:
    """Say that a file has more bytes than are let in."""
    return f"超过 {limits.file_bytes // 1_000_000:,} MB，请拆成几个文件"


def _no_table(what: str) -> UnreadableFileError:
    return UnreadableFileError(f"不是表格，是{what}；可以导入 xlsx、xls、et、ods、csv 和 txt")


def _rare(what: str) -> UnreadableFileError:
    return UnreadableFileError(f"是{what}，不能直接导入；请用 WPS 或原来的软件打开后另存为 xlsx")


def _of_archive(content: bytes, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bombs(members, len(content), limits)
            locked = _is_locked(archive)
            sound = locked or _is_sound(archive)
    except ZIP_FAULTS:
        raise UnreadableFileError(BROKEN) from None
    names = {member.filename.lower().replace("\\", "/") for member in members}
    if len(names) != len(members) or any(map(_leads_out, names)):
        raise UnreadableFileError("内部结构不合规范，不能导入；请用 WPS 打开后另存为 xlsx")
    if locked:
        raise UnreadableFileError(LOCKED)
    if not sound:
        raise UnreadableFileError(BROKEN)
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if _CONTENT in names:
        return "ods"
    for name, what in _RARE_MEMBERS:
        if name in names:
            raise _rare(what)
    raise _no_table(next((what for name, what in _MEMBERS if name in names), "压缩包，请先解压"))


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Say whether members are encrypted, or the manifest of an .ods says that their content is."""
    if any(member.flag_bits & 1 for member in archive.infolist()):
        return True
    manifest = next((member for member in archive.infolist() if member.filename == _MANIFEST), None)
    return manifest is not None and b"encryption-data" in archive.read(manifest)


def _is_sound(archive: zipfile.ZipFile) -> bool:
    """Say whether an .ods is XML to its end; calamine waits for ever for the end tag of a table."""
    if _CONTENT not in archive.namelist():
        return True
    parser = expat.ParserCreate()
    try:
        with archive.open(_CONTENT) as content:
            while block := content.read(_BLOCK):
                parser.Parse(block)
        parser.Parse(b"", True)  # noqa: FBT003 - the parser knows no names for it
    except expat.ExpatError:
        return False
    return True


def _refuse_bombs(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.entries or unpacked > limits.unpacked_bytes:
        raise UnreadableFileError("解压后太大，不能导入，请拆成几个文件")
    if unpacked > limits.unpacked_unasked and unpacked > packed * limits.ratio:
        raise UnreadableFileError("压缩得异常，解压后会撑满内存，不能导入")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ":" in name or ".." in name.split("/")


def _of_compound(content: bytes) -> str:
    """Look for the names of streams; they stand in the file as they are, 64 bytes with zeros behind."""
    if any(map(_holding(content), _LOCKS)) or _LOCKED_STREAM.search(content):
        raise UnreadableFileError(LOCKED)
    if any(map(_holding(content), _WORKBOOK_STREAMS)) and chains_end(content):
        return "xls"
    for name, what in _STREAMS:
        if _holding(content)(name):
            raise _no_table(what)
    for name, what in _RARE_STREAMS:
        if _holding(content)(name):
            raise _rare(what)
    raise UnreadableFileError(BROKEN)


def _holding(content: bytes) -> Callable[[str], bool]:
    return lambda name: name.encode("utf-16-le") + b"\x00\x00" in content
