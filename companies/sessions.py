"""The end of a session: SESSION_COOKIE_AGE without a visit, SESSION_MAX_AGE in all."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# A session is saved, and so lasts longer, once in five minutes of visits: not each time.
SAVED_EVERY = 5 * 60


def note_sign_in(request: HttpRequest, **_signal: Any) -> None:
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


def end_other_sessions(request: HttpRequest, **_signal: Any) -> None:
    """End the sessions that began with less than the second factor set up in this one."""
    others = UserSession.objects.filter(user=request.user)
    for session in others.exclude(session_key=request.session.session_key):
        session.end()


def is_signed_in_within(request: HttpRequest, seconds: int) -> bool:
    signed_in_at: float = request.session.get(SIGNED_IN_AT, 0)
    return time.time() - signed_in_at < seconds


class SessionAgeMiddleware:
    """Ends the sessions that are too old, and keeps alive those that are used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            if is_signed_in_within(request, settings.SESSION_MAX_AGE):
                _note_visit(request)
            else:
                logout(request)
        return self.get_response(request)


def _note_visit(request: HttpRequest) -> None:
    now = timezone.now()
    if now.timestamp() - request.session.get(SEEN_AT, 0) < SAVED_EVERY:
        return
    request.session[SEEN_AT] = now.timestamp()
    listed = UserSession.objects.filter(session_key=request.session.session_key)
    listed.update(last_seen_at=now)
