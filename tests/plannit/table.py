"""Who may ask for each address, and what it answers to them: one line an address.

A new address needs a line here. One that names a row says which of `world.make_rows`;
where a document may be in the books or not, there is a line for each.
"""

from dataclasses import dataclass
from typing import Any

ADMIN = frozenset({"admin"})
EXPORT = ADMIN | {"accountant", "reader"}
EDIT = ADMIN | {"staff", "trusted"}
REVERSE = ADMIN | {"accountant", "trusted"}
ALL = EXPORT | EDIT
NONE: frozenset[str] = frozenset()
STRANGERS = ("stranger", "nobody", "anonymous")
"""A member of the other company, a person of no company, and who is not signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`looks` may GET, `sends` may POST; `shown` and `sent` are what they are told.

    `of` is the name of the row in its address, `value` what else stands there.
    """

    name: str
    looks: frozenset[str] = NONE
    sends: frozenset[str] = NONE
    shown: int = 200
    sent: int = 200
    of: str = ""
    value: dict[str, Any]

    def __str__(self) -> str:
        return " ".join([self.name, self.of, *self.value.values()]).strip()


def page(
    name: str, looks: frozenset[str], of: str = "", shown: int = 200, **value: str
) -> Line:
    return Line(name=name, looks=looks, of=of, shown=shown, value=value)


def form(
    name: str,
    looks: frozenset[str],
    of: str = "",
    sends: frozenset[str] | None = None,
    sent: int = 200,
    **value: str,
) -> Line:
    who = looks if sends is None else sends
    return Line(name=name, looks=looks, sends=who, of=of, sent=sent, value=value)


def button(name: str, sends: frozenset[str], of: str = "", sent: int = 302) -> Line:
    return Line(name=name, sends=sends, of=of, sent=sent, value={})


def change(name: str, of: str, sent: int = 200) -> list[Line]:
    """A form on a document that asks for more once the document is in the books."""
    return [
        form(name, EDIT, of, sent=sent),
        form(name, REVERSE, f"old {of}", sent=sent),
    ]


def change_by_button(name: str, of: str, sent: int = 302) -> list[Line]:
    return [button(name, EDIT, of, sent), button(name, REVERSE, f"old {of}", sent)]


