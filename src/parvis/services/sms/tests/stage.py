"""An old phone."""

from dataclasses import dataclass

from parvis.kernel.testing.jobs import run_jobs
from parvis.services.carrier.tests.gateway import FakeGateway


@dataclass(frozen=True)
class Phone:
    """Texts the city, and reads what comes back."""

    number: str
    gateway: FakeGateway

    def texts(self, words: str, number: str = "") -> str:
        """Send this; the answers to it, in one string, empty for silence."""
        before = len(self.inbox)
        assert self.gateway.bring(self.number, words, number).status_code == 200
        run_jobs()
        return "\n".join(self.inbox[before:])

    @property
    def inbox(self) -> list[str]:
        """All that this phone got."""
        run_jobs()
        return self.gateway.to(self.number)
