import re

import pytest
from django.conf import settings

from tests.plannit.addresses import company_addresses

LINK = re.compile(r'{% nav_link "([\w:]+)" .*?(?:sections="([^"]+)")? %}')
BEGINNINGS = {
    beginning
    for template in settings.BASE_DIR.glob("templates/**/*.html")
    for name, sections in LINK.findall(template.read_text())
    for beginning in [name, *sections.split()]
}


@pytest.mark.parametrize("beginning", sorted(BEGINNINGS))
def test_a_menu_names_pages_that_exist(beginning: str) -> None:
    names = [address.name for address in company_addresses()]

    assert [name for name in names if name.startswith(beginning)]
