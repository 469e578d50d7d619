"""The room of the rehearsals, and what calls are rehearsed on."""

from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.setup.menus.workbench import Work, work_in
from admin.setup.rehearsal.typed_call import TypedCall
from ticket_store.line import Line

Answer = Response | str | tuple[str, int]
rehearsal = Blueprint("rehearsal", __name__, url_prefix="/admin/rehearsal")


@dataclass(frozen=True)
class Bench:
    """The line as it is, and the draft of its menus where there is one."""

    work: Work

    @cached_property
    def has_draft(self) -> bool:
        return self.work.is_changed

    def line(self, typed: TypedCall) -> Line:
        return self.work.planned if typed.draft and self.has_draft else self.work.line

    def draft(self, typed: TypedCall) -> Line | None:
        """What is played in place of the line as it is."""
        return self.work.planned if typed.draft and self.has_draft else None


def bench_now() -> Bench:
    return Bench(back_office().store.read(work_in))
