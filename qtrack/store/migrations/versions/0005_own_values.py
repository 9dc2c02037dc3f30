"""Numbers a bureau sets for indicators where a notice prints none."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "own_value",
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(24), nullable=False),
        sa.Column("given_by", sa.String(120), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("unit", sa.String(6), nullable=False),
        sa.Column("entered_by", sa.String(6), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_own_value"),
        sa.UniqueConstraint("indicator", "year", "unit", name="uq_own_value_indicator_year_unit"),
    )
    for column in ("unit", "seq"):
        op.create_index(f"ix_own_value_{column}", "own_value", [column])
