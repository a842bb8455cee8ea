"""Runs scim2-tester against a SCIM server and prints its results as one JSON list.

Usage: scim2Tester.py URL, with the bearer secret in SCIM_SECRET.
"""

import json
import os
import random
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server

# Values the tester draws from our canonical ones: the same in every run.
random.seed(7644)


def as_json(result):
    return {
        "title": result.title,
        "resourceType": result.resource_type,
        "status": result.status.name,
        "reason": result.reason,
        "tags": sorted(result.tags),
    }


with Client(
    base_url=sys.argv[1],
    headers={"Authorization": f"Bearer {os.environ['SCIM_SECRET']}"},
    timeout=60,
) as client:
    results = check_server(SyncSCIMClient(client))
json.dump([as_json(result) for result in results], sys.stdout, indent=1)
