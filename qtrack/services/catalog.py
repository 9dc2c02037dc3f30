"""Ledgers by their keys."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.fields import Kind, Schema
from qtrack.domain.listed import listed
from qtrack.domain.problem import refuse
from qtrack.domain.programme import Programme
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
    used = dict.fromkeys(key for programme in office.programmes for key in used_by(programme))
    return {key: key in used for key in (*used, *_BY_KEY)}


def used_by(programme: Programme) -> tuple[str, ...]:
    """Give the ledgers a notice is worked with: those it names, else those its parts need.

    Needed are the ledgers it counts, limits or prints, those whose rows name entries of its lists, and those
    these refer to.
    """
    if programme.ledgers:
        return tuple(key for key in programme.ledgers if key in _BY_KEY)
    needed = set(_told(programme))
    for key, schema in schemas().items():
        lists = [field.refers for field in schema.fields if field.kind is Kind.ENTRY]
        if any(listed(programme, name) for name in lists):
            needed.add(key)
    needed |= {
        field.refers
        for key in needed & set(_BY_KEY)
        for field in _BY_KEY[key].schema().fields
        if field.kind is Kind.REFERENCE
    }
    return tuple(key for key in _BY_KEY if key in needed)


def _told(programme: Programme) -> Iterator[str]:
    """Give the ledgers that stand in a notice's own parts."""
    counts = [one.count for one in programme.targets]
    counts += [one.count for one in programme.caps]
    counts += [test.count for floor in programme.floors for test in (*floor.tests, *floor.shown)]
    counts += [one.count for one in programme.matters if one.count is not None]
    yield from (count.ledger for count in counts)
    yield from (form.ledger for form in programme.forms)
    yield from (limit.ledger for limit in programme.limits)


def schemas() -> dict[str, Schema]:
    """Give all ledgers as pure values, in the order people see them."""
    return {key: ledger.schema() for key, ledger in _BY_KEY.items()}
