"""The one place that opens and ends transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.store.audit import Operation, attach
from qtrack.store.deeds import write_deed
from qtrack.store.engine import READ_ONLY, open_engine
from qtrack.store.errors import StoreBusyError, StoreError, driver_reason
from qtrack.store.header import SCHEMA_VERSION, file_version

_NOT_KEPT = "；本次改动未保存"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works at this machine, for which unit."""

    who: str
    unit: str
    device: str


class Store:
    """Runs use cases, each in one short transaction."""

    def __init__(self, engine: Engine, actor: Actor, now: Callable[[], datetime]) -> None:
        self._writer = engine
        self._reader = engine.execution_options(**{READ_ONLY: True})
        self._actor = actor
        self._now = now

    def run(self, use_case: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a use case: all of it is kept and audited as one operation, or none."""
        with self._operation() as session:
            done = use_case(session, *args, **kwargs)
            write_deed(session)
            return done

    def lay_ground(
        self, use_case: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a use case that nobody can undo: what a bureau's ledgers begin with."""
        with self._operation() as session:
            return use_case(session, *args, **kwargs)

    def read(self, use_case: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a use case that only looks; it waits for no writer and keeps nothing."""
        with _telling(), Session(self._reader, autoflush=False) as session:
            return use_case(session, *args, **kwargs)

    def close(self) -> None:
        """Let go of the file."""
        self._writer.dispose()

    @contextmanager
    def _operation(self) -> Iterator[Session]:
        with _telling(_NOT_KEPT), Session(self._writer) as session, session.begin():
            actor = self._actor
            attach(session, Operation(new_uid(), self._now(), actor.who, actor.unit, actor.device))
            yield session


def open_store(path: Path, actor: Actor, now: Callable[[], datetime]) -> Store:
    """Open the file, make it if it is missing, bring it to this program's format if it is older.

    Raise ForeignFileError when it is not ours or newer, its bytes unchanged; StoreError when unusable.
    """
    file_version(path)
    engine = open_engine(path)
    try:
        with _telling():
            if _settled_version(engine) < SCHEMA_VERSION:
                from qtrack.store.migrate import migrate

                migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, actor, now)


def _settled_version(engine: Engine) -> int:
    """Give the format version once SQLite has undone what a power cut left half written."""
    with engine.execution_options(**{READ_ONLY: True}).connect() as connection:
        version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return version


@contextmanager
def _telling(consequence: str = "") -> Iterator[None]:
    """Say the driver's errors in Chinese, and what follows from them."""
    try:
        yield
    except DBAPIError as error:
        if "locked" in str(error.orig) or "busy" in str(error.orig):
            raise StoreBusyError(f"数据文件正被另一个程序写入，请稍候再试{consequence}") from error
        raise StoreError(f"{driver_reason(error.orig)}{consequence}") from error
