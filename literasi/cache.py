"""A Redis cache that costs speed, not pages, when Redis is away."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _redis_or_database(name: str) -> Any:  # noqa: ANN401 - it stands in for methods of every shape
    """Return the cache method of this name, asking the database's cache table when Redis fails."""
    ask_redis: Callable[..., object] = getattr(RedisCache, name)

    def method(cache: RedisCache, *args: object, **options: object) -> object:
        try:
            return ask_redis(cache, *args, **options)
        except (RedisError, OSError) as error:
            logger.warning("Redis does not answer (%s); using the database's cache table.", error)
            return getattr(caches["database"], name)(*args, **options)

    return method


class ForgivingRedisCache(RedisCache):
    """Redis when it answers, the database's cache table when it does not.

    The rate limits of the sign-in door count in this cache, so they must keep counting
    somewhere: without the fallback a stopped Redis would open the door to guessing.
    """

    add = _redis_or_database("add")
    get = _redis_or_database("get")
    set = _redis_or_database("set")
    touch = _redis_or_database("touch")
    delete = _redis_or_database("delete")
    has_key = _redis_or_database("has_key")
    incr = _redis_or_database("incr")
    get_many = _redis_or_database("get_many")
    set_many = _redis_or_database("set_many")
    delete_many = _redis_or_database("delete_many")
    clear = _redis_or_database("clear")
