"""The settings at one glance: what is wrong with the line, and its departments and numbers in a line each."""

from dataclasses import dataclass

from admin.setup.settings.places import place_of
from admin.shop_file.checking import check_line
from admin.shop_file.fault_words import fault_words
from ticket_store.line import Department, Line


@dataclass(frozen=True)
class Finding:
    """A fault or warning of the line as it is; `place` is where it is put right, where we have a page for it."""

    words: str
    place: str | None
    is_warning: bool = False


@dataclass(frozen=True)
class DepartmentRow:
    department: Department
    rule: str  # its hours as text
    people: int  # who answer for it


@dataclass(frozen=True)
class Overview:
    findings: tuple[Finding, ...]
    departments: tuple[DepartmentRow, ...]


def overview_of(line: Line) -> Overview:
    """Faults before warnings, departments in their order."""
    found = sorted(check_line(line), key=lambda fault: fault.is_warning)
    answering = [one for one in line.agents if "agent" in one.roles]
    return Overview(
        tuple(Finding(fault_words(one), place_of(one.path), one.is_warning) for one in found),
        tuple(
            DepartmentRow(
                one, line.hours.get(one.hours_key, ""), sum(key in who.departments for who in answering)
            )
            for key, one in line.departments.items()
        ),
    )
