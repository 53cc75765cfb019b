"""Documents changed after the fact: what is in the books takes more than what is not."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import transaction
from django.http import HttpResponse

from companies.access import CompanyRequest, require
from companies.capabilities import Can
from companies.models import Company
from companies.services import lock_company
from invoices.queries.in_books import Document, is_in_books

DocumentT = TypeVar("DocumentT", bound=Document)


def changing(
    find: Callable[[Company, int], DocumentT],
) -> Callable[
    [Callable[[CompanyRequest, DocumentT], HttpResponse]], Callable[..., HttpResponse]
]:
    """Give the view the document, if the member may change it as it is in the books.

    A form is done under the company's lock: no batch takes the document meanwhile.
    """

    def decorate(
        view: Callable[[CompanyRequest, DocumentT], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: CompanyRequest, pk: int) -> HttpResponse:
            if request.method != "POST":
                return shown(request, pk)
            with transaction.atomic():
                lock_company(request.company)
                return shown(request, pk)

        def shown(request: CompanyRequest, pk: int) -> HttpResponse:
            document = find(request.company, pk)
            require(request, needed_for(document))
            return view(request, document)

        return guarded

    return decorate


def needed_for(document: Document) -> Can:
    """The capability that changing the document asks for."""
    if is_in_books(document):
        return Can.REVERSE_DOCUMENTS
    return Can.EDIT_DOCUMENTS


def may_change(request: CompanyRequest, document: Document) -> bool:
    return needed_for(document) in request.capabilities
