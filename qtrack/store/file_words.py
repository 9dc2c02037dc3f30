"""What files people may attach, and what is said when one cannot be read or kept."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from qtrack.domain.problem import refuse
from qtrack.domain.text import plain
from qtrack.ledgers.beside import NAME_LENGTH

MOST_BYTES = 200 * 1024**2
"""A file is no bigger than this."""

_KINDS = (
    ("图片", "jpg jpeg png gif bmp tif tiff webp heic"),
    ("PDF、OFD", "pdf ofd"),
    ("文档", "doc docx wps rtf txt"),
    ("表格", "xls xlsx et csv ods"),
    ("幻灯片", "ppt pptx dps"),
    ("音像", "mp4 mov avi wmv mkv mp3 m4a wav"),
    ("压缩包", "zip rar 7z"),
)

SUFFIXES = frozenset(f".{ending}" for _, endings in _KINDS for ending in endings.split())
"""Endings of files that may be attached and opened: none of them is a program the system would run."""

_READING = {
    errno.ENOENT: "找不到这个文件",
    errno.ENOTDIR: "找不到这个文件",
    errno.EACCES: "没有权限读取",
    errno.EPERM: "没有权限读取",
    errno.EISDIR: "是文件夹，请给出其中的文件",
    errno.EIO: "读取出错，文件所在的磁盘可能有问题",
    errno.ENODEV: "读取中断，请检查 U 盘是否已拔出",
    errno.ENXIO: "不是普通文件",
    errno.ELOOP: "是打不开的快捷方式",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EINVAL: "文件名无效",
}
_WRITING = {
    errno.ENOSPC: "磁盘已满，请先清出空间",
    errno.EDQUOT: "磁盘配额已用完，请先清出空间",
    errno.EFBIG: "数据文件夹所在的磁盘放不下这么大的文件",
    errno.EACCES: "数据文件夹不能写入，请检查权限",
    errno.EPERM: "数据文件夹不能写入，请检查权限",
    errno.EROFS: "数据文件夹所在的磁盘只读",
    errno.EIO: "硬盘读写出错，请检查硬盘",
}


def suffix_of(name: str) -> str:
    """Give a name's ending in small letters, empty when files that end so are not attached."""
    _, dot, ending = name.rpartition(".")
    suffix = dot + ending.lower()
    return suffix if suffix in SUFFIXES else ""


def given_name(name: str) -> str:
    """Give a file's name as plain text of a length that can be kept, its ending whole."""
    text = plain(name)
    stem = text[: len(text) - len(suffix_of(text))]
    suffix = text[len(stem) :]
    return (stem or "文件")[: NAME_LENGTH - len(suffix)] + suffix


def check_suffix(name: str) -> None:
    """Refuse a file that is of no kind to be attached."""
    if not suffix_of(name):
        kinds = "；".join(f"{kind} {endings}" for kind, endings in _KINDS)
        raise refuse(f"“{name}”：这类文件不收作佐证，可先打包成 zip；可收：{kinds}")


@contextmanager
def told_reading(name: str) -> Iterator[None]:
    """Refuse a file that cannot be read, saying why."""
    try:
        with _told(name, _READING):
            yield
    except ValueError as error:  # a NUL sign in the path
        raise refuse(f"“{name}”：文件名无效；没有添加") from error


@contextmanager
def told_writing(name: str) -> Iterator[None]:
    """Refuse what the data folder cannot take, saying why."""
    with _told(name, _WRITING):
        yield


@contextmanager
def _told(name: str, words: dict[int, str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in words:
            raise
        raise refuse(f"“{name}”：{words[error.errno]}；没有添加") from error
