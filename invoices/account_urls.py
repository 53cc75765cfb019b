"""The pages of the cut-over and of accounts that rules changed since."""

from django.urls import URLPattern, path

from invoices.views import cut_over, line_account, remapping

account_pages: list[URLPattern] = [
    path("settings/cut-over/", cut_over.cut_over, name="cut_over"),
    path(
        "settings/cut-over/<int:pk>/", cut_over.choose_prior, name="cut_over_document"
    ),
    path("settings/cut-over/sign/", cut_over.sign, name="sign_cut_over"),
    path("settings/cut-over/reopen/", cut_over.reopen, name="reopen_cut_over"),
    path(
        "entries/lines/<int:pk>/account/",
        line_account.line_account,
        name="line_account",
    ),
    path("remapping/", remapping.remapping, name="remapping"),
    path("remapping/reapply/", remapping.reapply, name="reapply"),
    path(
        "remapping/lines/<int:pk>/", remapping.reclassify_line, name="reclassify_line"
    ),
]
