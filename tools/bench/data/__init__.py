"""The rows that are measured."""

from tools.bench.data.loading import clear, load, sweep
from tools.bench.data.sizes import ALL, CAMPAIGNS, DAY, FEW, FRESH, MANY, ONE, SIZES, TO_LOG, WITH_PRICES, Size

__all__ = [
    "ALL",
    "CAMPAIGNS",
    "DAY",
    "FEW",
    "FRESH",
    "MANY",
    "ONE",
    "SIZES",
    "TO_LOG",
    "WITH_PRICES",
    "Size",
    "clear",
    "load",
    "sweep",
]
