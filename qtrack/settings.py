"""Which programmes this bureau works on, and which unit it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from qtrack.domain.planning import Planning, checked_leads, checked_reminders
from qtrack.domain.problem import refuse
from qtrack.domain.workdays import Calendar
from qtrack.files import write_text_atomic

TODAY_VARIABLE = "QTRACK_TODAY"


@dataclass(frozen=True, slots=True)
class Settings:
    """What first run asks; empty until it has been answered. `today` is a fixed day for demo data.

    `programme` is the one looked at first, `others` are those the bureau works on beside it. `reminders` are
    days before a deadline, `leads` workdays, as `Planning` takes them; empty where the bureau says nothing.
    `readings` are the ways it reads doubtful words by, as "programme/alternative": way.
    `every` lets the overview show all of its programmes.
    """

    programme: str = ""
    unit: str = ""
    others: tuple[str, ...] = ()
    reminders: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    every: bool = False
    today: str = ""
    demo: bool = False

    @property
    def complete(self) -> bool:
        """Whether the bureau has said who it is."""
        return bool(self.programme and self.unit)

    def planning(self, calendar: Calendar) -> Planning:
        """Give what the bureau plans by; refuse numbers that cannot be meant."""
        return Planning(calendar, checked_reminders(self.reminders), checked_leads(self.leads))

    def planned_by(self, reminders: tuple[int, ...], leads: tuple[int, ...]) -> Settings:
        """Give the same settings with what the bureau plans by; refuse numbers that cannot be meant."""
        return replace(self, reminders=checked_reminders(reminders), leads=checked_leads(leads))

    def read_by(self, key: str, way: str) -> Settings:
        """Give the same settings with another way to read one thing; an empty one leaves it to the pack."""
        others = {name: one for name, one in self.readings.items() if name != key}
        return replace(self, readings=others | ({key: way} if way else {}))

    def day(self, environment: Mapping[str, str]) -> date:
        """Give the day everything is judged by: by QTRACK_TODAY, else fixed, else the clock's."""
        given = environment.get(TODAY_VARIABLE, "")
        fixed = given or self.today
        if not fixed:
            return datetime.now(UTC).astimezone().date()
        try:
            return date.fromisoformat(fixed)
        except ValueError:
            source = TODAY_VARIABLE if given else "设置文件里 today"
            raise refuse(f"{source}={fixed} 不是日期，请写成 2022-03-25") from None


def load_settings(path: Path) -> tuple[Settings, str]:
    """Read the settings; a file that cannot be read gives empty ones and a sentence that says so."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings(), f"设置文件 {path.name} 无法读取，已按首次使用处理；原文件未改动"
    blank = asdict(Settings())
    known = {key: table[key] for key, default in blank.items() if type(table.get(key)) is type(default)}
    known["readings"] = {key: way for key, way in known.get("readings", {}).items() if isinstance(way, str)}
    reminders, leads = _numbers(table.get("reminders")), _numbers(table.get("leads"))
    return Settings(**known, others=_names(table.get("others")), reminders=reminders, leads=leads), ""


def _names(found: object) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _numbers(found: object) -> tuple[int, ...]:
    """Take whole numbers of people's own; a list that holds anything else says nothing."""
    if not isinstance(found, list) or not all(type(one) is int for one in found):
        return ()
    return tuple(found)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all."""
    import tomli_w

    write_text_atomic(path, tomli_w.dumps(asdict(settings)))
