"""What a page needs to name things: the shop, its zone and languages, its departments in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from ticket_store.schema import department, shop


@dataclass(frozen=True)
class DepartmentLabel:
    key: str
    name: Mapping[str, str]  # language -> text
    dispositions: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    """Names of a shop. An empty store has no shop yet: the defaults stand."""

    shop_name: str = "Hotline"
    country: str = "PL"
    timezone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    departments: Mapping[str, DepartmentLabel] = field(default_factory=dict)
    has_shop: bool = True

    def department_name(self, key: str | None, language: str) -> str:
        """The name in this language, else in the shop's first, else the key itself."""
        found = self.departments.get(key or "")
        if found is None:
            return key or ""
        return found.name.get(language) or found.name.get(self.languages[0]) or found.key


def labels(db: Connection) -> Labels:
    """All names of the shop, in two statements."""
    row = db.execute(select(shop.c.name, shop.c.country, shop.c.timezone, shop.c.languages)).first()
    asked = select(department.c.key, department.c.name, department.c.dispositions).order_by(
        department.c.position, department.c.key
    )
    departments = {
        one.key: DepartmentLabel(one.key, one.name, tuple(one.dispositions)) for one in db.execute(asked)
    }
    if row is None:
        return Labels(departments=departments, has_shop=False)
    return Labels(row.name, row.country, row.timezone, tuple(row.languages) or ("en",), departments)
