"""The form of any part of a pack: a field for each blank its dataclass has, choices from lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any

from qtrack.domain.fields import Field, Kind, Rule, Schema, Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Programme
from qtrack.domain.terms import Count, Each, Fen, Most
from qtrack.domain.unreadable import UnreadableError
from qtrack.packs.edit import FIXED
from qtrack.packs.part import Blank
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import Document
from qtrack.packs.shapes import below, first_of, leaves_of, table_at, value_of
from qtrack.tui.packs.around import Around
from qtrack.tui.packs.blanks import IS, picks, unbroken
from qtrack.tui.packs.choices import is_looked_up, offered
from qtrack.tui.packs.counting import one_way, where_fields

ASIDE = FIXED | {"text_file", "notice"}
"""What the form of a whole pack leaves out: what is given once, and the notice, which is pasted."""

CHOSEN = ("id", "ledger", "field")
"""What the form of a part leaves out: its id, and the ledger and field that are chosen before."""

BEGUN = ("title", "short", "issuer", "starts_on", "ends_on")
"""What a notice from nothing begins with, beside its id."""

LONGEST_NAME, LONGEST_TEXT = 39, 500

_KINDS: Mapping[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.COUNT,
    bool: Kind.FLAG,
    date: Kind.DATE,
    Decimal: Kind.NUMBER,
    Fen: Kind.MONEY,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is made with: the pack, which ledger the part is about, the part as it is so far."""

    around: Around
    document: Document
    ledger: str = ""
    entry: Mapping[str, Any] = field(default_factory=dict)

    @property
    def limited(self) -> str:
        """The field of the ledger that a limit is about."""
        return str(self.entry.get("field", ""))


def part_schema(shape: Any, asked: Asked) -> Schema:  # noqa: ANN401 - any dataclass a pack is made of
    """Give the form of a part; its lists of parts are not in it."""
    found = tuple(_fields(shape, asked))
    return Schema(shape.__name__.lower(), part_of(shape).title, found, (one_way, *_readable(shape, found)))


def new_schema(asked: Asked) -> Schema:
    """Ask for what a notice from nothing begins with."""
    whole = part_schema(Programme, asked)
    name = Field(
        "id",
        part_of(Programme).blanks["id"].label,
        Kind.TEXT,
        required=True,
        length=LONGEST_NAME,
        hint="程序里用的代号，一般不用改；小写字母、数字、连字符，字母开头",
    )
    return Schema("new", "新方案", (name, *(whole.field(key) for key in BEGUN)))


def _fields(
    shape: Any,  # noqa: ANN401 - any dataclass a pack is made of
    asked: Asked,
    at: str = "",
    whose: str = "",
    *,
    optional: bool = False,
    own: bool = False,
) -> Iterator[Field]:
    """Give the fields of a part whose keys begin with `at`; those of an optional one need not be filled."""
    for key, (hint, needed) in leaves_of(shape).items():
        blank, path = part_of(shape).blanks[key], at + key
        if _is_given(shape, key, hint) or (hint is Count and not asked.ledger):
            continue
        only = own or blank.names == "own"
        if is_dataclass(hint):
            label = whose if hint is Count or key == "source" else f"{whose}{blank.label}："
            left = optional or (not needed and hint is not Count)
            yield from _fields(hint, asked, f"{path}.", label, optional=left, own=only)
        elif table_at(hint) and below(hint, key) is not str:
            yield from where_fields(asked.around.schemas, asked.ledger, path, own=only)
        else:
            made = _field(path, hint, blank, asked, default=_defaults(shape).get(key))
            required = needed and not optional and not blank.in_turn and made.required
            yield replace(made, label=whose + made.label, required=required)


def _is_given(shape: Any, key: str, hint: Any) -> bool:  # noqa: ANN401 - types of any form
    """Say whether a blank is none of the form: given or chosen before the form, or edited elsewhere."""
    return key in ASIDE or is_dataclass(hint) if shape is Programme else key in CHOSEN


