"""How many problems of the last save are left, counted down while they are mended."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widgets import Static

from qtrack.domain.problem import Problem
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form_owner import Problems
from qtrack.tui.widgets.form_words import summed_up


class Summary(Static):
    """One line over the fields, and under it what concerns no field; not seen while nothing is left."""

    DEFAULT_CSS = """
    Summary { display: none; height: auto; max-height: 4; padding: 0 1; }
    Summary.-wrong { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", id="general", classes="box-problem", markup=False)
        self._told: Problems = ()

    @property
    def lines(self) -> int:
        """The lines it takes."""
        return self.outer_size.height if self.display else 0

    def tell(self, problems: Problems, lines: Iterable[FieldLine]) -> None:
        """Tell of the problems of a save, none for a record that is new."""
        self._told = problems
        self.count(lines)

    def count(self, lines: Iterable[FieldLine]) -> None:
        """Count what is left of them and what has come since; what concerns no field stays till the next."""
        wrong = {line.field.key: line.wrong for line in lines}
        left = [problem for problem in self._told if wrong.get(problem.key, True)]
        if left:
            told = {problem.key for problem in left}
            left += [Problem(key, "") for key, is_wrong in wrong.items() if is_wrong and key not in told]
        else:
            self._told = ()
        self.update(summed_up(left, wrong))
        self.set_class(bool(left), "-wrong")
