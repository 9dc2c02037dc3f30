"""Stores on real files for the tests of the store, and rows to put into them."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.ledgers import Enterprise
from qtrack.store.audit import Audit
from qtrack.store.store import Actor, Store, open_store

NOW = datetime(2022, 3, 25, 8, tzinfo=UTC)
UNIT = "420100"


def opened(path: Path) -> Store:
    """Open a file as one invented person at one moment."""
    return open_store(path, Actor("示例员", UNIT, "示例机"), lambda: NOW)


def keep(session: Session, name: str) -> str:
    """Keep one invented firm."""
    uid = new_uid()
    session.add(Enterprise(uid=uid, unit=UNIT, entered_by=UNIT, name=name, above_scale=True))
    session.flush()
    return uid


def rename(session: Session, uid: str, name: str) -> None:
    """Give a firm another name."""
    session.get_one(Enterprise, uid).name = name


def remove(session: Session, uid: str) -> None:
    """Take a firm out."""
    session.delete(session.get_one(Enterprise, uid))


def names(session: Session) -> list[str]:
    """Give all firms' names in order."""
    return list(session.scalars(select(Enterprise.name).order_by(Enterprise.name)))


def entries(session: Session) -> list[Audit]:
    """Give all audit entries in order."""
    return list(session.scalars(select(Audit).order_by(Audit.seq)))
