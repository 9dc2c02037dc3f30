"""A bureau's own packs: kept whole or not at all, the version before too; other files are doubted."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
import tomli_w
from seed_packs import SEEDS, surroundings

from qtrack.domain.problem import RefusedError
from qtrack.domain.workdays import Calendar
from qtrack.packs import Library, OwnPacks, check_pack, pack_paths
from qtrack.packs.document import LARGEST_FILE
from qtrack.packs.edit import awaiting_notice, confirm, put, unconfirmed_at
from qtrack.packs.paths import value_at

SEED = SEEDS / "programmes" / "hubei-2022.toml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give the bureau's own folder, which nobody made yet."""
    return tmp_path / "programmes"


@pytest.fixture
def packs(own: Path) -> OwnPacks:
    """Give the packs of a bureau that has none of its own yet."""
    around = surroundings()
    return OwnPacks(Library(SEEDS, own, around["regions"]), around["regions"], around["schemas"])


@pytest.fixture
def derived(packs: OwnPacks, own: Path) -> Path:
    """Give the file of a pack for 2026."""
    name, moved = packs.derive("hubei-2022", 2026, Calendar())
    assert (name, moved) == ("hubei-2026", ())
    return own / "hubei-2026.toml"


def test_deriving_changes_no_fact_of_the_source(packs: OwnPacks, own: Path) -> None:
    library = Library(SEEDS, own, surroundings()["regions"])
    before, content = library.programme("hubei-2022"), SEED.read_bytes()
    packs.derive("hubei-2022", 2026, Calendar())
    after = Library(SEEDS, own, surroundings()["regions"])
    assert after.programme("hubei-2022") == before
    assert SEED.read_bytes() == content
    assert after.programme("hubei-2026").text == before.text
    assert after.is_own("hubei-2026")


@pytest.mark.parametrize("year", range(2024, 2031))
@pytest.mark.parametrize("seed", [path.stem for path in pack_paths(SEEDS / "programmes")])
def test_x1_a_pack_of_any_year_is_sound_confirmed_or_not_and_travels(
    packs: OwnPacks, own: Path, tmp_path: Path, seed: str, year: int
) -> None:
    content = (SEEDS / "programmes" / f"{seed}.toml").read_bytes()
    name, moved = packs.derive(seed, year, Calendar())
    made = packs.own(name)
    assert packs.judge(made)[1:] == ((), ())
    for one in moved:
        assert value_at(made, one.path) == one.day != one.workday
        assert one.reckoned == Calendar().reckons(one.day.year)
    packs.keep(confirm(made, unconfirmed_at(made)), made)
    sure = packs.own(name)
    programme, faults, unquoted = packs.judge(sure)
    assert (faults, unquoted) == ((), ())
    assert programme is not None
    assert programme.inherits
    assert set(unconfirmed_at(sure)) == set(awaiting_notice(sure)) >= {"notice", "title"}
    out = packs.export(name, tmp_path / "out.toml")
    (own / f"{name}.toml").unlink()
    assert packs.take_in(out) == name
    assert packs.own(name) == sure
    assert (SEEDS / "programmes" / f"{seed}.toml").read_bytes() == content


@pytest.mark.parametrize(
    "name", ["hubei-2022", "hunan-2022", "hubei-2026", "../out", "a/b", "con", "A", "湖北", "a" * 40]
)
def test_ids_that_are_taken_or_no_ids_are_refused(packs: OwnPacks, derived: Path, name: str) -> None:
    before = derived.read_bytes()
    with pytest.raises(RefusedError, match="代号"):
        packs.derive("hubei-2022", 2027, Calendar(), name)
    assert [path.name for path in derived.parent.iterdir()] == ["hubei-2026.toml"]
    assert derived.read_bytes() == before


def test_a_change_keeps_the_version_before(packs: OwnPacks, derived: Path) -> None:
    before, content = packs.own("hubei-2026"), derived.read_bytes()
    packs.keep(put(before, "short", "示例"), before)
    assert packs.own("hubei-2026")["short"] == "示例"
    assert derived.with_name("hubei-2026.toml.bak").read_bytes() == content


def test_numbers_of_the_new_year_are_not_held_to_the_old_notice(packs: OwnPacks, derived: Path) -> None:
    before = packs.own("hubei-2026")
    more = put(put(before, "targets.wan.number", 12000), "quota_table.rows.420100.numbers", [5000, 350, 25])
    packs.keep(more, before)
    assert packs.judge(packs.own("hubei-2026"))[1:] == ((), ())
    assert check_pack(derived, **surroundings()) == ()


def test_nothing_is_written_that_has_faults(packs: OwnPacks, derived: Path) -> None:
    before, content = packs.own("hubei-2026"), derived.read_bytes()
    with pytest.raises(RefusedError, match="“wan”各单位之和 10,000 不等于任务数 9"):
        packs.keep(put(before, "targets.wan.number", 9), before)
    assert derived.read_bytes() == content
    assert [path.name for path in derived.parent.iterdir()] == ["hubei-2026.toml"]


