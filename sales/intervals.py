"""How far two groups of companies lie apart, and how sure that is: 95 % intervals. Pure."""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

Z = NormalDist().inv_cdf(0.975)

Interval = tuple[float, float]


class Group(NamedTuple):
    """Companies, how many of them bought, what all bought together, and the sum of the squares of what each bought."""

    companies: int
    buyers: int
    revenue: float
    squares: float

    @property
    def share(self) -> float:
        """Of the companies that bought, from 0 to 1."""
        return self.buyers / self.companies if self.companies else 0.0

    @property
    def mean(self) -> float:
        return self.revenue / self.companies if self.companies else 0.0

    @property
    def variance_of_mean(self) -> float:
        """What the mean would vary by among other companies like these; needs two of them."""
        n = self.companies
        return max(self.squares - n * self.mean**2, 0.0) / (n - 1) / n


def wilson(buyers: int, companies: int) -> Interval:
    """Of a share; Wilson's score."""
    share, n = buyers / companies, companies
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return middle - half, middle + half


def newcombe(one: Group, other: Group) -> Interval:
    """Of the difference between the shares of buyers; both groups have a company."""
    (low, high), (other_low, other_high) = (wilson(group.buyers, group.companies) for group in (one, other))
    difference = one.share - other.share
    below = sqrt((one.share - low) ** 2 + (other_high - other.share) ** 2)
    above = sqrt((high - one.share) ** 2 + (other.share - other_low) ** 2)
    return difference - below, difference + above


def normal(one: Group, other: Group) -> Interval:
    """Of the difference between revenues per company, whose variances may differ; both groups have two companies."""
    difference, half = one.mean - other.mean, Z * sqrt(one.variance_of_mean + other.variance_of_mean)
    return difference - half, difference + half
