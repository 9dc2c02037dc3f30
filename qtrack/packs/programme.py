"""Programmes: one notice read from its TOML file and its text, with every fault there is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qtrack.domain.fields import Schema
from qtrack.domain.plan import Indicator, Stated
from qtrack.domain.programme import PastProject, Programme, Source, Target
from qtrack.domain.region import Region
from qtrack.domain.text import plain
from qtrack.packs.alternatives import check_alternatives, read_as, with_chosen
from qtrack.packs.counts import check_counts
from qtrack.packs.document import read_document, read_text
from qtrack.packs.fault import Fault, Place, not_following
from qtrack.packs.links import check_links
from qtrack.packs.plan_links import check_plan
from qtrack.packs.quotes import check_quotes
from qtrack.packs.reading import build

FORMAT = 1
"""The newest form of packs this program understands."""

_TEXT_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.txt")


def pack_paths(folder: Path) -> tuple[Path, ...]:
    """Give the packs of a folder in the order of their names; none where there is no such folder."""
    return tuple(sorted(folder.glob("*.toml")))


def read_pack(
    path: Path,
    *,
    texts_dir: Path,
    regions: Mapping[str, Region],
    schemas: Mapping[str, Schema] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> tuple[Programme | None, tuple[Fault, ...]]:
    """Read a pack and hold it to its region, and to the ledgers where they are given; none when it is wrong.

    `chosen` are the ways a bureau reads it by, by alternative. Quotes are not looked up, so that a start
    does not pay for them: see `check_pack`.
    """
    place = Place(path.name, [])
    document = read_document(path, place)
    if document is None or not _format_is_ours(document, place):
        return None, tuple(place.faults)
    programme, faults = _judge(document, place, texts_dir, regions, schemas)
    if chosen and programme.alternatives and not faults:
        changed = read_as(document, programme, chosen)
        read, faults = _judge(changed, place, texts_dir, regions, schemas)
        programme = with_chosen(read, programme, chosen)
    return (None if faults else programme), faults


def judge_pack(
    document: dict[str, Any],
    name: str,
    *,
    texts_dir: Path,
    regions: Mapping[str, Region],
    schemas: Mapping[str, Schema] | None = None,
) -> tuple[Programme | None, tuple[Fault, ...]]:
    """Read a pack that is not in a file yet as `read_pack` would; `name` is what its file is to be called.

    A programme comes with its faults here, so that it can be shown and mended; none for what is no pack.
    """
    place = Place(name, [])
    if not _format_is_ours(document, place):
        return None, tuple(place.faults)
    return _judge_whole(document, place, texts_dir, regions, schemas)


def quote_faults(programme: Programme, name: str) -> tuple[Fault, ...]:
    """Give the words a programme says stand in its notice and do not; none where it has no text."""
    place = Place(name, [])
    if programme.text:
        check_quotes(programme, place)
    return tuple(place.faults)


def count_faults(path: Path, programme: Programme, schemas: Mapping[str, Schema]) -> tuple[Fault, ...]:
    """Give what a programme counts by that the ledgers do not have."""
    place = Place(path.name, [])
    check_counts(programme, schemas, place)
    return tuple(place.faults)


def check_pack(
    path: Path, *, texts_dir: Path, regions: Mapping[str, Region], schemas: Mapping[str, Schema]
) -> tuple[Fault, ...]:
    """Give everything that is wrong with a pack, words that its notice does not say included."""
    programme, faults = _read(path, texts_dir, regions, schemas)
    if programme is None:
        return faults
    return faults + not_following(faults, quote_faults(programme, path.name))


def _read(
    path: Path, texts_dir: Path, regions: Mapping[str, Region], schemas: Mapping[str, Schema] | None
) -> tuple[Programme | None, tuple[Fault, ...]]:
    """Read what can be read, whatever faults there are; None only for a file that is no pack of ours."""
    place = Place(path.name, [])
    document = read_document(path, place)
    if document is None or not _format_is_ours(document, place):
        return None, tuple(place.faults)
    return _judge_whole(document, place, texts_dir, regions, schemas)


def _judge_whole(
    document: dict[str, Any],
    place: Place,
    texts_dir: Path,
    regions: Mapping[str, Region],
    schemas: Mapping[str, Schema] | None,
) -> tuple[Programme, tuple[Fault, ...]]:
    """Judge a pack as it stands and, where nothing is wrong with that, as it may be read another way."""
    programme, faults = _judge(document, place, texts_dir, regions, schemas)
    if faults:
        return programme, faults

    def judge(changed: dict[str, Any]) -> tuple[Fault, ...]:
        return _judge(changed, Place(place.file, []), texts_dir, regions, schemas)[1]

    check_alternatives(document, programme, place, judge)
    return programme, tuple(place.faults)


def _judge(
    document: dict[str, Any],
    place: Place,
    texts_dir: Path,
    regions: Mapping[str, Region],
    schemas: Mapping[str, Schema] | None,
) -> tuple[Programme, tuple[Fault, ...]]:
    programme = build(Programme, {key: value for key, value in document.items() if key != "format"}, place)
    programme = _completed(programme, _notice(programme, texts_dir, place))
    stem = place.file.removesuffix(".toml")
    if programme.id and programme.id != stem:
        place.at("id").wrong(f"编号“{programme.id}”应与文件名“{stem}”相同")
    region = regions.get(programme.region)
    if region is None:
        place.at("region").wrong(f"没有“{programme.region}”这个区域；有：{'、'.join(regions)}")
    later = Place(place.file, [])
    check_links(programme, region, later)
    check_plan(programme, region, later)
    if schemas is not None:
        check_counts(programme, schemas, later)
    return programme, (*place.faults, *not_following(place.faults, later.faults))


def _format_is_ours(document: dict[str, Any], place: Place) -> bool:
    found = document.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        place.at("format").wrong(f"缺少格式版本，应为 format = {FORMAT}")
        return False
    if found > FORMAT:
        place.at("format").wrong(f"文件是第 {found} 版格式，本程序只认到第 {FORMAT} 版，请先升级 qtrack")
        return False
    return True


def _notice(programme: Programme, texts_dir: Path, place: Place) -> str:
    """Read the notice's text; its file must lie in the folder itself."""
    here = place.at("text_file")
    if programme.text_file and programme.notice:
        here.wrong("原文只能放一处：text_file 或 notice")
    if not programme.text_file:
        return plain(programme.notice, lines=True)
    if not _TEXT_FILE.fullmatch(programme.text_file):
        here.wrong("应为一个 .txt 文件名，不带路径")
        return ""
    return plain(read_text(texts_dir / programme.text_file, here) or "", lines=True)


