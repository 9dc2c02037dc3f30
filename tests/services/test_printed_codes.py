"""What is printed before an entry is taken for it, where it is the only one printed so."""

from __future__ import annotations

import pytest
from hunan import ASSESSMENT, PLAN, bureau

from qtrack.domain.value import UnreadableError
from qtrack.services.catalog import ledger_class
from qtrack.services.names import StoredNames
from qtrack.services.office import Office
from qtrack.store.store import Store

MONTH = "hunan-2023-quality-month"


def key(store: Store, office: Office, ledger: str, field: str, text: str) -> str:
    """Give the key a text stands for in a field of a ledger."""
    return StoredNames(store, office).key(ledger_class(ledger).schema().field(field), text)


@pytest.mark.parametrize(
    ("programme", "ledger", "field", "text", "words"),
    [
        (MONTH, "slogan_use", "slogan", "1", "大力增强质量意识 加快建设质量强省"),
        (MONTH, "slogan_use", "slogan", "１０", "弘扬工匠精神 推动品质革命"),
        (ASSESSMENT, "score", "point", "9", "9. 粮食质量安全"),
        (ASSESSMENT, "score", "point", "7（2）", "7. 产品质量安全保障（2）"),
        (ASSESSMENT, "score", "point", "7(2)", "7. 产品质量安全保障（2）"),
        (ASSESSMENT, "score", "point", "附件4第9项", "9. 粮食质量安全"),
        (ASSESSMENT, "extra_score", "extra", "21", "质量工作真抓实干督查激励"),
        (ASSESSMENT, "assessment_stage", "stage", "2", "自我评价"),
    ],
)
def test_a_number_or_clause_stands_for_the_entry_printed_under_it(
    store: Store, programme: str, ledger: str, field: str, text: str, words: str
) -> None:
    office = bureau(programme)
    entries = office.entries(ledger_class(ledger).schema().field(field).refers)
    assert entries[key(store, office, ledger, field, text)].words == words


@pytest.mark.parametrize("text", ["三（一）", "三(一)"])
def test_an_activity_is_known_by_its_clause(store: Store, text: str) -> None:
    office = bureau(MONTH)
    entry = office.entries("activities")[key(store, office, "event", "activity", text)]
    assert entry.words.startswith("举办湖南省“质量月”启动仪式")


def test_an_activity_of_a_city_is_known_by_its_number(store: Store) -> None:
    office = bureau(MONTH)
    entry = office.entries("activities")[key(store, office, "event", "activity", "长沙市1")]
    assert entry.detail == "长沙市1"


def test_a_number_of_several_entries_is_refused_and_they_are_named(store: Store) -> None:
    with pytest.raises(UnreadableError, match="可指不止一项"):
        key(store, bureau(PLAN), "task_progress", "task", "（一）")
