"""Which fields a column may fill by the words in its heading, and how strong each claim is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.exchange.contents import FEW, MOST, Contents
from qtrack.exchange.mapping import OPPOSITE, How
from qtrack.exchange.synonyms import BESIDE, Synonyms, names
from qtrack.exchange.wording import JOINT, bare, lower_part, wordings

_NAMED, _SYNONYM, _BESIDE, _LOOSE = 1.0, 0.9, 0.7, 0.6
_STEP = 0.001
"""What a synonym loses to the one before it in the list."""
_CUT = 0.0005
"""What a heading loses when words in brackets had to be left out."""
_LOWER = 0.15
"""What a heading loses when only its lowest line says it."""
_WORSE, _BETTER, _CODE_BETTER = 0.3, 0.05, 0.1
_LOOSE_CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class Claim:
    """A column that may fill a field; `loose` when the heading says no more than the kind of value."""

    column: int
    field: str
    strength: float
    confidence: float
    why: str
    how: How
    loose: bool = False


def claims_on(
    column: int, heading: str, schema: Schema, known: Synonyms, content: Contents
) -> tuple[Claim, ...]:
    """Give all claims of a column, the strongest first; what it holds weakens and strengthens them."""
    look = content.tell()
    best: dict[str, Claim] = {}
    for words, loss in _said(heading):
        for claim in _claims(column, words, loss, schema, known):
            if claim.field not in best or best[claim.field].strength < claim.strength:
                best[claim.field] = claim
    weighed = [_weighed(claim, schema, known, content, look) for claim in best.values()]
    return tuple(sorted(weighed, key=lambda claim: (-claim.strength, claim.field)))


def _said(heading: str) -> Iterator[tuple[str, float]]:
    """Give the wordings of a heading with what each loses; the last lines of a heading of several too."""
    forms = wordings(heading)
    for number, words in enumerate(forms):
        yield words, _CUT if number else 0.0
    lower = lower_part(heading)
    if lower:
        two = heading.split(JOINT)[-2:]
        for words in dict.fromkeys((*wordings("".join(two)), *wordings(lower))):
            yield words, _LOWER


def _claims(column: int, words: str, loss: float, schema: Schema, known: Synonyms) -> Iterator[Claim]:
    for field in schema.fields:
        if known.is_opposite(schema, field, words):
            yield Claim(column, field.key, _BESIDE - loss, _trust(_BESIDE, loss), OPPOSITE, How.SYNONYM)
            continue
        if words in names(field):
            yield Claim(column, field.key, _NAMED - loss, _trust(1.0, loss), "名称相同", How.NAME)
            continue
        place = _place(words, known.of(schema, field))
        if place is not None:
            strength = _SYNONYM - _STEP * place - loss
            why = f"“{field.label}”的另一种写法"
            yield Claim(column, field.key, strength, _trust(_SYNONYM, loss), why, How.SYNONYM)
        elif words in known.words.get(field.kind.value, ()):
            strength = _LOOSE - _STEP * known.words[field.kind.value].index(words) - loss
            why = f"本台账只剩“{field.label}”这一栏可填{field.kind.value}"
            yield Claim(column, field.key, strength, _LOOSE_CONFIDENCE, why, How.SYNONYM, loose=True)
    for key, label in BESIDE.items():
        place = _place(words, known.beside[key])
        if place is not None:
            same = words == bare(label)
            trust = _trust(1.0 if same else _SYNONYM, loss)
            how, why = (How.NAME, "名称相同") if same else (How.SYNONYM, f"“{label}”的另一种写法")
            yield Claim(column, key, _BESIDE - _STEP * place - loss, trust, why, how)


def _weighed(claim: Claim, schema: Schema, known: Synonyms, content: Contents, look: str) -> Claim:
    """Give the claim as strong as the column's content lets it be."""
    field = next((field for field in schema.fields if field.key == claim.field), None)
    if field is None:
        return claim
    fit = content.fit(field, known.instead(schema, field))
    strength = claim.strength + _weight(field, known.told_by(look, schema) if look else (), fit, look)
    return Claim(
        claim.column, claim.field, round(strength, 4), claim.confidence, claim.why, claim.how, claim.loose
    )


def _weight(field: Field, told: Sequence[str], fit: float | None, look: str) -> float:
    if field.key in told:
        return _CODE_BETTER if look == "code" else _BETTER
    if fit is not None:
        return _BETTER if fit >= MOST else -_WORSE if fit <= FEW else 0.0
    other = look in ("code", "unit", "day", "phone") and field.kind in (Kind.TEXT, Kind.REFERENCE)
    return -_WORSE if other else 0.0


def _place(words: str, listed: Sequence[str]) -> int | None:
    return listed.index(words) if words in listed else None


def _trust(confidence: float, loss: float) -> float:
    return confidence - 0.05 if loss >= _LOWER else confidence
