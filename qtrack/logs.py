"""The log file: faults with their trace, nothing a person typed."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 1_000_000


def start_log(path: Path) -> logging.Logger:
    """Give the program's logger, writing to the file."""
    logger = logging.getLogger("qtrack")
    if not logger.handlers:
        handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
