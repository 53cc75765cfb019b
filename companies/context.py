from django.http import HttpRequest

from companies.capabilities import Can


def company(request: HttpRequest) -> dict[str, object]:
    """Give templates `company` and `can.export_journal` on a company's pages."""
    capabilities: frozenset[Can] = getattr(request, "capabilities", frozenset())
    return {
        "company": getattr(request, "company", None),
        "can": {capability.value: True for capability in capabilities},
    }
