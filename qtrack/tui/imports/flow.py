"""From a file, or a pasted block, to rows in a ledger: one screen after the other, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App

from qtrack.domain.progress import Progress, StoppedError
from qtrack.domain.text import plain
from qtrack.exchange.book import Book
from qtrack.services.catalog import schemas
from qtrack.services.import_work import ImportWork
from qtrack.services.incoming import FileLine, Incoming
from qtrack.services.office import Office
from qtrack.services.settling import Glance, by_place, glance, without_headings
from qtrack.tui.imports.calm import settled
from qtrack.tui.imports.job import Job
from qtrack.tui.imports.mapping_screen import MappingScreen
from qtrack.tui.imports.review_screen import ReviewScreen
from qtrack.tui.imports.working import Stopped, working
from qtrack.tui.widgets.file_picker import FilePicker
from qtrack.tui.widgets.form_owner import FormOwner
from qtrack.wiring import Desk

SUFFIXES = (".xlsx", ".xls", ".et", ".ods", ".csv", ".txt", ".htm", ".html")


@dataclass(frozen=True, slots=True)
class Aim:
    """Which ledger rows are brought into, seen from which office; `owner` answers questions about texts."""

    desk: Desk
    office: Office
    key: str
    owner: FormOwner
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A book, the table found in it, and a look at that table."""

    work: ImportWork
    book: Book
    found: Incoming
    seen: Glance


async def import_file(app: App[Any], aim: Aim) -> str:
    """Ask for a file and bring its rows in; give what was done as a sentence, empty for nothing.

    Waits in a worker. Raises what reading and finding a table raise; nothing is kept then.
    """
    title = schemas()[aim.key].title
    picker = FilePicker(f"导入“{title}”台账：选一个表格文件", Path.home(), SUFFIXES, many=False)
    paths = await app.push_screen_wait(picker)
    if not paths:
        return ""
    path = paths[0]

    def read(work: ImportWork, progress: Progress, stopped: Stopped) -> Book:
        return work.read(path, progress, stopped)

    return await _bring(app, aim, plain(path.name), read, path)


async def import_block(app: App[Any], aim: Aim, text: str) -> str:
    """Bring the rows of a pasted block in; give what was done as a sentence, empty for nothing."""

    def read(work: ImportWork, _progress: Progress, _stopped: Stopped) -> Book:
        return work.pasted(text)

    return await _bring(app, aim, "粘贴的内容", read, None)


async def _bring(
    app: App[Any],
    aim: Aim,
    name: str,
    read: Callable[[ImportWork, Progress, Stopped], Book],
    file: Path | None,
) -> str:
    title = f"导入“{schemas()[aim.key].title}”台账：{name}"

    def open_book(progress: Progress, stopped: Stopped) -> _Opened:
        work = aim.desk.importing
        book = read(work, progress, stopped)
        found = work.find(aim.office, aim.key, book, progress=progress)
        if file is None:
            found = _laid(found, aim.places)
        return _Opened(work, book, found, glance(found))

    try:
        opened = await working(app, f"正在读取：{name}", open_book)
    except StoppedError as stopped:
        app.notify(str(stopped), markup=False)
        return ""
    if opened.work.note:
        app.notify(opened.work.note, severity="warning", markup=False)
    job = Job(title, aim.key, aim.office, opened.work, opened.book, aim.owner, aim.places, file)
    with settled():
        return await _ask(app, job, opened.found, opened.seen)


def _laid(found: Incoming, places: Sequence[str]) -> Incoming:
    """Lay a pasted block over fields, unless its first rows hold headings this ledger knows."""
    return found if found.table.known else by_place(without_headings(found), places)


async def _ask(app: App[Any], job: Job, found: Incoming, seen: Glance) -> str:
    """Show the columns, then the rows; from the rows one comes back to the columns as they were settled."""
    while True:
        settled = await app.push_screen_wait(MappingScreen(job, found, seen))
        if settled is None:
            return ""
        found, seen, rows = await working(app, "正在取出各行", partial(_rows, settled))
        done = None if rows is None else await app.push_screen_wait(ReviewScreen(job, found, rows))
        if done is not None:
            return done


def _rows(
    found: Incoming, progress: Progress, _stopped: Stopped
) -> tuple[Incoming, Glance, list[FileLine] | None]:
    """Give what was settled and its rows; none when the person stopped."""
    try:
        return found, glance(found), found.lines(progress)
    except StoppedError:
        return found, glance(found), None
