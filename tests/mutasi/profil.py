"""Plugin of pytest for ``make mutasi``: few examples, and every time the same ones, so that a survivor stays one."""

from hypothesis import settings

from tests.contoh import contoh

settings.register_profile("mutasi", max_examples=contoh(40), derandomize=True, deadline=None, database=None)
settings.load_profile("mutasi")
