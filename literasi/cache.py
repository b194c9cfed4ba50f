"""A Redis cache that costs speed, not pages, when Redis is away."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Redis when it answers, the database's cache table when it does not.

    The rate limits of the sign-in door count in this cache, so they must keep counting
    somewhere: without the fallback a stopped Redis would open the door to guessing.
    """

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        redis_method: Callable[..., Any] = getattr(super(), method)
        try:
            return redis_method(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("Redis does not answer (%s); using the database's cache table.", error)
            return getattr(caches["database"], method)(*args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return the value, from the fallback when Redis is away."""
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the value, in the fallback when Redis is away."""
        return self._ask("set", *args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the value unless there is one, in the fallback when Redis is away."""
        return self._ask("add", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Drop the value, from the fallback when Redis is away."""
        return self._ask("delete", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        """Count up, in the fallback when Redis is away."""
        return self._ask("incr", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        """Lengthen the value's life, in the fallback when Redis is away."""
        return self._ask("touch", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        """Tell whether there is a value, in the fallback when Redis is away."""
        return self._ask("has_key", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        """Return the values, from the fallback when Redis is away."""
        return self._ask("get_many", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the values, in the fallback when Redis is away."""
        return self._ask("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        """Drop the values, from the fallback when Redis is away."""
        return self._ask("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        """Empty the cache, or the fallback when Redis is away."""
        return self._ask("clear")
