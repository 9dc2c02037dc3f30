"""The steps of an import, for screens and command line alike, from reading to writing what is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path

from qtrack.domain.problem import refuse
from qtrack.domain.progress import Progress, untold
from qtrack.domain.review import Outcome, Review
from qtrack.exchange.book import Book
from qtrack.exchange.learned import load_learned, save_learned
from qtrack.exchange.pasted import pasted_book
from qtrack.exchange.reading import read_book
from qtrack.places import Places
from qtrack.services.catalog import ledger_class
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine, Incoming, incoming
from qtrack.services.office import Office
from qtrack.services.refused_report import refused_report
from qtrack.services.review import Wish, review
from qtrack.store.store import Store

_REFUSED = "-未通过"


class ImportWork:
    """Imports into one data folder; its methods may take long and belong into a worker thread.

    `note` says, once a table has been sought, what was amiss with the columns remembered.
    """

    def __init__(self, store: Store, places: Places) -> None:
        self._store = store
        self._places = places
        self.note = ""

    def read(self, path: Path, progress: Progress, cancelled: Callable[[], bool]) -> Book:
        """Read a file; see `read_book` for what it refuses."""
        return read_book(path, progress=progress, cancelled=cancelled)

    def pasted(self, text: str) -> Book:
        """Take a pasted block as a book; refuse a blank or too large one."""
        return pasted_book(text)

    def find(
        self, office: Office, key: str, book: Book, sheet: str = "", progress: Progress = untold
    ) -> Incoming:
        """Find the table for a ledger and match its columns as was settled before, or by their names."""
        learned, self.note = load_learned(self._places.columns_file)
        return incoming(book, ledger_class(key).schema(), office, learned, sheet, progress)

    def remember(self, found: Incoming) -> None:
        """Remember which column is which field for these headings; OSError when the disk refuses."""
        learned, self.note = load_learned(self._places.columns_file)
        self._places.make()
        save_learned(self._places.columns_file, found.mapping.taught(found.schema, learned))

    def review(
        self,
        office: Office,
        key: str,
        lines: Sequence[FileLine],
        wish: Wish,
        progress: Progress = untold,
    ) -> Review:
        """Say what keeping the rows would do."""
        return self._store.read(review, office, key, lines, wish, progress)

    def keep(
        self,
        office: Office,
        key: str,
        lines: Sequence[FileLine],
        wish: Wish,
        progress: Progress = untold,
    ) -> Review:
        """Keep the rows, all or none, and say what became of each."""
        return self._store.run(import_rows, office, key, lines, wish, progress)

    def write_refused(
        self,
        office: Office,
        found: Incoming,
        lines: Sequence[FileLine],
        told: Review,
        path: Path,
    ) -> Path:
        """Write the refused rows with their reasons as a workbook; OSError when the disk refuses."""
        from qtrack.reports.xlsx import write_xlsx

        return write_xlsx(refused_report(office, found, list(lines), told), path)


def refused_path(file: Path) -> Path:
    """Give where the refused rows of a file go: beside it, under a name that is free."""
    stem = f"{file.stem.partition(_REFUSED)[0]}{_REFUSED}"
    names = chain([f"{stem}.xlsx"], (f"{stem}-{number}.xlsx" for number in count(2)))
    return next(path for path in map(file.with_name, names) if not path.exists())


def fit_for_refused(out: Path, file: Path | None) -> Path:
    """Give the place back, or refuse it when it is the very file that is imported."""
    if file is not None and out.resolve() == file.resolve():
        raise refuse("未通过的行不能写进正在导入的文件，请另写一个文件名")
    return out


def changed_by(told: Review, wish: Wish) -> tuple[int, int]:
    """Give how many rows are new, and how many are changed by this wish."""
    return told.counts[Outcome.NEW], told.counts[Outcome.CHANGES] if wish.changes else 0


def done_words(title: str, told: Review, wish: Wish) -> str:
    """Say what an import has done."""
    new, changed = changed_by(told, wish)
    if not new and not changed:
        return f"“{title}”台账没有改动"
    return f"已导入“{title}”台账：新增 {new:,} 条、修改 {changed:,} 条"
