"""齐套: which kinds rows have and lack, row by row and added up."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from programme import JIANGAN, JIANGHAN, PROVINCE, SHIYAN, WUHAN
from rows import put
from sqlalchemy.orm import Session
from statements import counted

from qtrack.domain.proof import Completeness
from qtrack.ledgers.station import Stage
from qtrack.reports.report import Grid
from qtrack.services.evidence import Addition, attach
from qtrack.services.listing import page, total
from qtrack.services.office import Office
from qtrack.services.proofs import by_child, by_ledger, completeness, incomplete, proofs_of
from qtrack.services.query import Mark, Query
from qtrack.services.year_end.report import year_end_report
from qtrack.store.evidence_files import EvidenceFiles, StoredFile
from qtrack.store.store import Store

Look = Callable[..., Office]


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    """Give an empty folder of contents beside the test's file."""
    return EvidenceFiles(tmp_path / "evidence", spare=0)


@pytest.fixture
def photo(files: EvidenceFiles, tmp_path: Path) -> StoredFile:
    """Keep one file."""
    path = tmp_path / "照.jpg"
    path.write_bytes(b"jpg")
    return files.take(path)


def attach_all(session: Session, office: Office, files: EvidenceFiles, additions: list[Addition]) -> None:
    """Attach without an answer."""
    attach(session, office, files, additions)


def test_a_row_says_what_it_has_and_lacks(
    store: Store, office: Look, files: EvidenceFiles, photo: StoredFile
) -> None:
    whole, half, bare, there = (
        store.run(put, office(), "training", unit, subject=f"示例{at}")
        for at, unit in enumerate((JIANGAN, JIANGAN, JIANGHAN, SHIYAN))
    )
    said = [(whole, "签到表"), (whole, "照片"), (whole, "其他"), (half, "照片"), (half, "课件")]
    store.run(attach, office(), files, [Addition("training", uid, kind, photo) for uid, kind in said])
    with counted() as told:
        found = store.read(proofs_of, office(WUHAN), "training", [bare, whole, "gone", there, half, whole])
    assert len([one for one in told if one.startswith("SELECT")]) == 2
    assert [(one.uid, one.words, one.expected) for one in found] == [
        (bare, "缺签到表、照片", 2),
        (whole, "齐 3", 2),
        (half, "缺签到表", 2),
    ]
    assert found[1].there == (("签到表", 1), ("照片", 1), ("其他", 1))
    assert [one.uid for one in store.read(incomplete, office(WUHAN), "training", 9)] == [bare, half]
    assert [one.uid for one in store.read(incomplete, office(WUHAN), "training", 1)] == [bare]


def test_what_is_expected_follows_the_state_of_a_row(
    store: Store, office: Look, files: EvidenceFiles, photo: StoredFile
) -> None:
    planned = {"stage": Stage.PLANNED, "built_on": None, "in_use_on": None}
    built = {"stage": Stage.BUILT, "in_use_on": None}
    uids = [
        store.run(put, office(), "station", JIANGAN, name=f"示例站{at}", **stage)
        for at, stage in enumerate((planned, built, {}))
    ]
    words = [one.words for one in store.read(proofs_of, office(), "station", uids)]
    assert words == ["", "缺批复", "缺批复、牌匾照片"]
    firm = store.run(put, office(), "enterprise")
    store.run(attach, office(), files, [Addition("station", uid, "批复", photo) for uid in uids])
    store.run(attach, office(), files, [Addition("enterprise", firm, "其他", photo)])
    words = [one.words for one in store.read(proofs_of, office(), "station", uids)]
    assert words == ["有 1", "齐 1", "缺牌匾照片"]
    assert [one.words for one in store.read(proofs_of, office(), "enterprise", [firm])] == ["有 1"]
    assert store.read(completeness, office()) == (
        Completeness("enterprise", JIANGAN, 1, 0, 0),
        Completeness("station", JIANGAN, 3, 2, 1),
    )


