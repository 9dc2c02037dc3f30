"""Rows mended and left out before they are imported, and what would become of each."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.problem import Problem
from qtrack.domain.review import Line, Outcome, Review
from qtrack.services.incoming import FileLine
from qtrack.services.review import Wish
from qtrack.services.trial import PART_OF, Part, Trial, Verdicts

OUTCOMES = st.lists(st.sampled_from(Outcome), min_size=1, max_size=30)


def rows_of(outcomes: Sequence[Outcome]) -> list[FileLine]:
    """Give rows that say themselves what becomes of them, numbered as under a heading."""
    return [FileLine(at, {"said": outcome.name}) for at, outcome in enumerate(outcomes, 2)]


def judge(rows: Sequence[FileLine], _wish: Wish) -> Review:
    """Judge rows by what they say."""
    reason = (Problem("said", "示例", doubt=True),)
    lines = (Line(row.number, Outcome[row.texts["said"]]) for row in rows)
    return Review(
        tuple(Line(line.number, line.outcome, reason) if line.is_refused else line for line in lines)
    )


def judged(trial: Trial) -> Verdicts:
    """Have a trial judged."""
    return trial.asked().judged(judge)


@given(OUTCOMES, st.data())
def test_every_row_is_in_one_part_and_those_left_out_are_not_judged(
    outcomes: list[Outcome], data: st.DataObject
) -> None:
    trial = Trial(rows_of(outcomes))
    out = data.draw(st.sets(st.integers(0, len(outcomes) - 1)))
    for place in out:
        trial.turn_out(place)
    found = judged(trial)
    split = [place for part in Part if part is not Part.ALL for place in found.parts[part]]
    assert sorted(split) == list(found.parts[Part.ALL]) == list(range(len(outcomes)))
    assert set(found.parts[Part.OUT]) == out
    assert [line is None for line in found.lines] == [place in out for place in range(len(outcomes))]
    for place, line in enumerate(found.lines):
        if line is not None:
            assert line.number == trial.rows[place].number
            assert place in found.parts[PART_OF[line.outcome]]
    assert list(found.doubted) == list(found.problems)


@given(OUTCOMES, st.integers(0, 29))
def test_the_next_problem_is_the_nearest_that_stands_in_the_way(outcomes: list[Outcome], place: int) -> None:
    found = judged(Trial(rows_of(outcomes)))
    wrong = [at for at, each in enumerate(outcomes) if each in (Outcome.REFUSED, Outcome.REPEAT)]
    assert found.next_problem(place, 1) == min((at for at in wrong if at > place), default=None)
    assert found.next_problem(place, -1) == max((at for at in wrong if at < place), default=None)


@given(OUTCOMES, st.integers(0, 29), st.sampled_from(Part))
def test_a_row_is_found_in_a_part_or_the_next_one_is(outcomes: list[Outcome], place: int, part: Part) -> None:
    found = judged(Trial(rows_of(outcomes)))
    rows = found.parts[part]
    later = [row for row in rows if row >= place]
    if rows:
        assert rows[found.at(part, place)] == (min(later) if later else max(rows))


def test_a_mended_cell_is_no_fault_of_the_file_any_more() -> None:
    faults = (Problem("code", "示例"), Problem("name", "示例"))
    trial = Trial([FileLine(2, {"code": "9.1E+17", "name": "x"}, faults)])
    before = trial.asked()
    trial.edit(0, "code", "91420102MA4K00000M")
    assert trial.rows[0].texts == {"code": "91420102MA4K00000M", "name": "x"}
    assert [fault.key for fault in trial.rows[0].faults] == ["name"]
    assert trial.edited
    assert before.kept[0].texts["code"] == "9.1E+17"
