"""What a person arranged is there again at the next start, whatever became of the file in between."""

from pathlib import Path
from stat import S_IMODE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.text import plain
from qtrack.layouts import Layout, NamedFilter, load_layouts, save_layouts
from qtrack.places import Places

LAYOUTS = {
    "action": Layout(
        order=("enterprise", "done_on"),
        hidden=("provider",),
        widths={"enterprise": 30},
        keeps=("done_on", "kind"),
        filters=(
            NamedFilter(
                "汉南三月", "示例", (("unit", "420113"), ("kind", "")), (("done_on", True),), "halves"
            ),
            NamedFilter("全部"),
        ),
    ),
    "training": Layout(),
}


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    file = Places(tmp_path).layouts_file
    save_layouts(file, LAYOUTS)
    assert load_layouts(file) == (LAYOUTS, "")


def test_before_anything_was_arranged_there_is_nothing_and_no_note(tmp_path: Path) -> None:
    assert load_layouts(tmp_path / "layouts.toml") == ({}, "")


@given(st.text(), st.text(), st.text())
def test_any_text_is_written_and_read_as_plain_text(
    tmp_path_factory: pytest.TempPathFactory, name: str, words: str, key: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.toml"
    one = NamedFilter(f"名{name}", words, ((key, words),), ((key, False),), name)
    save_layouts(file, {"action": Layout(order=(key,), widths={key: 8}, filters=(one,))})
    layouts, note = load_layouts(file)
    read = layouts["action"].filters[0]
    assert (read.name, read.words, note) == (plain(f"名{name}"), plain(words), "")
    assert read.where == ((plain(key), plain(words)),)
    assert layouts["action"].order == (plain(key),)


@pytest.mark.parametrize(
    "damage", [b"\xff\xfe", b"[ledger", b"a = " + b"[" * 100_000, b"\0", b"x = 1\nx = 2"]
)
def test_a_damaged_file_gives_defaults_a_note_and_is_put_aside(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "layouts.toml"
    file.write_bytes(damage)
    layouts, note = load_layouts(file)
    assert layouts == {}
    assert "已损坏" in note
    assert (tmp_path / "layouts-damaged.toml").read_bytes() == damage
    save_layouts(file, LAYOUTS)
    assert load_layouts(file) == (LAYOUTS, "")


@pytest.mark.parametrize(
    "strange",
    [
        "ledger = 3",
        "[ledger]\naction = 3",
        '[ledger.action]\norder = "enterprise"',
        "[ledger.action]\norder = [1]",
        "[ledger.action]\nwidths = {enterprise = -4}",
        "[ledger.action]\nwidths = {enterprise = true}",
        "[ledger.action]\nwidths = {enterprise = 99999}",
        "[ledger.action]\ncolours = 1",
        "[ledger.action]\nfilter = [3]",
        '[[ledger.action.filter]]\nwords = "无名"',
        '[[ledger.action.filter]]\nname = "名"\nwhere = [["a"], 3, ["a", 1]]',
        '[[ledger.action.filter]]\nname = "名"\norder = [["a", "b"]]',
        '[[ledger.action.filter]]\nname = "名"\nnew = 1',
    ],
)
def test_what_is_not_understood_is_left_out_with_a_note_and_the_rest_stays(
    tmp_path: Path, strange: str
) -> None:
    file = tmp_path / "layouts.toml"
    rest = "" if strange.startswith("ledger") else '\n[ledger.training]\nhidden = ["level"]\n'
    file.write_text(strange + rest, encoding="utf-8")
    layouts, note = load_layouts(file)
    assert "已略去" in note
    assert layouts.get("action", Layout()) in (Layout(), Layout(filters=(NamedFilter("名"),)))
    assert not rest or layouts["training"] == Layout(hidden=("level",))


def test_a_file_that_cannot_be_opened_is_told_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "layouts.toml"
    folder.mkdir()
    layouts, note = load_layouts(folder)
    assert (layouts, folder.is_dir()) == ({}, True)
    assert "无法读取" in note


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "layouts.toml"
    save_layouts(file, LAYOUTS)
    assert S_IMODE(file.stat().st_mode) & 0o077 == 0


def test_a_filter_saved_under_a_known_name_takes_the_old_ones_place() -> None:
    layout = LAYOUTS["action"]
    anew = NamedFilter("汉南三月", "另外的字")
    assert layout.filters_with(anew) == (anew, NamedFilter("全部"))
    assert layout.filters_with(NamedFilter("新"))[-1] == NamedFilter("新")
    assert layout.filter_named("没有") is None