def _field(
    key: str,
    hint: Any,  # noqa: ANN401 - a type of any form
    blank: Blank,
    asked: Asked,
    default: object,
) -> Field:
    one = first_of(hint)
    several = one is not None or blank.names == "apart"
    members = _members(one or hint, asked, asked.entry.get(key))
    words = offered(blank.names, asked.around, asked.document, asked.ledger) if blank.names else members
    said = [blank.hint, _default_words(default, members)]
    if blank.names or members:
        if not words:
            said.append("还没有可选的，先登记再选")
        told = "；".join(filter(None, said))
        if not several and is_looked_up(blank.names):
            named = Field(key, blank.label, Kind.ENTRY, refers=blank.names, hint=told)
            return replace(named, required=bool(words))
        kind = Kind.TICKS if several else Kind.CHOICE
        choices = picks(unbroken(words) if several else words)
        return Field(key, blank.label, kind, required=bool(words), choices=choices, hint=told)
    if one is str or table_at(hint):
        kind, lines = Kind.NOTE, "" if table_at(hint) else "一行一条"
        return Field(key, blank.label, kind, required=True, hint="；".join(filter(None, (blank.hint, lines))))
    kind = Kind.TEXT if one is int else _kind(key, hint, blank, asked)
    return Field(
        key,
        blank.label,
        kind,
        required=True,
        length=LONGEST_TEXT if kind is Kind.TEXT else None,
        hint="；".join(filter(None, said)),
    )


def _kind(key: str, hint: Any, blank: Blank, asked: Asked) -> Kind:  # noqa: ANN401 - a type of any form
    if hint is Most:
        return asked.around.schemas[asked.ledger].field(asked.limited).kind
    if hint is int and key.endswith("year"):
        return Kind.YEAR
    return Kind.NOTE if blank.long else _KINDS[hint]


def _members(hint: Any, asked: Asked, held: object) -> dict[str, str]:  # noqa: ANN401 - a type of any form
    """Give the fixed words a blank may hold, kinds of units as far as the region or the blank has them."""
    if not (isinstance(hint, type) and issubclass(hint, Enum)):
        return {}
    if hint is Each:
        known = asked.around.kinds_of_units
        return (
            known | {str(one): str(one) for one in held if one not in known}
            if isinstance(held, list)
            else known
        )
    return {str(member.value): str(member.value) for member in hint if member.value}


def _defaults(shape: Any) -> dict[str, object]:  # noqa: ANN401 - any dataclass a pack is made of
    return {each.name: each.default for each in fields(shape) if each.default is not MISSING}


def _default_words(default: object, members: Mapping[str, str]) -> str:
    """Say what holds when a blank is left empty."""
    if isinstance(default, bool):
        return f"不填为{'是' if default else '否'}"
    word = members.get(str(default.value), "") if isinstance(default, Enum) else ""
    return f"不填为{word}" if word else ""


def _readable(shape: Any, found: tuple[Field, ...]) -> Iterator[Rule]:  # noqa: ANN401 - any part
    """Give the rules that hold texts to what a pack takes: several numbers, lines of two halves."""
    leaves = leaves_of(shape)
    for one in found:
        hint = leaves.get(one.key, (None, False))[0]
        if one.kind is Kind.TEXT and first_of(hint) is int:
            yield partial(_numbers, one.key, hint)
        elif one.kind is Kind.NOTE and table_at(hint):
            yield partial(_halves, one.key)


def _numbers(key: str, hint: Any, values: Values) -> Iterator[Problem]:  # noqa: ANN401 - a type of any form
    try:
        value_of(hint, str(values.get(key) or ""), date.min)
    except UnreadableError as error:
        yield Problem(key, str(error))


def _halves(key: str, values: Values) -> Iterator[Problem]:
    lines = [line for line in str(values.get(key) or "").splitlines() if line.strip()]
    if not all(IS.search(line) and IS.split(line, 1)[0].strip() for line in lines):
        yield Problem(key, "每行写成两半，中间用 = 隔开")
