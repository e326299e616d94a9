"""Nothing that people wrote is hidden without a reason that its author reads; everybody sees how much is hidden.

The promise: as little as is needed is taken away, its author is told why, and who flagged it what became of it. Follows
Regulation (EU) 2022/2065 (Digital Services Act): notice (Article 16), statement of reasons (17), public counts (24).
"""
