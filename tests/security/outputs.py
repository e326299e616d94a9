"""Every address at which the house gives something out, with a report in place of the variables."""

import re

from parvis.kernel.testing.addresses import all_addresses
from parvis.services.reports.tests.stage import HERE

# What stands for the variable parts of addresses: each address is asked with every one of its values.
PARTS = {
    "service_code": ["street-light"],
    "form": ["json", "xml"],
    "format_name": ["csv", "geojson", "json", "parquet"],
    "slug": ["reports", "waits", "east-side", "street-lighting", "street-light"],
    "where": ["east-side", "city"],
}
QUERIES = (
    "/open311/v2/requests.json?extensions=true",
    "/open311/v2/requests.xml?extensions=true",
    "/reports/?area=east-side",
    f"/around/?spot_lat={HERE[0]}&spot_lon={HERE[1]}&radius=500",
    "/around/?area=east-side",
    "/embed/?area=east-side&category=street-light",
    "/embed/card/?area=east-side&category=street-light",
    "/embed/works.ics?area=east-side&category=street-light",
    "/reports/map.json?box=-71.1,42.3,-71.0,42.4&zoom=18",
)


def filled(route, report):
    """The addresses that a route stands for, with this report and its neighbourhood in place of the variables."""
    values = PARTS | {
        name: [report.public_id, report.reference] for name in ("public_id", "service_request_id", "number")
    }
    values |= {"subject": [report.subject]}
    found = [route]
    for whole, name in re.findall(r"(<(?:\w+:)?(\w+)>)", route):
        found = [
            each.replace(whole, value) for each in found for value in values.get(name, [report.public_id])
        ]
    return [f"/{each}" for each in found]


def everything(report):
    routes = [each.route for each in all_addresses() if "live" not in each.route and "(" not in each.route]
    return [*QUERIES, *(path for route in routes for path in filled(route, report))]
