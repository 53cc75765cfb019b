#!/usr/bin/env python
import gc
import os
import sys
from io import TextIOWrapper

from django.core.management import execute_from_command_line

from plannit.environment import (
    refusal_in_a_sentence,
    require_environment,
    use_local_defaults,
)

if __name__ == "__main__":
    # A command makes many objects that live, and next to no cycle to look for.
    gc.set_threshold(50_000, 20, 20)
    # A terminal may lack letters of French: they are escaped there, and nothing fails.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plannit.settings")
    use_local_defaults()
    with refusal_in_a_sentence():
        require_environment()
    execute_from_command_line(sys.argv)
