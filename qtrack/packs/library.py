"""All programmes at hand: those that come with the program, and a bureau's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qtrack.domain.conflict import Conflict
from qtrack.domain.problem import RefusedError, refuse
from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.packs.conflicts import read_conflicts
from qtrack.packs.fault import Fault
from qtrack.packs.programme import pack_paths, read_pack


class Library:
    """Reads programmes by id, each once; `own` is the folder a bureau may write to.

    `chosen` gives the ways the bureau reads doubtful words by, as "programme/alternative": way.
    """

    def __init__(
        self,
        seeds: Path,
        own: Path,
        regions: Mapping[str, Region],
        chosen: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.own = own
        self.texts = seeds / "notices"
        self.conflicts_file = seeds / "conflicts.toml"
        self._seeds = seeds / "programmes"
        self._regions = regions
        self._chosen = chosen
        self._read: dict[tuple[str, tuple[tuple[str, str], ...]], Programme] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The programmes at hand: those that come along, then the bureau's own."""
        return tuple(dict.fromkeys(path.stem for path in (*pack_paths(self._seeds), *pack_paths(self.own))))

    def path(self, name: str) -> Path:
        """Give the file of a programme, those that come along first; refuse an unknown one."""
        for path in (*pack_paths(self._seeds), *pack_paths(self.own)):
            if path.stem == name:
                return path
        raise refuse(f"没有“{name}”这个方案；可用的有：{'、'.join(self.ids)}")

    def is_own(self, name: str) -> bool:
        """Say whether the bureau may change this programme."""
        return self.path(name).parent == self.own

    def programme(self, name: str) -> Programme:
        """Give a programme; refuse an unknown one and one whose file has faults."""
        return self.read_by(name, self._chosen())

    def read_by(self, name: str, chosen: Mapping[str, str]) -> Programme:
        """Give a programme read by other ways than the bureau's; refuse ways that make no pack of it."""
        path, ways = self.path(name), _ways(name, chosen)
        at = (name, tuple(ways.items()))
        if at not in self._read:
            programme, faults = read_pack(path, texts_dir=self.texts, regions=self._regions, chosen=ways)
            if programme is None:
                raise faulty(path, faults)
            self._read[at] = programme
        return self._read[at]

    def known(self, name: str) -> Programme | None:
        """Give a programme, none for one that is not at hand or has faults."""
        try:
            return self.programme(name)
        except RefusedError:
            return None

    def conflicts(self, region: str = "") -> tuple[Conflict, ...]:
        """Give where notices do not agree, in one region or in all; refuse a file with faults."""
        found, faults = read_conflicts(self.conflicts_file)
        if faults:
            raise faulty(self.conflicts_file, faults)
        return tuple(one for one in found if region in ("", one.region))

    def forget(self, name: str) -> None:
        """Read a programme anew when it is next asked for: its file has changed."""
        self._read = {at: one for at, one in self._read.items() if at[0] != name}


def _ways(name: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """Give the ways one programme is read by, by alternative."""
    ways = ((*key.partition("/"), way) for key, way in chosen.items())
    return {alternative: way for programme, _, alternative, way in ways if programme == name}


def faulty(path: Path, faults: tuple[Fault, ...]) -> RefusedError:
    """Give the refusal of a file that has faults."""
    reasons = "；".join(f"{fault.key} {fault.reason}" for fault in faults)
    return refuse(f"方案文件 {path.name} 有误：{reasons}")
