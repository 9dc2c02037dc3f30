"""齐套 in SQL: which rows are asked for evidence, and which have all of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from qtrack.domain.proof import Proof
from qtrack.ledgers import Evidence, Ledger


def asked_and_complete(ledger: type[Ledger]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say in SQL which rows are asked for evidence, and which have all that is asked."""
    expected = [(_asked(ledger, proof), proof.name) for proof in ledger.proofs if proof.expected]
    asked = or_(false(), *(condition for condition, _ in expected))
    complete = and_(true(), *(or_(~condition, _has(ledger, name)) for condition, name in expected))
    return asked, complete


def _asked(ledger: type[Ledger], proof: Proof) -> ColumnElement[bool]:
    if not proof.field:
        return true()
    column: ColumnElement[Any] = getattr(ledger, proof.field)
    return column.in_(proof.states)


def _has(ledger: type[Ledger], kind: str) -> ColumnElement[bool]:
    return exists().where(
        Evidence.ledger == ledger.__tablename__, Evidence.row_uid == ledger.uid, Evidence.kind == kind
    )
