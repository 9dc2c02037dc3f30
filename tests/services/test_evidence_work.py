"""Evidence as a whole: taken in, handed over in folders, held against its bytes."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from programme import JIANGAN, JIANGHAN, SHIYAN, WUHAN
from rows import put
from sqlalchemy.orm import Session
from statements import counted

from qtrack.domain.identity import new_uid
from qtrack.domain.problem import RefusedError
from qtrack.domain.progress import StoppedError
from qtrack.ledgers import Enterprise
from qtrack.reports.report import Grid
from qtrack.services.evidence import Addition, attach, detach, evidence_of
from qtrack.services.evidence_check import Cleaned
from qtrack.services.evidence_export import INDEX, Exported, Plan, export_plan
from qtrack.services.evidence_work import EvidenceWork, Wanted
from qtrack.services.office import Office
from qtrack.services.undo import next_steps, take_back
from qtrack.store.evidence_files import EvidenceFiles, Harm
from qtrack.store.store import Store

Look = Callable[..., Office]

HOSTILE = (
    "..", "../..", "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\x", "C:x", "\\\\server\\x",
    "a/b", "~", "~root", "./.", "....//", "%2e%2e/", "／etc", "‥/", "-rf", "a:b", "a*b?", "a\nb", "CON",
    "nul.txt", "COM1", "lpt9.pdf", "aux.", "尾点...", "名" * 80, '<>|?*"', "\u202egnp", "=HYPERLINK(1)",
    "[/]", "\x1b[2J示例",
)  # fmt: skip


@pytest.fixture
def work(store: Store, tmp_path: Path) -> EvidenceWork:
    """Give the work on an empty folder of contents beside the test's file."""
    return EvidenceWork(store, EvidenceFiles(tmp_path / "evidence", spare=0))


@pytest.fixture
def drop(tmp_path: Path) -> Callable[..., Path]:
    """Give a way to make a person's files."""

    def make(name: str, content: bytes = b"") -> Path:
        path = tmp_path / "来件" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content or name.encode())
        return path

    return make


