"""Rules that look at several fields of a row, as tables: what is written over the sample, and who objects."""

from datetime import date

import pytest
from samples import SAMPLES

from qtrack.domain.fields import NoNames
from qtrack.domain.problem import Problem, must_fix
from qtrack.domain.value import Reading, read_form
from qtrack.ledgers import (
    LEDGERS,
    Benchmark,
    Enterprise,
    Focus,
    Introduction,
    Ledger,
    Platform,
    Project,
    Station,
    Training,
)

READING = Reading(date(2022, 11, 1), NoNames())


def told(ledger: type[Ledger], written: dict[str, str]) -> tuple[Problem, ...]:
    """Read the sample with some fields written over, and give all that is said about it."""
    texts = SAMPLES[ledger.__tablename__] | written
    return read_form(ledger.schema(), texts, READING).problems


def objections(ledger: type[Ledger], written: dict[str, str]) -> tuple[Problem, ...]:
    """Give what is refused, whatever is explained."""
    return must_fix(told(ledger, written))


def keys(ledger: type[Ledger], written: dict[str, str]) -> list[str]:
    """Give the fields that are refused."""
    return [problem.key for problem in objections(ledger, written)]


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"trainees": "1", "managers": "", "quality_staff": ""}, []),
        ({"trainees": "0", "managers": "", "quality_staff": ""}, ["trainees"]),
        ({"trainees": "50", "managers": "50", "quality_staff": "50"}, []),
        ({"trainees": "50", "managers": "51", "quality_staff": "50"}, ["managers"]),
        ({"trainees": "50", "managers": "50", "quality_staff": "51"}, ["quality_staff"]),
        ({"trainees": "50", "managers": "51", "quality_staff": "51"}, ["managers", "quality_staff"]),
        ({"trainees": "0", "managers": "1", "quality_staff": ""}, ["trainees", "managers"]),
    ],
)
def test_a_training_has_trainees_and_no_part_of_them_is_larger(
    written: dict[str, str], refused: list[str]
) -> None:
    assert keys(Training, written) == refused


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"status": "培训", "introduced_on": ""}, []),
        ({"status": "培训"}, ["status"]),
        ({"status": "导入", "introduced_on": ""}, ["introduced_on"]),
        ({"status": "运行", "introduced_on": ""}, ["introduced_on"]),
        ({"status": "见效", "introduced_on": ""}, ["introduced_on"]),
        ({"status": "见效"}, []),
        ({"trained_on": "", "introduced_on": "2022-05-01"}, []),
        ({"trained_on": "2022-05-01", "introduced_on": "2022-05-01"}, []),
        ({"trained_on": "2022-05-02", "introduced_on": "2022-05-01"}, ["introduced_on"]),
    ],
)
def test_an_introduction_has_its_date_from_the_day_it_counts(
    written: dict[str, str], refused: list[str]
) -> None:
    assert keys(Introduction, written) == refused


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"status": "储备", "recognised_on": ""}, []),
        ({"status": "培育", "recognised_on": ""}, []),
        ({"status": "培育"}, ["status"]),
        ({"status": "标杆", "recognised_on": ""}, ["recognised_on"]),
        ({"status": "标杆", "surveyed_on": ""}, []),
    ],
)
def test_only_a_benchmark_has_the_day_it_became_one(written: dict[str, str], refused: list[str]) -> None:
    assert keys(Benchmark, written) == refused


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"status": "推荐", "built_on": ""}, []),
        ({"status": "在建", "built_on": ""}, []),
        ({"status": "在建"}, ["status"]),
        ({"status": "建成", "built_on": ""}, ["built_on"]),
        ({"status": "建成", "proposed_on": ""}, []),
        ({"proposed_on": "2022-09-01", "built_on": "2022-09-01"}, []),
        ({"proposed_on": "2022-09-02", "built_on": "2022-09-01"}, ["built_on"]),
    ],
)
def test_only_a_built_platform_has_the_day_it_was_built(written: dict[str, str], refused: list[str]) -> None:
    assert keys(Platform, written) == refused


