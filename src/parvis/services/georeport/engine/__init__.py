"""Reading and writing the two forms of the protocol, and its description. Plain Python."""
