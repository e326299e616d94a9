"""Text messages, both ways: whoever has an old phone reports, is answered, and has the last word, like everybody else.

The promise: text the city what is wrong and where; it answers with a number, an office and a day, and STOP is the last
word. Follows 3GPP TS 23.038 and the form of webhooks that many gateways share (see the room `gsm`).
"""