NO_DEMO = {"demo_applied_on": "", "demo_accepted_on": "", "demo_awarded_on": ""}
NOT_IN_USE = {"in_use_on": "", **NO_DEMO}


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"stage": "计划", "built_on": "", **NOT_IN_USE}, []),
        ({"stage": "在建", "built_on": "", **NOT_IN_USE}, []),
        ({"stage": "计划", **NOT_IN_USE}, ["stage"]),
        ({"stage": "在建", **NOT_IN_USE}, ["stage"]),
        ({"stage": "建成", **NOT_IN_USE}, []),
        ({"stage": "建成", "built_on": "", **NOT_IN_USE}, ["built_on"]),
        ({"stage": "建成"}, ["stage"]),
        ({"stage": "投入使用", **NO_DEMO}, []),
        ({"stage": "投入使用", **NOT_IN_USE}, ["in_use_on"]),
        ({"stage": "投入使用", "built_on": ""}, ["built_on"]),
        ({"built_on": "2022-05-01", "in_use_on": "2022-05-01"}, []),
        ({"built_on": "2022-05-02", "in_use_on": "2022-05-01"}, ["in_use_on"]),
        ({"demo_applied_on": "2022-07-02"}, ["demo_accepted_on"]),
        ({"demo_accepted_on": "2022-08-02"}, ["demo_awarded_on"]),
        ({"stage": "建成", "in_use_on": ""}, ["in_use_on"]),
    ],
)
def test_a_stations_stage_and_dates_say_the_same(written: dict[str, str], refused: list[str]) -> None:
    assert keys(Station, written) == refused


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"firms": "40", "above_scale_firms": "40"}, []),
        ({"firms": "39", "above_scale_firms": "40"}, ["above_scale_firms"]),
        ({"firms": "", "above_scale_firms": "40"}, []),
        ({"state": "已推荐", "match_source": ""}, ["match_source"]),
        ({"state": "已推荐", "recommended_on": ""}, ["recommended_on"]),
        (
            {"state": "已推荐", "recommended_on": "", "match_source": ""},
            ["recommended_on", "match_source"],
        ),
        ({"state": "拟推荐", "recommended_on": "", "match_source": ""}, []),
        ({"state": "延迟验收", "recommended_on": "", "match_source": ""}, []),
    ],
)
def test_a_recommended_project_has_its_day_and_the_source_of_its_match(
    written: dict[str, str], refused: list[str]
) -> None:
    assert keys(Project, written) == refused


@pytest.mark.parametrize(
    ("ledger", "written", "words"),
    [
        (Training, {"trainees": "0", "managers": "", "quality_staff": ""}, "培训人数：至少 1 人"),
        (Introduction, {"status": "导入", "introduced_on": ""}, "导入日期：状态已到“导入”"),
        (Station, {"stage": "投入使用", **NOT_IN_USE}, "投入使用日期：阶段为“投入使用”，请填写投入使用日期"),
        (Station, {"stage": "投入使用", "built_on": ""}, "建成日期：阶段为“投入使用”，请填写建成日期"),
        (Project, {"state": "已推荐", "match_source": ""}, "配套经费来源：报送前须落实"),
        (Project, {"firms": "39"}, "规上企业数：超过企业数量"),
    ],
)
def test_an_objection_names_its_field_and_its_reason(
    ledger: type[Ledger], written: dict[str, str], words: str
) -> None:
    (problem,) = objections(ledger, written)
    assert problem.message.startswith(words)


