"""The ledgers of the four notices of Hunan, what sort of session a training was, what was sent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = {
    "problem": (
        "solved_on",
        (
            "subject! 120, enterprise!* firm, raised_on! date, source! choice, category!* choice, state!* "
            "choice, solved_on* date, focus choice, helper 80, mode choice, solution 1000, confirmed flag"
        ),
    ),
    "quality_officer": (
        "trained_on",
        (
            "person_name! 40, enterprise!* firm, stage!* choice, trained_on* date, class_level choice, "
            "class_name 80, certificate 60, post 40, appointed_on date, note 400"
        ),
    ),
    "famous_product": (
        "recognised_on",
        (
            "product! 80, enterprise!* firm, stage!* choice, applied_on date, recognised_on* date, brand "
            "60, quality 200, share 200, fame 200, satisfaction 200, qualities ticks"
        ),
    ),
    "model": (
        "selected_on",
        (
            "name! 80, organisation! 80, pool! choice, state!* choice, nominated_on date, selected_on* "
            "date, kind choice, features ticks, channels ticks, promoted_on date, copies count, note 400"
        ),
    ),
    "award": (
        "awarded_on",
        (
            "winner! 80, level!* choice, name! 60, awarded_on!* date, kind! choice, session 20, drive "
            "ticks, driven count, note 400"
        ),
    ),
    "award_feedback": (
        "feedback_sent_on",
        (
            "organisation! 80, award! 60, reviewed_on date, strengths 1000, issues 1000, feedback_sent_on* "
            "date, doc_no 60, improved 1000"
        ),
    ),
    "survey": (
        "surveyed_on",
        (
            "enterprise!* firm, surveyed_on!* date, standard 200, indicator_level 200, system 200, "
            "compared_with 120, results ticks, measures 1000"
        ),
    ),
    "case_report": (
        "sent_on",
        (
            "headline! 120, sent_on!* date, subject 80, adopted flag, adopted_on date, adopted_by 80, "
            "summary 1000"
        ),
    ),
    "work_plan": (
        "made_on",
        "name! 80, made_on!* date, parts ticks, quality_month flag, doc_no 60, note 400",
    ),
    "event": (
        "held_on",
        (
            "name! 120, activity* entry, state!* choice, held_on* date, planned_on date, place 80, host "
            "120, units count, people count, leaflets count, consulted count, complaints count, verified "
            "count, boards count, reports count, photos count, videos count, conduct ticks, cost money, "
            "tags ticks, lab 80, students count, public count, result 1000"
        ),
    ),
    "checkup": (
        "visited_on",
        (
            "enterprise!* firm, state!* choice, planned_on date, visited_on* date, methods ticks, experts "
            "120, findings 1000, plan 1000, closed_on date"
        ),
    ),
    "certification": (
        "helped_on",
        (
            "enterprise!* firm, state!* choice, chosen_on date, helped_on* date, certified_on date, helper "
            "80, certificate 60, note 400"
        ),
    ),
    "slogan_use": (
        "used_on",
        "slogan!* entry, medium! choice, used_on!* date, place 80, copies count",
    ),
    "task_progress": (
        "reported_on",
        (
            "task!* entry, state!* choice, reported_on!* date, progress 2000, done_on date, delay_reason "
            "400, lead 120, support 200"
        ),
    ),
    "incident": (
        "happened_on",
        (
            "name! 80, happened_on!* date, kind! choice, level!* choice, systemic flag, deaths count, "
            "injured count, loss money, reported_on date, report 1000, finding_body 80, finding_on date, "
            "deduction number"
        ),
    ),
    "indicator_value": (
        "reported_on",
        (
            "indicator!* entry, year!* count, value number, words 200, verdict choice, data_source! 120, "
            "reported_on!* date, note 400"
        ),
    ),
    "score": (
        "scored_on",
        (
            "point!* entry, self_score! number, scored_on!* date, expected number, final number, last_final "
            "number, basis 1000, lost 400"
        ),
    ),
    "extra_score": (
        "happened_on",
        "extra!* entry, happened_on!* date, subject! 120, amount number, finding 200",
    ),
    "answer": (
        "answered_on",
        (
            "department!* entry, form!* choice, asked_on date, answered_on* date, nothing_to_report flag, "
            "urged_on date, contact 60, note 400"
        ),
    ),
    "declared_point": (
        "declared_on",
        (
            "content! 80, department!* entry, declared_on!* date, year! count, area! 40, key_point! 600, "
            "parts! 2000, points! number, basis! 600, point* entry"
        ),
    ),
    "declared_bonus": (
        "declared_on",
        (
            "department!* entry, declared_on!* date, year! count, item! choice, standard! 1000, amount "
            "number, basis! 600"
        ),
    ),
}
"""By table: the column its list is ordered by, then all columns: ! must be filled, * has an index."""

TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "choice": sa.String(24),
    "count": sa.Integer(),
    "date": sa.Date(),
    "entry": sa.String(80),
    "firm": sa.String(36),
    "flag": sa.Boolean(),
    "money": sa.BigInteger(),
    "number": sa.String(24),
    "ticks": sa.String(240),
}
"""Types by the words above; a number stands for a text of so many signs."""


def upgrade() -> None:
    """Make the tables, and add the columns."""
    op.add_column("training", sa.Column("kind", sa.String(24)))
    op.add_column("submission", sa.Column("deliverables", sa.String(200)))
    for table, (dated, columns) in TABLES.items():
        _ledger(table, dated, [words.split() for words in columns.split(", ")])


def _ledger(table: str, dated: str, columns: list[list[str]]) -> None:
    """Make a ledger: its own columns, those every ledger has, its indexes and the one of its words."""
    own: list[sa.Column[Any]] = [
        sa.Column(name.rstrip("!*"), TYPES.get(kind) or sa.String(int(kind)), nullable="!" not in name)
        for name, kind in columns
    ]
    firms = [
        sa.ForeignKeyConstraint(["enterprise"], ["enterprise.uid"], name=f"fk_{table}_enterprise")
        for _, kind in columns
        if kind == "firm"
    ]
    op.create_table(table, *own, *_record(), *firms, sa.PrimaryKeyConstraint("uid", name=f"pk_{table}"))
    indexed = [name.rstrip("!*") for name, _ in columns if "*" in name]
    for name in ("unit", "seq", *indexed):
        op.create_index(f"ix_{table}_{name}", table, [name])
    op.create_index(f"uq_{table}_no", table, ["no"], unique=True)
    op.create_index(f"ix_{table}_listed", table, [dated, "no", "unit"])
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_words USING fts5("
        f"find, content='{table}', content_rowid='no', tokenize='trigram', detail='none')"
    )


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("unit", sa.String(6), nullable=False),
        sa.Column("entered_by", sa.String(6), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("find", sa.Text(), server_default="", nullable=False),
        sa.Column("starred", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("remark", sa.String(200)),
        sa.Column("doubts", sa.Text()),
        sa.Column("explanation", sa.String(400)),
    ]
