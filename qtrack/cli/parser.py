"""What can be typed after `qtrack`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from qtrack import __version__
from qtrack.cli.words import ChineseParser
from qtrack.domain.cells import padded

DEFAULT = "open"

_REPLACE = "输出文件已有时覆盖它；不写就不覆盖"
_DATA_HELP = "数据文件夹；不写时用环境变量 QTRACK_DATA，再不然用系统的用户数据目录"
_CODES = "退出码：0 正常  1 失败  2 用法不对  3 数据有误  4 数据文件被占用  10 有时限临近或逾期"
_VARIABLES = (
    "环境变量：QTRACK_DATA 数据文件夹  QTRACK_TODAY=2022-03-25 按这一天计算  QTRACK_DEBUG=1 出错时显示细节"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a line, and what may follow it."""

    name: str
    summary: str
    arguments: Callable[[ChineseParser], None]


def make_parser() -> ChineseParser:
    """Give the parser of the whole command line; `command` names what was asked for."""
    width = max(len(command.name) for command in COMMANDS) + 2
    table = "\n".join(f"  {padded(command.name, width)}{command.summary}" for command in COMMANDS)
    parser = ChineseParser(
        "qtrack",
        "质量工作任务台账：不写命令就打开程序。",
        f"命令：\n{table}\n\n每个命令的用法：qtrack 命令 --help\n\n{_CODES}\n{_VARIABLES}",
        "qtrack [选项] [命令 …]",
    )
    parser.options.add_argument(
        "--version", action="version", version=f"qtrack {__version__}", help="显示版本"
    )
    parser.options.add_argument("--data", metavar="文件夹", help=_DATA_HELP)
    below = parser.add_subparsers(dest="command", metavar="命令", help=argparse.SUPPRESS)
    for command in COMMANDS:
        one = below.add_parser(command.name, prog=f"qtrack {command.name}", description=command.summary)
        one.options.add_argument("--data", metavar="文件夹", help=_DATA_HELP, default=argparse.SUPPRESS)
        command.arguments(one)
    parser.set_defaults(command=DEFAULT)
    return parser


def _nothing(_parser: ChineseParser) -> None:
    """Add no argument."""


def _demo(parser: ChineseParser) -> None:
    parser.options.add_argument(
        "--programme", metavar="方案", help="哪个方案的演示数据，不写为 hubei-2022；湖南的四个各有一份"
    )
    parser.options.add_argument("--unit", metavar="单位", help="以哪个单位的身份打开，写代码或全称")
    parser.options.add_argument("--reset", action="store_true", help="重新生成演示数据，已改动的不保留")
    parser.options.add_argument("--no-open", action="store_true", help="只生成数据，不打开程序")


def _init(parser: ChineseParser) -> None:
    parser.options.add_argument(
        "--programme", metavar="方案", required=True, help="方案代号，见 qtrack packs list"
    )
    parser.options.add_argument("--unit", metavar="单位", required=True, help="单位的六位代码或全称")


def _json(parser: ChineseParser) -> None:
    parser.options.add_argument("--json", action="store_true", help="输出 JSON，供脚本读取")


def _programme(parser: ChineseParser) -> None:
    parser.options.add_argument(
        "--programme", metavar="方案", default="", help="按这个方案；不写就按当前方案，见 qtrack packs list"
    )


def _status(parser: ChineseParser) -> None:
    _programme(parser)
    _json(parser)
    parser.options.add_argument(
        "--overlaps", action="store_true", help="改为列出每两项任务指标同时计入的企业数"
    )


def _remind(parser: ChineseParser) -> None:
    parser.options.add_argument(
        "--programme", metavar="方案", default="", help="只看这个方案；不写就看本单位的全部方案"
    )
    _json(parser)
    parser.options.add_argument(
        "--ics",
        metavar="输出文件",
        default="",
        help="把全部时限和倒排日期写成日历文件（.ics），每天提醒各一个，手机和日历程序都能导入",
    )
    _replace(parser, "覆盖已有的日历文件")


def _ledger(parser: ChineseParser) -> None:
    parser.given.add_argument("ledger", metavar="台账", help="台账代号或名称，如 training、培训")


def _add(parser: ChineseParser) -> None:
    _ledger(parser)
    parser.given.add_argument(
        "pairs", metavar="字段=内容", nargs="+", help="字段写代号或名称，如 培训人数=60、trainees=60"
    )
    _explain(parser)


def _explain(parser: ChineseParser) -> None:
    parser.options.add_argument(
        "--explain", metavar="说明", default="", help="有“请核实”的问题时写明情况，随记录保存"
    )


def _list(parser: ChineseParser) -> None:
    _ledger(parser)
    _json(parser)
    parser.options.add_argument(
        "--find", metavar="文字", default="", help="只列含有这些文字的记录，拼音也可以"
    )
    parser.options.add_argument(
        "--where",
        metavar="字段=内容",
        action="append",
        default=[],
        help="只列这个字段是这一内容的记录，可写多次；日期可写月份，内容不写为空白",
    )
    parser.options.add_argument(
        "--sort", metavar="字段", action="append", default=[], help="按字段排序，可写多次；加 :desc 为倒序"
    )


