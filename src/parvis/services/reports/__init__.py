"""A resident says what is wrong in the street; the responsible office answers by the day it promised.

Follows the Open311 GeoReport v2 vocabulary (service, request, status) so that it can be spoken to other systems.
"""
