"""A data file with a great many invented rows, made once and kept in a temporary folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.ledgers import Action, Enterprise, Ledger
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.enterprise import Size
from qtrack.ledgers.finding import find_text
from qtrack.places import Places
from qtrack.services.demo.firms import INDUSTRIES
from qtrack.services.demo.ground import invented_code
from qtrack.services.office import Office
from qtrack.store.audit import Audit
from qtrack.store.words import index_table
from qtrack.wiring import Desk

TODAY = "2022-11-01"
UNIT = "420000"
DAYS = 300
SIGNS = (
    "安百昌达东恩丰光广国海汉和恒宏华汇吉佳建江金锦精京康科兰乐利联隆美明南鹏清荣瑞三"
    "尚胜顺泰天同伟鑫兴旭亚永友裕远云泽长正志中重众卓"
)
"""What invented names are made of beside 示例; some of them are read in several ways."""

BATCH = 20_000
FORMAT = 1
"""Goes up with what is invented, so that an older file is not taken for it."""

Row = dict[str, object]


def rows_asked() -> int:
    """Give how many rows to measure with, from the environment's ROWS."""
    return int(os.environ.get("ROWS", "1000000"))


def desk_with(rows: int) -> Desk:
    """Give a desk of the province on a file with so many firms and as many actions; made if it is missing."""
    folder = Path(tempfile.gettempdir()) / f"qtrack-benchmark-{FORMAT}-{rows}"
    whole = folder / "whole"
    if folder.exists() and not whole.exists():
        for path in folder.iterdir():
            path.unlink()
    desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
    desk.settle("hubei-2022", UNIT)
    if not whole.exists():
        desk.store.lay_ground(_fill, desk.office, rows)
        whole.touch()
    return desk


def _fill(session: Session, office: Office, rows: int) -> None:
    chance = Random(rows)  # noqa: S311 - the same rows every time, not secrets
    units = [unit for unit in office.region.units if unit.counts_as_county]
    firms = [new_uid() for _ in range(rows)]

    def firm(at: int) -> Row:
        unit, industry = chance.choice(units), chance.choice(INDUSTRIES)
        called = "".join(chance.choices(SIGNS, k=2))
        return {
            "uid": firms[at],
            "unit": unit.code,
            "name": f"示例{unit.short}{called}{industry}{chance.randrange(1000)}厂",
            "code": invented_code(unit, at),
            "above_scale": chance.random() < 0.1,  # noqa: PLR2004
            "size": chance.choice([*Size, None]),
            "industry": industry,
            "contact": f"示例员{chance.choice(SIGNS)}",
            "phone": f"000-{at:08}",
        }

    def action(_at: int) -> Row:
        return {
            "uid": new_uid(),
            "unit": chance.choice(units).code,
            "enterprise": chance.choice(firms),
            "done_on": date(2022, 1, 4) + timedelta(days=chance.randrange(DAYS)),
            "kind": chance.choice(list(ActionKind)),
            "provider": f"示例{chance.choice(SIGNS)}{chance.choice(('检测院', '质量协会', '服务站'))}",
            "need": chance.choice(("示例：尺寸不稳", "示例：缺少标准", None)),
            "result": chance.choice(("示例：合格率提高", "示例：通过认证", None)),
        }

    for ledger, make in ((Enterprise, firm), (Action, action)):
        _insert(session, ledger, make, rows)
    # The next entry's number follows the last row's, as if each had been keyed.
    last = insert(Audit.__table__)  # type: ignore[arg-type]
    session.connection().execute(last, [_last_entry(office, rows)])


def _insert(session: Session, ledger: type[Ledger], make: Callable[[int], Row], rows: int) -> None:
    connection = session.connection()
    connection.execute(text(f"DELETE FROM {ledger.__tablename__}"))  # noqa: S608 - a ledger's name
    places = iter(range(rows))
    while batch := [_whole(ledger, make(at), at + 1) for at in islice(places, BATCH)]:
        connection.execute(insert(ledger.__table__), batch)  # type: ignore[arg-type]
    words = index_table(ledger.__tablename__)
    connection.execute(text(f"INSERT INTO {words} ({words}) VALUES ('rebuild')"))  # noqa: S608 - a ledger's name


def _whole(ledger: type[Ledger], row: Row, number: int) -> dict[str, Any]:
    find = find_text(ledger.schema(), row)
    return row | {"entered_by": UNIT, "seq": number, "no": number, "find": find, "starred": number % 50 == 0}


def _last_entry(office: Office, number: int) -> Row:
    said = {"seq": number, "unit": office.unit.code, "row_unit": office.unit.code}
    return {column.name: "" for column in Audit.__table__.columns} | said
