"""The demo's sign-ins as a person reads them."""

from parvis.interfaces.cli.terminal import say, table


def print_sign_ins() -> bool:
    """One line for each role; False, with a sentence, where there is no demo."""
    from parvis.kernel.people.demo import sign_ins
    from parvis.kernel.people.models import Person

    found = sign_ins()
    if not Person.objects.filter(email__in=[each.email for each in found]).exists():
        say("There are no demo sign-ins here. `parvis seed` loads the demo city.")
        return False
    rows = [("Role", "E-mail", "Password", "Code")]
    rows += [(str(each.role), each.email, each.password, each.code or "none needed") for each in found]
    table(rows)
    say("  A code lives for 30 seconds; `.venv/bin/parvis signins` prints the present one.")
    return True
