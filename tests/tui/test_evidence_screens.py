"""Evidence by keys: attached to a row, seen in its list, changed, taken back, counted and handed over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from places_bench import JIANGAN, TODAY, WIDE, Hand, at, demo_desk, list_ledger, menu, new_desk, put
from textual.screen import Screen

from qtrack.services.catalog import schemas
from qtrack.services.evidence import evidence_of
from qtrack.services.evidence_work import Wanted
from qtrack.tui.evidence import EvidenceScreen
from qtrack.tui.evidence_rates import RatesScreen
from qtrack.tui.ledger_words import PROOFS
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.file_picker import FilePicker, FolderPicker
from qtrack.wiring import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of a county that has just been set up."""
    (tmp_path / "data").mkdir()
    with new_desk(tmp_path / "data", JIANGAN) as desk:
        yield desk


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a person's home with files to attach."""
    home = tmp_path / "u盘"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    for name in ("签到[b]表.pdf", "照片1.jpg", "照片2.jpg"):
        (home / name).write_bytes(name.encode() * 100)
    (home / "空.jpg").touch()
    (home / "程序.exe").write_bytes(b"x")
    return home


def training(desk: Desk, subject: str = "示例[/]培训", unit: str = JIANGAN) -> str:
    return put(desk, "training", unit=unit, subject=subject, held_on="2022-10-01", trainees="30",
               level="县级", free="是")  # fmt: skip


def names(desk: Desk, uid: str) -> list[tuple[str, str]]:
    """Give kind and name of the files of a training."""
    return [(one.kind, one.file.name) for one in desk.store.read(evidence_of, desk.office, "training", uid)]


def below(folder: Path, pattern: str) -> list[Path]:
    """Give what is below a folder."""
    return list(folder.glob(pattern))


def asked(hand: Hand, kind: type[Screen[Any]]) -> bool:
    """Say whether a dialogue of this kind is open."""
    return isinstance(hand.app.screen, kind)


async def at_training(hand: Hand) -> None:
    """Stand on the first training."""
    await list_ledger(hand, "training")


@pytest.mark.usefixtures("stick")
async def test_files_are_attached_by_keys_and_the_list_says_so(desk: Desk) -> None:
    uid = training(desk)
    async with at(desk, "3", size=WIDE) as hand:
        await at_training(hand)
        assert "佐证缺签到表、照片" in hand.picture
        await hand(*["right"] * 30)
        assert "缺签到表、照片" in hand.rows("LedgerTable RecordTable")[1]
        await hand("ctrl+e")
        assert asked(hand, EvidenceScreen)
        assert "佐证：培训　示例[/]培训" in hand.picture
        assert "应有 2 种，还缺：签到表、照片。还没有附文件" in hand.picture
        await hand("enter")
        assert asked(hand, FilePicker)
        assert "程序.exe" not in hand.picture
        await hand.types("qd")
        await hand("enter")
        assert hand.app.told[-1] == "已添加“签到表” 1 个，^Z 可撤销"
        assert "还缺：照片" in hand.picture
        await hand("f7")
        assert asked(hand, Chooser)
        await hand.types("照片")
        await hand("enter")
        await hand.types("照片")
        await hand("space", "space", "f2")
        assert names(desk, uid) == [("签到表", "签到[b]表.pdf"), ("照片", "照片1.jpg"), ("照片", "照片2.jpg")]
        assert "齐：应有的 2 种都有。" in hand.picture
        assert "签到[b]表.pdf" in hand.picture
        await hand("escape")
        assert "齐 3" in hand.picture


async def test_what_is_refused_is_told_with_its_reason_and_the_rest_is_kept(desk: Desk, stick: Path) -> None:
    uid = training(desk)
    work = desk.evidence
    work.attach_good(desk.office, Wanted("training", uid, "签到表"), [stick / "照片1.jpg"])
    async with at(desk, "3", size=WIDE) as hand:
        await at_training(hand)
        await hand("ctrl+e", "enter", "f6", "ctrl+a", "f2")
        assert asked(hand, Notice)
        assert "已添加“签到表” 2 个；3 个没有添加" in hand.picture
        assert "“空.jpg”是空文件" in hand.picture
        assert "这类文件不收作佐证" in hand.picture
        assert "“照片1.jpg”：已作为“签到表”附在这条记录上" in hand.picture
        assert len(names(desk, uid)) == 3


async def test_a_file_gets_another_kind_is_taken_off_and_comes_back(desk: Desk, stick: Path) -> None:
    uid = training(desk)
    desk.evidence.attach_good(desk.office, Wanted("training", uid, "签到表"), [stick / "照片1.jpg"])
    async with at(desk, "3", size=WIDE) as hand:
        await at_training(hand)
        await hand("ctrl+e", "f8")
        assert hand.app.told[-1] == "请把光标移到一个文件上"
        await hand("down", "f2")
        await hand.types("照片")
        await hand("enter")
        assert names(desk, uid) == [("照片", "照片1.jpg")]
        assert "还缺：签到表" in hand.picture
        await hand("f8")
        assert asked(hand, Confirm)
        await hand("enter")
        assert len(names(desk, uid)) == 1
        await hand("f8", "y")
        assert names(desk, uid) == []
        await hand("ctrl+z", "enter")
        assert names(desk, uid) == [("照片", "照片1.jpg")]
        assert "照片1.jpg" in hand.picture
        await hand("escape")
        assert "缺签到表" in hand.picture


async def test_a_row_that_is_gone_closes_its_evidence(desk: Desk) -> None:
    training(desk)
    async with at(desk, "3", size=WIDE) as hand:
        await at_training(hand)
        await hand("ctrl+e", "ctrl+z", "enter")
        assert not asked(hand, EvidenceScreen)
        assert "这条记录已不存在" in hand.app.told[-1]
        assert "还没有记录" in hand.picture


