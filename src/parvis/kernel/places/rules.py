"""Points, boxes and cells. Plain Python."""
