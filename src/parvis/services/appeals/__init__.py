"""Whoever wrote something that the city hid can object; somebody who did not hide it answers, by a day.

The promise: nobody judges their own decision, and the answer has a due date and reasons. Follows Article 20 of
Regulation (EU) 2022/2065 (Digital Services Act).
"""
