"""Readings that can be switched: what a pack says then, and which ones make no pack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from qtrack.domain.programme import Programme
from qtrack.packs import Library, Regions, check_pack
from qtrack.places import seeds_folder
from qtrack.services.catalog import schemas

SEEDS = seeds_folder()
REGIONS = Regions(SEEDS / "regions")
HUBEI, ASSESSMENT = "hubei-2022", "hunan-2023-assessment"


def read(name: str, chosen: Mapping[str, str] | None = None) -> Programme:
    """Give a programme as a bureau reads it."""
    return Library(SEEDS, Path("none"), REGIONS, lambda: chosen or {}).programme(name)


def test_e3_people_are_summed_unless_the_bureau_takes_the_largest_session() -> None:
    own, other = read(HUBEI), read(HUBEI, {f"{HUBEI}/training-people": "largest"})
    floor, changed = own.floor("training-per-county"), other.floor("training-per-county")
    assert [
        (test.label, test.count.total, test.count.largest) for test in (floor.tests[1], *floor.shown)
    ] == [
        ("人数", "trainees", ""),
        ("单场最多", "", "trainees"),
    ]
    judged = (changed.tests[1], *changed.shown)
    assert [(test.label, test.count.total, test.count.largest) for test in judged] == [
        ("单场最多", "", "trainees"),
        ("人数", "trainees", ""),
    ]
    assert changed.tests[1].at_least == 50
    assert "单场" in changed.reading
    question = "培训人数不少于50人，按场还是按年？"
    assert dict(own.readings)[question] == "按县局全年累计；单场最多人数另列"
    assert dict(other.readings)[question] == "至少有一场不少于50人；全年累计另列"
    (one,) = [each for each in other.alternatives if each.id == "training-people"]
    assert (one.chosen, one.own, one.words) == (
        "largest",
        "按县局全年累计；单场最多人数另列",
        "至少有一场不少于50人；全年累计另列",
    )
    assert own.targets == other.targets


@pytest.mark.parametrize(
    ("chosen", "highest_only", "each"),
    [
        ({}, False, [False, False, False]),
        ({"bonus-adds": "highest"}, True, [False, False, False]),
        ({"bonus-counties": "each"}, False, [False, False, True]),
        ({"bonus-adds": "highest", "bonus-counties": "each"}, True, [False, False, True]),
        ({"bonus-adds": "gone", "nothing": "each"}, False, [False, False, False]),
    ],
)
def test_a4_how_a_bonus_adds_up_can_be_switched(
    chosen: dict[str, str],
    highest_only: bool,  # noqa: FBT001 - a line of the table
    each: list[bool],
) -> None:
    programme = read(ASSESSMENT, {f"{ASSESSMENT}/{key}": way for key, way in chosen.items()})
    assert programme.assessment is not None
    bonus = programme.assessment.extras[0]
    assert (bonus.highest_only, [step.each for step in bonus.steps]) == (highest_only, each)


def test_a_reading_of_another_notice_changes_nothing_here() -> None:
    assert read(HUBEI, {f"{ASSESSMENT}/bonus-adds": "highest"}) == read(HUBEI)


def test_the_same_library_follows_when_the_bureau_reads_otherwise() -> None:
    chosen: dict[str, str] = {}
    library = Library(SEEDS, Path("none"), REGIONS, lambda: chosen)
    before = library.programme(HUBEI)
    chosen[f"{HUBEI}/training-people"] = "largest"
    assert library.programme(HUBEI).floors != before.floors
    chosen.clear()
    assert library.programme(HUBEI) is before


@pytest.mark.parametrize(
    ("right", "wrong", "key", "reason"),
    [
        (
            'question = "三档加分',
            'question = "几档加分',
            "alternatives.bonus-adds.question",
            "readings 里没有",
        ),
        ("incentive.highest_only", "incentive.lowest", "alternatives.bonus-adds.ways.highest.sets", "没有"),
        ('highest_only" = "是"', 'highest_only" = "也许"', "alternatives.bonus-adds.ways.highest.sets", "是"),
        (
            'steps.3.each" = "是"',
            'steps.3.words" = ""',
            "alternatives.bonus-counties.ways.each.sets",
            "words",
        ),
        ('id = "bonus-counties"', 'id = "bonus-adds"', "alternatives.bonus-adds.id", "重复"),
    ],
)
def test_an_alternative_that_makes_no_pack_is_a_fault(
    tmp_path: Path, right: str, wrong: str, key: str, reason: str
) -> None:
    text = (SEEDS / "programmes" / f"{ASSESSMENT}.toml").read_text(encoding="utf-8")
    assert text.count(right) == 1
    path = tmp_path / f"{ASSESSMENT}.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    faults = check_pack(path, texts_dir=SEEDS / "notices", regions=REGIONS, schemas=schemas())
    assert [fault.key for fault in faults] == [key]
    assert reason in faults[0].reason
