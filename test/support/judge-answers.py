"""Judges recorded answers by the models of the SDK for Python (botocore), more strictly than the SDK itself does.

Reads one JSON object a line: {"service", "operation", "status", "headers", "body"}, the body in Base64. Prints one JSON
object: {"version", "judged": {"service": {"operation": [successes, errors]}}, "complaints": [text, ...]}.

The SDK's parsers skip what they do not know and what is missing, so that this walks each answer beside its model: no
element that the model does not have, none twice outside of lists, required members there, values of enums among them,
numbers, booleans and timestamps well formed, error codes that the operation or the service has.
"""

import base64
import collections
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

try:
    import botocore
    from botocore import loaders, model, parsers
except ImportError:
    # Debian's awscli brings its own.
    import awscli.botocore as botocore
    from awscli.botocore import loaders, model, parsers

# The form of a timestamp by where it stands. Source: the Smithy protocols' default timestamp formats.
ISO_8601 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
FORMS = {
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"-?\d+"),
    "long": re.compile(r"-?\d+"),
    "double": re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?"),
    "float": re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?"),
}


class Judge:
    def __init__(self, allowed):
        self.loader = loaders.Loader()
        self.services = {}
        self.allowed = allowed
        self.complaints = []
        self.judged = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))

    def service(self, name):
        if name not in self.services:
            self.services[name] = model.ServiceModel(self.loader.load_service_model(name, "service-2"), name)
        return self.services[name]

    def judge(self, answer):
        service = self.service(answer["service"])
        self.place = f'{answer["service"]} {answer["operation"]} {answer["status"]}'
        if answer["operation"] not in service.operation_names:
            # The SDK for JavaScript may be younger than this model; then it is enough that it is not served.
            return None if answer["status"] >= 300 else self.complain("is no operation of the model")
        operation = service.operation_model(answer["operation"])
        body = base64.b64decode(answer["body"])
        is_error = answer["status"] >= 300
        self.judged[answer["service"]][answer["operation"]][1 if is_error else 0] += 1
        protocol = service.metadata["protocol"]
        try:
            self.parse(protocol, operation, answer, body)
            if is_error:
                self.judge_error(service, operation, answer, body)
            elif protocol == "rest-xml":
                self.judge_rest(operation.output_shape, answer, body)
            else:
                self.judge_query(service, operation, body)
        except ElementTree.ParseError as error:
            self.complain(f"is not well-formed XML ({error})")

    def parse(self, protocol, operation, answer, body):
        """What the SDK itself does with it."""
        response = {"status_code": answer["status"], "headers": CaseFolded(answer["headers"]), "body": body, "context": {}}
        output = operation.output_shape
        if output is not None and answer["status"] < 300 and operation.has_streaming_output:
            response["body"] = io.BytesIO(body)
        try:
            parsers.create_parser(protocol).parse(response, output)
        except Exception as error:  # Whatever the SDK stumbles on is a complaint.
            self.complain(f"stops the SDK's parser: {type(error).__name__}: {error}")

    def judge_query(self, service, operation, body):
        root = ElementTree.fromstring(body)
        namespace, tag = split(root.tag)
        if tag != f"{operation.name}Response":
            self.complain(f"has the root element {tag}")
        # EC2's model has the namespace of its first version, and its answers that of the version asked for.
        known = re.sub(r"/\d{4}-\d\d-\d\d/?$", "", service.metadata.get("xmlNamespace", ""))
        if known and not (namespace or "").startswith(known):
            self.complain(f'has the namespace "{namespace}", not "{known}"')
        children = [(split(child.tag)[1], child) for child in root]
        names = [name for name, _ in children]
        output = operation.output_shape
        if service.metadata["protocol"] == "ec2":
            if names[:1] != ["requestId"]:
                self.complain(f"begins with {names[:1]}, not with requestId")
            rest = [child for name, child in children if name not in ("requestId",)]
            if output is None:
                # What has no output says that it went well. Source: EC2 API Reference, the responses of such actions.
                if [(split(child.tag)[1], child.text) for child in rest] != [("return", "true")]:
                    self.complain("says more or less than <return>true</return>")
            else:
                self.judge_structure(output, rest, "", {})
            return
        wrapper = output.serialization.get("resultWrapper", f"{operation.name}Result") if output is not None else None
        expected = ([wrapper] if wrapper else []) + ["ResponseMetadata"]
        if names != expected:
            self.complain(f"has {names}, not {expected}")
        for name, child in children:
            if name == wrapper:
                self.judge_structure(output, list(child), "", {})
            if name == "ResponseMetadata" and [split(part.tag)[1] for part in child] != ["RequestId"]:
                self.complain("has a ResponseMetadata without its RequestId alone")

    def judge_rest(self, output, answer, body):
        if output is None:
            if body:
                self.complain("has a body where the model has none")
            return
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        for name, member in output.members.items():
            location = member.serialization.get("location")
            text = headers.get(member.serialization.get("name", name).lower()) if location == "header" else None
            if text is not None:
                self.judge_scalar(member, text, name, RFC_822)
        payload = output.serialization.get("payload")
        if payload is not None:
            shape = output.members[payload]
            if shape.type_name == "structure":
                root = ElementTree.fromstring(body)
                expected = shape.serialization.get("name", shape.name)
                if split(root.tag)[1] not in (expected, shape.name):
                    self.complain(f"has the root element {split(root.tag)[1]}, not {expected}")
                self.judge_structure(shape, list(root), "", root.attrib)
            return
        in_body = [name for name, member in output.members.items() if "location" not in member.serialization]
        if in_body and body:
            root = ElementTree.fromstring(body)
            if not root.tag.startswith("{http://s3.amazonaws.com/doc/2006-03-01/}"):
                self.complain(f"has the root element {root.tag}")
            if len(in_body) == 1 and not list(root) and output.members[in_body[0]].type_name == "string":
                return self.judge_scalar(output.members[in_body[0]], root.text or "", in_body[0], ISO_8601, empty=True)
            self.judge_structure(output, list(root), "", root.attrib)
        elif body:
            self.complain("has a body where the model has none")

    def judge_structure(self, shape, children, path, attributes):
        known, seen = {}, collections.Counter()
        for name, member in shape.members.items():
            if "location" in member.serialization:
                continue
            known[element_name(member, name)] = (name, member)
        for child in children:
            tag = split(child.tag)[1]
            if tag not in known:
                self.complain(f"{path}{tag} is not in the model of {shape.name}")
                continue
            name, member = known[tag]
            seen[name] += 1
            if is_flattened(member):
                self.judge_value(member.member if member.type_name == "list" else member, child, f"{path}{name}.")
            elif seen[name] > 1:
                self.complain(f"{path}{name} is there twice")
            else:
                self.judge_value(member, child, f"{path}{name}.")
        for name in shape.required_members:
            member = shape.members[name]
            if seen[name] == 0 and "location" not in member.serialization and not member.serialization.get("xmlAttribute"):
                self.complain(f"{path}{name} is required and missing")

    def judge_value(self, shape, node, path):
        if shape.type_name == "structure":
            return self.judge_structure(shape, list(node), path, node.attrib)
        if shape.type_name == "list":
            tag = shape.member.serialization.get("name", "member")
            for child in node:
                if split(child.tag)[1] != tag:
                    self.complain(f"{path} has <{split(child.tag)[1]}> for <{tag}>")
                else:
                    self.judge_value(shape.member, child, path)
            return
        if shape.type_name == "map":
            return
        if list(node):
            return self.complain(f"{path} has elements where the model has a {shape.type_name}")
        self.judge_scalar(shape, node.text or "", path.rstrip("."), ISO_8601)

    def judge_scalar(self, shape, text, path, timestamp, empty=False):
        form = FORMS.get(shape.type_name)
        if form is not None and not form.fullmatch(text):
            self.complain(f'{path} is "{text}", no {shape.type_name}')
        if shape.type_name == "timestamp" and not timestamp.fullmatch(text):
            self.complain(f'{path} is "{text}", no timestamp')
        values = getattr(shape, "enum", None)
        if values and text not in values and not (empty and text == ""):
            self.complain(f'{path} is "{text}", none of {", ".join(values)}')

    def judge_error(self, service, operation, answer, body):
        name = answer["service"]
        if not body:
            # A HEAD has none, and neither has an answer that says that nothing has changed.
            if operation.http.get("method") != "HEAD" and answer["status"] != 304:
                self.complain("is an error without a body")
            return
        root = ElementTree.fromstring(body)
        tags = {"query": ("ErrorResponse", ["Error", "RequestId"]), "ec2": ("Response", ["Errors", "RequestID"])}
        root_tag, children = tags.get(service.metadata["protocol"], ("Error", None))
        if split(root.tag)[1] != root_tag:
            self.complain(f"has the root element {root.tag}")
        if children is not None and [split(child.tag)[1] for child in root] != children:
            self.complain("has other elements than those of an error")
        error = root if name == "s3" else next(node for node in root.iter() if split(node.tag)[1] == "Error")
        parts = {split(child.tag)[1]: child.text or "" for child in error}
        code = parts.get("Code", "")
        if not parts.get("Message"):
            self.complain(f"has the error {code} without a message")
        statuses = {}
        for shape in operation.error_shapes:
            wire = shape.metadata.get("error", {})
            statuses[wire.get("code", shape.name)] = wire.get("httpStatusCode", 400)
        allowed = {**self.allowed.get(name, {}), **statuses}
        if code not in allowed:
            self.complain(f"has the error code {code}, which neither the operation nor the service has")
        elif allowed[code] != answer["status"] and name != "s3":
            self.complain(f"has the error code {code}, whose status is {allowed[code]}")
        elif name == "s3" and code in self.allowed.get(name, {}) and self.allowed[name][code] != answer["status"]:
            self.complain(f"has the error code {code}, whose status is {self.allowed[name][code]}")

    def complain(self, text):
        complaint = f"{self.place}: {text}"
        if complaint not in self.complaints:
            self.complaints.append(complaint)


class CaseFolded(dict):
    """Headers as the SDK's parsers look them up: whatever their case."""

    def __init__(self, headers):
        super().__init__({name.lower(): value for name, value in headers.items()})

    def get(self, name, default=None):
        return super().get(name.lower(), default)

    def __contains__(self, name):
        return super().__contains__(name.lower())

    def __getitem__(self, name):
        return super().__getitem__(name.lower())


def split(tag):
    match = re.fullmatch(r"\{(.*)\}(.*)", tag)
    return (match.group(1), match.group(2)) if match else (None, tag)


def is_flattened(shape):
    return shape.type_name in ("list", "map") and shape.serialization.get("flattened", False)


def element_name(shape, name):
    if shape.type_name == "list" and is_flattened(shape):
        item = shape.member.serialization.get("name")
        if item is not None:
            return item
    return shape.serialization.get("name", name)


def main():
    first, *lines = sys.stdin.read().splitlines()
    judge = Judge(json.loads(first))
    for line in lines:
        judge.judge(json.loads(line))
    print(json.dumps({"version": botocore.__version__, "judged": judge.judged, "complaints": judge.complaints}))


main()
