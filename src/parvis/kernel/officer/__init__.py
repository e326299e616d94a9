"""The data-protection officer's page: what is kept to of the promises about people's data, in counts and facts.

The officer is whoever serves in the office that the city's file names (`[privacy] office`). The page names no resident.
"""
