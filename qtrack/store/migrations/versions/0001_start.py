"""The first format of the file."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _audit()
    _enterprise()
    _extension()
    _focus()
    _platform()
    _project()
    _share()
    _station()
    _submission()
    _training()
    _action()
    _benchmark()
    _introduction()
    _publicity()


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("op_id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(6), nullable=False),
        sa.Column("device", sa.String(60), nullable=False),
        sa.Column("op", sa.String(12), nullable=False),
        sa.Column("table", sa.String(40), nullable=False),
        sa.Column("row_uid", sa.String(36), nullable=False),
        sa.Column("row_unit", sa.String(6), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_op_id", "audit", ["op_id"])
    op.create_index("ix_audit_table_row_uid", "audit", ["table", "row_uid"])


def _enterprise() -> None:
    _record(
        "enterprise",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("code", sa.String(18)),
        sa.Column("above_scale", sa.Boolean(), nullable=False),
        sa.Column("size", sa.String(24)),
        sa.Column("industry", sa.String(40)),
        sa.Column("contact", sa.String(40)),
        sa.Column("phone", sa.String(40)),
        sa.UniqueConstraint("code", name="uq_enterprise_code"),
    )
    op.create_index("ix_enterprise_name", "enterprise", ["name"])


def _extension() -> None:
    _record(
        "extension",
        sa.Column("deadline", sa.String(80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.UniqueConstraint("deadline", "unit", name="uq_extension_deadline_unit"),
    )


def _focus() -> None:
    _record(
        "focus",
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("plan", sa.String(400)),
        sa.Column("result", sa.String(400)),
    )
    op.create_index("ix_focus_kind", "focus", ["kind"])
    op.create_index("ix_focus_started_on", "focus", ["started_on"])


def _platform() -> None:
    _record(
        "platform",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("direction", sa.String(24), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("host", sa.String(80)),
        sa.Column("partners", sa.String(240)),
        sa.Column("proposed_on", sa.Date()),
        sa.Column("built_on", sa.Date()),
        sa.Column("note", sa.String(400)),
    )
    op.create_index("ix_platform_built_on", "platform", ["built_on"])
    op.create_index("ix_platform_status", "platform", ["status"])


def _project() -> None:
    _record(
        "project",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("recommended_on", sa.Date()),
        sa.Column("product", sa.String(80)),
        sa.Column("contact", sa.String(40)),
        sa.Column("firms", sa.Integer()),
        sa.Column("above_scale_firms", sa.Integer()),
        sa.Column("workers", sa.Integer()),
        sa.Column("profit_tax", sa.BigInteger()),
        sa.Column("output_value", sa.BigInteger()),
        sa.Column("output", sa.String(40)),
        sa.Column("standing", sa.String(120)),
        sa.Column("problems", sa.String(1000)),
        sa.Column("needs", sa.String(1000)),
        sa.Column("policy", sa.String(1000)),
        sa.Column("opinion", sa.String(400)),
        sa.Column("opinion_on", sa.Date()),
        sa.Column("applied", sa.BigInteger()),
        sa.Column("match_source", sa.String(120)),
        sa.Column("match_secured", sa.BigInteger()),
        sa.Column("approved", sa.BigInteger()),
        sa.Column("received", sa.BigInteger()),
        sa.Column("matched", sa.BigInteger()),
        sa.Column("spent", sa.BigInteger()),
        sa.Column("grade", sa.String(24)),
        sa.Column("five_ones", sa.String(400)),
        sa.Column("effects", sa.String(1000)),
    )
    op.create_index("ix_project_recommended_on", "project", ["recommended_on"])
    op.create_index("ix_project_state", "project", ["state"])
    op.create_index("ix_project_year", "project", ["year"])


def _share() -> None:
    _record(
        "share",
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.UniqueConstraint("programme", "target", "unit", name="uq_share_programme_target_unit"),
    )


def _station() -> None:
    _record(
        "station",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("stage", sa.String(24), nullable=False),
        sa.Column("built_on", sa.Date()),
        sa.Column("in_use_on", sa.Date()),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("host", sa.String(80)),
        sa.Column("address", sa.String(120)),
        sa.Column("serves", sa.String(80)),
        sa.Column("staff", sa.Integer()),
        sa.Column("services", sa.String(240)),
        sa.Column("served_enterprises", sa.Integer()),
        sa.Column("solved_problems", sa.Integer()),
        sa.Column("demo_applied_on", sa.Date()),
        sa.Column("demo_accepted_on", sa.Date()),
        sa.Column("demo_awarded_on", sa.Date()),
    )
    op.create_index("ix_station_in_use_on", "station", ["in_use_on"])
    op.create_index("ix_station_stage", "station", ["stage"])


def _submission() -> None:
    _record(
        "submission",
        sa.Column("deadline", sa.String(80), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("doc_no", sa.String(60)),
        sa.Column("note", sa.String(400)),
    )
    op.create_index("ix_submission_deadline", "submission", ["deadline"])
    op.create_index("ix_submission_submitted_on", "submission", ["submitted_on"])


def _training() -> None:
    _record(
        "training",
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("trainees", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(24), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(80)),
        sa.Column("host", sa.String(80)),
        sa.Column("topics", sa.String(240)),
        sa.Column("teachers", sa.String(80)),
        sa.Column("managers", sa.Integer()),
        sa.Column("quality_staff", sa.Integer()),
        sa.Column("enterprises", sa.Integer()),
        sa.Column("evidence", sa.String(200)),
    )
    op.create_index("ix_training_held_on", "training", ["held_on"])


def _action() -> None:
    _record(
        "action",
        sa.Column("enterprise", sa.String(36), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("provider", sa.String(60)),
        sa.Column("need", sa.String(400)),
        sa.Column("result", sa.String(400)),
        sa.ForeignKeyConstraint(["enterprise"], ["enterprise.uid"], name="fk_action_enterprise"),
    )
    op.create_index("ix_action_done_on", "action", ["done_on"])
    op.create_index("ix_action_enterprise", "action", ["enterprise"])


def _benchmark() -> None:
    _record(
        "benchmark",
        sa.Column("enterprise", sa.String(36), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("surveyed_on", sa.Date()),
        sa.Column("recognised_on", sa.Date()),
        sa.Column("experts", sa.String(120)),
        sa.Column("tailored", sa.String(120)),
        sa.Column("funds", sa.BigInteger()),
        sa.Column("international_standards", sa.Integer()),
        sa.Column("national_standards", sa.Integer()),
        sa.Column("industry_standards", sa.Integer()),
        sa.Column("group_standards", sa.Integer()),
        sa.Column("brand", sa.String(120)),
        sa.Column("award_goals", sa.String(240)),
        sa.Column("experience", sa.String(1000)),
        sa.Column("exchange", sa.String(400)),
        sa.ForeignKeyConstraint(["enterprise"], ["enterprise.uid"], name="fk_benchmark_enterprise"),
    )
    op.create_index("ix_benchmark_enterprise", "benchmark", ["enterprise"])
    op.create_index("ix_benchmark_recognised_on", "benchmark", ["recognised_on"])
    op.create_index("ix_benchmark_status", "benchmark", ["status"])


def _introduction() -> None:
    _record(
        "introduction",
        sa.Column("enterprise", sa.String(36), nullable=False),
        sa.Column("method", sa.String(24), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("trained_on", sa.Date()),
        sa.Column("introduced_on", sa.Date()),
        sa.Column("maturity_before", sa.String(20)),
        sa.Column("maturity_after", sa.String(20)),
        sa.Column("chain", sa.String(60)),
        sa.Column("evidence", sa.String(200)),
        sa.ForeignKeyConstraint(["enterprise"], ["enterprise.uid"], name="fk_introduction_enterprise"),
    )
    op.create_index("ix_introduction_enterprise", "introduction", ["enterprise"])
    op.create_index("ix_introduction_introduced_on", "introduction", ["introduced_on"])
    op.create_index("ix_introduction_status", "introduction", ["status"])


def _publicity() -> None:
    _record(
        "publicity",
        sa.Column("headline", sa.String(120), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("medium", sa.String(60), nullable=False),
        sa.Column("level", sa.String(24), nullable=False),
        sa.Column("project", sa.String(36)),
        sa.Column("link", sa.String(200)),
        sa.ForeignKeyConstraint(["project"], ["project.uid"], name="fk_publicity_project"),
    )
    op.create_index("ix_publicity_project", "publicity", ["project"])
    op.create_index("ix_publicity_published_on", "publicity", ["published_on"])


def _record(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make the table of a record: its own columns and those every record has."""
    op.create_table(
        name,
        *parts,
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("unit", sa.String(6), nullable=False),
        sa.Column("entered_by", sa.String(6), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_unit", name, ["unit"])
    op.create_index(f"ix_{name}_seq", name, ["seq"])
