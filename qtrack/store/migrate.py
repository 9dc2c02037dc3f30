"""Brings an older file to this program's format, all of it or none."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, bindparam, select, update

from qtrack.ledgers import LEDGERS, Base
from qtrack.ledgers.finding import find_text
from qtrack.store.header import APPLICATION_ID, SCHEMA_VERSION
from qtrack.store.words import index_table

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the missing scripts and mark the file, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, f"{SCHEMA_VERSION:04}")
        _write_finding(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def _write_finding(connection: Connection) -> None:
    """Give every row without one the text that searching looks at."""
    for ledger in LEDGERS:
        table, schema = Base.metadata.tables[ledger.__tablename__], ledger.schema()
        rows = connection.execute(select(table).where(table.c.find == "")).mappings().all()
        change = update(table).where(table.c.uid == bindparam("row")).values(find=bindparam("text"))
        texts = [{"row": row["uid"], "text": find_text(schema, dict(row))} for row in rows]
        if texts:
            connection.execute(change, texts)
        rebuild = f"INSERT INTO {index_table(table.name)} ({index_table(table.name)}) VALUES ('rebuild')"  # noqa: S608 - a ledger's name
        connection.exec_driver_sql(rebuild)
