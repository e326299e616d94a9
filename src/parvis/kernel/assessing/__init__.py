"""The pages on which a part of the house is assessed: a document that fills itself, a form, advice, signature, files.

For everybody a summary of what was signed. What is kept and decided belongs to `assessments`; this room keeps nothing.
"""