LINES = [
    page("dashboard", ALL),
    page("companies:member_list", ADMIN),
    form("companies:member_create", ADMIN),
    form("companies:member_edit", ADMIN, "member"),
    form("companies:member_second_factor", ADMIN),
    button("companies:invitation_send", ADMIN, "invitation"),
    button("companies:invitation_withdraw", ADMIN, "invitation"),
    page("companies:change_list", EXPORT),
    page("accounting:entry_list", EXPORT),
    page("accounting:entry_detail", EXPORT, "accounting.journalentry"),
    page("accounting:closing", EXPORT),
    button("accounting:close_books", EXPORT, sent=200),
    button("accounting:reopen_books", ADMIN, sent=200),
    form("accounting:settings", EXPORT, sends=ADMIN),
    page("accounting:account_list", EXPORT),
    form("accounting:account_create", ADMIN),
    form("accounting:account_edit", EXPORT, "accounting.glaccount", ADMIN),
    page("taxes:tax_list", EXPORT),
    form("taxes:tax_create", ADMIN),
    form("taxes:tax_edit", EXPORT, "taxes.tax", ADMIN),
    form("taxes:group_create", ADMIN),
    form("taxes:group_edit", EXPORT, "taxes.taxgroup", ADMIN),
    page("catalog:category_list", ALL),
    form("catalog:category_create", ALL),
    form("catalog:category_edit", ALL, "category"),
    page("catalog:item_list", ALL),
    form("catalog:item_create", ALL),
    form("catalog:item_edit", ALL, "item"),
    button("catalog:item_archive", ALL, "item"),
    button("catalog:item_unarchive", ALL, "item"),
    form("catalog:item_delete", ALL, "item", sent=302),
    form("catalog:item_replace", ALL, "item"),
    page("invoices:customer_list", ALL),
    form("invoices:customer_create", EDIT),
    page("invoices:customer_detail", ALL, "invoices.customer"),
    form("invoices:customer_edit", ALL, "invoices.customer", EDIT),
    page("invoices:customer_personal_data", ADMIN, "invoices.customer"),
    button("invoices:customer_personal_data_file", ADMIN, "invoices.customer", 200),
    form("invoices:customer_anonymize", ADMIN, "customer", sent=302),
    form("invoices:customer_interest", EDIT, "invoices.customer"),
    form("invoices:customer_pay", EDIT, "invoices.customer"),
    page("invoices:invoice_list", ALL),
    form("invoices:invoice_create", EDIT),
    page("invoices:invoice_detail", ALL, "invoice"),
    page("invoices:invoice_detail", ALL, "old invoice"),
    page("invoices:invoice_detail", ALL, "debtor"),
    page("invoices:invoice_detail", ALL, "draft"),
    page("invoices:invoice_print", ALL, "invoice"),
    *change_by_button("invoices:line_add", "draft", 200),
    *change_by_button("invoices:line_remove", "draft line"),
    *change("invoices:invoice_terms", "draft"),
    *change_by_button("invoices:invoice_issue", "draft", 200),
    *change("invoices:invoice_delete", "draft", 302),
    *change("invoices:invoice_void", "invoice"),
    *change("invoices:invoice_correct", "invoice", 302),
    button("invoices:invoice_duplicate", EDIT, "invoice"),
    *change("invoices:creditnote_create", "invoice"),
    form("invoices:payment_create", EDIT, "invoice"),
    form("invoices:invoice_apply", EDIT, "invoice"),
    form("invoices:invoice_give", EDIT, "debtor"),
    form("invoices:invoice_refund", REVERSE, "debtor"),
    form("invoices:writeoff_create", REVERSE, "invoice"),
    page("invoices:creditnote_list", ALL),
    page("invoices:creditnote_detail", ALL, "invoices.creditnote"),
    page("invoices:writeoff_detail", ALL, "debt"),
    form("invoices:recovery_create", EDIT, "debt"),
    page("invoices:recovery_detail", ALL, "invoices.recovery", 302),
    page("invoices:reclassification_detail", ALL, "invoices.reclassification", 302),
    page("invoices:payment_list", ALL),
    page("invoices:payment_detail", ALL, "payment"),
    page("invoices:payment_detail", ALL, "old payment"),
    form("invoices:payment_return", EDIT, "payment"),
    form("invoices:payment_return", EDIT, "old payment"),
    *change("invoices:payment_mistake", "payment"),
    page("invoices:paymentallocation_detail", ALL, "part", 302),
    *change("invoices:paymentallocation_move", "part"),
    *change("invoices:paymentallocation_free", "part"),
    page("invoices:paymentreturn_detail", ALL, "invoices.paymentreturn", 302),
    page("invoices:customercredit_list", ALL),
    form("invoices:customercredit_create", EDIT),
    page("invoices:customercredit_detail", ALL, "deposit"),
    page("invoices:customercredit_detail", ALL, "old deposit"),
    form("invoices:customercredit_apply", EDIT, "deposit"),
    form("invoices:customercredit_refund", REVERSE, "deposit"),
    form("invoices:customercredit_forfeit", REVERSE, "deposit"),
    page("invoices:application_detail", ALL, "application", 302),
    *change("invoices:application_undo", "application"),
    page("invoices:forfeiture_detail", ALL, "invoices.forfeiture", 302),
    page("invoices:refund_list", ALL),
    page("invoices:refund_new", REVERSE),
    page("invoices:refund_detail", ALL, "invoices.refund"),
    page("invoices:payout_list", ALL),
    form("invoices:payout_create", EDIT),
    page("invoices:payout_detail", ALL, "invoices.payout"),
    page("invoices:tippayout_list", ALL),
    form("invoices:tippayout_create", REVERSE),
    page("invoices:tippayout_detail", ALL, "invoices.tippayout"),
    form("invoices:cut_over", EXPORT, sends=ADMIN),
    button("invoices:sign_cut_over", EXPORT, sent=200),
    button("invoices:reopen_cut_over", ADMIN),
    button("invoices:cut_over_document", ADMIN, "invoice"),
    form("invoices:line_account", ALL, "line without account"),
    page("invoices:remapping", EXPORT),
    button("invoices:reapply", EXPORT),
    button("invoices:reclassify_line", EXPORT, "invoices.invoiceline"),
    page("invoices:numbering_list", EXPORT),
    form("invoices:numbering_edit", EXPORT, sends=ADMIN, series="INVOICE"),
    page("invoices:method_list", EXPORT),
    form("invoices:method_create", ADMIN),
    form("invoices:method_edit", EXPORT, "invoices.paymentmethod", ADMIN),
    page("exports:batch_list", EXPORT),
    form("exports:batch_new", EXPORT),
    page("exports:test_file", EXPORT),
    page("exports:characters_file", EXPORT),
    page("exports:batch_detail", EXPORT, "batch"),
    page("exports:bordereau", EXPORT, "batch"),
    form("exports:batch_import", EXPORT, "batch"),
    form("exports:batch_reject", EXPORT, "batch"),
    form("exports:batch_cancel", EXPORT, "batch"),
    form("exports:file_import", EXPORT, "file"),
    form("exports:file_reject", EXPORT, "file"),
    form("exports:file_cancel", EXPORT, "file"),
    form("exports:file_take_back", EXPORT, "imported file"),
    button("exports:batch_xlsx", EXPORT, "batch", 200),
    button("exports:batch_csv", EXPORT, "batch", 200),
    button("exports:batch_sage50", EXPORT, "batch", 200),
    page("exports:file_download", EXPORT, "file"),
    page("exports:file_check", EXPORT, "file"),
    page("exports:proof", EXPORT),
    form("exports:glimport_settings", EXPORT, sends=ADMIN),
    page("reports:report_list", EXPORT),
    page("reports:report_detail", EXPORT, slug="taxes-due"),
    page("reports:report_excel", EXPORT, slug="taxes-due"),
]

