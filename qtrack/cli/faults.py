"""Failures as sentences on standard error and as exit codes."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from qtrack.cli.codes import Exit
from qtrack.cli.say import tell
from qtrack.domain.problem import RefusedError
from qtrack.places import Places
from qtrack.store.errors import StoreBusyError, StoreError

DEBUG_VARIABLE = "QTRACK_DEBUG"

_DISK_WORDS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在磁盘只读",
    errno.ENOSPC: "所在磁盘已满",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EEXIST: "已有同名文件",
}


def guarded(work: Callable[[], int], places: Places) -> int:
    """Do the work and give its exit code; a failure is told in a sentence, an unexpected one logged too."""
    try:
        return work()
    except BrokenPipeError:
        # The reader has gone; the interpreter must not fail once more when it empties its buffer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FAILED
    except KeyboardInterrupt:
        tell("已中断")
        return Exit.FAILED
    except Exception as error:  # noqa: BLE001 - the last place that can turn a failure into a sentence
        if os.environ.get(DEBUG_VARIABLE) == "1":
            traceback.print_exc()
        return _told(error, places)


def _told(error: Exception, places: Places) -> int:
    if isinstance(error, RefusedError):
        for problem in error.problems:
            tell(f"请核实：{problem.message}" if problem.doubt else problem.message)
        if error.only_doubts:
            tell("核实无误的，请加 --explain 写明情况，再试一次")
        return Exit.DATA
    if isinstance(error, StoreError):
        tell(str(error))
        return Exit.LOCKED if isinstance(error, StoreBusyError) else Exit.FAILED
    if isinstance(error, OSError) and error.errno in _DISK_WORDS:
        tell(disk_sentence(error))
        return Exit.FAILED
    with suppress(OSError):
        places.make()
        from qtrack.logs import start_log

        start_log(places.log_file).error("%s", type(error).__name__, exc_info=error)
    tell(f"程序出错（{type(error).__name__}），未保存的改动已放弃；细节见 {places.log_file}")
    return Exit.FAILED


def disk_sentence(error: OSError) -> str:
    """Say what the disk refused; of a renaming the name that was wanted."""
    words = _DISK_WORDS[error.errno or 0]
    name = error.filename2 or error.filename
    return f"“{name}”{words}" if name else f"数据或输出文件{words}"
