"""Regions: a province with its units, read from TOML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.region import DIRECT_DIGITS, Level, Region, Unit
from qtrack.packs.document import read_document
from qtrack.packs.fault import Fault, Place
from qtrack.packs.reading import build

DIRECT_KINDS = ("省直管市", "林区")
CODE_LENGTH = 6
KIND_MARK = "|"
"""Stands in a spelling between a name and the words for its kind: "chang yang|tu jia zu zi zhi xian"."""
SPELLING = re.compile(r"[a-z]+(?: [a-z]+)*(?:\|[a-z]+(?: [a-z]+)*)?")


@dataclass(frozen=True, slots=True)
class Province:
    """The unit at the top."""

    code: str
    name: str
    short: str
    pinyin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class County:
    """A county, a county-level city or a district."""

    code: str
    name: str
    kind: str
    pinyin: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A unit right below the province; `kind` tells the directly governed ones, which have no counties."""

    code: str
    name: str
    short: str
    kind: str
    counties: tuple[County, ...] = ()
    pinyin: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with a bureau of its own that is no division of GB/T 2260 and owes nothing."""

    city_code: str
    name: str
    short: str
    counted: bool
    authority: str
    evidence: str


@dataclass(frozen=True, slots=True)
class RegionFile:
    """What a region's file holds."""

    province: Province
    city: tuple[City, ...]
    functional_zone: tuple[Zone, ...] = ()


def read_region(path: Path) -> tuple[Region | None, tuple[Fault, ...]]:
    """Read a region with all that is wrong in its file; no region when anything is."""
    place = Place(path.name, [])
    document = read_document(path, place)
    if document is None:
        return None, tuple(place.faults)
    held = build(RegionFile, document, place)
    units = tuple(_units(held))
    if not place.faults:
        _check(held, units, place)
    zones = tuple((name, zone.city_code) for zone in held.functional_zone for name in (zone.name, zone.short))
    return (None if place.faults else Region(units, zones)), tuple(place.faults)


def load_region(path: Path) -> Region:
    """Read a region that must be sound; RefusedError names every fault otherwise."""
    region, faults = read_region(path)
    if region is None:
        raise RefusedError(
            tuple(Problem(fault.key, f"{fault.file} {fault.key}：{fault.reason}") for fault in faults)
        )
    return region


class Regions(Mapping[str, Region]):
    """The regions of a folder by the names of their files, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
        self._read: dict[str, Region] = {}

    def __getitem__(self, name: str) -> Region:
        if name not in self._read:
            self._read[name] = load_region(self._paths[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _units(held: RegionFile) -> Iterator[Unit]:
    top = held.province
    yield Unit(top.code, top.name, top.short, Level.PROVINCE, pinyin=_readings(top.pinyin))
    for city in held.city:
        level = Level.DIRECT if city.kind in DIRECT_KINDS else Level.CITY
        yield Unit(city.code, city.name, city.short, level, top.code, _readings(city.pinyin), city.former)
        for county in city.counties:
            pinyin = _readings(county.pinyin)
            yield Unit(county.code, county.name, county.name, Level.COUNTY, city.code, pinyin, county.former)


def _readings(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Give each spelling bare, in full, and with the last word for its kind alone (cy, cytjzzzx, cyx)."""
    readings: list[str] = []
    for spelling in spellings:
        bare, _, kind = spelling.partition(KIND_MARK)
        words = kind.split()
        readings += [bare, " ".join([bare, *words]), " ".join([bare, *words[-1:]])]
    return tuple(dict.fromkeys(readings))


def _check_spelling(unit: Province | City | County, place: Place) -> None:
    """Hold a spelling to one syllable for each character of the name."""
    for spelling in unit.pinyin:
        syllables = spelling.replace(KIND_MARK, " ").split()
        if not SPELLING.fullmatch(spelling) or len(syllables) != len(unit.name):
            place.wrong(f'“{unit.name}”的拼音“{spelling}”应每字一个音节，用空格分开，写成 "jiang an|qu"')


def _check_city(province: Province, city: City, place: Place) -> None:
    """Hold spellings to names, and codes to the tree: rows are counted by the digits of their unit's code."""
    top, middle, end = city.code[:2], city.code[2:4], city.code[4:]
    fits = middle == DIRECT_DIGITS if city.kind in DIRECT_KINDS else middle != DIRECT_DIGITS and end == "00"
    if top != province.code[:2] or not fits:
        place.wrong(f"“{city.name}”的代码“{city.code}”不合 GB/T 2260 的层次")
    _check_spelling(city, place)
    for county in city.counties:
        _check_spelling(county, place)
        if county.code[:4] != city.code[:4] or county.code == city.code:
            place.wrong(f"“{county.name}”的代码“{county.code}”不在“{city.name}”之下")


def _check_former(units: tuple[Unit, ...], place: Place) -> None:
    """Hold former names to one unit each, and to none that a unit has now."""
    called = Counter(word for unit in units for word in (unit.name, *unit.former))
    for word in dict.fromkeys(word for unit in units for word in unit.former if called[word] > 1):
        place.wrong(f"旧名“{word}”另有所指")


def _check(held: RegionFile, units: tuple[Unit, ...], place: Place) -> None:
    for unit in units:
        if not (len(unit.code) == CODE_LENGTH and unit.code.isascii() and unit.code.isdecimal()):
            place.wrong(f"“{unit.name}”的代码“{unit.code}”应为 6 位数字")
    for what, times in Counter(unit.code for unit in units).items():
        if times > 1:
            place.wrong(f"代码 {what} 出现 {times} 次")
    _check_former(units, place)
    _check_spelling(held.province, place.at("province"))
    for city, here in place.each("city", held.city):
        if (city.kind in DIRECT_KINDS) == bool(city.counties):
            here.wrong(f"“{city.name}”：直管市、林区不设县，其他市州至少一个县")
        _check_city(held.province, city, here)
    codes = {city.code for city in held.city}
    for zone, here in place.each("functional_zone", held.functional_zone):
        if zone.counted:
            here.at("counted").wrong("功能区不计入县级单位，应为 false")
        if zone.city_code not in codes:
            here.at("city_code").wrong(f"没有代码为 {zone.city_code} 的市州")
