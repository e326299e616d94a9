"""One file for each word of the `parvis` command: `configure(parser)` names its options, `run(options)` does it."""
