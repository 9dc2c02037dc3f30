"""A matter says what counts for it only where the programme itself names what does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from programme import HELPED, JIANGAN, JIANGHAN, SHIYAN, WUHAN, source
from rows import put

from qtrack.domain.programme import Matter, Strength
from qtrack.domain.terms import MISSING
from qtrack.ledgers.action import ActionKind
from qtrack.services.office import Office
from qtrack.services.year_end.facts import facts_of
from qtrack.services.year_end.words import sentence
from qtrack.store.store import Store

Look = Callable[..., Office]

CLINICS = Matter(
    "clinics",
    "专家问诊",
    source("二（一）"),
    Strength.TARGET,
    unit="家",
    count=replace(HELPED, where=(("kind", ("专家问诊",)),)),
)


def said(store: Store, office: Office, matter: Matter) -> str:
    """Give what the summary says of one matter."""
    office = replace(office, programme=replace(office.programme, matters=(matter,)))
    return sentence(store.read(facts_of, office), matter)


def test_a_matter_says_what_its_own_count_counts_in_the_tree(store: Store, office: Look) -> None:
    firm = store.run(put, office(), "enterprise")
    other = store.run(put, office(), "enterprise", name="示例二厂")
    for unit, helped, kind in (
        (JIANGAN, firm, ActionKind.CLINIC),
        (JIANGHAN, firm, ActionKind.CLINIC),
        (JIANGAN, other, ActionKind.TOUR),
        (SHIYAN, other, ActionKind.CLINIC),
    ):
        store.run(put, office(), "action", unit, enterprise=helped, kind=kind)
    before = store.run(put, office(), "enterprise", name="示例三厂")
    store.run(put, office(), "action", enterprise=before, done_on=date(2021, 12, 31))
    assert said(store, office(WUHAN), CLINICS) == f"专家问诊：台账登记 1 家；工作情况{MISSING}。"
    assert said(store, office(), CLINICS) == f"专家问诊：台账登记 2 家；工作情况{MISSING}。"


def test_nothing_counted_is_a_number_too(store: Store, office: Look) -> None:
    assert said(store, office(), CLINICS) == f"专家问诊：台账登记 0 家；工作情况{MISSING}。"


def test_a_matter_without_a_count_says_no_number_whatever_its_words(store: Store, office: Look) -> None:
    store.run(put, office(), "action", enterprise=store.run(put, office(), "enterprise"))
    assert said(store, office(), replace(CLINICS, count=None)) == f"专家问诊：工作情况{MISSING}。"


def test_the_number_asked_for_stands_before_the_one_counted(store: Store, office: Look) -> None:
    asked = replace(CLINICS, number=8)
    assert said(store, office(), asked) == f"专家问诊（通知要求 8 家）：台账登记 0 家；工作情况{MISSING}。"
