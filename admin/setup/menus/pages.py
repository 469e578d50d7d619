"""`/admin/menus`: the editor, what changes and publish, the versions, the line's own sentences."""

from admin.setup.menus import editor, publish_pages, sentence_pages, version_pages
from admin.setup.menus.room import menus

PAGES = (editor, publish_pages, version_pages, sentence_pages)  # importing them hangs their pages on the room
__all__ = ["PAGES", "menus"]
