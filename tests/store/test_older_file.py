"""A file of any version before is brought to this one with all it holds."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, func, select, text
from stores import UNIT, opened

from qtrack.ledgers import LEDGERS, QualityProblem, Training
from qtrack.store.engine import open_engine
from qtrack.store.header import APPLICATION_ID, SCHEMA_VERSION, file_version
from qtrack.store.migrate import SCRIPTS
from qtrack.store.store import Store

BEFORE = range(1, SCHEMA_VERSION)

TRAINING = (
    "INSERT INTO training (uid, unit, entered_by, seq, subject, held_on, trainees, level, free) "
    "VALUES ('示例一', :unit, :unit, 1, '示例培训', '2022-06-01', 60, 'COUNTY', 1)"
)


def older(path: Path, version: int) -> None:
    """Make a file of a version before, with one training in it."""
    engine: Engine = open_engine(path)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, f"{version:04}")
        connection.execute(text(TRAINING), {"unit": UNIT})
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
    engine.dispose()


@pytest.fixture(params=BEFORE)
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Give the place of a file of a version before."""
    place = tmp_path / "qtrack.db"
    older(place, request.param)
    return place


def numbers(store: Store) -> dict[str, int]:
    """Give the number of rows of every ledger."""
    return {
        ledger.__tablename__: store.read(
            lambda session, one: session.scalar(select(func.count()).select_from(one)) or 0, ledger
        )
        for ledger in LEDGERS
    }


def test_what_an_older_file_holds_stays_and_every_ledger_is_there(path: Path) -> None:
    assert file_version(path) in BEFORE
    store = opened(path)
    assert {name: number for name, number in numbers(store).items() if number} == {"training": 1}
    row = store.read(lambda session: session.scalars(select(Training)).one())
    assert (row.subject, row.trainees, row.kind) == ("示例培训", 60, None)
    assert "shilipeixun" in row.find
    store.close()
    assert file_version(path) == SCHEMA_VERSION


def test_the_words_of_a_new_ledger_are_indexed(path: Path) -> None:
    store = opened(path)
    table = QualityProblem.__tablename__
    found = store.read(
        lambda session: session.execute(text(f"SELECT count(*) FROM {table}_words")).scalar()  # noqa: S608
    )
    assert found == 0
    store.close()