OUTSIDE: dict[str, tuple[dict[str, Any], tuple[int, int], tuple[int, int]]] = {
    "choose_company": ({}, (302, 405), (302, 405)),
    "account_login": ({}, (200, 200), (302, 302)),
    "account_logout": ({}, (302, 302), (200, 302)),
    "account_inactive": ({}, (200, 405), (200, 405)),
    "account_signup": ({}, (200, 200), (302, 302)),
    "account_change_password": ({}, (302, 302), (200, 200)),
    "account_reset_password": ({}, (200, 200), (200, 200)),
    "account_reset_password_done": ({}, (200, 405), (200, 405)),
    "account_reset_password_from_key": (
        {"uidb36": "1", "key": "nothing"},
        (200, 200),
        (200, 200),
    ),
    "account_reset_password_from_key_done": ({}, (200, 405), (200, 405)),
    "account_reauthenticate": ({}, (302, 302), (200, 200)),
    "email_change": ({}, (302, 302), (200, 200)),
    "email_confirm": ({"token": "nothing"}, (302, 302), (200, 200)),
    "invitation": ({"token": "nothing"}, (404, 404), (404, 404)),
    "sign_in_list": ({}, (302, 405), (200, 405)),
    "usersessions_list": ({}, (302, 302), (200, 302)),
    "mfa_index": ({}, (302, 302), (200, 405)),
    "mfa_activate_totp": ({}, (302, 302), (200, 200)),
    "mfa_deactivate_totp": ({}, (302, 302), (404, 404)),
    "mfa_authenticate": ({}, (302, 302), (302, 302)),
    "mfa_reauthenticate": ({}, (302, 302), (302, 302)),
    "mfa_reauthenticate_webauthn": ({}, (302, 302), (302, 302)),
    "mfa_list_webauthn": ({}, (302, 302), (200, 405)),
    "mfa_add_webauthn": ({}, (302, 302), (200, 200)),
    "mfa_edit_webauthn": ({"pk": 1}, (302, 302), (404, 404)),
    "mfa_remove_webauthn": ({"pk": 1}, (302, 302), (404, 404)),
    "mfa_download_recovery_codes": ({}, (302, 302), (404, 404)),
    "mfa_generate_recovery_codes": ({}, (302, 302), (200, 200)),
    "mfa_view_recovery_codes": ({}, (302, 302), (404, 405)),
    "set_language": ({}, (302, 302), (302, 302)),
}
"""Of no company: what is in the address, then what a GET and a POST are answered, to
who is not signed in and to who is."""
