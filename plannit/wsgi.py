import os

from django.core.wsgi import get_wsgi_application

from plannit.environment import refusal_in_a_sentence, require_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plannit.settings")
with refusal_in_a_sentence():
    require_environment()
    application = get_wsgi_application()
