"""How many examples a property is tried with."""

import os


def contoh(banyak: int) -> int:
    """``banyak``, or fewer where ``UJI_CONTOH`` says so: ``make mutasi`` asks the same properties a thousand times over."""
    return min(banyak, int(os.environ.get("UJI_CONTOH", banyak)))
