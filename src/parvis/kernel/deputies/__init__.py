"""Who acts for whom: officials lend their roles for a time, and everybody reads that they do."""