def test_rows_are_counted_by_unit_and_added_up(
    store: Store, office: Look, files: EvidenceFiles, photo: StoredFile
) -> None:
    uids = [
        store.run(put, office(), "training", unit, subject=f"示例{at}")
        for at, unit in enumerate((JIANGAN, JIANGAN, JIANGHAN, SHIYAN))
    ]
    additions = [Addition("training", uid, kind, photo) for uid in uids[1:] for kind in ("签到表", "照片")]
    store.run(attach_all, office(), files, additions[:-1])
    found = store.read(completeness, office(PROVINCE))
    assert found == (
        Completeness("training", JIANGAN, 2, 2, 1),
        Completeness("training", JIANGHAN, 1, 1, 1),
        Completeness("training", SHIYAN, 1, 1, 0),
    )
    assert by_ledger(found, PROVINCE) == (Completeness("training", PROVINCE, 4, 4, 2),)
    assert by_ledger(store.read(completeness, office(WUHAN)), WUHAN) == (
        Completeness("training", WUHAN, 3, 3, 2),
    )
    assert store.read(completeness, office("420200")) == ()
    look = office(PROVINCE)
    assert by_child(found, look.region, PROVINCE) == (
        Completeness("training", WUHAN, 3, 3, 2),
        Completeness("training", "420300", 1, 1, 0),
    )
    assert by_child(found[:2], look.region, WUHAN) == found[:2]
    assert [one.rate_words for one in found] == ["50.0%", "100.0%", "0.0%"]
    assert Completeness("training", WUHAN, 3, 3, 2).rate_words == "66.6%"


def test_a_list_can_be_narrowed_to_rows_that_lack_evidence(
    store: Store, office: Look, files: EvidenceFiles, photo: StoredFile
) -> None:
    whole, half, citys = (
        store.run(put, office(), "training", unit, subject=f"示例{at}")
        for at, unit in enumerate((JIANGAN, JIANGAN, WUHAN))
    )
    said = [(whole, "签到表"), (whole, "照片"), (half, "照片")]
    store.run(attach, office(), files, [Addition("training", uid, kind, photo) for uid, kind in said])
    store.run(put, office(), "enterprise")
    lacking = Query("training", only=Mark.UNPROVEN)
    assert [row.uid for row in store.read(page, office(), lacking, 0, 9)] == [citys, half]
    assert store.read(total, office(), lacking) == 2
    assert store.read(total, office(), Query("enterprise", only=Mark.UNPROVEN)) == 0
    assert [one.uid for one in store.read(partial(incomplete, own=True), office(WUHAN), "training", 9)] == [
        citys
    ]


def test_the_judgement_in_sql_and_by_row_agree_at_any_number_of_files_in_as_few_statements(
    store: Store, office: Look, files: EvidenceFiles, photo: StoredFile
) -> None:
    said = []
    for many in (5, 1000):

        def fill(session: Session, many: int = many) -> list[str]:
            return [
                put(session, office(), "training", JIANGAN, subject=f"示{many}-{at}") for at in range(many)
            ]

        uids = store.run(fill)
        additions = [
            Addition("training", uid, kind, photo)
            for at, uid in enumerate(uids)
            for kind in (("签到表", "照片") if at % 3 == 0 else ("照片", "课件"))
        ]
        store.run(attach_all, office(), files, additions)
        with counted() as told:
            found = store.read(completeness, office())
        said.append(len(told))
        with counted() as told:
            rows = store.read(proofs_of, office(), "training", uids)
        said.append(len(told))
        complete = sum(not row.missing for row in rows)
        assert complete == len(range(0, many, 3))
    assert found[0].complete == len(range(0, 5, 3)) + len(range(0, 1000, 3))
    assert said[:2] == said[2:]


def test_the_year_end_workbook_tells_how_complete_the_evidence_is(store: Store, office: Look) -> None:
    store.run(put, office(), "training", JIANGAN)
    sheets = {sheet.name: sheet for sheet in store.read(year_end_report, office()).sheets}
    (grid,) = sheets["佐证齐套情况"].blocks
    assert isinstance(grid, Grid)
    assert [line.cells for line in grid.rows] == [
        ("培训", "合计", 1, 1, 0, 0.0),
        ("培训", "江岸区", 1, 1, 0, 0.0),
    ]
