"""Joins settings, store, programmes and the day into one desk: the only place that knows everything.

What needs the database engine is imported where it is used: the first screen is painted before it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from qtrack import __version__
from qtrack.domain.overview import Overview
from qtrack.domain.planning import Planning
from qtrack.domain.problem import refuse
from qtrack.domain.programme import Programme
from qtrack.domain.progress import Progress
from qtrack.domain.workdays import Calendar
from qtrack.holidays import load_calendar
from qtrack.layouts import Arranged
from qtrack.packs import Library, OwnPacks, Regions, count_faults, faulty
from qtrack.places import Places, device_name, seeds_folder, user_name
from qtrack.services.office import Office
from qtrack.settings import Settings, load_settings, save_settings
from qtrack.snapshot import recall, remember, snapshot_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from qtrack.services.evidence_work import EvidenceWork
    from qtrack.services.import_work import ImportWork
    from qtrack.services.names import StoredNames
    from qtrack.store.store import Store


class Desk:
    """One bureau's data folder with all that works on it; parts are made when first asked for."""

    def __init__(self, places: Places, environment: Mapping[str, str]) -> None:
        self.places = places
        self._environment = environment
        self._office: Office | None = None
        self._store: Store | None = None
        self._opening = Lock()
        self.settings, self.note = load_settings(places.settings_file)

    @property
    def today(self) -> date:
        """The day everything is judged by: the one set for demo data or by QTRACK_TODAY, else the clock's."""
        return self.settings.day(self._environment)

    @cached_property
    def regions(self) -> Regions:
        """Provinces by their names in seeds/regions."""
        return Regions(seeds_folder() / "regions")

    @cached_property
    def library(self) -> Library:
        """All programmes at hand."""
        folder = self.places.programmes_folder
        return Library(seeds_folder(), folder, self.regions, lambda: self.settings.readings)

    @cached_property
    def calendar(self) -> Calendar:
        """What is worked when; a sentence about a file that cannot be read joins `note`."""
        calendar, note = load_calendar(self.places.holidays_file)
        self.note = "；".join(filter(None, (self.note, note)))
        return calendar

    @property
    def planning(self) -> Planning:
        """What the bureau plans by; refuse numbers in the settings that cannot be meant."""
        return self.settings.planning(self.calendar)

    def read_by(self, key: str, way: str) -> None:
        """Read doubtful words another way, refused where it makes no pack; `key` is as in `Settings`."""
        settings = self.settings.read_by(key, way)
        self.library.read_by(key.partition("/")[0], settings.readings)
        self.keep(settings)

    @cached_property
    def packs(self) -> OwnPacks:
        """The programmes the bureau makes itself; `reread` after a change."""
        from qtrack.services.catalog import schemas

        return OwnPacks(self.library, self.regions, schemas())

    def reread(self) -> None:
        """Look at programmes as their files are now."""
        self._office = None

    @property
    def office(self) -> Office:
        """The bureau of the settings, today; refuse while nobody has said which it is."""
        if self._office is None:
            if not self.settings.complete:
                raise refuse("还没有选定方案和单位，请先运行：qtrack init --programme 方案 --unit 单位代码")
            self._office = self.office_of(self.settings.programme, self.settings.unit)
        return replace(self._office, today=self.today)

    def office_of(self, programme_id: str, unit_code: str) -> Office:
        """Give the view of a unit on a programme; refuse a unit that is not in its region."""
        programme = self.library.programme(programme_id)
        region = self.regions[programme.region]
        unit = region.find(unit_code)
        if unit is None:
            raise refuse(f"{region.province.name}没有“{unit_code}”这个单位，请写六位代码或全称")
        return Office(unit, region, programme, self.today, self._beside)

    def office_on(self, programme_id: str) -> Office:
        """Give this bureau's view on a programme at hand; blank for the one looked at.

        Refuse one of another province, and one that counts what no ledger has.
        """
        office = self.office
        if programme_id in ("", office.programme.id):
            return office
        programme = self.library.programme(programme_id)
        if programme.region != office.programme.region:
            raise refuse(f"“{programme.short}”是别的省的方案，本单位不能选用")
        self._hold_to_ledgers(programme)
        return office.on(programme)

    def _beside(self) -> tuple[Programme, ...]:
        return self._readable(self.settings.others)

    def _readable(self, names: Sequence[str]) -> tuple[Programme, ...]:
        """Give the other programmes the bureau works on; one that cannot be read any more is left out."""
        return tuple(one for name in names if (one := self.library.known(name)) is not None)

    def choose(self, programme_id: str) -> Office:
        """Look at another programme from now on, and work on the former one beside it; see `office_on`."""
        self.office_on(programme_id)
        known = (self.settings.programme, *self.settings.others)
        others = tuple(name for name in dict.fromkeys(known) if name != programme_id)
        self.keep(replace(self.settings, programme=programme_id, others=others))
        return self.office

    def work_on(self, programme_ids: Sequence[str]) -> Office:
        """Work on these programmes beside the one looked at."""
        for name in programme_ids:
            self.office_on(name)
        others = tuple(name for name in programme_ids if name != self.settings.programme)
        self.keep(replace(self.settings, others=others))
        return self.office

    def keep(self, settings: Settings) -> None:
        """Keep settings of the same unit from now on."""
        self.places.make()
        save_settings(self.places.settings_file, settings)
        self.settings = settings
        self._office = self.office_of(settings.programme, settings.unit)

    @property
    def store(self) -> Store:
        """The open database, made if it is missing; refuse a programme that counts what no ledger has."""
        with self._opening:  # screens ask from several threads at once, and all must share one
            if self._store is None:
                self._store = self._open_store()
            return self._store

    def _open_store(self) -> Store:
        from qtrack.store.store import Actor, open_store

        self._hold_to_ledgers(self.office.programme)
        self.places.make()
        actor = Actor(user_name(), self.office.unit.code, device_name())
        return open_store(self.places.ledger_file, actor, lambda: datetime.now(UTC))

    def _hold_to_ledgers(self, programme: Programme) -> None:
        """Refuse a programme that counts what no ledger has."""
        from qtrack.services.catalog import schemas

        path = self.library.path(programme.id)
        faults = count_faults(path, programme, schemas())
        if faults:
            raise faulty(path, faults)

    def close(self) -> None:
        """Let go of the file, if it was opened."""
        with self._opening:
            if self._store is not None:
                self._store.close()
            self._store = None

    def names(self, office: Office) -> StoredNames:
        """Give names that are looked up in the file each time they are asked for."""
        from qtrack.services.names import StoredNames

        return StoredNames(self.store, office)

    @property
    def evidence(self) -> EvidenceWork:
        """What can be done with the files that prove rows."""
        from qtrack.services.evidence_work import EvidenceWork
        from qtrack.store.evidence_files import EvidenceFiles

        return EvidenceWork(self.store, EvidenceFiles(self.places.evidence_folder))

    @property
    def importing(self) -> ImportWork:
        """What is done to bring the rows of a file into a ledger."""
        from qtrack.services.import_work import ImportWork

        return ImportWork(self.store, self.places)

    @cached_property
    def layouts(self) -> Arranged:
        """How a person arranged the ledgers on this machine."""
        return Arranged(self.places.layouts_file, self.places.make)

    def overview(self, office: Office) -> Overview:
        """Read the overview, and keep the bureau's own for the next start."""
        from qtrack.services.overview import overview

        key = self._snapshot_key(office)
        found = self.store.read(overview, office, every=self.settings.every)
        if office.unit == self.office.unit and key["file"] and key == self._snapshot_key(office):
            with suppress(OSError):  # a start without it is slower and no less right
                remember(self.places.snapshot_file, key, found)
        return found

    def last_overview(self, office: Office) -> Overview | None:
        """Give the overview as last read, while nothing it follows from has changed."""
        key = self._snapshot_key(office)
        return recall(self.places.snapshot_file, key) if key["file"] else None

    def _snapshot_key(self, office: Office) -> dict[str, str]:
        at_hand = self.library.ids
        names = [office.programme.id, *(name for name in self.settings.others if name in at_hand)]
        read = (f"{key}={way}" for key, way in self.settings.readings.items())
        shown = "every" if self.settings.every else "one"
        told = (__version__, office.unit.code, office.today.isoformat(), shown, *read)
        return snapshot_key(self.places.ledger_file, map(self.library.path, names), told)

    def write_year_end(
        self, office: Office, path: Path, progress: Progress | None = None, *, short: bool = False
    ) -> Path:
        """Write the year-end workbook as of today, whole or for print; give the path written."""
        from qtrack.reports.xlsx import write_xlsx
        from qtrack.services.year_end.report import year_end_report

        return write_xlsx(self.store.read(year_end_report, office, short=short), path, progress)

    def write_ledger(self, office: Office, key: str, path: Path, progress: Progress | None = None) -> Path:
        """Write all rows of a ledger as a workbook; give the path written."""
        from qtrack.reports.xlsx import write_xlsx
        from qtrack.services.ledger_report import ledger_report
        from qtrack.services.listing import Query

        return write_xlsx(self.store.read(ledger_report, office, Query(key)), path, progress)

    def settle(self, programme_id: str, unit_code: str) -> Office:
        """Keep which programme and which unit this bureau is, and give its office.

        A unit that is new here finds last year's projects of its tree in the ledger.
        """
        from qtrack.services.setup import seed_past_projects

        if self.settings.demo:
            raise refuse(f"“{self.places.folder}”里是演示数据，不能当作本单位的数据；请另选数据文件夹")
        return self._settle(Settings(programme_id, unit_code), seed_past_projects)

    def settle_demo(self, programme_id: str, unit_code: str) -> Office:
        """Settle on the day of the demo data and invent them once; refuse a folder of a bureau's own."""
        if self.settings.complete and not self.settings.demo:
            raise refuse(f"“{self.places.folder}”里是本单位的数据，演示数据请另放一处：--data 目录")
        if self._is_settled(self.office_of(programme_id, unit_code)):
            return self.office
        from qtrack.services.demo.build import build_once, story_of

        story = story_of(programme_id)
        settings = Settings(programme_id, unit_code, story.others, today=story.day.isoformat(), demo=True)
        return self._settle(settings, partial(build_once, story=story))

    def _settle(self, settings: Settings, fill: Callable[[Session, Office], object]) -> Office:
        """Work for the office of these settings, which are kept once its ledgers are filled."""
        office = self.office_of(settings.programme, settings.unit)
        others = partial(self._readable, settings.others)
        office = replace(office, today=settings.day(self._environment), beside=others)
        settings = replace(settings, unit=office.unit.code)
        self.close()  # what this office changes is audited under its own name
        self._office = office
        if not self._is_settled(office):
            self.store.lay_ground(fill, office)
        save_settings(self.places.settings_file, settings)
        self.settings = settings
        return office

    def _is_settled(self, office: Office) -> bool:
        """Say whether this office's ledgers were filled before."""
        known = (self.settings.programme, self.settings.unit)
        return known == (office.programme.id, office.unit.code) and self.places.ledger_file.exists()