def _import(parser: ChineseParser) -> None:
    _ledger(parser)
    parser.given.add_argument(
        "file",
        metavar="文件",
        help="xlsx、xls、et、ods、csv、txt，或网页另存的 xls；表和表头自动查找，列按名称对应",
    )
    parser.options.add_argument("--sheet", metavar="表名", default="", help="导入这张表；不写就自动查找")
    parser.options.add_argument(
        "--column",
        metavar="标题=字段",
        action="append",
        default=[],
        help="选定一列填哪个字段，可写多次，以后同样的表头照此对应；字段不写为不导入，标题也可写第3列",
    )
    parser.options.add_argument(
        "--value",
        metavar="字段=内容",
        action="append",
        default=[],
        help="文件里没有的字段，全部行填这一内容，可写多次；如 --value 规上=否",
    )
    parser.options.add_argument(
        "--changes",
        action="store_true",
        help="已登记而内容不同的，按文件修改，空白的格不改；不写就只新增",
    )
    parser.options.add_argument(
        "--leave-out", action="store_true", help="未通过的行不导入，其余照常导入；不写就全部不导入"
    )
    parser.options.add_argument(
        "--refused",
        metavar="输出文件",
        default="",
        help="未通过的行和原因写到这个工作簿，改好再导入；不写就写到原文件旁的 文件名-未通过.xlsx",
    )
    _replace(parser, "--refused 写的工作簿已有时覆盖它；不写就不导入")
    parser.options.add_argument("--dry-run", action="store_true", help="只检查，不保存")
    _explain(parser)


def _yes(parser: ChineseParser) -> None:
    parser.options.add_argument("--yes", action="store_true", help="不再询问，直接执行")


def _out(parser: ChineseParser) -> None:
    parser.given.add_argument("out", metavar="输出文件", help="要写的工作簿，如 培训.xlsx")


def _replace(parser: ChineseParser, words: str) -> None:
    parser.options.add_argument("--replace", action="store_true", help=words)


def _export(parser: ChineseParser) -> None:
    _ledger(parser)
    _out(parser)
    _replace(parser, _REPLACE)


def _evidence(parser: ChineseParser) -> None:
    parser.given.add_argument(
        "action",
        metavar="动作",
        choices=("add", "list", "remove", "export", "check"),
        help="add 添加；list 列出；remove 删除；export 按编号文件夹导出；check 核对文件是否完好",
    )
    parser.given.add_argument(
        "words",
        metavar="内容",
        nargs="*",
        help="add 写 台账 记录 种类 文件…；list 不写为齐套率，写台账为缺佐证的记录，再写记录为它的文件；"
        "remove 写佐证编号；export 写新文件夹。记录写编号，或只有它才有的文字",
    )
    parser.options.add_argument("--clean", action="store_true", help="check 时清除没有记录用到的文件")
    _json(parser)


def _report(parser: ChineseParser) -> None:
    parser.given.add_argument(
        "report",
        metavar="报表",
        choices=("year-end", "declared_point", "declared_bonus"),
        help="year-end：年终总结工作簿；declared_point、declared_bonus：考核指标申报表、加分项申报表",
    )
    _out(parser)
    parser.options.add_argument(
        "--short", action="store_true", help="year-end 的打印本：只有总结和各表，不含台账和逐条名单"
    )
    _replace(parser, _REPLACE)
    _programme(parser)


def _packs(parser: ChineseParser) -> None:
    parser.given.add_argument(
        "action",
        metavar="动作",
        choices=(
            *("list", "show", "check", "conflicts"),
            *("derive", "set", "confirm", "notice", "export", "import"),
        ),
        help="list 列出方案；show 显示一个方案的全部内容和出处；check 检查方案文件；"
        "conflicts 并列显示口径冲突和出处；derive 套用到新年度；set 改自编方案的内容；"
        "confirm 列出或确认待核内容；notice 换上新通知的原文；export 导出为一个文件；import 导入方案文件",
    )
    parser.given.add_argument(
        "names",
        metavar="内容",
        nargs="*",
        help="show 写方案代号；check 写代号或文件，不写就检查全部方案；conflicts 写方案代号，不写就显示全部；"
        "derive 写方案代号；set 写 代号 路径=内容…，如 targets.wan.number=12000，几处一起改；"
        "confirm 写 代号 路径…，只写代号为列出；notice 写 代号 文本文件；"
        "export 写 代号 输出文件；import 写文件",
    )
    parser.options.add_argument("--year", metavar="年度", type=int, help="derive 套用到哪一年")
    parser.options.add_argument(
        "--id", metavar="代号", default="", help="derive 新方案的代号；不写就按年度改"
    )
    parser.options.add_argument("--all", action="store_true", help="confirm 确认全部待核内容")
    _replace(parser, "import 替换同代号的自编方案，原来的另存一份 .bak；export 覆盖已有的文件")


COMMANDS: tuple[Command, ...] = (
    Command("open", "打开程序", _nothing),
    Command("demo", "用虚构的演示数据打开程序，数据另放一处", _demo),
    Command("init", "选定方案和本单位", _init),
    Command("status", "任务指标、下限和时限的完成情况", _status),
    Command("add", "登记一条台账记录", _add),
    Command("list", "列出一本台账的主要字段；全部字段用 --json 或 export", _list),
    Command("import", "从表格文件导入台账，全部导入或都不导入", _import),
    Command("undo", "撤销上一次操作，先显示再执行", _yes),
    Command("redo", "重做上一次撤销的操作，先显示再执行", _yes),
    Command("template", "生成一本台账的空白登记表，填好再导入", _export),
    Command("export", "把一本台账导出为工作簿", _export),
    Command("evidence", "佐证文件：添加、列出、导出、核对", _evidence),
    Command("report", "生成报表", _report),
    Command("packs", "列出、显示、检查方案，套用到新年度，导入导出", _packs),
    Command("remind", "临近、逾期和当天该提醒的时限；有则退出码为 10", _remind),
    Command("paths", "数据、设置和日志放在哪里", _nothing),
)
"""All commands, in the order the help page lists them."""