DOUBTFUL: list[tuple[type[Ledger], dict[str, str], str]] = [
    (Enterprise, {"code": ""}, "code"),
    (Enterprise, {"size": "大型", "above_scale": "否"}, "above_scale"),
    (Enterprise, {"size": "微型"}, "above_scale"),
    (Benchmark, {"surveyed_on": "2022-10-02"}, "recognised_on"),
    (Training, {"trainees": "2001"}, "trainees"),
    (Training, {"trainees": "40", "managers": "20", "quality_staff": "21"}, "quality_staff"),
    (Training, {"trainees": "39", "managers": "", "quality_staff": ""}, "enterprises"),
    (Station, {"stage": "建成", **NOT_IN_USE, "served_enterprises": ""}, "solved_problems"),
    (Station, {"stage": "建成", **NOT_IN_USE, "solved_problems": "0"}, "served_enterprises"),
    (Focus, {"kind": "一市一域"}, "kind"),
    (Project, {"workers": "119"}, "firms"),
    (Project, {"profit_tax": "32000.01"}, "profit_tax"),
    (Project, {"opinion_on": "2022-03-21"}, "recommended_on"),
    (Project, {"recommended_on": "2021-12-31", "opinion_on": ""}, "recommended_on"),
    (Project, {"match_secured": "24.99"}, "match_secured"),
    (Project, {"approved": "25.01"}, "approved"),
    (Project, {"received": "20.01"}, "received"),
    (Project, {"spent": "40.01"}, "spent"),
    (Project, {"state": "已推荐"}, "grade"),
]

CERTAIN: list[tuple[type[Ledger], dict[str, str]]] = [
    (Enterprise, {"code": "", "above_scale": "否"}),
    (Enterprise, {"size": "", "above_scale": "否"}),
    (Benchmark, {"surveyed_on": "2022-10-01"}),
    (Training, {"trainees": "2000"}),
    (Training, {"trainees": "50"}),
    (Training, {"trainees": "40", "managers": "", "quality_staff": "40"}),
    (Station, {"stage": "建成", **NOT_IN_USE, "served_enterprises": "0", "solved_problems": ""}),
    (Focus, {"kind": "一市一域", "unit": "420100"}),
    (Focus, {"kind": "一市一域", "unit": "429004"}),
    (Project, {"workers": "120", "profit_tax": "32000", "spent": "40"}),
    (Project, {"match_secured": ""}),
    (
        Project,
        {"applied": "", "match_secured": "", "approved": "", "received": "", "matched": "", "spent": ""},
    ),
    (Project, {"state": "已推荐", "grade": ""}),
]


@pytest.mark.parametrize(("ledger", "written", "key"), DOUBTFUL)
def test_what_is_seldom_right_is_asked_about_and_not_refused(
    ledger: type[Ledger], written: dict[str, str], key: str
) -> None:
    (problem,) = told(ledger, written)
    assert (problem.key, problem.doubt) == (key, True)
    assert problem.message.startswith(f"{ledger.schema().field(key).label.partition('（')[0]}：")


@pytest.mark.parametrize(("ledger", "written"), CERTAIN)
def test_what_stands_at_the_edge_is_not_asked_about(ledger: type[Ledger], written: dict[str, str]) -> None:
    assert told(ledger, written) == ()


def test_rows_are_held_to_be_alike_by_fields_they_have() -> None:
    for ledger in LEDGERS:
        assert ledger.alike
        for group in ledger.alike:
            assert all(ledger.schema().field(key) for key in group)


@pytest.mark.parametrize("ledger", [Training, Introduction, Benchmark, Platform, Station, Project])
def test_an_objection_begins_with_the_label_of_the_field_it_names(ledger: type[Ledger]) -> None:
    schema = ledger.schema()
    blank = dict.fromkeys((field.key for field in schema.fields if not field.required), "")
    for choices in (field.choices for field in schema.fields if field.key in ("status", "stage", "state")):
        for member in choices:
            said = {"status": member.value, "stage": member.value, "state": member.value}
            for problem in told(ledger, blank | said):
                label = schema.field(problem.key).label.partition("（")[0]
                assert problem.message.startswith(f"{label}：")
