"""The reports there are, by the last part of their address."""

from collections.abc import Mapping

from reports.queries.ageing import AGEING
from reports.queries.cut_over import CUT_OVER
from reports.queries.held import HELD
from reports.queries.receivable import RECEIVABLE
from reports.queries.sales import SALES
from reports.queries.taxes_due import TAXES_DUE
from reports.report import Report

REPORTS: Mapping[str, Report] = {
    "taxes-due": TAXES_DUE,
    "held": HELD,
    "receivable": RECEIVABLE,
    "ageing": AGEING,
    "sales": SALES,
    "cut-over": CUT_OVER,
}
