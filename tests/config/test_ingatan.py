"""The cache keeps JSON: numbers that Redis counts, plain values, and nothing that could run."""

import pickle

import pytest
from django.core.cache import cache

from config import denyut


class Jahat:
    def __reduce__(self):
        return (dibuat.append, (1,))


dibuat: list[int] = []


@pytest.mark.parametrize("nilai", [0, 7, True, None, "teks", 1.5, [1.0, 2.5], {"a": [1, "b"]}])
def test_plain_values_come_back(nilai):
    cache.set("uji", nilai)
    assert cache.get("uji", "tidak ada") == nilai
    assert type(cache.get("uji")) is type(nilai)


def test_numbers_are_counted_up():
    cache.add("uji", 0)
    assert (cache.incr("uji"), cache.incr("uji"), cache.get("uji")) == (1, 2, 2)


def test_what_another_put_into_redis_is_not_run():
    with denyut._sambungan() as redis:
        redis.set(cache.make_key("uji"), pickle.dumps(Jahat()))
    with pytest.raises(ValueError):
        cache.get("uji")
    assert dibuat == []


def test_objects_are_refused():
    with pytest.raises(TypeError):
        cache.set("uji", object())


@pytest.mark.django_db
def test_the_public_page_answers_without_redis(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    assert client.get("/verifikasi/").status_code == 200
