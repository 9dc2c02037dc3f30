"""The process that reads a file nobody vouches for: `python -m qtrack.exchange.child LIMITS < file`.

It holds itself to its limits, reads the file from its standard input, opens nothing, and answers in lines of
JSON: {"kind"}, then for each sheet {"sheet", "hidden", "merged", "height"} and lines of rows (see `wire`), at
last {"end"} or {"refused"}. A file that brings it down brings nothing else down.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from qtrack.exchange import wire
from qtrack.exchange.book import Limits
from qtrack.exchange.doubted import SIGNS, doubted
from qtrack.exchange.kinds import BROKEN, TOO_MUCH_MEMORY, kind_of, markup_kind, too_large
from qtrack.exchange.source import Found, UnreadableFileError

GRACE_S = 5
"""What is left to the one who asked to end this in good order, before it ends itself."""

_MOST_TRACE = 4000


def read(limits: Limits, source: BinaryIO, sink: BinaryIO) -> None:
    """Read the file and answer, whatever happens."""
    answer = _Answer(limits, sink)
    try:
        kind, sheets = _opened(source.read(limits.file_bytes + 1), limits)
        answer.say({"kind": kind})
        for sheet in sheets:
            answer.sheet(sheet)
        answer.end()
    except UnreadableFileError as error:
        answer.say({"refused": str(error)})
    except MemoryError:
        answer.say({"refused": TOO_MUCH_MEMORY})
    except BaseException as error:  # noqa: BLE001 - when calamine panics, it is no Exception
        answer.say({"refused": BROKEN, "trace": "".join(traceback.format_exception(error))[-_MOST_TRACE:]})


def _opened(content: bytes, limits: Limits) -> tuple[str, Iterator[Found]]:
    if len(content) > limits.file_bytes:
        raise UnreadableFileError(too_large(limits))
    kind = kind_of(content, limits)
    if kind != "text":
        from qtrack.exchange.workbook import sheets_of_workbook

        return kind, sheets_of_workbook(content, kind, limits)
    from qtrack.exchange.delimited import decoded, sheet_of_text

    text = decoded(content)
    kind = markup_kind(text)
    if kind == "html":
        from qtrack.exchange.markup import sheets_of_page

        return kind, sheets_of_page(text, limits)
    if kind == "xml":
        from qtrack.exchange.old_xml import sheets_of_old_xml

        return kind, sheets_of_old_xml(text, limits)
    return "csv", iter([sheet_of_text(text, limits)])


class _Answer:
    """Counts what goes out, and refuses what gets too much."""

    def __init__(self, limits: Limits, sink: BinaryIO) -> None:
        self.cells = 0
        self._signs = 0
        self._limits = limits
        self._sink = sink

    def say(self, content: object) -> None:
        """Send a line."""
        self._send(wire.encode(content))

    def sheet(self, sheet: Found) -> None:
        """Send a sheet, blank cells at the end of rows and blank rows at the end left out."""
        self.say(
            {"sheet": sheet.name, "hidden": sheet.hidden, "merged": sheet.merged, "height": sheet.height}
        )
        rows, at = iter(sheet.rows), 0
        while chunk := list(islice(rows, wire.CHUNK)):
            self._refuse_beyond(max(map(len, chunk)), self._limits.columns, "列")
            columns = wire.columns(chunk)
            at += len(chunk)
            line = wire.encode([len(chunk), columns])
            if len(line) > self._limits.cell_signs or any(sign in line for sign in SIGNS):
                seen = [self._looked_at(row, number) for number, row in enumerate(chunk, at - len(chunk) + 1)]
                line = wire.encode([len(chunk), wire.columns(seen)])
            self._send(line)
            self._count(columns, len(chunk), at)

    def end(self) -> None:
        """Say that this was all, unless it was nothing."""
        if not self.cells:
            raise UnreadableFileError("是空的")
        self.say({"end": True})

    def _looked_at(self, row: list[wire.Raw], number: int) -> list[wire.Raw]:
        for column, cell in enumerate(row, 1):
            if cell and isinstance(cell, str):
                if len(cell) > self._limits.cell_signs:
                    most = f"超过 {self._limits.cell_signs:,} 个字，请改短后再导入"
                    raise UnreadableFileError(f"第 {number:,} 行第 {column:,} 列{most}")
                if cell.__class__ is str:
                    row[column - 1] = doubted(cell)
        return row

    def _count(self, columns: list[object], rows: int, at: int) -> None:
        filled = rows * (len(columns) - columns.count(None))
        self.cells += filled
        for number, most, what in (
            (at, self._limits.rows, "行"),
            (self.cells, self._limits.cells, "个单元格"),
            (self._signs, self._limits.signs, "个字"),
        ):
            self._refuse_beyond(number, most, what)

    def _refuse_beyond(self, number: int, most: int, what: str) -> None:
        if number > most:
            raise UnreadableFileError(f"超过 {most:,} {what}，请拆成几个文件")

    def _send(self, line: str) -> None:
        self._signs += len(line)
        self._sink.write(line.encode("utf-8", "replace") + b"\n")


def _hold_to(limits: Limits) -> None:
    """Let the system end this process when it takes too much: memory and files on POSIX, time everywhere."""
    seconds = limits.seconds + GRACE_S
    if sys.stderr is not None:
        faulthandler.dump_traceback_later(seconds, exit=True)
    if sys.platform == "win32":
        import msvcrt

        # No window of the system asks what to do about a process that has crashed.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        import resource

        for what, most in (
            (resource.RLIMIT_AS, limits.memory_bytes),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(ValueError, OSError):  # a system may hold its processes to less already
                resource.setrlimit(what, (most, most))


def main() -> None:
    """Read what stands at the standard input, within the limits named in the first argument."""
    limits = Limits(**json.loads(sys.argv[1]))
    sys.dont_write_bytecode = True
    gc.disable()  # what it makes, it hands on and forgets
    _hold_to(limits)
    with suppress(BrokenPipeError):
        read(limits, sys.stdin.buffer, sys.stdout.buffer)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
