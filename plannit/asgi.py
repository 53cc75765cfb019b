import os

from django.core.asgi import get_asgi_application

from plannit.environment import refusal_in_a_sentence, require_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plannit.settings")
with refusal_in_a_sentence():
    require_environment()
    application = get_asgi_application()
