"""What each part of the house may mean for people, written before it is relied on, read again when it changes.

After Articles 35 and 36 of the GDPR. What the programs know they fill in: purposes, fields, who sees them, how long.
People write what programs cannot know. The officer advises, an office signs, a later change is noticed by itself.
"""
