"""What can I do here, now? Invitations to what is really needed, with the reason for each.

The promise: near you first, nothing that is too much for you, at most one letter a week, and only if you asked for it.
Who does not feel like it is asked less often, without having to say so.
"""
