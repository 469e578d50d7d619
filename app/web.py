"""The web process: both doors in one Flask app."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from admin.api import register_api
from admin.door import register_pages
from app.health import register_health
from app.wiring import House
from ivr import door, front_desk


class _Sessions(SecureCookieSessionInterface):
    """Sessions are for people who sign in; opening and keeping one would be a tenth of what a webhook costs."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """None, which Flask neither reads nor keeps, at the telephone door."""
        return None if request.path.startswith("/ivr/") else super().open_session(app, request)


def create_app(house: House) -> Flask:
    """The app with both doors open; a plain Flask app under any WSGI server."""
    app = Flask("hotline", static_folder=None)
    app.config["SECRET_KEY"] = house.settings.secret_key.get_secret_value()
    app.session_interface = _Sessions()
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    app.extensions[front_desk.EXTENSION] = house.front_desk
    app.register_blueprint(door.blueprint)
    register_pages(app, house.back_office)
    register_api(app, house.back_office)
    register_health(app, store=house.store, redis_url=house.settings.redis_url, clock=house.clock)
    if house.settings.proxy_hops:  # else nobody's word is taken for where a request comes from
        hops = house.settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=0)  # type: ignore[method-assign] # as Flask's docs do
    return app
