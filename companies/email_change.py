"""The address that a person signs in with: a new one counts once it is confirmed.

allauth has a page for it that is not used: an address on its way already signs its
person in there, and receives the link of a forgotten password.
"""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from companies.mail import send_later
from companies.models import User
from companies.services import prove_mailbox
from ui.forms import PlainForm

SALT = "companies.email_change"
LINK_LASTS = 24 * 60 * 60


class SignedInRequest(HttpRequest):
    user: User


class EmailTakenError(Exception):
    """Somebody else signs in with this address."""


class EmailChangeForm(PlainForm):
    email = forms.EmailField(label=gettext_lazy("New address"), max_length=254)


@require_http_methods(["GET", "POST"])
@login_required
@reauthentication_required
@rate_limit(action="manage_email")  # type: ignore[no-untyped-call, untyped-decorator]  # allauth has no types
def email_change(request: SignedInRequest) -> HttpResponse:
    """Send the link to the new address; whether it is taken is not told here."""
    form = EmailChangeForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        _mail_link(request, email)
        message = _(
            "Open the link that is on its way to %(email)s: it works for a day."
        )
        messages.success(request, message % {"email": email})
        return redirect("email_change")
    return render(request, "companies/email_change.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def email_confirm(request: SignedInRequest, token: str) -> HttpResponse:
    """Ask whoever opened the link; only the person who asked for it may say yes."""
    try:
        signed = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        signed = None
    if signed is None or signed["from"] != [request.user.pk, request.user.email]:
        return render(request, "companies/email_confirm.html", {"is_dead": True})
    if request.method == "POST":
        try:
            change_email(user=request.user, email=signed["to"])
        except EmailTakenError as error:
            messages.error(request, str(error))
        else:
            _tell(request.user, former=signed["from"][1])
            messages.success(request, _("You sign in with this address from now on."))
        return redirect("email_change")
    return render(request, "companies/email_confirm.html", {"email": signed["to"]})


def change_email(*, user: User, email: str) -> None:
    """Make the address the one the person signs in with, and proven to be theirs."""
    user.email = email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            prove_mailbox(user)
    except IntegrityError as error:
        raise EmailTakenError(
            _("%(email)s already signs in here.") % {"email": email}
        ) from error


def _mail_link(request: SignedInRequest, email: str) -> None:
    signed = {"from": [request.user.pk, request.user.email], "to": email}
    path = reverse("email_confirm", args=[signing.dumps(signed, salt=SALT)])
    context = {"link": request.build_absolute_uri(path)}
    subject = render_to_string("companies/email/email_change_subject.txt").strip()
    text = render_to_string("companies/email/email_change_message.txt", context)
    message = EmailMessage(subject, text.strip(), to=[email])
    send_later(message, user=request.user.pk)


def _tell(user: User, *, former: str) -> None:
    addresses = {"from_email": former, "to_email": user.email}
    get_adapter().send_notification_mail(
        "account/email/email_changed", user, addresses, email=former
    )
