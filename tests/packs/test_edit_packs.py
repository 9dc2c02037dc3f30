"""A pack is changed value by value or entry by entry; what a person gives is confirmed by that."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from seed_packs import SEEDS

from qtrack.domain.problem import RefusedError
from qtrack.packs import edit, pack_paths
from qtrack.packs.paths import NoPathError, place_of, value_at, walk
from qtrack.packs.shapes import shape_at, text_of, value_of

TODAY = date(2026, 1, 5)
Pack = dict[str, Any]


@pytest.fixture
def pack() -> Pack:
    """Give a pack in which three values wait to be confirmed."""
    document = tomllib.loads((SEEDS / "programmes" / "hubei-2022.toml").read_text(encoding="utf-8"))
    return {**document, "unconfirmed": ["targets.wan.number", "annexes.2.listed", "annexes.3.listed"]}


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("targets.wan.number", "１２,０００", 12_000),
        ("targets.wan.strength", "硬性", "硬性"),
        ("targets.wan.source.quote", "推动12000家", "推动12000家"),
        ("targets.wan.paced", "否", False),
        ("targets.wan.due_on", "2026-12-31", date(2026, 12, 31)),
        ("targets.qian.count.where.enterprise.above_scale", "否", ["否"]),
        ("quota_table.rows.420100.numbers", "1、2、3", [1, 2, 3]),
        ("quota_table.rows.420100.numbers", "12,000、２ 3", [12_000, 2, 3]),
        ("floors.training-per-county.tests.2.at_least", "60", 60),
        ("limits.project-applied.at_most", "30万", "30万"),
        ("deadlines.plan.owed_by", "city、county", ["city", "county"]),
        ("doc_no", "鄂市监〔2026〕1号", "鄂市监〔2026〕1号"),
    ],
)
def test_a_value_is_put_to_its_path(pack: Pack, path: str, text: str, value: object) -> None:
    before = copy.deepcopy(pack)
    changed = edit.set_text(pack, path, text, TODAY)
    assert value_at(changed, path) == value
    assert pack == before
    others = dict(walk(before)) | {path: value}
    assert {key: found for key, found in walk(changed) if key != "unconfirmed"} == {
        key: found for key, found in others.items() if key != "unconfirmed"
    }


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("targets.wan.number", "一些"),
        ("targets.wan.strength", "很硬"),
        ("targets.wan", "1"),
        ("targets.wan.id", "neu"),
        ("targets.no.number", "1"),
        ("targets.wan.nothing", "1"),
        ("targets.wan.number.more", "1"),
        ("id", "hubei-2030"),
        ("unconfirmed", "x"),
        ("region", "hunan"),
        ("annexes.9.listed", "x"),
        ("..", "x"),
        ("", "x"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(pack: Pack, path: str, text: str) -> None:
    with pytest.raises(RefusedError):
        edit.set_text(pack, path, text, TODAY)


def test_a_value_that_is_given_is_confirmed_even_if_it_is_the_same(pack: Pack) -> None:
    changed = edit.set_text(pack, "targets.wan.number", "10000", TODAY)
    assert "targets.wan.number" not in changed["unconfirmed"]
    assert len(changed["unconfirmed"]) == 2


def test_an_entry_put_as_a_whole_confirms_only_what_is_another_value(pack: Pack) -> None:
    entry = {**value_at(pack, "targets.wan"), "name": "别的名称"}
    changed = edit.put(pack, "targets.wan", entry)
    assert "targets.wan.number" in changed["unconfirmed"]
    changed = edit.put(pack, "targets.wan", {**entry, "number": 5})
    assert "targets.wan.number" not in changed["unconfirmed"]


def test_an_empty_text_takes_a_value_away(pack: Pack) -> None:
    assert "note" not in value_at(edit.set_text(pack, "targets.wan.note", " ", TODAY), "targets.wan")


def test_paths_are_confirmed_one_by_one_or_all_that_lie_below(pack: Pack) -> None:
    changed = edit.confirm(pack, ["annexes"])
    assert changed["unconfirmed"] == ["targets.wan.number"]
    assert "unconfirmed" not in edit.confirm(changed, ["targets.wan"])
    with pytest.raises(RefusedError, match="没有待核"):
        edit.confirm(pack, ["targets.qian"])


def test_a_removed_entry_leaves_no_trace_and_later_ones_keep_what_waits(pack: Pack) -> None:
    changed = edit.remove(pack, "annexes.2")
    assert changed["unconfirmed"] == ["targets.wan.number", "annexes.2.listed"]
    assert value_at(changed, "annexes.2.number") == 3
    changed = edit.remove(changed, "targets.wan")
    assert changed["unconfirmed"] == ["annexes.2.listed"]
    assert "wan" not in changed["sections"][0]["items"]


def test_a_moved_entry_takes_along_what_waits(pack: Pack) -> None:
    changed = edit.move(pack, "annexes.2", 1)
    assert [one["number"] for one in changed["annexes"]] == [1, 3, 2]
    assert changed["unconfirmed"] == ["targets.wan.number", "annexes.3.listed", "annexes.2.listed"]
    assert edit.move(pack, "annexes.1", -1)["annexes"] == pack["annexes"]


def test_entries_are_added_to_lists_there_are_and_lists_there_are_not(pack: Pack) -> None:
    changed = edit.add(pack, "slogans", {"id": "neu"})
    assert changed["slogans"] == [{"id": "neu"}]
    assert len(edit.add(changed, "targets", {"id": "zwei"})["targets"]) == len(pack["targets"]) + 1


CHANGES: list[Callable[[Pack], Pack]] = [
    lambda pack: edit.remove(pack, "targets.wan"),
    lambda pack: edit.move(pack, "targets.wan", 1),
    lambda pack: edit.add(pack, "targets", {"id": "x"}),
    lambda pack: edit.confirm(pack, ["annexes"]),
    lambda pack: edit.put(pack, "quota_table", None),
]


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_touches_the_document_it_begins_with(pack: Pack, change: Callable[[Pack], Pack]) -> None:
    before = copy.deepcopy(pack)
    assert change(pack) != before
    assert pack == before


def test_every_path_that_is_given_out_leads_back_to_its_value(pack: Pack) -> None:
    for path, value in walk(pack):
        assert value_at(pack, path) == value
        assert place_of(pack, path)


@pytest.mark.parametrize("path", pack_paths(SEEDS / "programmes"), ids=lambda path: path.stem)
def test_a_value_shown_as_text_is_read_as_the_same_value(path: Path) -> None:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    for where, value in walk({**document, "format": None}):
        items = value if isinstance(value, list) else []
        if value is not None and not any(sign in str(item) for item in items for sign in "、,，;；"):
            assert value_of(shape_at(place_of(document, where)), text_of(value), TODAY) == value


def test_a_path_that_leads_nowhere_is_told(pack: Pack) -> None:
    with pytest.raises(NoPathError, match=r"targets\.no"):
        value_at(pack, "targets.no.number")
