"""What fast entry needs: marks on every row, its text for searching, halves, nil reports, deeds to undo."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

DATED = {
    "enterprise": "no",
    "action": "done_on",
    "introduction": "introduced_on",
    "benchmark": "recognised_on",
    "platform": "built_on",
    "training": "held_on",
    "station": "in_use_on",
    "focus": "started_on",
    "project": "recommended_on",
    "publicity": "published_on",
    "submission": "submitted_on",
}
"""Every ledger with the column its list is ordered by."""


def upgrade() -> None:
    """Add all of it; the searching text of rows already there is written after the scripts."""
    for table, dated in DATED.items():
        _mark(table, dated)
        _index_words(table)
    _beside()
    _guard_audit()


def _mark(table: str, dated: str) -> None:
    op.add_column(table, sa.Column("no", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column(table, sa.Column("find", sa.Text(), server_default="", nullable=False))
    op.add_column(table, sa.Column("starred", sa.Boolean(), server_default="0", nullable=False))
    op.add_column(table, sa.Column("remark", sa.String(200)))
    op.add_column(table, sa.Column("doubts", sa.Text()))
    op.add_column(table, sa.Column("explanation", sa.String(400)))
    # Every row's latest audit entry is its own, so the numbers differ; from now on they are given once.
    op.execute(f"UPDATE {table} SET no = seq")  # noqa: S608 - a name of the list above
    op.create_index(f"uq_{table}_no", table, ["no"], unique=True)
    op.create_index(f"ix_{table}_listed", table, list(dict.fromkeys((dated, "no", "unit"))))


def _index_words(table: str) -> None:
    """Index every three signs in a row of `find`; whoever writes rows keeps it in step (store/words.py)."""
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_words USING fts5("
        f"find, content='{table}', content_rowid='no', tokenize='trigram', detail='none')"
    )


def _beside() -> None:
    op.create_table(
        "deed",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("op_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("target", sa.String(36)),
        sa.PrimaryKeyConstraint("seq", name="pk_deed"),
        sa.UniqueConstraint("op_id", name="uq_deed_op_id"),
    )
    op.create_table(
        "half",
        sa.Column("ledger", sa.String(40), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        *_record("half"),
    )
    op.create_table(
        "nil_report",
        sa.Column("ledger", sa.String(40), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        *_record("nil_report"),
        sa.UniqueConstraint("ledger", "unit", "month", name="uq_nil_report_ledger_unit_month"),
    )
    op.create_index("ix_half_ledger", "half", ["ledger"])
    for table in ("half", "nil_report"):
        op.create_index(f"ix_{table}_unit", table, ["unit"])
        op.create_index(f"ix_{table}_seq", table, ["seq"])


def _guard_audit() -> None:
    """Let entries and deeds only be added: what happened stays as it was written."""
    for table, words in (("audit", "修改记录"), ("deed", "操作记录")):
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_keep_{change} BEFORE {change.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{words}只能增加，不能改动或删除'); END"
            )


def _record(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("unit", sa.String(6), nullable=False),
        sa.Column("entered_by", sa.String(6), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=f"pk_{table}"),
    ]
