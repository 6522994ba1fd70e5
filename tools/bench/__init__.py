"""Measuring the goals of speed on data made by SQL, the same rows on both databases; `./dev bench` runs it."""
