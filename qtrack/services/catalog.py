"""Ledgers by their keys."""

from __future__ import annotations

from qtrack.domain.fields import Schema
from qtrack.domain.problem import refuse
from qtrack.ledgers import LEDGERS, Ledger
from qtrack.services.office import Office

_BY_KEY = {ledger.__tablename__: ledger for ledger in LEDGERS}


def ledger_class(key: str) -> type[Ledger]:
    """Give the mapped class of a ledger by its key or its Chinese title; refuse an unknown one by name."""
    for ledger in LEDGERS:
        if key in (ledger.__tablename__, ledger.title):
            return ledger
    raise refuse(
        f"没有“{key}”这本台账；可用的有：{'、'.join(f'{k}（{v.title}）' for k, v in _BY_KEY.items())}"
    )


def in_use(office: Office) -> dict[str, bool]:
    """Give every ledger and whether the office's notices are worked with it: those first, in their order."""
    used = [key for key in office.ledgers if key in _BY_KEY]
    return {key: key in used for key in (*used, *_BY_KEY)}


def schemas() -> dict[str, Schema]:
    """Give all ledgers as pure values, in the order people see them."""
    return {key: ledger.schema() for key, ledger in _BY_KEY.items()}
