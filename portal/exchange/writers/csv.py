"""Editions as CSV, in UTF-8 with a mark, without which spreadsheets take it for GBK."""

from departments.sheets.spreadsheets import CSV

from .tables import all_tables, stacked


def to_csv(editions):
    """Some editions whole, all sections one below the other (bytes)."""
    return _encoded(stacked(all_tables(editions)))


def table_to_csv(table):
    """One table of some editions (bytes)."""
    return _encoded(table.data)


def _encoded(dataset):
    return CSV().export_data(dataset).encode("utf-8-sig")
