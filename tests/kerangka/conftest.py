"""The shell's tests need no hashed static names, so they need no collectstatic."""

import copy

import pytest
from django.conf import settings as setelan


@pytest.fixture(autouse=True)
def statis_polos(settings):
    penyimpanan = copy.deepcopy(setelan.STORAGES)
    penyimpanan["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = penyimpanan
    settings.WHITENOISE_AUTOREFRESH = True
