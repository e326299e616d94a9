#!/bin/sh
# Finds a Python that really runs (3.11 or newer) and hands over to bootstrap.py.
# A name on the PATH proves nothing: version managers leave launchers behind for Pythons that are not there.
here=$(dirname "$0")
for python in "$here/../.venv/bin/python" "$PYTHON" python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -n "$python" ] || continue
    if "$python" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" -I -S "$here/bootstrap.py" "$@"
    fi
done
echo "Parvis needs Python 3.11 or newer to set itself up, and none runs here. Install one, or name it: PYTHON=/path/to/python3 make install." >&2
exit 1
