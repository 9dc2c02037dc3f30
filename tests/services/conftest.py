"""Real database files for the tests of services: one made by the program, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from programme import PROGRAMME, PROVINCE, hubei

from qtrack.domain.region import Region
from qtrack.services.office import Office
from qtrack.store.store import Actor, Store, open_store

NOW = datetime(2022, 11, 1, 8, tzinfo=UTC)
ACTOR = Actor("示例员", PROVINCE, "示例机")


def opened(path: Path) -> Store:
    """Open a file as one invented person at one moment."""
    return open_store(path, ACTOR, lambda: NOW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty file as the program makes it."""
    path = tmp_path_factory.mktemp("store") / "qtrack.db"
    opened(path).close()
    return path


@contextmanager
def copied(template: Path, folder: Path) -> Iterator[Store]:
    """Open a copy of a file, and close it afterwards."""
    path = folder / "qtrack.db"
    shutil.copy(template, path)
    made = opened(path)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a store on an empty file of the test's own."""
    with copied(template, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def region() -> Region:
    """Give the province with all its units."""
    return hubei()


@pytest.fixture(scope="session")
def office(region: Region) -> Callable[..., Office]:
    """Give a view from a unit on a day."""

    def look(unit: str = PROVINCE, today: date = date(2022, 11, 1)) -> Office:
        return Office(region.by_code[unit], region, PROGRAMME, today)

    return look
