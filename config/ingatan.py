"""How Django's cache writes into Redis: as JSON, so that who can write to Redis cannot make this program run something."""

import json
from typing import Any


class SerializerJson:
    """For ``RedisCache``. Numbers stay bare, because Redis itself counts them up; what JSON cannot say is refused."""

    def dumps(self, nilai: Any) -> bytes | int:
        """Raises TypeError for what JSON does not know."""
        return nilai if type(nilai) is int else json.dumps(nilai, separators=(",", ":")).encode()

    def loads(self, isi: bytes) -> Any:
        """The value; a tuple comes back as a list. Raises ValueError for what another program put there."""
        return json.loads(isi)
