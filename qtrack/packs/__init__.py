"""Programmes and regions read from TOML files and checked."""

from qtrack.packs.conflicts import check_conflicts, read_conflicts
from qtrack.packs.fault import Fault
from qtrack.packs.library import Library, faulty
from qtrack.packs.own import OwnPacks
from qtrack.packs.programme import FORMAT, check_pack, count_faults, pack_paths, read_pack
from qtrack.packs.region import Regions, load_region, read_region

__all__ = [
    "FORMAT",
    "Fault",
    "Library",
    "OwnPacks",
    "Regions",
    "check_conflicts",
    "check_pack",
    "count_faults",
    "faulty",
    "load_region",
    "pack_paths",
    "read_conflicts",
    "read_pack",
    "read_region",
]
