"""The clock behind every request: due when, owned by whom, who takes over, kept or broken.

A promise is opened in the transaction of the request itself. When its day passes unanswered it moves down its chain
by itself; the chain always ends at the public desk, and the broken promise stays visible as broken.
"""
