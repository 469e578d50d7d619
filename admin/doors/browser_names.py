"""A browser and its system by name, from what it says of itself. Pure; a guess that only its owner reads."""

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_named(user_agent: str) -> str | None:
    """Like "Firefox, Windows"; None where it says nothing that we know."""
    found = (
        next((name for mark, name in kind if mark in user_agent), None) for kind in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(one for one in found if one) or None
