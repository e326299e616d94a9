"""Who looked at my data: each time an official opens a page that shows what only the city knows of somebody.

One line for each person, official, thing and hour. The person reads it in "My data"; the data-protection officer sees
who looked at far more people than others do, as a fact and not as a verdict.
"""
