"""What is done with a payment after it was taken."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounting.journal.cents import ZERO
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.models import Company
from invoices.forms.invoices import PastDayForm
from invoices.forms.payment_actions import MistakeForm, MoveForm, ReturnForm
from invoices.models import Payment, PaymentAllocation, PaymentReturn
from invoices.money_pages import payment_for_page
from invoices.services.parts import free_payment, move_payment
from invoices.services.post_dated import take_due_payments
from invoices.services.returning import return_payment
from invoices.views import deeds
from invoices.views.acting import act, page_of_row
from invoices.views.changing import changing
from invoices.views.once import once


def _payment(company: Company, pk: int) -> Payment:
    """One whose day has come is not to come any more."""
    take_due_payments(company=company, on=timezone.localdate())
    return payment_for_page(company, pk)


def _part(company: Company, pk: int) -> PaymentAllocation:
    parts = PaymentAllocation.objects.filter(payment__company=company)
    related = parts.select_related("invoice", "payment__customer__company")
    return get_object_or_404(related, pk=pk)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def payment_return(request: CompanyRequest, pk: int) -> HttpResponse:
    payment = _payment(request.company, pk)
    form = ReturnForm(request.POST or None, payment=payment, today=timezone.localdate())
    deed = deeds.returning(payment)
    return act(
        request,
        form,
        deed,
        lambda: return_payment(
            payment=payment,
            kind=PaymentReturn.Kind(form.cleaned_data["kind"]),
            returned_on=form.cleaned_data["day"],
            fee=form.cleaned_data["fee"] or ZERO,
            account=form.cleaned_data["account"],
            reason=form.cleaned_data["reason"],
        ),
        then=_page_after,
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(_payment)
def payment_mistake(request: CompanyRequest, payment: Payment) -> HttpResponse:
    """Undo a payment entered by mistake, or a post-dated cheque given back."""
    form = MistakeForm(request.POST or None, today=timezone.localdate())
    deed = (
        deeds.cancelling(payment)
        if payment.is_pending
        else deeds.undoing_mistake(payment)
    )
    return act(
        request,
        form,
        deed,
        lambda: return_payment(
            payment=payment,
            kind=PaymentReturn.Kind.MISTAKE,
            returned_on=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
        ),
        then=_page_after,
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(_part)
def part_move(request: CompanyRequest, part: PaymentAllocation) -> HttpResponse:
    form = MoveForm(request.POST or None, part=part, today=timezone.localdate())
    deed = deeds.moving(part)
    return act(
        request,
        form,
        deed,
        lambda: move_payment(
            part=part,
            invoice=form.cleaned_data["invoice"],
            moved_on=form.cleaned_data["day"],
        ),
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(_part)
def part_free(request: CompanyRequest, part: PaymentAllocation) -> HttpResponse:
    form = PastDayForm(request.POST or None, today=timezone.localdate())
    deed = deeds.freeing(part)
    return act(
        request,
        form,
        deed,
        lambda: free_payment(part=part, freed_on=form.cleaned_data["day"]),
        then=page_of_row,
    )


def _page_after(returned: PaymentReturn) -> str:
    """The document that its customer owes now, else the payment."""
    return page_of_row(returned.document or returned.payment)
