"""Mapped classes: one declaration for each ledger."""

from qtrack.ledgers.action import Action
from qtrack.ledgers.base import Base, Ledger, Record
from qtrack.ledgers.benchmark import Benchmark
from qtrack.ledgers.beside import Evidence, Half, NilReport
from qtrack.ledgers.enterprise import Enterprise
from qtrack.ledgers.focus import Focus
from qtrack.ledgers.introduction import Introduction
from qtrack.ledgers.platform import Platform
from qtrack.ledgers.project import Project
from qtrack.ledgers.publicity import Publicity
from qtrack.ledgers.shares import Extension, Share
from qtrack.ledgers.station import Station
from qtrack.ledgers.submission import Submission
from qtrack.ledgers.training import Training

LEDGERS: tuple[type[Ledger], ...] = (
    Enterprise,
    Action,
    Introduction,
    Benchmark,
    Platform,
    Training,
    Station,
    Focus,
    Project,
    Publicity,
    Submission,
)
"""All ledgers, in the order people see them."""

__all__ = [
    "LEDGERS",
    "Action",
    "Base",
    "Benchmark",
    "Enterprise",
    "Evidence",
    "Extension",
    "Focus",
    "Half",
    "Introduction",
    "Ledger",
    "NilReport",
    "Platform",
    "Project",
    "Publicity",
    "Record",
    "Share",
    "Station",
    "Submission",
    "Training",
]
