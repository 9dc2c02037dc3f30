"""Files that prove rows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "evidence",
        sa.Column("ledger", sa.String(40), nullable=False),
        sa.Column("row_uid", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("unit", sa.String(6), nullable=False),
        sa.Column("entered_by", sa.String(6), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_evidence"),
        sa.UniqueConstraint(
            "ledger", "row_uid", "kind", "sha256", name="uq_evidence_ledger_row_uid_kind_sha256"
        ),
    )
    for column in ("row_uid", "unit", "seq"):
        op.create_index(f"ix_evidence_{column}", "evidence", [column])
