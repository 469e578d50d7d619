"""What `hotline run` says while the store is empty: where the first line is set up."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings


def welcome_link(settings: "Settings") -> str | None:
    """The set-up link, while there is no line; it opens nothing any more once there is one.

    It is made from SECRET_KEY alone, so each start prints the same one, and whoever can read the screen may set up.
    """
    from admin.welcome.key import welcome_key  # noqa: PLC0415 - the commands start faster without the pages
    from ticket_store.engine import Store  # noqa: PLC0415
    from ticket_store.line_rows import line_version  # noqa: PLC0415

    store = Store(settings.database_url)
    try:
        has_line = store.read(line_version) > 0
    finally:
        store.close()
    if has_line:
        return None
    return f"{settings.public_base_url}/welcome?key={welcome_key(settings.secret_key.get_secret_value())}"
