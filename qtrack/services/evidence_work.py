"""Work on evidence that takes longer than a transaction may: bytes first, then a short use case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.progress import Progress, StoppedError, untold
from qtrack.services.evidence import Addition, Attached, attach, evidence_named, evidence_of, kind_of
from qtrack.services.evidence_check import Checked, Cleaned, check_files, clean, recorded
from qtrack.services.evidence_export import Exported, export_plan, write_export
from qtrack.services.office import Office
from qtrack.store.evidence_files import EvidenceFiles, StoredFile
from qtrack.store.opening import open_file
from qtrack.store.store import Store

_KB = 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What files are to prove: a row of a ledger, as one kind of evidence."""

    ledger: str
    row_uid: str
    kind: str


class EvidenceWork:
    """The evidence of one data folder; its methods may take long and belong into a worker thread."""

    def __init__(self, store: Store, files: EvidenceFiles) -> None:
        self._store = store
        self.files = files

    def attach(
        self,
        office: Office,
        key: str,
        row_uid: str,
        kind: str,
        paths: Iterable[Path],
        progress: Progress | None = None,
    ) -> Attached:
        """Copy files in and attach them to a row as one operation; refuse all of them with every reason.

        `progress` hears KB, each file's twice: it is read once to know it and once to keep it.
        """
        done, problems = self._attach(office, Wanted(key, row_uid, kind), paths, progress, every=True)
        if problems:
            raise RefusedError(problems)
        return done

    def attach_good(
        self, office: Office, wanted: Wanted, paths: Iterable[Path], progress: Progress | None = None
    ) -> tuple[Attached, tuple[Problem, ...]]:
        """Attach those files that will do, as one operation, and give why the others will not."""
        return self._attach(office, wanted, paths, progress, every=False)

    def open(self, office: Office, uid: str) -> None:
        """Open a copy of a file with the system's program; refuse damaged bytes."""
        file = self._store.read(evidence_named, office, uid).file
        open_file(self.files.view(file), self.files.opened)

    def export(self, office: Office, folder: Path, progress: Progress | None = None) -> Exported:
        """Write all evidence of the tree as numbered folders with an index; give what came of it."""
        return write_export(self.files, self._store.read(export_plan, office), folder, progress)

    def check(self, office: Office, progress: Progress | None = None) -> Checked:
        """Compare every recorded content with its hash; nothing is changed."""
        return check_files(self._store.read(recorded, office), self.files, progress)

    def clean(self) -> Cleaned:
        """Remove the bytes that nothing refers to."""
        return self._store.run(clean, self.files)

    def _attach(
        self,
        office: Office,
        wanted: Wanted,
        paths: Iterable[Path],
        progress: Progress | None,
        *,
        every: bool,
    ) -> tuple[Attached, tuple[Problem, ...]]:
        kind = kind_of(wanted.ledger, wanted.kind)
        self._store.read(evidence_of, office, wanted.ledger, wanted.row_uid)  # told before any copying
        taken, problems = self._take(list(dict.fromkeys(paths)), progress or untold)
        if not taken or (problems and every):
            return Attached((), ()), problems
        additions = [Addition(wanted.ledger, wanted.row_uid, kind, file) for file in taken]
        return self._store.run(attach, office, self.files, additions), problems

    def _take(self, paths: list[Path], progress: Progress) -> tuple[list[StoredFile], tuple[Problem, ...]]:
        taken: list[StoredFile] = []
        problems: list[Problem] = []
        sizes = [2 * _size(path) for path in paths]
        for at, path in enumerate(paths):
            told = _Told(progress, sum(sizes[:at]), sum(sizes))
            try:
                taken.append(self.files.take(path, told.hear))
            except StoppedError:
                raise
            except RefusedError as refused:
                problems.extend(refused.problems)
        progress(sum(sizes) // _KB, sum(sizes) // _KB)
        return taken, tuple(problems)


class _Told:
    """Adds up the bytes read and tells of them in KB, never more than there were said to be."""

    def __init__(self, progress: Progress, before: int, total: int) -> None:
        self._progress = progress
        self._read = before
        self._total = total

    def hear(self, size: int) -> None:
        self._read = min(self._read + size, self._total)
        self._progress(self._read // _KB, self._total // _KB)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # told when it is taken
        return 0
