"""Runs commands of the aws command line from one interpreter: to start it anew costs half a second each.

Reads one JSON object a line, {"id", "args", "env"}; answers each with {"id", "exitCode", "stdout", "stderr"} when it
ends. Each command runs in a fork of this process, which has loaded what all of them need: a few run at once, and none
sees what another one left.
"""

import contextlib
import gc
import json
import os
import selectors
import sys
import tempfile

import awscli.clidriver

AT_ONCE = 3
SERVICES = ("elasticbeanstalk", "ec2", "elb", "elbv2", "s3api", "sts")


def main():
    driver = awscli.clidriver.create_clidriver()
    # Their models, and no client of theirs: that may start threads, which a fork does not survive.
    loader = driver.session.get_component("data_loader")
    for service in SERVICES:
        driver._get_command_table()[service]._get_command_table()
        name = service.removesuffix("api")
        for kind in ("endpoint-rule-set-1", "paginators-1", "waiters-2"):
            if name in loader.list_available_services(kind):
                loader.load_service_model(name, kind)
    for name in ("endpoints", "partitions", "sdk-default-configuration", "_retry"):
        with contextlib.suppress(Exception):  # Not every version has all of them.
            loader.load_data(name)
    # What all of them share is left alone by the collector, so that it stays shared.
    gc.freeze()

    selector = selectors.DefaultSelector()
    selector.register(sys.stdin.fileno(), selectors.EVENT_READ, None)
    waiting, running, unread, open_input = [], 0, b"", True
    while open_input or waiting or running:
        while waiting and running < AT_ONCE:
            start(driver, selector, waiting.pop(0))
            running += 1
        for key, _ in selector.select():
            if key.data is not None:
                finish(selector, key)
                running -= 1
                continue
            chunk = os.read(key.fd, 65536)
            open_input = chunk != b""
            if not open_input:
                selector.unregister(key.fd)
            *lines, unread = (unread + chunk).split(b"\n")
            waiting += [json.loads(line) for line in lines if line]


def start(driver, selector, command):
    stdout, stderr = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    # Only the child holds the writing end: the reading end closes when the child ends, however it ends.
    ended, alive = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = run(driver, command, stdout, stderr)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(alive)
    selector.register(ended, selectors.EVENT_READ, (pid, command["id"], stdout, stderr))


def run(driver, command, stdout, stderr):
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(stdout.fileno(), 1)
    os.dup2(stderr.fileno(), 2)
    os.environ.update(command["env"])
    try:
        return driver.main(command["args"])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1


def finish(selector, key):
    pid, identity, *outputs = key.data
    _, status = os.waitpid(pid, 0)
    selector.unregister(key.fd)
    os.close(key.fd)
    texts = []
    for output in outputs:
        output.seek(0)
        texts.append(output.read().decode("utf-8", "replace"))
        output.close()
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"id": identity, "exitCode": code, "stdout": texts[0], "stderr": texts[1]}), flush=True)


main()
