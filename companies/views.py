from allauth.account.adapter import get_adapter
from allauth.account.forms import SetPasswordForm
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.forms import InvitationForm, MemberForm, SecondFactorForm
from companies.history import describe_changes
from companies.models import Invitation, Membership, SignInEvent, User
from companies.queries import (
    acceptable_invitation,
    changes_of,
    has_proven_mailbox,
    members_of,
    person_at,
    waiting_invitations,
)
from companies.services import (
    AlreadyMemberError,
    InvitationError,
    LastAdminError,
    MailboxNotProvenError,
    accept_invitation,
    change_member,
    end_expired_invitations,
    invite_member,
    mail_invitation,
    renew_invitation,
    require_second_factor,
    withdraw_invitation,
)

CHANGES_PER_PAGE = 50


@require_safe
@company_view(Can.MANAGE_MEMBERS)
def member_list(request: CompanyRequest) -> HttpResponse:
    end_expired_invitations(company=request.company, now=timezone.now())
    context = {
        "members": members_of(request.company),
        "invitations": waiting_invitations(request.company),
    }
    return render(request, "companies/membership_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.MANAGE_MEMBERS)
def member_create(request: CompanyRequest) -> HttpResponse:
    """Invite a person: she is a member once she accepts."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            invited = invite_member(
                company=request.company,
                **form.cleaned_data,
                invited_at=timezone.now(),
            )
        except AlreadyMemberError as error:
            form.add_error("email", str(error))
        else:
            return _after_sending(request, *invited)
    return render(request, "companies/membership_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@company_view(Can.MANAGE_MEMBERS)
def member_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(members_of(request.company), pk=pk)
    form = MemberForm(request.POST or None, instance=member)
    if form.is_valid():
        try:
            change_member(membership=member, **form.cleaned_data)
        except (LastAdminError, MailboxNotProvenError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The change is saved."))
            return _after_change(request, member)
    context = {"form": form, "member": member}
    return render(request, "companies/membership_form.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.MANAGE_MEMBERS)
def member_second_factor(request: CompanyRequest) -> HttpResponse:
    form = SecondFactorForm(request.POST or None, instance=request.company)
    if form.is_valid():
        is_required = form.cleaned_data["requires_second_factor"]
        require_second_factor(company=request.company, is_required=is_required)
        messages.success(request, _("The change is saved."))
        return redirect("companies:member_list", company=request.company.slug)
    context = {
        "form": form,
        "title": _("Second factor of the users"),
        "cancel_url": reverse("companies:member_list", args=[request.company.slug]),
    }
    return render(request, "settings/form.html", context)


@require_POST
@company_view(Can.MANAGE_MEMBERS)
def invitation_send(request: CompanyRequest, pk: int) -> HttpResponse:
    """Mail an invitation again, by a link of its own."""
    invitation = get_object_or_404(waiting_invitations(request.company), pk=pk)
    try:
        renewed = renew_invitation(invitation=invitation, renewed_at=timezone.now())
    except InvitationError as error:
        raise Http404 from error
    return _after_sending(request, *renewed)


@require_POST
@company_view(Can.MANAGE_MEMBERS)
def invitation_withdraw(request: CompanyRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(waiting_invitations(request.company), pk=pk)
    try:
        withdraw_invitation(invitation=invitation)
    except InvitationError as error:
        raise Http404 from error
    message = _("The invitation of %(email)s is withdrawn.")
    messages.success(request, message % {"email": invitation.email})
    return redirect("companies:member_list", company=request.company.slug)


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a mailed link offers; sending the page accepts it."""
    now = timezone.now()
    found = acceptable_invitation(token, now=now)
    person = found and person_at(found.email)
    if found is None or (person and not person.is_active):
        return render(request, "companies/invitation_ended.html", status=404)
    signed_in = request.user if isinstance(request.user, User) else None
    context: dict[str, object] = {"invitation": found}
    if signed_in and signed_in != person:
        return render(request, "companies/invitation_of_another.html", context)
    if person and has_proven_mailbox(person):
        if signed_in and request.method == "POST":
            return _accept(request, found, None)
        return render(request, "companies/invitation_accept.html", context)
    guest = person or User(email=found.email, name=found.name)
    form = SetPasswordForm(guest, request.POST or None)
    if form.is_valid():
        return _accept(request, found, form.cleaned_data["password1"])
    context["form"] = form
    return render(request, "companies/invitation_password.html", context)


@require_safe
@company_view(Can.VIEW_SETTINGS)
def change_list(request: CompanyRequest) -> HttpResponse:
    end_expired_invitations(company=request.company, now=timezone.now())
    pages = Paginator(changes_of(request.company), CHANGES_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "changes": describe_changes(page.object_list)}
    return render(request, "companies/change_list.html", context)


@require_safe
@login_required
def sign_in_list(request: CompanyRequest) -> HttpResponse:
    """Show a person what was done in their name to get in."""
    events = SignInEvent.objects.filter(user=request.user).order_by(
        "-happened_at", "-pk"
    )
    pages = Paginator(events, CHANGES_PER_PAGE)
    context = {"page": pages.get_page(request.GET.get("page"))}
    return render(request, "companies/sign_in_list.html", context)


def _after_change(request: CompanyRequest, member: Membership) -> HttpResponse:
    """The list; those who changed their own role may no longer see it."""
    if member.user_id == request.user.pk:
        return redirect("choose_company")
    return redirect("companies:member_list", company=request.company.slug)


def _after_sending(
    request: CompanyRequest, invitation: Invitation, link: str
) -> HttpResponse:
    """Mail the link, which no page shows."""
    if mail_invitation(invitation=invitation, link=link):
        message = _("An invitation is on its way to %(email)s.")
        messages.success(request, message % {"email": invitation.email})
    else:
        message = _(
            "The invitation of %(email)s was not sent: the mail server did not take it."
            " Send it again later."
        )
        messages.warning(request, message % {"email": invitation.email})
    return redirect("companies:member_list", company=request.company.slug)


def _accept(
    request: HttpRequest, invitation: Invitation, password: str | None
) -> HttpResponse:
    had_password = password is not None and person_at(invitation.email) is not None
    try:
        member = accept_invitation(
            invitation=invitation,
            signed_in=request.user if isinstance(request.user, User) else None,
            password=password,
            accepted_at=timezone.now(),
        )
    except InvitationError:
        return redirect(request.path)  # it says what is in the way by now
    dashboard = reverse("dashboard", args=[member.company.slug])
    if password is None:
        message = _("You are now a member of %(company)s.")
        messages.success(request, message % {"company": member.company})
        return redirect(dashboard)
    logout(request)
    if had_password:
        get_adapter(request).send_notification_mail(
            "account/email/password_changed", member.user
        )
    message = _("You are now a member of %(company)s: sign in with your new password.")
    messages.success(request, message % {"company": member.company})
    return redirect_to_login(dashboard)
