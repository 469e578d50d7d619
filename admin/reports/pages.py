"""`/admin/reports`: one question a page, with its formula, its chart, its table and its files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Blueprint, Response, render_template, request, stream_with_context, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import gettext, here
from admin.permissions import Action
from admin.reports.asked import Asked, Period, read_asked
from admin.reports.catalogue import QUESTIONS, Question
from admin.reports.cells import Kind, Value, said
from admin.reports.each_call import each_call
from admin.reports.exports import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from admin.reports.reader import Reader
from admin.reports.report import Report
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.floor_view import people_by_name
from ticket_store.line_rows import LineMissingError
from ticket_store.reporting.formulas import ServiceFormula

reports = Blueprint("reports", __name__, url_prefix="/admin/reports")
_PERIODS = tuple(period for period in Period if period is not Period.OWN)


@reports.get("")
@needs(Action.READ_REPORTS)
def front() -> str:
    """Every question with its answer in a sentence."""
    asked = _asked()

    def look(db: Connection) -> list[tuple[Question, Report]]:
        reader = replace(_reader(db, asked), hurry=True)
        return [(question, question.answer(reader)) for question in QUESTIONS.values()]

    answers = back_office().store.read(look)
    return render_template("reports/front.html", answers=answers, asked=asked, **_filters(asked))


@reports.get("/<name>")
@needs(Action.READ_REPORTS)
def question(name: str) -> str:
    """One question with its answer."""
    found, asked = _question(name), _asked()
    report = back_office().store.read(lambda db: found.answer(_reader(db, asked)))
    return render_template(
        "reports/report.html", question=found, report=report, asked=asked, **_filters(asked)
    )


@reports.get("/<name>/table.csv")
@needs(Action.READ_REPORTS)
def table_csv(name: str) -> Response:
    """The first table of a question."""
    report, asked = _told(name)
    return _file(as_csv(report.sheets[0].table).encode(), CSV_TYPE, f"{name}-{_days(asked)}.csv")


@reports.get("/<name>/tables.xlsx")
@needs(Action.READ_REPORTS)
def tables_xlsx(name: str) -> Response:
    """All tables of a question, a sheet for each."""
    report, asked = _told(name)
    about = f"{gettext(_question(name).asks)} {_days(asked)}, {asked.zone}"
    return _file(as_xlsx(report.sheets, about), XLSX_TYPE, f"{name}-{_days(asked)}.xlsx")


@reports.get("/calls.csv")
@needs(Action.READ_REPORTS)
def calls_csv() -> Response:
    """One row a call, sent while it is read. That somebody took them, numbers and all, is written down."""
    asked, who, office = _asked(), visitor(), back_office()
    subject = f"{_days(asked)} {asked.department or ''}".strip()
    office.store.write(lambda tx: write_audit(tx, who.now, who.signed_in.email, "calls.export", subject))

    def sent() -> Iterator[str]:
        yield from each_call(office.store, asked, ZoneInfo(asked.zone))

    return _file(stream_with_context(sent()), CSV_TYPE, f"calls-{_days(asked)}.csv")


@reports.app_template_filter("cell")
def cell(value: Value, kind: Kind) -> str:
    """What stands in a field of a table."""
    return said(value, kind, here())


@reports.app_template_filter("whole_date")
def whole_date(day: date) -> str:
    """A day with its year: "19 Nov 2026"."""
    return format_date(day, "medium", locale="en_GB" if here() == "en" else here())


def _question(name: str) -> Question:
    """Raises: NotFound."""
    if name not in QUESTIONS:
        raise NotFound
    return QUESTIONS[name]


def _told(name: str) -> tuple[Report, Asked]:
    found, asked = _question(name), _asked()
    return back_office().store.read(lambda db: found.answer(_reader(db, asked))), asked


def _asked() -> Asked:
    who = visitor()
    return read_asked(
        request.args,
        who.now,
        zone=who.labels.timezone,
        departments=who.departments,
        known=frozenset(who.labels.departments),
    )


def _reader(db: Connection, asked: Asked) -> Reader:
    """Works before there is a line, too: then there are no goals."""
    who = visitor()
    try:
        line = back_office().lines.line_in(db)
    except LineMissingError:
        return Reader(db, asked, who.now, here(), who.labels, {}, ServiceFormula.OF_OFFERED)
    goals = {key: one.service_level for key, one in line.departments.items()}
    return Reader(
        db,
        asked,
        who.now,
        here(),
        who.labels,
        goals,
        line.shop.service_formula,
    )


def _filters(asked: Asked) -> dict[str, object]:
    """What the filters above a report offer."""
    who = visitor()
    seen = who.departments
    return {
        "periods": _PERIODS,
        "departments": [key for key in who.labels.departments if seen is None or key in seen],
        "people": back_office().store.read(lambda db: people_by_name(db, seen)),
        "questions": QUESTIONS.values(),
        "address": lambda endpoint, **more: _address(endpoint, asked, **more),
        "language": here(),
    }


def _address(endpoint: str, asked: Asked, **more: str) -> str:
    """The same period and filters at another page, or another period at this one."""
    kept: dict[str, Any] = dict(asked.address)
    if "period" in more:
        kept.pop("since", None)
        kept.pop("until", None)
    return url_for(f"pages.reports.{endpoint}", **{**kept, **more})


def _days(asked: Asked) -> str:
    return f"{asked.first}" if asked.days == 1 else f"{asked.first}-{asked.last}"


def _file(body: object, media_type: str, name: str) -> Response:
    response = Response(body, content_type=media_type)  # type: ignore[arg-type]  # bytes, or an iterator of text
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
