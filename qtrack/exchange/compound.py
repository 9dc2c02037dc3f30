"""The box .xls and .et come in, looked at before calamine, which follows chains of sectors in circles.

The layout is that of [MS-CFB]: a table says of every sector which one follows, another the same of the small
ones a stream of less than 4,096 bytes is cut into.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator

_NO_SECTOR = 0xFFFFFFFA
"""From here on numbers mean something else: the end, a free sector, a table."""

_SECTOR_SHIFTS = (9, 12)
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_SMALL_STREAM = 4096
_MOST_TABLE_LISTS = 2000


def chains_end(content: bytes) -> bool:
    """Say whether every chain of sectors comes to an end within the file."""
    try:
        return _Box(content).is_sound()
    except (struct.error, ValueError):
        return False


def stream(content: bytes, names: Iterable[str]) -> bytes:
    """Give what stands under the first of the names, in small letters, in a file whose chains end."""
    box = _Box(content)
    held = {name.lower(): (first, size) for name, first, size in box.streams()}
    return next((box.read(*held[name]) for name in names if name in held), b"")


class _Box:
    """A compound file's tables."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in _SECTOR_SHIFTS:
            raise ValueError(shift)
        self._size = 1 << shift
        self._directory, self._small = struct.unpack_from("<I8xI", content, 48)
        self._following = self._numbers(self._tables())

    def is_sound(self) -> bool:
        """Follow the directory, the table of small sectors and every stream."""
        directory = _chain(self._following, self._directory)
        small = _chain(self._following, self._small)
        if directory is None or small is None:
            return False
        following_small = self._numbers(small)
        for kind, _, first, size in self._entries():
            table = following_small if kind == _STREAM and size < _SMALL_STREAM else self._following
            if kind in (_STREAM, _ROOT) and size and _chain(table, first) is None:
                return False
        return True

    def streams(self) -> Iterator[tuple[str, int, int]]:
        """Give the name, first sector and size of every stream that is not a small one."""
        for kind, name, first, size in self._entries():
            if kind == _STREAM and size >= _SMALL_STREAM:
                yield name, first, size

    def read(self, first: int, size: int) -> bytes:
        """Give a stream."""
        return b"".join(map(self._sector, _chain(self._following, first) or ()))[:size]

    def _entries(self) -> Iterator[tuple[int, str, int, int]]:
        """Give the sort, name, first sector and size of everything in the directory."""
        for sector in _chain(self._following, self._directory) or ():
            for at in range(0, self._size, _ENTRY):
                entry = self._sector(sector)[at : at + _ENTRY]
                name, kind, first, size = struct.unpack_from("<64s2xB49xII", entry)
                yield kind, name.decode("utf-16-le", "replace").partition("\0")[0], first, size

    def _tables(self) -> list[int]:
        """Give the sectors that hold the table, named in the header and in a list of lists behind it."""
        found = list(struct.unpack_from("<109I", self._content, 76))
        (more,) = struct.unpack_from("<I", self._content, 68)
        for _ in range(_MOST_TABLE_LISTS):
            if more >= _NO_SECTOR:
                return [sector for sector in found if sector < _NO_SECTOR]
            *named, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            found += named
        raise ValueError(more)

    def _numbers(self, sectors: Iterable[int]) -> array[int]:
        words = b"".join(map(self._sector, sectors))
        return array("I", struct.unpack(f"<{len(words) // 4}I", words))

    def _sector(self, number: int) -> bytes:
        begins = (number + 1) * self._size
        # The last sector may be cut short by a careless writer.
        return self._content[begins : begins + self._size].ljust(self._size, b"\0")


def _chain(following: array[int], first: int) -> list[int] | None:
    """Give the sectors from the first on; None when they go round in a circle."""
    chain: list[int] = []
    while first < len(following):
        chain.append(first)
        if len(chain) > len(following):
            return None
        first = following[first]
    return chain
