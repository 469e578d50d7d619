"""What the buttons of a menu do, by the names that the form sends; and where the hand goes on. Pure."""

from dataclasses import replace

from admin.setup.menus.draft import DraftMenu
from admin.setup.menus.editing import add_key, move_key, remove_key
from admin.typed_text import whole_number


def act_on(menu: DraftMenu, act: str) -> DraftMenu:
    """The menu after `add`, `up:2`, `down:2`, `move:2:0`, `remove:2` or `mute:pl`; the same after anything else."""
    match act.split(":"):
        case ["add"]:
            return add_key(menu)
        case ["remove", at] if _is_key(menu, at):
            return remove_key(menu, int(at))
        case ["up" | "down" as way, at] if _is_key(menu, at):
            return move_key(menu, int(at), int(at) + (1 if way == "down" else -1))
        case ["move", at, to] if _is_key(menu, at) and _is_key(menu, to):
            return move_key(menu, int(at), int(to))
        case ["mute", language] if language in menu.greeting:
            rest = {**menu.greeting, language: replace(menu.greeting[language], audio=None)}
            return replace(
                menu, greeting={one: said for one, said in rest.items() if said.text or said.audio}
            )
    return menu


def _is_key(menu: DraftMenu, at: str) -> bool:
    place = whole_number(at)
    return place is not None and place < len(menu.keys)


def focus_after(act: str, menu: DraftMenu) -> str:
    """Where the hand goes on after an act: with the key that was moved, or the next one."""
    last = len(menu.keys) - 1
    match act.split(":"):
        case ["add"]:
            return f"digit-{last}"
        case ["remove", at] if whole_number(at) is not None:
            return f"remove-{min(int(at), last)}" if last >= 0 else "add-key"
        case ["up", at] if whole_number(at) is not None:
            return f"up-{max(int(at) - 1, 0)}"
        case ["down", at] if whole_number(at) is not None:
            return f"down-{min(int(at) + 1, last)}"
        case ["move", _, to]:
            return f"digit-{to}"
    return ""
