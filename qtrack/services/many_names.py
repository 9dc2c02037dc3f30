"""Keys for the words of many rows, looked up together: a few statements for a part of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.text import name_key, name_spellings, narrow_letters, plain
from qtrack.domain.unreadable import UnreadableError
from qtrack.services.catalog import ledger_class
from qtrack.services.names import OfficeNames, code_and_name
from qtrack.services.office import Office

_NAMED, _CODED = 1, 2
"""The places of the name and the code among what a row may be called by."""


class ManyNames(OfficeNames):
    """An office's names that remembers every answer, and can be asked for many at once beforehand."""

    def __init__(self, session: Session, office: Office) -> None:
        super().__init__(session, office)
        self._keys: dict[tuple[str, str], str | UnreadableError] = {}

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote."""
        at = (field.key, text)
        if at not in self._keys:
            try:
                self._keys[at] = super().key(field, text)
            except UnreadableError as error:
                self._keys[at] = error
        held = self._keys[at]
        if isinstance(held, UnreadableError):
            raise UnreadableError(str(held))
        return held

    def look_up(self, schema: Schema, part: Sequence[Mapping[str, str]]) -> None:
        """Find the rows that these texts refer to; what is not clear is left to be asked one by one."""
        for field in schema.fields:
            if field.kind is Kind.REFERENCE:
                said = {plain(texts.get(field.key, "")) for texts in part} - {""}
                self._look_up(field, {text for text in said if (field.key, text) not in self._keys})

    def _look_up(self, field: Field, texts: set[str]) -> None:
        if not texts:
            return
        ledger = ledger_class(field.refers)
        code = getattr(ledger, "code", None)
        columns = [ledger.uid, getattr(ledger, ledger.named_by), *([] if code is None else [code])]
        words = {form for text in texts for form in name_spellings(text)}
        words |= {narrow_letters(text) for text in texts}
        both = {text: pair for text in texts if (pair := code_and_name(text))}
        words |= {word for pair in both.values() for word in pair}
        held: dict[tuple[int, str], list[str]] = {}
        alike: dict[str, list[str]] = {}
        query = select(ledger.uid, *columns).where(or_(*(column.in_(words) for column in columns)))
        for uid, *values in self._session.execute(query):
            for place, value in enumerate(values):
                held.setdefault((place, value), []).append(uid)
            alike.setdefault(name_key(values[_NAMED]), []).append(uid)
        for text in texts:
            # In the order a single question goes: the first way that finds anything decides.
            ways = product(range(len(columns)), dict.fromkeys((text, narrow_letters(text))))
            found = next((held[way] for way in ways if way in held), alike.get(name_key(text), []))
            if not found and text in both:
                of_code, of_name = (
                    held.get((_CODED, both[text][0]), []),
                    alike.get(name_key(both[text][1]), []),
                )
                found = [uid for uid in of_code if uid in of_name]
            if len(found) == 1:
                self._keys[field.key, text] = found[0]
