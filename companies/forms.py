from allauth.account.forms import ResetPasswordKeyForm
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Membership, User
from companies.services import prove_mailbox
from ui.forms import PlainForm, PlainModelForm


class InvitationForm(PlainForm):
    email = forms.EmailField(label=_("Email"), max_length=254)
    name = forms.CharField(
        label=_("Name"),
        max_length=User._meta.get_field("name").max_length,  # noqa: SLF001 - _meta is Django's documented API
        required=False,
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.Role.choices,
        initial=Membership.Role.STAFF,
        help_text=_(
            "Staff bill, take payments and keep the catalogue. Accountants also see the"
            " journal and the settings, and export. Administrators may do everything."
        ),
    )

    def clean_role(self) -> Membership.Role:
        return Membership.Role(self.cleaned_data["role"])


class MemberForm(PlainModelForm[Membership]):
    class Meta:
        model = Membership
        fields = ["role", "may_reverse", "is_active"]
        help_texts = {
            "is_active": _("Someone who is not active cannot open this company."),
        }


class SecondFactorForm(PlainModelForm[Company]):
    class Meta:
        model = Company
        fields = ["requires_second_factor"]
        help_texts = {
            "requires_second_factor": _(
                "Besides their password: a code of an application on their phone, or a"
                " security key. Who has none is led to set it up before any page of this"
                " company opens."
            ),
        }


class NewPasswordForm(ResetPasswordKeyForm):
    """The form behind a link that was mailed: who sends it reads that mailbox."""

    def save(self) -> None:
        super().save()
        prove_mailbox(self.user)
