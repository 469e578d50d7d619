"""Tables as files: CSV that every spreadsheet opens, XLSX made in memory. No cell can act as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter

from admin.reports.cells import Kind, Table, Value, exported, heading
from admin.reports.report import Sheet

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOM = "\ufeff"  # without it some spreadsheets read UTF-8 as something else
_LONGEST_SHEET_NAME = 31
_FORMATS = {Kind.SHARE: "0.0%", Kind.COUNT: "#,##0", Kind.NUMBER: "#,##0.0", Kind.SECONDS: "#,##0"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def csv_lines(names: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The lines of a file, one by one. `names` and `rows` are safe already: see `cells.exported`."""
    yield _BOM + _line(names)
    for row in rows:
        yield _line(row)


def as_csv(table: Table) -> str:
    """The whole table as one text."""
    kinds = [column.kind for column in table.columns]
    names = [heading(column) for column in table.columns]
    rows = ([exported(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows)
    return "".join(csv_lines(names, rows))


def as_xlsx(sheets: Sequence[Sheet], about: str) -> bytes:
    """A sheet for each table, its head fixed; `about` says in the file's properties what it shows."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    book.set_properties({"title": about})
    bold = book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
    for number, one in enumerate(sheets, start=1):
        sheet = book.add_worksheet(_sheet_name(number, one.heading))
        for place, column in enumerate(one.table.columns):
            sheet.write_string(0, place, heading(column), bold)
            sheet.set_column(place, place, 22 if column.kind is Kind.TEXT else 14)
            for line, row in enumerate(one.table.rows, start=1):
                _write(sheet, line, place, exported(row[place], column.kind), formats.get(column.kind))
        sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()


def _write(sheet: object, line: int, place: int, value: Value, shown: object) -> None:
    """Text as text, numbers as numbers; never `write`, which guesses."""
    if isinstance(value, str):
        sheet.write_string(line, place, value)  # type: ignore[attr-defined]  # the library has no types
    elif value is not None:
        sheet.write_number(line, place, value, shown)  # type: ignore[attr-defined]  # as above


def _line(values: Iterable[Value]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow(["" if value is None else value for value in values])
    return made.getvalue()


def _sheet_name(number: int, name: str) -> str:
    """Without the signs that a sheet's name may not have, and unlike every other."""
    kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)
    return f"{number} {kept.strip()}"[:_LONGEST_SHEET_NAME].strip()
