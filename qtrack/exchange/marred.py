"""Cells a workbook holds and calamine gives as empty: errors, formulas never calculated."""

from __future__ import annotations

Marred = dict[int, dict[int, dict[int, tuple[str, str]]]]
"""By the sheet's place, row and column, counted from 0: what is shown, and the reason in Chinese."""

MOST_MARRED = 100_000
"""Cells told of one by one; a file with more is past helping."""


def marred_cells(content: bytes, kind: str) -> Marred:
    """Give those cells of a workbook of a kind.

    Whatever is wrong with the file is for calamine to say: here it only means that nothing is found.
    """
    if kind == "xlsx":
        from qtrack.exchange.marred_xlsx import marred_in_xlsx

        return marred_in_xlsx(content)
    if kind == "ods":
        from qtrack.exchange.marred_ods import marred_in_ods

        return marred_in_ods(content)
    if kind == "xls":
        from qtrack.exchange.marred_xls import marred_in_xls

        return marred_in_xls(content)
    return {}
