"""Lets `python -m parvis.interfaces.cli` be the `parvis` command."""

from parvis.interfaces.cli.main import main

main()
