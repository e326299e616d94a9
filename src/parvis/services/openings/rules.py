"""The limits of what neighbours can be asked. Plain Python."""

PEOPLE_AT_MOST, MINUTES_AT_MOST, DAYS_AT_MOST = 10, 480, 30
WORDS_AT_MOST = 4000
REASON_AT_LEAST = 10
