from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        # Models load after apps.
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415

        from companies.sessions import end_other_sessions, note_sign_in  # noqa: PLC0415
        from companies.sign_ins import listen  # noqa: PLC0415

        user_logged_in.connect(note_sign_in)
        authenticator_added.connect(end_other_sessions)
        listen()
