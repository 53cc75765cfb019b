import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import CommandError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.models import User
from companies.queries import companies_of
from companies.services import NoSecondFactorError, reset_second_factor

logger = logging.getLogger(__name__)


class Command(SiteCommand):
    help = "Remove the second factor that a person lost, and end their sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *, email: str, **_options: Any) -> None:
        try:
            user = User.objects.get(email__iexact=email)
            reset_second_factor(user)
        except User.DoesNotExist as error:
            message = _("Nobody has the address %(email)s.") % {"email": email}
            raise CommandError(message) from error
        except NoSecondFactorError as error:
            raise CommandError(str(error)) from error
        logger.warning("second factor of user %s reset by the operator", user.pk)
        _tell(user)
        message = _(
            "%(email)s signs in with their password alone, and was told by email."
        )
        self.stdout.write(message % {"email": user.email})


def _tell(user: User) -> None:
    """Write in the language of the person's company: theirs is kept by their browser."""
    companies = companies_of(user)
    language = companies[0].language if companies else settings.LANGUAGE_CODE
    with translation.override(language):
        subject = render_to_string("mfa/email/reset_by_operator_subject.txt").strip()
        body = render_to_string(
            "mfa/email/reset_by_operator_message.txt", {"site_url": settings.SITE_URL}
        )
    send_mail(subject, body.strip(), None, [user.email])