def test_no_field_has_the_key_of_the_column_of_evidence() -> None:
    assert not [key for key, schema in schemas().items() if PROOFS in {each.key for each in schema.fields}]


async def test_the_column_of_evidence_is_no_field(desk: Desk, stick: Path) -> None:
    training(desk, "示例一")
    uid = training(desk, "示例二")
    for kind in ("签到表", "照片"):
        desk.evidence.attach_good(desk.office, Wanted("training", uid, kind), [stick / "照片1.jpg"])
    async with at(desk, "3", size=WIDE) as hand:
        await at_training(hand)
        await hand(*["right"] * 30)
        assert hand.ledger.cursor_column().label == "佐证"
        for key in ("f2", "ctrl+d", "["):
            await hand(key)
            assert hand.app.told.pop().startswith(("这一列由", "佐证这一列不能排序"))
        await hand("ctrl+c")
        await hand.until(lambda: "“齐 2”" in hand.app.told[-1])
        await hand("ctrl+a", "ctrl+c")
        fields = len(schemas()["training"].fields)
        await hand.until(lambda: f"2 行 {fields} 列" in hand.app.told[-1])
        await hand("escape", "f4")
        assert "只看佐证不齐" in hand.picture
        assert hand.ledger.total == 1
        await hand("f4")
        assert hand.ledger.total == 2
        await hand("-")
        assert "佐证" not in hand.rows("LedgerTable RecordTable")[0]
        await hand("=")
        assert "佐证" in hand.rows("LedgerTable RecordTable")[0]


@pytest.mark.usefixtures("stick")
async def test_a_ledger_that_asks_for_no_evidence_has_no_such_column(desk: Desk) -> None:
    uid = put(desk, "enterprise", unit=JIANGAN, name="示例甲厂", above_scale="否")
    async with at(desk, "3", size=WIDE) as hand:
        await list_ledger(hand, "enterprise")
        assert "佐证" not in hand.rows("LedgerTable RecordTable")[0]
        await hand("ctrl+e", "enter")
        await hand.types("照片1")
        await hand("enter", "escape")
        assert len(desk.store.read(evidence_of, desk.office, "enterprise", uid)) == 1


async def test_from_a_ledger_and_a_unit_one_comes_to_the_rows_that_lack_evidence(tmp_path: Path) -> None:
    with demo_desk(tmp_path, "420100") as desk:
        async with at(desk, "7", size=WIDE) as hand:
            await hand("down", "down", "enter")
            assert asked(hand, RatesScreen)
            table = hand.app.screen.query_one("RecordTable")
            table.seek("training")  # type: ignore[attr-defined]
            await hand("enter")
            assert "武汉市 > 培训" in hand.picture
            assert "江岸区" in hand.picture
            assert "0.0%" in hand.picture
            table.seek(JIANGAN)  # type: ignore[attr-defined]
            await hand("enter")
            assert "缺少的佐证" in hand.picture
            lacking = table.total  # type: ignore[attr-defined]
            row = table.row_at(0)  # type: ignore[attr-defined]
            files = []
            for name in ("一.jpg", "二.jpg"):
                (tmp_path / name).write_bytes(name.encode())
                files.append(tmp_path / name)
            await hand("enter")
            assert asked(hand, EvidenceScreen)
            for kind, file in zip(("签到表", "照片"), files, strict=True):
                desk.evidence.attach_good(desk.office, Wanted("training", row.key, kind), [file])
            await hand("f5")
            assert "齐：" in hand.picture
            await hand("escape")
            assert table.total == lacking - 1  # type: ignore[attr-defined]
            await hand("escape", "escape", "escape")
            assert not asked(hand, RatesScreen)


async def test_a_county_with_nothing_asked_is_told_what_to_do(desk: Desk) -> None:
    async with at(desk, "3") as hand:
        await list_ledger(hand, "training")
        await menu(hand, "齐套率")
        assert "还没有应附佐证的记录" in hand.picture
        await hand("escape")
        assert not asked(hand, RatesScreen)


async def test_all_evidence_is_handed_over_but_what_is_missing(desk: Desk, stick: Path) -> None:
    uid = training(desk, "示例一")
    desk.evidence.attach_good(
        desk.office, Wanted("training", uid, "照片"), [stick / "照片1.jpg", stick / "照片2.jpg"]
    )
    lost = desk.store.read(evidence_of, desk.office, "training", uid)[0]
    async with at(desk, "7", size=WIDE) as hand:
        await hand("down", "down", "down", "enter")
        assert asked(hand, FolderPicker)
        await hand("f2")
        target = stick / f"江岸区-佐证-{TODAY}"
        assert f"已导出 2 个文件：{target}" in hand.picture
        assert (target / "佐证目录.xlsx").is_file()
        desk.evidence.files.path(lost.file).unlink()
        await hand("enter", "f2")
        assert asked(hand, Notice)
        assert "已导出 1 个文件，另有 1 个没有导出" in hand.picture
        assert "文件缺失：照片　照片1.jpg" in hand.picture
        await hand("escape")
        assert f"{target}-2" in hand.picture
        assert len(below(stick, f"江岸区-佐证-{TODAY}-2/*/*/*.jpg")) == 1


async def test_without_evidence_nothing_is_handed_over(desk: Desk, stick: Path) -> None:
    async with at(desk, "7", size=WIDE) as hand:
        await hand("down", "down", "down", "enter", "f2")
        assert hand.app.told[-1] == "江岸区还没有佐证可以导出"
        assert below(stick, "江岸区*") == []
