"""argparse in Chinese: its headings, its help page and what it says about mistakes."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

from qtrack.cli.codes import Exit
from qtrack.domain.text import plain

_MISTAKES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said), meant)
    for said, meant in (
        (r"the following arguments are required: (.+)", "缺少参数：{0}"),
        (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
        (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "没有“{1}”这个{0}；可用的有：{2}"),
        (r"argument (.+?): expected (?:one|at least one|\d+) arguments?", "{0} 后面缺少内容"),
        (r"argument (.+?): ignored explicit argument (.+)", "{0} 后面不带内容，却写了 {1}"),
    )
)


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    """A help page with explanations below what they explain, so that wide characters need no columns."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=4, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Say 用法 where argparse says usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """A parser that speaks Chinese; its arguments are added to `given` (参数) and `options` (选项)."""

    def __init__(self, prog: str, description: str, epilog: str = "", usage: str | None = None) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog or None,
            formatter_class=ChineseHelp,
            add_help=False,
            allow_abbrev=False,
        )
        self.given = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这页说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one sentence and leave with the code for a wrong call."""
        sys.stderr.write(f"{plain(mistake(message))}；用法见 {self.prog} --help\n")
        self.exit(Exit.USAGE)


def mistake(message: str) -> str:
    """Give argparse's complaint in Chinese."""
    for said, meant in _MISTAKES:
        match = said.fullmatch(message)
        if match:
            return meant.format(*(group.replace("'", "").replace(", ", "、") for group in match.groups()))
    return f"命令行有误：{message}"
