"""Gathers the pictograms that the house uses into one file.

Run it with the folder of the pictogram set (the `assets` folder of @phosphor-icons/core, MIT):
`python -m parvis.kernel.ui.sprite ASSETS`. It writes static/ui/vendor/phosphor/icons.svg, and says nothing when all
is well.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = HERE / "icons.txt"
SPRITE = HERE / "static/ui/vendor/phosphor/icons.svg"
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def names() -> list[str]:
    """The pictograms in use: `eye` is drawn in lines, `eye-duotone` in two tones."""
    return NAMES.read_text(encoding="utf-8").split()


def gather(assets: Path) -> str:
    """The sprite: one `<symbol>` for each name; FileNotFoundError for a name that the set does not have."""
    symbols = []
    for name in names():
        weight = "duotone" if name.endswith("-duotone") else "regular"
        drawing = (assets / weight / f"{name}.svg").read_text(encoding="utf-8")
        body = _BODY.search(drawing)
        if body is None:
            raise ValueError(f"{name}.svg is not a drawing.")
        symbols.append(f'<symbol id="{name}" viewBox="0 0 256 256">{body[1]}</symbol>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">\n' + "\n".join(symbols) + "\n</svg>\n"
    )


if __name__ == "__main__":
    SPRITE.write_text(gather(Path(sys.argv[1])), encoding="utf-8")
