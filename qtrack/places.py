"""Where things lie on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "QTRACK_DATA"
PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of one bureau's data and what is in it."""

    folder: Path

    @property
    def ledger_file(self) -> Path:
        """The database."""
        return self.folder / "qtrack.db"

    @property
    def ledger_files(self) -> tuple[Path, Path]:
        """The database and its journal, which must never outlive it."""
        return self.ledger_file, self.ledger_file.with_name(f"{self.ledger_file.name}-journal")

    @property
    def settings_file(self) -> Path:
        """Which programme, which unit."""
        return self.folder / "settings.toml"

    @property
    def layouts_file(self) -> Path:
        """How the person has arranged the ledgers on the screen."""
        return self.folder / "layouts.toml"

    @property
    def columns_file(self) -> Path:
        """Which columns of imported sheets the person said to be which fields."""
        return self.folder / "columns.toml"

    @property
    def programmes_folder(self) -> Path:
        """The programmes the bureau made itself."""
        return self.folder / "programmes"

    @property
    def holidays_file(self) -> Path:
        """The holidays and worked weekends the bureau added itself."""
        return self.folder / "holidays.toml"

    @property
    def snapshot_file(self) -> Path:
        """The overview last seen."""
        return self.folder / "overview.json"

    @property
    def evidence_folder(self) -> Path:
        """The contents of files that prove rows."""
        return self.folder / "evidence"

    @property
    def log_file(self) -> Path:
        """What went wrong, for whoever mends it."""
        return self.folder / "qtrack.log"

    def make(self) -> None:
        """Make the folder, readable by its owner only; OSError when that is impossible."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)


def data_folder(given: str | None, environment: Mapping[str, str]) -> Path:
    """Choose the data folder: the one given, else QTRACK_DATA, else the user's own."""
    chosen = given or environment.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("qtrack", appauthor=False)


def seeds_folder() -> Path:
    """Give the notices, regions and programmes: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def user_name() -> str:
    """Give the name the machine knows its user by."""
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""


def device_name() -> str:
    """Give the machine's own name."""
    import platform

    return platform.node()
