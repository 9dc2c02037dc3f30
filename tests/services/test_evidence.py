"""Files attached to rows: whose they are, what they make complete, how they go and come back."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from programme import JIANGAN, JIANGHAN, PROVINCE, SHIYAN, WUHAN
from rows import put
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from statements import counted

from qtrack.domain.problem import RefusedError
from qtrack.ledgers import Evidence
from qtrack.services.bulk import bulk_remove
from qtrack.services.chosen import Chosen
from qtrack.services.evidence import (
    Addition,
    Attached,
    attach,
    attached_to,
    change_kind,
    detach,
    evidence_named,
    evidence_of,
    kinds,
)
from qtrack.services.ledger import remove
from qtrack.services.office import Office
from qtrack.services.query import Query
from qtrack.services.undo import next_steps, take_back
from qtrack.store.evidence_files import EvidenceFiles, StoredFile
from qtrack.store.store import Actor, Store, open_store

Look = Callable[..., Office]


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    """Give an empty folder of contents beside the test's file."""
    return EvidenceFiles(tmp_path / "evidence", spare=0)


class Bench:
    """Attaches invented files to the rows of one store."""

    def __init__(self, store: Store, files: EvidenceFiles, office: Office) -> None:
        self.store, self.files, self.office = store, files, office

    def take(self, name: str = "示例签到表.pdf", content: bytes = b"%PDF-1.4") -> StoredFile:
        """Keep a file's bytes."""
        path = self.files.folder.parent / name
        path.write_bytes(content)
        return self.files.take(path)

    def attach(self, key: str, uid: str, kind: str, file: StoredFile | None = None) -> Attached:
        """Attach a file."""
        addition = Addition(key, uid, kind, file or self.take())
        return self.store.run(attach, self.office, self.files, [addition])

    def undo(self) -> str:
        """Take back the last operation and give its words."""
        step = self.store.read(next_steps, self.office).undo
        assert step
        self.store.run(take_back, self.office, step.op_id)
        return step.words

    def redo(self) -> None:
        """Do again what was undone."""
        step = self.store.read(next_steps, self.office).redo
        assert step
        self.store.run(take_back, self.office, step.op_id)

    def names(self, key: str, uid: str) -> list[tuple[str, str]]:
        """Give kind and name of a row's files."""
        return [(one.kind, one.file.name) for one in self.store.read(evidence_of, self.office, key, uid)]


@pytest.fixture
def bench(store: Store, files: EvidenceFiles, office: Look) -> Bench:
    """Give a bench of the province's."""
    return Bench(store, files, office())


def count(session: Session) -> int:
    """Give the number of records of evidence."""
    return session.scalar(select(func.count()).select_from(Evidence)) or 0