@pytest.mark.usefixtures("derived")
def test_a_file_changed_by_somebody_else_is_not_written_over(packs: OwnPacks) -> None:
    mine = packs.own("hubei-2026")
    packs.keep(put(mine, "short", "甲"), mine)
    with pytest.raises(RefusedError, match="别处改动"):
        packs.keep(put(mine, "short", "乙"), mine)
    assert packs.own("hubei-2026")["short"] == "甲"


def test_a_pack_that_comes_with_the_program_cannot_be_changed(packs: OwnPacks) -> None:
    with pytest.raises(RefusedError, match="随程序提供"):
        packs.own("hubei-2022")


@pytest.mark.parametrize("name", ["hubei-2026", "hubei-2022"])
def test_one_file_carries_a_programme_to_another_bureau(
    packs: OwnPacks, derived: Path, tmp_path: Path, name: str
) -> None:
    out = packs.export(name, tmp_path / "out.toml")
    document = tomllib.loads(out.read_text(encoding="utf-8"))
    assert document["notice"]
    derived.unlink()
    out.write_text(tomli_w.dumps({**document, "id": "hubei-copy"}), encoding="utf-8")
    assert packs.take_in(out) == "hubei-copy"
    assert packs.own("hubei-copy") == {**document, "id": "hubei-copy"}


def test_taking_in_never_writes_over_what_is_there_unless_wanted(
    packs: OwnPacks, derived: Path, tmp_path: Path
) -> None:
    out = packs.export("hubei-2026", tmp_path / "out.toml")
    mine = packs.own("hubei-2026")
    packs.keep(put(mine, "short", "改过"), mine)
    content = derived.read_bytes()
    with pytest.raises(RefusedError, match="已有这个方案"):
        packs.take_in(out)
    assert derived.read_bytes() == content
    assert packs.take_in(out, replace=True) == "hubei-2026"
    assert packs.own("hubei-2026") == mine
    assert derived.with_name("hubei-2026.toml.bak").read_bytes() == content


def test_a_seed_cannot_be_replaced(packs: OwnPacks, own: Path, tmp_path: Path) -> None:
    out = packs.export("hubei-2022", tmp_path / "out.toml")
    with pytest.raises(RefusedError, match="随程序提供"):
        packs.take_in(out, replace=True)
    assert not own.exists()


HOSTILE = {
    "no toml": b"\xff\xfe[[",
    "deep": b"x = " + b"[" * 50_000,
    "no format": b'id = "a"\n',
    "a later format": b'format = 99\nid = "a"\n',
    "an id out of the folder": b'format = 1\nid = "../../a"\n',
    "an id that is no text": b"format = 1\nid = 7\n",
    "no id": b"format = 1\n",
    "a text elsewhere": b'format = 1\nid = "a"\ntext_file = "../../../etc/passwd"\n',
    "too large": b'format = 1\nid = "a"\nnotice = "' + b"x" * LARGEST_FILE + b'"\n',
    "a huge number": b"format = 1\nid = 1" + b"0" * 5000 + b"\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_and_leaves_nothing(
    packs: OwnPacks, own: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "来文.toml"
    path.write_bytes(content)
    with pytest.raises(RefusedError):
        packs.take_in(path)
    assert not own.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["来文.toml"]


def test_a_folder_or_a_missing_file_is_refused(packs: OwnPacks, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "没有.toml"):
        with pytest.raises(RefusedError):
            packs.take_in(path)


def test_a_replacement_from_another_region_is_refused(packs: OwnPacks, derived: Path, tmp_path: Path) -> None:
    document = tomllib.loads((SEEDS / "programmes" / "hunan-2022.toml").read_text(encoding="utf-8"))
    del document["text_file"]
    path = tmp_path / "x.toml"
    path.write_text(tomli_w.dumps({**document, "id": "hubei-2026"}), encoding="utf-8")
    content = derived.read_bytes()
    with pytest.raises(RefusedError, match="另一个地区"):
        packs.take_in(path, replace=True)
    assert derived.read_bytes() == content


def test_a_disk_that_refuses_leaves_the_file_as_it_was(packs: OwnPacks, derived: Path) -> None:
    before, content = packs.own("hubei-2026"), derived.read_bytes()
    shutil.rmtree(derived.parent)
    derived.parent.write_bytes(b"")  # a file where the folder was
    with pytest.raises((OSError, RefusedError)):
        packs.keep(put(before, "short", "甲"), before)
    derived.parent.unlink()
    derived.parent.mkdir()
    derived.write_bytes(content)
    assert packs.own("hubei-2026") == before
