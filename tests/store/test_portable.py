"""What the program says to SQLite can be said to PostgreSQL too."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ClauseElement, Engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from qtrack.ledgers import LEDGERS, Base
from qtrack.places import Places
from qtrack.services import listing
from qtrack.services.listing import Query
from qtrack.services.overview import overview
from qtrack.services.split import split_of
from qtrack.store.audit import Audit
from qtrack.wiring import Desk

NOW = datetime(2022, 10, 18, tzinfo=UTC)
DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@pytest.fixture
def said() -> Iterator[list[ClauseElement]]:
    """Give every statement the program makes while the test runs."""
    statements: list[ClauseElement] = []

    def hear(_connection: Any, statement: Any, *_rest: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        if isinstance(statement, ClauseElement):
            statements.append(statement)

    event.listen(Engine, "before_execute", hear)
    yield statements
    event.remove(Engine, "before_execute", hear)


def test_every_table_and_index_can_be_made() -> None:
    assert Audit.__table__ in Base.metadata.sorted_tables
    for table in Base.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=DIALECT))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=DIALECT))


def test_every_statement_of_the_screens_can_be_said(tmp_path: Path, said: list[ClauseElement]) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": NOW.date().isoformat()})
    office = desk.settle("hubei-2022", "420100")
    desk.store.read(overview, office)
    desk.store.read(split_of, office, "wan")
    for one in LEDGERS:
        query = Query(one.__tablename__, "示例%")
        desk.store.read(listing.total, office, query)
        desk.store.read(listing.page, office, query, 0, 10)
    desk.close()
    assert len(said) > len(LEDGERS) * 2
    for statement in said:
        assert str(statement.compile(dialect=DIALECT))


def test_a_statement_only_sqlite_knows_would_be_noticed() -> None:
    from sqlalchemy.dialects.sqlite import insert

    with pytest.raises(AttributeError):
        insert(Audit).on_conflict_do_nothing().compile(dialect=DIALECT)