def test_a_file_is_attached_and_listed_by_kind_as_the_ledger_names_them(bench: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    bench.attach("training", uid, "其他", bench.take("x.zip", b"zip"))
    bench.attach("training", uid, "照片", bench.take("示例[]\x1b照.jpg", b"jpg"))
    (record,) = bench.attach("培训", uid, "签到表").uids
    assert bench.names("training", uid) == [
        ("签到表", "示例签到表.pdf"),
        ("照片", "示例[]照.jpg"),
        ("其他", "x.zip"),
    ]
    one = bench.store.read(evidence_named, bench.office, record)
    assert (one.ledger, one.row_uid, one.added_on, one.entered_by) == (
        "training",
        uid,
        bench.office.today,
        PROVINCE,
    )
    assert bench.files.path(one.file).read_bytes() == b"%PDF-1.4"


def test_a_kind_a_ledger_does_not_have_is_refused_with_those_it_has(bench: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    with pytest.raises(RefusedError, match="没有“合同”这种佐证；可用的有：签到表、照片、通知"):
        bench.attach("training", uid, "合同")
    assert [proof.name for proof in kinds("training")][-1] == "其他"
    assert bench.store.read(count) == 0


def test_the_same_content_is_one_evidence_of_a_kind_and_may_be_of_two_kinds(bench: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    file = bench.take()
    twice = [Addition("training", uid, "签到表", file)] * 2
    told = bench.store.run(attach, bench.office, bench.files, twice)
    assert (len(told.uids), told.repeated) == (1, (file.name,))
    assert bench.attach("training", uid, "签到表", file) == Attached((), (file.name,))
    (photo,) = bench.attach("training", uid, "照片", file).uids
    with pytest.raises(RefusedError, match="已作为“签到表”"):
        bench.store.run(change_kind, bench.office, photo, "签到表")
    bench.store.run(change_kind, bench.office, photo, "通知")
    assert [kind for kind, _ in bench.names("training", uid)] == ["签到表", "通知"]
    assert bench.undo() == f"修改 佐证 1 条：{file.name}"
    assert [kind for kind, _ in bench.names("training", uid)] == ["签到表", "照片"]


def test_a_record_is_never_without_its_bytes(bench: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    file = bench.take()
    bench.files.path(file).unlink()
    for one in (file, StoredFile("示例.pdf", 1, "../../etc/passwd")):
        with pytest.raises(RefusedError, match="没有存好"):
            bench.attach("training", uid, "签到表", one)
    assert bench.store.read(count) == 0


def test_evidence_follows_the_tree_of_its_row(bench: Bench, office: Look) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    (record,) = bench.attach("training", uid, "签到表").uids
    for unit in (WUHAN, JIANGAN):
        assert len(bench.store.read(evidence_of, office(unit), "training", uid)) == 1
    addition = Addition("training", uid, "照片", bench.take())
    for use, *words in (
        (evidence_of, "training", uid),
        (evidence_named, record),
        (change_kind, record, "照片"),
        (detach, [record]),
        (attach, bench.files, [addition]),
    ):
        with pytest.raises(RefusedError, match="已不存在"):
            bench.store.run(use, office(SHIYAN), *words)
    assert bench.store.read(count) == 1


def test_taking_a_file_off_keeps_its_bytes_and_an_undo_brings_it_back(bench: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    (record,) = bench.attach("training", uid, "签到表").uids
    one = bench.store.read(evidence_named, bench.office, record)
    assert bench.store.run(detach, bench.office, [record]) == 1
    assert bench.names("training", uid) == []
    assert bench.files.harm(one.file) is None
    with pytest.raises(RefusedError, match="已不存在"):
        bench.store.run(detach, bench.office, [record])
    assert bench.undo() == "删除 佐证 1 条：示例签到表.pdf"
    assert bench.store.read(evidence_named, bench.office, record) == one
    bench.redo()
    assert bench.names("training", uid) == []


def test_a_row_takes_its_evidence_along_and_both_come_back(bench: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    bench.attach("training", uid, "签到表")
    bench.attach("training", uid, "照片", bench.take("照.jpg", b"jpg"))
    assert (
        bench.store.read(
            attached_to, bench.office, Query("training"), Chosen(all=False, uids=frozenset({uid}))
        )
        == 2
    )
    bench.store.run(remove, bench.office, "training", uid)
    assert bench.store.read(count) == 0
    assert bench.undo() == "批量删除 佐证 2 条，删除 培训 1 条：示例培训"
    assert len(bench.names("training", uid)) == 2
    bench.redo()
    assert bench.store.read(count) == 0
    bench.undo()
    assert len(bench.names("training", uid)) == 2


def test_many_rows_take_their_evidence_along(bench: Bench) -> None:
    uids = [bench.store.run(put, bench.office, "training", JIANGAN, subject=f"示例{at}") for at in range(3)]
    for uid in uids:
        bench.attach("training", uid, "签到表")
    bench.store.run(bulk_remove, bench.office, Query("training"), Chosen(uids=frozenset(uids[:2])))
    assert bench.store.read(count) == 1
    bench.undo()
    assert bench.store.read(count) == 3


@pytest.fixture
def city(store: Store, files: EvidenceFiles, office: Look, tmp_path: Path) -> Bench:
    """Give a bench of a city's on the same file, under its own name."""
    actor = Actor("示例员", WUHAN, "示例机")
    return Bench(open_store(tmp_path / "qtrack.db", actor, store._now), files, office(WUHAN))  # noqa: SLF001 - same clock


def test_an_undo_takes_no_row_away_from_under_anothers_evidence(bench: Bench, city: Bench) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    city.attach("training", uid, "签到表")
    with pytest.raises(RefusedError, match="培训“示例培训”后来附有佐证，不能撤销"):
        bench.undo()
    assert len(city.names("training", uid)) == 1
    city.undo()
    bench.undo()
    with pytest.raises(RefusedError, match=r"佐证“示例签到表\.pdf”所附的记录已被删除，不能重做"):
        city.redo()
    bench.redo()
    city.redo()
    assert len(city.names("training", uid)) == 1
    city.store.close()


def test_ten_thousand_files_take_as_few_statements_as_ten_but_for_their_many_entries(bench: Bench) -> None:
    file = bench.take()
    said: dict[int, list[int]] = {}
    entries: dict[int, int] = {}
    for many in (10, 10_000):
        key, unit = "training", JIANGAN if many == 10 else JIANGHAN
        uid = bench.store.run(put, bench.office, key, unit)
        contents = [StoredFile(f"示例{at}.pdf", file.size, f"{at:064x}") for at in range(many)]
        for one in contents:
            path = bench.files.path(one)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"%PDF-1.4")
        with counted() as told:
            bench.store.run(
                attach, bench.office, bench.files, [Addition(key, uid, "照片", c) for c in contents]
            )
        entries[many] = sum(one.startswith("INSERT INTO audit ") for one in told)
        said[many] = [len(told) - entries[many]]
        with counted() as told:
            assert len(bench.store.read(evidence_of, bench.office, key, uid)) == many
        said[many].append(len(told))
    assert said[10] == said[10_000]
    # A statement binds 32,766 values, an entry has 14: each statement takes more than two thousand.
    assert (entries[10], entries[10_000]) == (1, 10_000 // 2_000)


KILLED = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from sqlalchemy import Engine, event
sys.path.insert(0, sys.argv[1])
from programme import PROGRAMME, PROVINCE, hubei
from qtrack.services.evidence import Addition, attach
from qtrack.services.office import Office
from qtrack.store.evidence_files import EvidenceFiles
from qtrack.store.store import Actor, open_store

folder, uid, at = Path(sys.argv[2]), sys.argv[3], sys.argv[4]

def die(_connection, _cursor, statement, *_rest):
    if statement.startswith(at):
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "after_cursor_execute", die)
region = hubei()
office = Office(region.by_code[PROVINCE], region, PROGRAMME, date(2022, 11, 1))
store = open_store(folder / "qtrack.db", Actor("示例员", PROVINCE, "示例机"), lambda: datetime.now(UTC))
files = EvidenceFiles(folder / "evidence", spare=0)
taken = files.take(folder / "照.jpg")
if at == "taken":
    os.kill(os.getpid(), signal.SIGKILL)
store.run(attach, office, files, [Addition("training", uid, "照片", taken)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize(
    "at", ["taken", "SELECT", "INSERT INTO audit", "INSERT INTO evidence", "INSERT INTO deed"]
)
def test_a_program_killed_while_it_attaches_leaves_bytes_at_most(
    bench: Bench, tmp_path: Path, at: str
) -> None:
    uid = bench.store.run(put, bench.office, "training", JIANGAN)
    (tmp_path / "照.jpg").write_bytes(b"jpg" * 1000)
    here = str(Path(__file__).parent)
    told = subprocess.run(
        [sys.executable, "-c", KILLED, here, str(tmp_path), uid, at],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stderr) == (-signal.SIGKILL, b"")
    assert bench.store.read(count) == 0
    assert len(bench.files.strays(set())) == 1
    bench.attach("training", uid, "照片", bench.files.take(tmp_path / "照.jpg"))
    assert len(bench.names("training", uid)) == 1
    assert len([path for path in bench.files.folder.rglob("*") if path.is_file()]) == 1
