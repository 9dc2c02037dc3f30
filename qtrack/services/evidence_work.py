"""Work on evidence that takes longer than a transaction may: bytes first, then a short use case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.progress import Progress
from qtrack.services.evidence import Addition, Attached, attach, evidence_named, evidence_of, kind_of
from qtrack.services.evidence_check import Checked, Cleaned, check_files, clean, recorded
from qtrack.services.evidence_export import export_plan, write_export
from qtrack.services.office import Office
from qtrack.store.evidence_files import EvidenceFiles, StoredFile
from qtrack.store.opening import open_file
from qtrack.store.store import Store


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
        """Copy files in and attach them to a row as one operation; refuse all of them with every reason."""
        wanted = kind_of(key, kind)
        self._store.read(evidence_of, office, key, row_uid)  # a row that is gone is told before any copying
        taken = self._take(list(dict.fromkeys(paths)), progress)
        additions = [Addition(key, row_uid, wanted, file) for file in taken]
        return self._store.run(attach, office, self.files, additions)

    def open(self, office: Office, uid: str) -> None:
        """Open a copy of a file with the system's program; refuse damaged bytes."""
        file = self._store.read(evidence_named, office, uid).file
        open_file(self.files.view(file), self.files.opened)

    def export(self, office: Office, folder: Path, progress: Progress | None = None) -> int:
        """Write all evidence of the tree as numbered folders with an index; give the number of files."""
        plan = self._store.read(export_plan, office)
        write_export(self.files, plan, folder, progress)
        return len(plan.files)

    def check(self, office: Office, progress: Progress | None = None) -> Checked:
        """Compare every recorded content with its hash; nothing is changed."""
        return check_files(self._store.read(recorded, office), self.files, progress)

    def clean(self) -> Cleaned:
        """Remove the bytes that nothing refers to."""
        return self._store.run(clean, self.files)

    def _take(self, paths: list[Path], progress: Progress | None) -> list[StoredFile]:
        taken: list[StoredFile] = []
        problems: list[Problem] = []
        for done, path in enumerate(paths):
            if progress:
                progress(done, len(paths))
            try:
                taken.append(self.files.take(path))
            except RefusedError as refused:
                problems.extend(refused.problems)
        if progress:
            progress(len(paths), len(paths))
        if problems:
            raise RefusedError(tuple(problems))
        return taken
