"""How far an assessment has come at a unit, stage by stage."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TABLE = "assessment_stage"


def upgrade() -> None:
    """Add the ledger, its indexes and the one of its words."""
    op.create_table(
        TABLE,
        sa.Column("stage", sa.String(80), nullable=False),
        sa.Column("planned_on", sa.Date()),
        sa.Column("done_on", sa.Date()),
        sa.Column("contact", sa.String(40)),
        sa.Column("phone", sa.String(40)),
        sa.Column("note", sa.String(400)),
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
        sa.PrimaryKeyConstraint("uid", name=f"pk_{TABLE}"),
    )
    for column in ("unit", "seq", "stage", "done_on"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    op.create_index(f"uq_{TABLE}_no", TABLE, ["no"], unique=True)
    op.create_index(f"ix_{TABLE}_listed", TABLE, ["done_on", "no", "unit"])
    op.execute(
        f"CREATE VIRTUAL TABLE {TABLE}_words USING fts5("
        f"find, content='{TABLE}', content_rowid='no', tokenize='trigram', detail='none')"
    )