def places(folder: Path) -> list[str]:
    """Give all files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_are_taken_in_and_attached_as_one_step_or_none_is(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path]
) -> None:
    uid = store.run(put, office(), "training", JIANGAN)
    good, bad, worse = drop("一.jpg"), drop("二.exe"), drop("三.jpg").with_name("没有.jpg")
    with pytest.raises(RefusedError) as refused:
        work.attach(office(), "training", uid, "照片", [good, bad, worse])
    assert [problem.message.partition("：")[0] for problem in refused.value.problems] == [
        "“二.exe”",
        "“没有.jpg”",
    ]
    assert store.read(evidence_of, office(), "training", uid) == ()
    heard: list[tuple[int, int]] = []
    big = drop("大.jpg", b"x" * 3 * 1024**2)
    paths = [good, drop("三.jpg"), big, good]
    done = work.attach(office(), "培训", uid, "照片", paths, lambda *told: heard.append(told))
    assert (len(done.uids), done.repeated) == (3, ())
    assert heard[-1] == (6 * 1024, 6 * 1024)
    assert heard == sorted(heard)
    assert len(heard) > 6
    step = store.read(next_steps, office()).undo
    assert step is not None
    assert step.words == "批量新增 佐证 3 条"
    store.run(take_back, office(), step.op_id)
    assert store.read(evidence_of, office(), "training", uid) == ()
    for attempt in (("training", "gone", "照片"), ("training", uid, "合同"), ("没有", uid, "照片")):
        with pytest.raises(RefusedError):
            work.attach(office(), *attempt, [good])


def test_files_that_will_do_are_attached_and_the_others_told(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path]
) -> None:
    uid = store.run(put, office(), "training", JIANGAN)
    wanted = Wanted("training", uid, "照片")
    done, problems = work.attach_good(office(), wanted, [drop("一.jpg"), drop("二.exe"), drop("三.jpg")])
    assert len(done.uids) == 2
    assert [problem.message.partition("：")[0] for problem in problems] == ["“二.exe”"]
    done, problems = work.attach_good(office(), wanted, [drop("二.exe"), drop("四.exe")])
    assert (done.uids, len(problems)) == ((), 2)
    assert [one.file.name for one in store.read(evidence_of, office(), "training", uid)] == [
        "一.jpg",
        "三.jpg",
    ]


def test_a_person_may_stop_the_copying_and_nothing_is_attached(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path]
) -> None:
    uid = store.run(put, office(), "training", JIANGAN)
    big = drop("大.jpg", b"x" * 5 * 1024**2)

    def stop(done: int, _total: int) -> None:
        if done > 7 * 1024:
            raise StoppedError("停")

    with pytest.raises(StoppedError):
        work.attach_good(office(), Wanted("training", uid, "照片"), [drop("一.jpg"), big], stop)
    assert store.read(evidence_of, office(), "training", uid) == ()
    assert not [path for path in work.files.folder.rglob("*") if path.name.endswith(".part")]


def test_evidence_is_handed_over_in_numbered_folders_with_an_index(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path], tmp_path: Path
) -> None:
    later = store.run(put, office(), "training", JIANGAN, subject="示例二")
    earlier = store.run(put, office(), "training", JIANGHAN, subject="示例一", held_on=date(2022, 5, 2))
    firm = store.run(put, office(), "enterprise", JIANGAN)
    action = store.run(put, office(), "action", JIANGAN, enterprise=firm)
    elsewhere = store.run(put, office(), "training", SHIYAN, subject="示例三")
    for key, uid, kind, name in (
        ("training", later, "照片", "b.JPG"),
        ("training", later, "签到表", "甲.pdf"),
        ("training", later, "照片", "a.png"),
        ("training", earlier, "其他", "x.zip"),
        ("action", action, "服务记录", "记.docx"),
        ("enterprise", firm, "营业执照", "照.jpg"),
        ("training", elsewhere, "照片", "b.JPG"),
    ):
        work.attach(office(), key, uid, kind, [drop(name)])
    folder = tmp_path / "导出"
    assert work.export(office(WUHAN), folder) == Exported(6, ())
    assert places(folder) == [
        "01_企业/001_示例一厂/营业执照_01.jpg",
        "02_质量提升行动/001_2022-06-01_示例一厂/服务记录_01.docx",
        "03_培训/001_2022-05-02_示例一/其他_01.zip",
        "03_培训/002_2022-06-01_示例二/照片_01.jpg",
        "03_培训/002_2022-06-01_示例二/照片_02.png",
        "03_培训/002_2022-06-01_示例二/签到表_01.pdf",
        INDEX,
    ]
    plan = store.read(export_plan, office(WUHAN))
    for line in listed(plan):
        content = (folder / line["导出文件"]).read_bytes()
        assert (line["校验值 SHA-256"], line["大小（字节）"]) == (
            hashlib.sha256(content).hexdigest(),
            len(content),
        )
    last = listed(plan)[-1]
    said = [last[label] for label in ("序号", "台账", "记录号", "所属单位", "名称", "佐证种类", "原文件名")]
    assert said == [6, "培训", "002", "江岸区", "示例二", "照片", "a.png"]


def listed(plan: Plan) -> list[dict[str, Any]]:
    """Give the lines of the index by their labels."""
    grid = plan.index().sheets[0].blocks[0]
    assert isinstance(grid, Grid)
    return [dict(zip((c.label for c in grid.columns), line.cells, strict=True)) for line in grid.rows]


def test_no_hostile_name_leads_out_of_the_folder(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path], tmp_path: Path
) -> None:
    photo = work.files.take(drop("照.jpg"))

    def fill(session: Session) -> None:
        for name in HOSTILE:
            uid = put(session, office(), "training", JIANGAN, subject=name)
            attach(session, office(), work.files, [Addition("training", uid, "照片", photo)])

    store.run(fill)
    before = {path for path in tmp_path.rglob("*") if "导出" not in path.parts}
    folder = tmp_path / "深" / "处" / "导出"
    folder.parent.mkdir(parents=True)
    before |= {folder.parent, folder.parent.parent}
    assert work.export(office(), folder).files == len(HOSTILE)
    found = places(folder)
    assert len(found) == len(HOSTILE) + 1
    assert all(len(place.split("/")) == 3 for place in found if place != INDEX)
    assert {path for path in tmp_path.rglob("*") if "导出" not in path.parts} == before
    for path in folder.rglob("*"):
        assert not set(path.name) & set('<>:"\\|?*\n\x1b')
        assert path.name == path.name.strip(" .")
        assert len(path.relative_to(folder).as_posix()) < 130


def test_nothing_is_overwritten_and_a_failure_leaves_nothing(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path], tmp_path: Path
) -> None:
    folder = tmp_path / "导出"
    with pytest.raises(RefusedError, match="还没有佐证可以导出"):
        work.export(office(), folder)
    uid = store.run(put, office(), "training", JIANGAN)
    work.attach(office(), "training", uid, "照片", [drop("一.jpg"), drop("二.jpg")])
    folder.mkdir()
    with pytest.raises(RefusedError, match="不覆盖"):
        work.export(office(), folder)
    assert places(folder) == []
    for wrong, reason in ((tmp_path / "没有" / "导出", "没有“"), (work.files.folder / "x", "自己的文件夹")):
        with pytest.raises(RefusedError, match=reason):
            work.export(office(), wrong)

    def cancel(done: int, _of_all: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KeyboardInterrupt):
        work.export(office(), tmp_path / "新", cancel)
    for one in store.read(evidence_of, office(), "training", uid):
        work.files.path(one.file).write_bytes(b"x")
    with pytest.raises(RefusedError, match="都缺失或已损坏，没有导出"):
        work.export(office(), tmp_path / "新")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_missing_or_damaged_does_not_keep_the_rest_from_being_handed_over(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path], tmp_path: Path
) -> None:
    uid = store.run(put, office(), "training", JIANGAN)
    other = store.run(put, office(), "training", JIANGAN, subject="示例二", held_on=date(2022, 8, 2))
    work.attach(office(), "training", uid, "照片", [drop("一.jpg"), drop("二.jpg"), drop("三.jpg")])
    work.attach(office(), "training", other, "照片", [drop("四.jpg")])
    one, two, _ = (found.file for found in store.read(evidence_of, office(), "training", uid))
    (four,) = (found.file for found in store.read(evidence_of, office(), "training", other))
    work.files.path(one).unlink()
    work.files.path(two).write_bytes(b"x" * two.size)
    work.files.path(four).unlink()
    folder = tmp_path / "导出"
    done = work.export(office(), folder)
    assert done.files == 1
    assert [(lost.evidence.file.name, lost.harm) for lost in done.missing] == [
        ("一.jpg", Harm.MISSING),
        ("二.jpg", Harm.CHANGED),
        ("四.jpg", Harm.MISSING),
    ]
    assert places(folder) == ["01_培训/001_2022-06-01_示例培训/照片_03.jpg", INDEX]
    assert [path.name for path in (folder / "01_培训").iterdir()] == ["001_2022-06-01_示例培训"]
    book = openpyxl.load_workbook(folder / INDEX)
    said = [cell.value for cells in book["佐证目录"].iter_rows() for cell in cells]
    assert [text for text in said if str(text).startswith("没有导出")] == [
        "没有导出：文件缺失",
        "没有导出：内容已改变",
        "没有导出：文件缺失",
    ]
    assert "佐证目录（4 个文件，其中 3 个没有导出）" in said


def test_a_check_names_what_is_missing_or_changed(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path]
) -> None:
    uid = store.run(put, office(), "training", JIANGAN)
    work.attach(office(), "training", uid, "照片", [drop("一.jpg"), drop("二.jpg"), drop("三.jpg")])
    assert work.check(office(WUHAN)).harmed == ()
    one, two, three = (found.file for found in store.read(evidence_of, office(), "training", uid))
    viewed = work.files.view(three)
    work.files.path(one).unlink()
    work.files.path(two).write_bytes(b"x" * two.size)
    found = work.check(office(SHIYAN))
    assert [(one.harm, one.evidence.file.name, one.row) for one in found.harmed] == [
        (Harm.MISSING, "一.jpg", "培训“示例培训”（江岸区）"),
        (Harm.CHANGED, "二.jpg", "培训“示例培训”（江岸区）"),
    ]
    assert (found.contents, found.strays) == (3, 0)
    assert work.clean().files == 1
    assert not viewed.exists()


def test_bytes_go_only_when_nothing_refers_to_them_not_even_the_history(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path]
) -> None:
    uid = store.run(put, office(), "training", JIANGAN)
    done = work.attach(office(), "training", uid, "照片", [drop("一.jpg")])
    store.run(detach, office(), done.uids)
    lost = work.files.take(drop("没有登记.jpg"))
    found = work.check(office())
    assert (found.contents, found.strays, found.stray_bytes) == (0, 1, lost.size)
    assert work.clean() == Cleaned(1, lost.size)
    assert not work.files.holds(lost)
    step = store.read(next_steps, office()).undo
    assert step is not None
    store.run(take_back, office(), step.op_id)
    assert work.check(office()).harmed == ()
    assert work.clean() == Cleaned(0, 0)
    assert len(store.read(evidence_of, office(), "training", uid)) == 1


def test_ten_thousand_files_are_planned_and_checked_in_as_few_statements_as_ten(
    work: EvidenceWork, store: Store, office: Look, drop: Callable[..., Path]
) -> None:
    photos = [work.files.take(drop(name)) for name in ("照.jpg", "另.jpg")]
    said = []
    for many, unit in ((10, JIANGAN), (2490, JIANGHAN)):

        def fill(session: Session, many: int = many, unit: str = unit) -> None:
            uids = [new_uid() for _ in range(many)]
            for at, uid in enumerate(uids):
                firm = {"name": f"示例{unit}{at}厂", "above_scale": False}
                session.add(Enterprise(uid=uid, unit=unit, entered_by=unit, **firm))
            session.flush()
            additions = [
                Addition("enterprise", uid, kind, photo)
                for uid in uids
                for kind in ("营业执照", "其他")
                for photo in photos
            ]
            attach(session, office(), work.files, additions)

        store.run(fill)
        with counted() as told:
            plan = store.read(export_plan, office())
        said.append(len(told))
        with counted() as told:
            assert work.check(office()).contents == len(photos)
        said.append(len(told))
    assert len(plan.files) == 10_000
    assert said[:2] == said[2:]
