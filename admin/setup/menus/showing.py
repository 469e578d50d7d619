"""All that the menu editor shows: the tree, the step in hand, its sentences in every language, the faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from admin.languages import gettext, here
from admin.setup.menus.draft import DraftMenu, opened_by
from admin.setup.menus.draft_faults import NUMBERS, Placed, draft_faults
from admin.setup.menus.spoken import KeyPlace, OwnSentences, Said, key_in
from admin.setup.menus.tree import Tree, roots_of, tree_of
from admin.setup.menus.workbench import Work
from admin.shop_file.fault_words import fault_advice, fault_words
from admin.words import word
from ticket_store.line import (
    Line,
    OrderStatus,
    Repeat,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
    Words,
    nearest,
)


@dataclass(frozen=True)
class Names:
    """What things are called in the reader's language, as the line stands with the draft."""

    line: Line

    def words(self, words: Words, otherwise: str) -> str:
        return nearest(words, (here(), *self.line.shop.languages)) or otherwise

    def department(self, key: str) -> str:
        found = self.line.departments.get(key)
        return self.words(found.name, key) if found else key

    def menu(self, key: str) -> str:
        """As callers hear it: its own name, else that of the department it is named after, else its key."""
        found = self.line.menus.get(key)
        if found is not None and any(found.name.values()):
            return self.words(found.name, key)
        return self.department(key)

    def target(self, target: Target | None) -> str:
        match target:
            case ToDepartment(key):
                return self.department(key)
            case ToMenu(key):
                return gettext("menu %(name)s") % {"name": self.menu(key)}
            case ToLanguage(language):
                return word(language, "language")
            case Repeat():
                return gettext("say it again")
            case OrderStatus():
                return gettext("how an order is doing")
            case None:
                return gettext("nowhere yet")


@dataclass(frozen=True)
class ShownFault:
    """A fault in words and the address of the field. `short` leaves out whose fault it is."""

    words: str
    short: str
    is_warning: bool
    menu: str | None
    anchor: str
    url: str


@dataclass(frozen=True)
class Bench:
    """The page. `menu` is the step in hand; none where numbers are led, or before the first menu."""

    work: Work
    names: Names
    tree: Tree
    faults: tuple[ShownFault, ...]
    menu: DraftMenu | None
    said: tuple[tuple[Said, ...], ...]  # beside each key of the menu, a sentence in each language

    @property
    def stopped_by(self) -> int:
        return sum(not one.is_warning for one in self.faults)

    @property
    def undo_revision(self) -> int | None:
        """The revision to take back; none where the last change cannot be."""
        kept = self.work.kept
        return kept.revision if kept is not None and kept.undo is not None else None

    def faults_at(self, anchor: str) -> tuple[ShownFault, ...]:
        """Those of a field of the step in hand; the faults of a part stand where its fields begin."""
        menu = self.menu.key if self.menu else None
        return tuple(one for one in self.faults if one.menu == menu and one.anchor == anchor)

    def opens(self, number: str) -> ToMenu | ToDepartment | None:
        return opened_by(self.work.planned.dids[number])


def bench_of(work: Work, sentences: OwnSentences, key: str | None) -> Bench:
    """The page with the menu of this key in hand."""
    names, tree = Names(work.planned), tree_of(work.draft, work.planned.dids)
    menu = work.draft.menu(key) if key is not None else None
    found = draft_faults(work.line, work.draft)
    return Bench(
        work,
        names,
        tree,
        shown_faults(found),
        menu,
        _said(work.planned, sentences, menu, roots_of(tree)) if menu else (),
    )


def shown_faults(found: Iterable[Placed]) -> tuple[ShownFault, ...]:
    return tuple(_shown(one) for one in found)


def _said(
    line: Line, sentences: OwnSentences, menu: DraftMenu, roots: Mapping[str, str]
) -> tuple[tuple[Said, ...], ...]:
    places = (KeyPlace(menu.key, roots.get(menu.key, menu.key), one.digit, one.target) for one in menu.keys)
    return tuple(
        tuple(
            dict.fromkeys(filter(None, (key_in(sentences, line, place, one) for one in line.shop.languages)))
        )
        for place in places
    )


def _shown(placed: Placed) -> ShownFault:
    page = (
        url_for("pages.menus.numbers")
        if placed.menu is None
        else url_for("pages.menus.step", key=placed.menu)
    )
    anchor = "" if placed.anchor == NUMBERS else placed.anchor
    return ShownFault(
        words=fault_words(placed.fault),
        short=fault_advice(placed.fault),
        is_warning=placed.fault.is_warning,
        menu=placed.menu,
        anchor=placed.anchor,
        url=f"{page}#{anchor}" if anchor else page,
    )
