"""Who looks at this page, and the names and clock that the whole page shares."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import g

from admin.permissions import Action, may, visible_departments
from ticket_store.accounts import Account
from ticket_store.doors.sign_ins import SignIn
from ticket_store.labels import Labels


@dataclass(frozen=True)
class Visitor:
    """One request's view of the world; `now` is read once, at the door."""

    now: datetime
    labels: Labels
    account: Account | None
    sign_in: SignIn | None = None
    held_at_door: bool = False  # the shop wants a second step first

    @property
    def midnight(self) -> datetime:
        """When the shop's day began, in UTC."""
        here = self.now.astimezone(ZoneInfo(self.labels.timezone))
        return here.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)

    @property
    def signed_in(self) -> Account:
        """The account behind a page that needs one.

        Raises: RuntimeError on a public page that asks nevertheless.
        """
        if self.account is None:
            raise RuntimeError("This page is public: nobody is signed in. Give it a permission first.")
        return self.account

    @property
    def departments(self) -> frozenset[str] | None:
        """The departments whose cases this visitor may see; `None` means all."""
        me = self.signed_in
        return visible_departments(me.roles, me.departments, me.supervises)

    def sees(self, department_key: str | None) -> bool:
        """Whether cases of this department are theirs to see; what reached no department is only for who sees all."""
        seen = self.departments
        return seen is None or department_key in seen

    def may(self, action: Action) -> bool:
        return self.account is not None and may(self.account.roles, action)


def visitor() -> Visitor:
    return cast("Visitor", g.visitor)
