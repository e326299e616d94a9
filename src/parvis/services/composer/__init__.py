"""Services that officials compose without programming, on terms that everybody can read.

Promise: no service opens before it says whom it serves, on which legal basis, who answers, and why the city does it.
"""
