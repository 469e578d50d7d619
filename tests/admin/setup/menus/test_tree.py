from admin.setup.menus.draft import Draft, DraftKey, DraftMenu, draft_of
from admin.setup.menus.tree import Node, Step, roots_of, tree_of
from tests.admin.setup.menus.shop import CZECH, DIDS, DIRECT, MENUS, POLISH
from ticket_store.line import Branch, ToDepartment, ToMenu


def drawn(node: Node) -> list[object]:
    """A menu with its keys, and the menus below each."""
    twigs = [(one.digit or one.step, drawn(one.below) if one.below else None) for one in node.twigs]
    return [node.menu.key, *twigs]


def test_the_tree_stands_as_callers_walk_it() -> None:
    tree = tree_of(draft_of(MENUS), DIDS)
    (root,) = tree.roots
    assert [did.number for did in root.dids] == [POLISH, CZECH]
    assert [did.number for did in tree.direct] == [DIRECT]
    orders = ["orders", ("1", None), ("2", None), ("9", None), ("no_input", None), ("no_match", None)]
    main = [
        ("1", None),
        ("2", orders),
        ("3", None),
        ("8", None),
        ("9", None),
        ("no_input", None),
        ("no_match", None),
    ]
    assert drawn(root.node) == ["main", *main]


def test_a_menu_is_shown_once_where_the_fewest_keys_lead_to_it() -> None:
    menus = (
        DraftMenu("main", (DraftKey("1", ToMenu("more")), DraftKey("2", ToMenu("far")))),
        DraftMenu("more", (DraftKey("1", ToMenu("far")), DraftKey("2", ToMenu("more")))),
        DraftMenu("far", (DraftKey("9", ToMenu("main")),)),
    )
    (root,) = tree_of(Draft(menus), DIDS).roots
    below = {one.digit: one.below.menu.key for one in root.node.twigs if one.below}
    assert below == {"1": "more", "2": "far"}


def test_a_menu_to_which_nothing_leads_stands_apart_with_what_is_below_it() -> None:
    loose = DraftMenu("loose", (DraftKey("1", ToMenu("deep")),))
    tree = tree_of(Draft((*draft_of(MENUS).menus, loose, DraftMenu("deep"))), DIDS)
    assert [one.menu.key for one in tree.loose] == ["loose"]
    assert roots_of(tree) == {"main": "main", "orders": "main", "loose": "loose", "deep": "loose"}


def test_a_menu_that_only_silence_leads_to_is_part_of_the_walk() -> None:
    quiet = DraftMenu("main", (DraftKey("1", ToDepartment("orders")),), no_input=Branch(3, ToMenu("slow")))
    tree = tree_of(Draft((quiet, DraftMenu("slow"))), DIDS)
    (silence,) = (one for one in tree.roots[0].node.twigs if one.step is Step.SILENCE)
    assert (silence.times, silence.below and silence.below.menu.key) == (3, "slow")
    assert tree.loose == ()


def test_key_0_reaches_a_person_unless_the_menu_has_its_own() -> None:
    own = DraftMenu("main", (DraftKey("0", ToDepartment("orders")),))
    assert not tree_of(Draft((own,)), DIDS).roots[0].node.inherits_person
    assert tree_of(draft_of(MENUS), DIDS).roots[0].node.inherits_person
