"""What an ordered ledger is made of, in the form in which it was ordered; read while it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.views.eye import Eye
from bot.views.ledger_calendar import almanac
from bot.views.ledger_sheets import table, workbook
from bot.views.ledger_source import Source, source
from bot.views.ledger_tree import KINDS, OWN_KINDS, tree
from domain.model.ledger import Grid, Ledger, LedgerForm, LedgerOrder
from domain.model.matters import WORK

_MADE: Mapping[LedgerForm, Callable[[Source, LedgerOrder], Ledger]] = {
    LedgerForm.XLSX: lambda of, _: workbook(of),
    LedgerForm.CSV: lambda of, _: Grid(table(of), of.eye.language),
    LedgerForm.ICS: lambda of, _: almanac(of),
    LedgerForm.JSON: tree,
}


def content(eye: Eye, order: LedgerOrder) -> Ledger:
    """The tables for people hold tasks; what is for programs all kinds of matters."""
    search = eye.store.searches.get(order.search_id) if order.search_id is not None else None
    every = OWN_KINDS if order.member_id is not None else KINDS
    kinds = every if order.form is LedgerForm.JSON else WORK
    return _MADE[order.form](source(eye, order, search, kinds), order)
