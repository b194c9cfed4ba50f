"""Redis away costs speed, not pages, and never opens the door to guessing."""

import pytest
from django.core.cache import caches

from literasi.cache import ForgivingRedisCache

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def cache_without_redis(db: None) -> ForgivingRedisCache:
    return ForgivingRedisCache(NOBODY_LISTENS, {"OPTIONS": {"socket_connect_timeout": 0.2}})


def test_values_are_kept_in_the_database_while_redis_is_away(
    cache_without_redis: ForgivingRedisCache,
) -> None:
    cache_without_redis.set("failures", 1, 60)
    counted = cache_without_redis.incr("failures")

    assert counted == 2
    assert caches["database"].get("failures") == 2


def test_every_way_of_using_the_cache_survives_a_stopped_redis(
    cache_without_redis: ForgivingRedisCache,
) -> None:
    cache = cache_without_redis

    assert cache.add("a", 1) is True
    assert cache.add("a", 2) is False
    cache.set_many({"b": 2, "c": 3})
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2, "c": 3}
    assert cache.has_key("b") is True
    assert cache.touch("b", 10) is True
    assert cache.delete("b") is True
    cache.delete_many(["c"])
    assert cache.get("c", "gone") == "gone"
    assert cache.get_or_set("d", lambda: 4) == 4
    cache.clear()
    assert cache.get("a") is None
