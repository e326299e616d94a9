"""What answers: calls that read, calls that write, the page for builders."""
