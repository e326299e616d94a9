"""Does the journal still say what was written? Its chains are checked here, in this database and in a backup of it."""
