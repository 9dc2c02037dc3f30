"""Mapped classes: one declaration for each ledger."""

from qtrack.ledgers.action import Action
from qtrack.ledgers.answer import Answer
from qtrack.ledgers.assessment_stage import AssessmentStage
from qtrack.ledgers.award import Award
from qtrack.ledgers.award_feedback import AwardFeedback
from qtrack.ledgers.base import Base, Ledger, Record
from qtrack.ledgers.benchmark import Benchmark
from qtrack.ledgers.beside import Evidence, Half, NilReport
from qtrack.ledgers.case_report import CaseReport
from qtrack.ledgers.certification import Certification
from qtrack.ledgers.checkup import Checkup
from qtrack.ledgers.declared_bonus import DeclaredBonus
from qtrack.ledgers.declared_point import DeclaredPoint
from qtrack.ledgers.enterprise import Enterprise
from qtrack.ledgers.event import Event
from qtrack.ledgers.extra_score import ExtraScore
from qtrack.ledgers.famous_product import FamousProduct
from qtrack.ledgers.focus import Focus
from qtrack.ledgers.incident import Incident
from qtrack.ledgers.indicator_value import IndicatorValue
from qtrack.ledgers.introduction import Introduction
from qtrack.ledgers.model import Model
from qtrack.ledgers.platform import Platform
from qtrack.ledgers.problem import QualityProblem
from qtrack.ledgers.project import Project
from qtrack.ledgers.publicity import Publicity
from qtrack.ledgers.quality_officer import QualityOfficer
from qtrack.ledgers.score import Score
from qtrack.ledgers.shares import Extension, OwnValue, Share
from qtrack.ledgers.slogan_use import SloganUse
from qtrack.ledgers.station import Station
from qtrack.ledgers.submission import Submission
from qtrack.ledgers.survey import Survey
from qtrack.ledgers.task_progress import TaskProgress
from qtrack.ledgers.training import Training
from qtrack.ledgers.work_plan import WorkPlan

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
    QualityProblem,
    QualityOfficer,
    FamousProduct,
    Model,
    Award,
    AwardFeedback,
    Survey,
    CaseReport,
    WorkPlan,
    Event,
    Checkup,
    Certification,
    SloganUse,
    TaskProgress,
    Incident,
    IndicatorValue,
    AssessmentStage,
    Score,
    ExtraScore,
    Answer,
    DeclaredPoint,
    DeclaredBonus,
    Submission,
)
"""All ledgers, in the order people see them."""

__all__ = [
    "LEDGERS",
    "Action",
    "Answer",
    "AssessmentStage",
    "Award",
    "AwardFeedback",
    "Base",
    "Benchmark",
    "CaseReport",
    "Certification",
    "Checkup",
    "DeclaredBonus",
    "DeclaredPoint",
    "Enterprise",
    "Event",
    "Evidence",
    "Extension",
    "ExtraScore",
    "FamousProduct",
    "Focus",
    "Half",
    "Incident",
    "IndicatorValue",
    "Introduction",
    "Ledger",
    "Model",
    "NilReport",
    "OwnValue",
    "Platform",
    "Project",
    "Publicity",
    "QualityOfficer",
    "QualityProblem",
    "Record",
    "Score",
    "Share",
    "SloganUse",
    "Station",
    "Submission",
    "Survey",
    "TaskProgress",
    "Training",
    "WorkPlan",
]
