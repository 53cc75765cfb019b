from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.forms import MemberForm, NewMemberForm, SecondFactorForm
from companies.history import describe_changes
from companies.models import Membership
from companies.queries import awaits_password, changes_of, members_of
from companies.services import (
    LastAdminError,
    change_member,
    password_link,
    require_second_factor,
    set_member,
)

CHANGES_PER_PAGE = 50


@require_safe
@company_view(Can.MANAGE_MEMBERS)
def member_list(request: CompanyRequest) -> HttpResponse:
    members = members_of(request.company)
    return render(request, "companies/membership_list.html", {"members": members})


@require_http_methods(["GET", "POST"])
@company_view(Can.MANAGE_MEMBERS)
def member_create(request: CompanyRequest) -> HttpResponse:
    form = NewMemberForm(request.POST or None)
    if form.is_valid():
        try:
            member = set_member(company=request.company, **form.cleaned_data)
        except LastAdminError as error:
            form.add_error("role", str(error))
        else:
            message = _("%(email)s is now a member of %(company)s.")
            messages.success(
                request,
                message % {"email": member.user.email, "company": request.company},
            )
            return redirect(
                "companies:member_edit", company=request.company.slug, pk=member.pk
            )
    return render(request, "companies/membership_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@company_view(Can.MANAGE_MEMBERS)
def member_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(members_of(request.company), pk=pk)
    form = MemberForm(request.POST or None, instance=member)
    if form.is_valid():
        try:
            change_member(membership=member, **form.cleaned_data)
        except LastAdminError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The change is saved."))
            return _after_change(request, member)
    context = {"form": form, "member": member, "awaits": awaits_password(member)}
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


@never_cache
@require_http_methods(["POST"])
@company_view(Can.MANAGE_MEMBERS)
def member_link(request: CompanyRequest, pk: int) -> HttpResponse:
    """Show the link by which a new member chooses a password; never by a mere visit."""
    member = get_object_or_404(members_of(request.company), pk=pk)
    if not awaits_password(member):
        raise Http404
    link = request.build_absolute_uri(password_link(member.user))
    context = {"member": member, "link": link}
    return render(request, "companies/membership_link.html", context)


@require_safe
@company_view(Can.VIEW_SETTINGS)
def change_list(request: CompanyRequest) -> HttpResponse:
    pages = Paginator(changes_of(request.company), CHANGES_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "changes": describe_changes(page.object_list)}
    return render(request, "companies/change_list.html", context)


def _after_change(request: CompanyRequest, member: Membership) -> HttpResponse:
    """The list; those who changed their own role may no longer see it."""
    if member.user_id == request.user.pk:
        return redirect("choose_company")
    return redirect("companies:member_list", company=request.company.slug)
