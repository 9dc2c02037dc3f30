"""The overview kept for the next start is shown only while nothing it follows from has changed."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rows import put

from qtrack.places import Places
from qtrack.wiring import Desk

HUBEI = "hubei-2022"
DAY = "2022-10-18"
At = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[At]:
    """Give desks on one data folder that has one enterprise and one kept overview."""
    made: list[Desk] = []

    def sit(day: str = DAY) -> Desk:
        made.append(Desk(Places(tmp_path / "data"), {"QTRACK_TODAY": day}))
        return made[-1]

    first = sit()
    office = first.settle(HUBEI, "420100")
    first.store.run(put, office, "enterprise")
    first.overview(office)
    yield sit
    for one in made:
        one.close()


def test_it_is_the_very_overview_that_is_read(desk: At) -> None:
    one = desk()
    kept = one.last_overview(one.office)
    assert kept is not None
    assert kept == one.overview(one.office)
    assert kept.recent


def test_a_change_by_anybody_makes_it_unusable(desk: At) -> None:
    one = desk()
    with closing(sqlite3.connect(one.places.ledger_file)) as other, other:
        other.execute("UPDATE enterprise SET name = '示例改名厂'")
    assert one.last_overview(one.office) is None


def test_a_change_under_way_makes_it_unusable(desk: At) -> None:
    one = desk()
    Path(f"{one.places.ledger_file}-journal").write_bytes(b"under way")
    assert one.last_overview(one.office) is None


def test_another_day_or_unit_has_none(desk: At) -> None:
    later, here = desk("2022-10-19"), desk()
    assert later.last_overview(later.office) is None
    assert here.last_overview(here.office.at("420102")) is None


def test_one_of_every_programme_serves_no_screen_of_one_nor_follows_from_another_pack(desk: At) -> None:
    one = desk()
    next_year, _ = one.packs.derive(HUBEI, 2023, one.calendar)
    one.work_on([next_year])
    one.keep(replace(one.settings, every=True))
    assert one.last_overview(one.office) is None
    seen = one.overview(one.office)
    assert one.last_overview(one.office) == seen
    assert [part.programme for part in seen.parts] == [HUBEI, next_year]
    one.keep(replace(one.settings, every=False))
    assert one.last_overview(one.office) is None
    one.keep(replace(one.settings, every=True))
    os.utime(one.library.path(next_year), (1, 1))
    assert one.last_overview(one.office) is None


@pytest.mark.parametrize("body", ["", "{", "[]", '{"key": 1}', "\udcff"])
def test_a_damaged_one_is_as_good_as_none(desk: At, body: str) -> None:
    one = desk()
    one.places.snapshot_file.write_text(body, encoding="utf-8", errors="surrogateescape")
    assert one.last_overview(one.office) is None


def test_one_whose_parts_do_not_fit_is_as_good_as_none(desk: At) -> None:
    one = desk()
    text = one.places.snapshot_file.read_text(encoding="utf-8")
    one.places.snapshot_file.write_text(text.replace('"wan"', '"示例"'), encoding="utf-8")
    assert one.last_overview(one.office) is None