def _completed(programme: Programme, text: str) -> Programme:
    """Add what follows from the rest: the text, quotas, rows of past projects, places of values."""
    return replace(
        programme,
        text=text,
        targets=tuple(_with_quotas(target, programme) for target in programme.targets),
        past_projects=tuple(_with_source(project, programme) for project in programme.past_projects),
        indicators=tuple(_with_places(indicator) for indicator in programme.indicators),
        alternatives=tuple(
            replace(one, own=dict(programme.readings).get(one.question, "")) for one in programme.alternatives
        ),
    )


def _with_quotas(target: Target, programme: Programme) -> Target:
    table = programme.quota_table
    if table is None or target.id not in table.targets:
        return target
    at = table.targets.index(target.id)
    quotas = tuple((row.unit, row.numbers[at]) for row in table.rows if at < len(row.numbers))
    return replace(target, quotas=quotas)


def _with_source(project: PastProject, programme: Programme) -> PastProject:
    printed = f"{project.number} {project.name} {project.grade or project.state}"
    return replace(project, source=Source(programme.past_clause, printed))


def _with_places(indicator: Indicator) -> Indicator:
    """Let each printed value of an indicator say where it stands."""

    def placed(stated: Stated) -> Stated:
        return stated if stated.source.quote else replace(stated, source=indicator.source)

    baseline = indicator.baseline
    return replace(
        indicator,
        aims=tuple(placed(aim) for aim in indicator.aims),
        baseline=None if baseline is None else placed(baseline),
    )
