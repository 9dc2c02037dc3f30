"""Joins settings, store, programmes and the day into one desk: the only place that knows everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from qtrack.domain.problem import refuse
from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.packs import pack_paths, read_pack, read_regions
from qtrack.places import Places, device_name, seeds_folder, user_name
from qtrack.services.catalog import schemas
from qtrack.services.office import Office
from qtrack.settings import Settings, load_settings, save_settings
from qtrack.store import Actor, Store, open_store

TODAY_VARIABLE = "QTRACK_TODAY"


class Desk:
    """One bureau's data folder with all that works on it; parts are made when first asked for."""

    def __init__(self, places: Places, environment: Mapping[str, str]) -> None:
        self.places = places
        self._environment = environment
        self.settings, self.note = load_settings(places.settings_file)

    @property
    def today(self) -> date:
        """The day everything is judged by: the one set for demo data or by QTRACK_TODAY, else the clock's."""
        fixed = self._environment.get(TODAY_VARIABLE) or self.settings.today
        if not fixed:
            return datetime.now(UTC).astimezone().date()
        try:
            return date.fromisoformat(fixed)
        except ValueError:
            raise refuse(f"{TODAY_VARIABLE}={fixed} 不是日期，请写成 2022-03-25") from None

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Provinces by their names in seeds/regions."""
        return read_regions(seeds_folder() / "regions")

    @property
    def programme_ids(self) -> tuple[str, ...]:
        """The programmes at hand, by id."""
        return tuple(path.stem for path in pack_paths(seeds_folder() / "programmes"))

    def programme(self, name: str) -> Programme:
        """Give a programme by id; refuse one that is unknown or whose file has faults."""
        path = next((p for p in pack_paths(seeds_folder() / "programmes") if p.stem == name), None)
        if path is None:
            raise refuse(f"没有“{name}”这个方案；可用的有：{'、'.join(self.programme_ids)}")
        return self._read(path)

    def _read(self, path: Path) -> Programme:
        programme, faults = read_pack(
            path, texts_dir=seeds_folder() / "notices", regions=self.regions, schemas=schemas()
        )
        if programme is None:
            reasons = "；".join(f"{fault.key} {fault.reason}" for fault in faults)
            raise refuse(f"方案文件 {path.name} 有误：{reasons}")
        return programme

    @cached_property
    def office(self) -> Office:
        """The bureau of the settings; refuse while nobody has said which it is."""
        if not self.settings.complete:
            raise refuse("还没有选定方案和单位，请先运行：qtrack init --programme 方案 --unit 单位代码")
        return self.office_of(self.settings.programme, self.settings.unit)

    def office_of(self, programme_id: str, unit_code: str) -> Office:
        """Give the view of a unit on a programme; refuse a unit that is not in its region."""
        programme = self.programme(programme_id)
        region = self.regions[programme.region]
        unit = region.find(unit_code)
        if unit is None:
            raise refuse(f"{region.province.name}没有“{unit_code}”这个单位，请写六位代码或全称")
        return Office(unit, region, programme, self.today)

    @cached_property
    def store(self) -> Store:
        """The open database, made if it is missing."""
        self.places.make()
        actor = Actor(user_name(), self.office.unit.code, device_name())
        return open_store(self.places.ledger_file, actor, lambda: datetime.now(UTC))

    def settle(self, programme_id: str, unit_code: str, *, demo_day: str = "") -> Office:
        """Keep which programme and which unit this bureau is, and give its office."""
        office = self.office_of(programme_id, unit_code)
        settings = Settings(programme_id, office.unit.code, demo_day, demo=bool(demo_day))
        self.places.make()
        save_settings(self.places.settings_file, settings)
        self.settings = settings
        office = replace(office, today=self.today)
        self.__dict__["office"] = office
        return office
