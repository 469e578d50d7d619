"""The web door for any WSGI server: `granian`, or `gunicorn app.wsgi:application`."""

from app.logs import log_to_stderr
from app.orphans import leave_to_successor
from app.settings import Settings, load
from app.web import create_app
from app.wiring import build_house

log_to_stderr()
leave_to_successor()
application = create_app(build_house(load(Settings)))
