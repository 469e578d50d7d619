"""The rooms of the set-up, in the order of their tabs."""

from dataclasses import dataclass

from admin.languages import N_
from admin.permissions import Action


@dataclass(frozen=True)
class Tab:
    """`letter` goes there after g; `name` is an English message."""

    endpoint: str
    name: str
    icon: str
    letter: str
    action: Action

    @property
    def room(self) -> str:
        """The blueprint: every page of it shows this tab as the present one."""
        return self.endpoint.rpartition(".")[0]


TABS: tuple[Tab, ...] = (
    Tab("pages.menus.edit", N_("Menus"), "list-tree", "m", Action.SET_UP_LINE),
    Tab("pages.hours.listed", N_("Hours"), "calendar-time", "h", Action.SET_UP_LINE),
    Tab("pages.rehearsal.begin", N_("Rehearse"), "message-chatbot", "e", Action.SET_UP_LINE),
    Tab("pages.people.listed", N_("People"), "users", "p", Action.MANAGE_PEOPLE),
    Tab("pages.settings.overview", N_("Settings"), "adjustments", "g", Action.SET_UP_LINE),
    Tab("pages.outward.listed", N_("Outward"), "webhook", "o", Action.CONNECT_OUTWARD),
    Tab("pages.privacy.overview", N_("Privacy"), "shield-lock", "y", Action.KEEP_PRIVACY),
    Tab("pages.audit.listed", N_("Audit"), "history", "a", Action.READ_AUDIT),
)
