"""Shares of a whole, and how surely they are known. Plain Python."""

from math import sqrt

Z = 1.959963984540054  # of a normal distribution 95 of 100 lie within so many deviations


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The interval that holds the true share 95 times of 100 (Wilson 1927, Journal of the American Statistical
    Association 22). `ValueError` for an empty whole."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}.")
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    reach = Z * sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    # What floating-point numbers leave over must not push the share itself out of its interval.
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))


def newcombe(part: int, whole: int, other_part: int, other_whole: int) -> tuple[float, float]:
    """The interval of the difference of two shares, the first less the second (Newcombe 1998, Statistics in Medicine
    17, method 10): from the two intervals of Wilson, good for small numbers too."""
    share, other = part / whole, other_part / other_whole
    low, high = wilson(part, whole)
    other_low, other_high = wilson(other_part, other_whole)
    difference = share - other
    down = sqrt((share - low) ** 2 + (other_high - other) ** 2)
    up = sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return max(-1.0, difference - down), min(1.0, difference + up)
