"""All places but the first, by key."""

from __future__ import annotations

from typing import Any

from qtrack.tui.frame import Place
from qtrack.tui.screens.activities import ActivitiesPlace
from qtrack.tui.screens.assessment import AssessmentPlace
from qtrack.tui.screens.collection import CollectionPlace
from qtrack.tui.screens.dues import DuesPlace
from qtrack.tui.screens.indicators import IndicatorsPlace
from qtrack.tui.screens.ledgers import LedgersPlace
from qtrack.tui.screens.reports import ReportsPlace
from qtrack.tui.screens.slogans import SlogansPlace
from qtrack.tui.screens.targets import TargetsPlace
from qtrack.tui.screens.tasks import TasksPlace
from qtrack.tui.screens.watched import StationsPlace, TrainingsPlace

PLACES: dict[str, type[Place[Any]]] = {
    place.KEY: place
    for place in (
        TargetsPlace,
        LedgersPlace,
        TrainingsPlace,
        StationsPlace,
        AssessmentPlace,
        CollectionPlace,
        ActivitiesPlace,
        SlogansPlace,
        DuesPlace,
        ReportsPlace,
        IndicatorsPlace,
        TasksPlace,
    )
}
