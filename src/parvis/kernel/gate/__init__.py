"""The gate: what a form asks of whom the city does not know yet, so that robots pay and people hardly notice.

A field that people never see, a signed moment, and a small sum that the browser does while somebody types; without
JavaScript a short wait takes its place. No outside captcha, no picture to read, no address kept. Proof of work after
hashcash (Back, 2002): SHA-256 of challenge, colon and a number begins with so many zero bits.
"""
