"""A refusal is told in one place; nothing after it in the block runs: no success is claimed falsely."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.app import App

from qtrack.domain.problem import RefusedError
from qtrack.store.errors import StoreError

_BRIEFLY, _READ_A_SECOND = 3, 10
"""Seconds a short note stays, and signs a person reads in one."""


@contextmanager
def telling(app: App[int]) -> Iterator[None]:
    """Show what a person can mend as a plain-text note; everything else goes on to the log."""
    try:
        yield
    except (RefusedError, StoreError, OSError) as error:
        app.call_later(app.notify, sentence(error), severity="error", timeout=12, markup=False)


def confirm(app: App[int], words: str) -> None:
    """Say that something was kept, in place of older notes, and briefly: notes stand over the figures."""
    app.clear_notifications()
    app.notify(words, timeout=max(_BRIEFLY, len(words) / _READ_A_SECOND), markup=False)


def saved_words(saved: int) -> str:
    """Say how many rows a form kept."""
    return "已保存" if saved == 1 else f"已保存 {saved:,} 条"


def sentence(error: Exception) -> str:
    """Give an error as a sentence for the person."""
    if isinstance(error, OSError) and not isinstance(error, StoreError):
        return f"文件操作失败：{error.strerror or error}（{error.filename or ''}）"
    return str(error)
