from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies.sign_ins import listen  # noqa: PLC0415 - models load after apps

        listen()
