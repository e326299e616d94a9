"""The public register of what is kept about people: which data, whose, why, by which law, how long, who sees it.

After the record of processing activities that Article 30 of the GDPR asks for. It is not written by anybody: it is read
from the rules by which the house really keeps and lets go, from the manifests, and from the services as composed.
"""
