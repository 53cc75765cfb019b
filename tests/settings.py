"""The settings of a person's machine, quick to sign in on."""

from plannit.environment import use_local_defaults

use_local_defaults()

from plannit.settings import *  # noqa: E402, F403

# A password that is slow to guess is slow to make: a quarter of a second each.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
