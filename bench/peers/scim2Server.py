"""Serves scim2-server's in-memory storage with the people and groups that PEER (JSON, see systems.ts) describes.

The application, the storage and the WSGI server are those of its own command, `scim2-server`. That one starts empty and
chooses ids by itself; here they are given, so that the requests are the same as for every other server.
"""

import hashlib
import json
import os
import sys
import threading
import uuid
from wsgiref.simple_server import WSGIRequestHandler, make_server

from scim2_server.memory import InMemoryStorage
from scim2_server.testserver.application import BearerTokenApplication
from scim2_server.testserver.cli import ThreadingWSGIServer
from scim2_server.utils import load_default_provider

peer = json.loads(os.environ["PEER"])
provider = load_default_provider()
types = {type_.name: type_ for type_ in provider.resource_types}


def person_id(n):
    return str(uuid.UUID(hashlib.md5(f"person-0-{n}".encode()).hexdigest()))


class Storage(InMemoryStorage):
    """One that keeps the ids it is given."""

    def generate_id(self, resource_type, resource):
        return resource.id


class Server(ThreadingWSGIServer):
    """Sixteen connections at once are more than wsgiref lets wait."""

    request_queue_size = 128


class Quiet(WSGIRequestHandler):
    """A line on the terminal for each request would cost time."""

    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass


def fill(storage):
    user, group = (provider.model_for(types[name]) for name in ("User", "Group"))
    for n in range(peer["people"]):
        name = f"person-{n}@org-0.test"
        storage.create(
            types["User"],
            user.model_validate(
                {
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                    "id": person_id(n),
                    "externalId": f"external-{name}",
                    "userName": name,
                    "displayName": f"Person Number {n}",
                    "name": {"givenName": "Person", "familyName": f"Number {n}"},
                    "title": f"Title {len(name)}",
                    "userType": "host",
                    "active": True,
                    "emails": [{"value": name, "type": "work", "primary": True}],
                }
            ),
        )
    for one in peer["groups"]:
        members = [{"value": person_id(n)} for n in range(one["members"])]
        storage.create(
            types["Group"],
            group.model_validate(
                {
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                    "id": one["id"],
                    "displayName": one["name"],
                    "members": members,
                }
            ),
        )


storage = Storage()
fill(storage)
scim = BearerTokenApplication(storage, provider, bearer_tokens=[peer["secret"]])


def application(environ, start_response):
    """Mounts it where Usher has its own."""
    environ["SCRIPT_NAME"] = peer["base"]
    environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(peer["base"])
    return scim(environ, start_response)


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
make_server("127.0.0.1", peer["port"], application, Server, Quiet).serve_forever()
