"""The language of text messages: which letters they hold, what they cost, what people write in them to be understood.

Standards: 3GPP TS 23.038 (the alphabet) and TS 23.040 (long messages), E.164 (numbers); the form in which gateways
hand messages over is the widespread one of Twilio. Plain Python.
"""
