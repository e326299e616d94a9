"""What the city checked about somebody: what, by which office, until when. In place of scores.

Officials say which kinds there are, and which role of which office gives each. A line holds that something was seen,
never its number. It is the person's own: others see it only where the person shows it.
"""
