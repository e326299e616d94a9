"""The registry of open datasets and their exports."""
