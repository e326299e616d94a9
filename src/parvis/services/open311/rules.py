"""What programs may be allowed to do here, by name."""

SEND = "open311.send"
VOUCH = "open311.vouch"  # its users' addresses are confirmed already
NEWS = "open311.news"
