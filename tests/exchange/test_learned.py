"""What a person settled about columns is there again at the next start, whatever became of the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.text import plain
from qtrack.exchange.learned import MOST_SETS, Learned, load_learned, marks_of, save_learned
from qtrack.places import Places

HEADINGS = ("班次", "何时", "备注", "备注", "")
LEARNED = Learned().taught("training", HEADINGS, ("subject", "held_on", None, "remark", None))


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    file = Places(tmp_path).columns_file
    save_learned(file, LEARNED)
    assert load_learned(file) == (LEARNED, "")
    assert LEARNED.fields("training", HEADINGS) == {0: "subject", 1: "held_on", 2: "", 3: "remark", 4: ""}


def test_before_anything_was_settled_there_is_nothing_and_no_note(tmp_path: Path) -> None:
    assert load_learned(tmp_path / "columns.toml") == (Learned(), "")


def test_columns_that_only_changed_places_are_known_again() -> None:
    assert LEARNED.fields("training", ("何时：", "", "班 次", "备注", "备注")) == {
        0: "held_on",
        1: "",
        2: "subject",
        3: "",
        4: "remark",
    }


def test_another_set_or_another_ledger_knows_nothing() -> None:
    assert LEARNED.fields("training", HEADINGS[:3]) == {}
    assert LEARNED.fields("station", HEADINGS) == {}


def test_what_is_settled_anew_takes_the_place_of_the_old() -> None:
    anew = LEARNED.taught("training", HEADINGS, ("subject", None, None, None, None))
    assert (len(anew.sets), anew.fields("training", HEADINGS)[1]) == (1, "")


def test_only_so_many_sets_are_kept_the_latest_of_them() -> None:
    learned = Learned()
    for number in range(MOST_SETS + 1):
        learned = learned.taught("training", (f"第{number}列",), ("subject",))
    assert len(learned.sets) == MOST_SETS
    assert learned.fields("training", ("第0列",)) == {}


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_headings_are_written_and_read(
    tmp_path_factory: pytest.TempPathFactory, headings: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile-columns.toml"
    learned = Learned().taught("training", headings, ["subject"] * len(headings))
    save_learned(file, learned)
    again, note = load_learned(file)
    assert (again.fields("training", headings), note) == (learned.fields("training", headings), "")
    assert all(mark == plain(mark) for mark in marks_of(headings))


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"[set", b"a = " + b"[" * 100_000, b"\0", b"x = 1\nx = 2"])
def test_a_damaged_file_is_put_aside_and_told(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "columns.toml"
    file.write_bytes(damage)
    learned, note = load_learned(file)
    assert (learned, "已损坏" in note) == (Learned(), True)
    assert (tmp_path / "columns-damaged.toml").read_bytes() == damage


@pytest.mark.parametrize(
    "strange",
    [
        "set = 3",
        "new = 1",
        "set = [3]",
        '[[set]]\nledger = "training"',
        '[[set]]\nledger = 3\nfields = {a = "b"}',
        '[[set]]\nledger = "training"\nfields = {a = 1}',
    ],
)
def test_what_is_not_understood_is_left_out_with_a_note(tmp_path: Path, strange: str) -> None:
    file = tmp_path / "columns.toml"
    file.write_text(strange, encoding="utf-8")
    learned, note = load_learned(file)
    assert (learned, "已略去" in note) == (Learned(), True)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    assert "无法读取" in load_learned(tmp_path)[1]
