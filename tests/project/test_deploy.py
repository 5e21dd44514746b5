"""The files by which the house is deployed: linted, rendered, held against their schemas and against the house itself."""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.urls import resolve

from builders.tables import read_yaml
from onething.project.cli import _parser
from onething.project.documents.surroundings import variables

if (sys.platform, platform.machine()) != ("linux", "x86_64"):
    pytest.skip("the linters of deployment files come as programs for x86-64 Linux", allow_module_level=True)

import compose_spec
import kubernetes_validate

DEPLOY = Path(__file__).parents[2] / "deploy"
CHART = DEPLOY / "helm" / "onething"
EXAMPLE: dict[str, Any] = read_yaml(DEPLOY / "helm" / "values.example.yaml")
LEAST = {
    "hosts": ["a.example"],
    "publicUrl": "https://a.example",
    "existingSecret": "keys",
    "files": {"claim": "files"},
}
STOPPED = {**LEAST, "upgrade": {"stopped": True}, "networkPolicy": {"enabled": False}}
VERSIONS = ("1.27.0", "1.37.0")  # the oldest the chart allows, and the newest whose schemas we have
# Helm's own engine; in a process of its own, because it brings a second run time along.
HELM = """
import json, sys
import helm_python as helm
chart, asked = sys.argv[1], json.loads(sys.stdin.read())
answer = {"lint": [message for message in helm.lint(chart, values=asked["lint"])["messages"] if message["severity"] > 1]}
with helm.Chart.load(chart) as loaded:
    answer["rendered"] = [loaded.render(values, name="hefeng", namespace="prod") for values in asked["values"]]
    answer["refused"] = []
    for values in asked["bad"]:
        try:
            loaded.render(values, name="hefeng", namespace="prod")
            answer["refused"].append("")
        except helm.HelmError as error:
            answer["refused"].append(str(error))
print(json.dumps(answer))
"""
BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "/hosts"),
    ({**LEAST, "publicUrl": "http://a.example"}, "/publicUrl"),
    ({**LEAST, "existingSecret": ""}, "/existingSecret"),
    ({**LEAST, "settings": {"ONETHING_MASTER_KEY": "0f1e2d3c"}}, "ONETHING_MASTER_KEY"),
    ({**LEAST, "secretKeys": {"ONETHING_MASTER_KEY": ""}}, "/secretKeys"),
)


@cache
def helm() -> Mapping[str, Any]:
    asked = {"lint": EXAMPLE, "values": [LEAST, STOPPED, EXAMPLE], "bad": [values for values, _ in BAD]}
    done = subprocess.run(
        [sys.executable, "-c", HELM, str(CHART)], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: Mapping[str, Any] = json.loads(done.stdout)
    return answer


def manifests(which: int) -> list[dict[str, Any]]:
    texts = (text for name, text in helm()["rendered"][which].items() if name.endswith(".yaml"))
    return [manifest for text in texts for manifest in yaml.safe_load_all(text) if manifest]


def of_kind(kind: str, which: int = 2) -> list[dict[str, Any]]:
    return [manifest for manifest in manifests(which) if manifest["kind"] == kind]


def pods(which: int = 2) -> list[dict[str, Any]]:
    return [one["spec"]["template"] for kind in ("Deployment", "Job") for one in of_kind(kind, which)]


def containers(pod: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def compose_text() -> str:
    """With the defaults of its variables, as it reaches the specification."""
    return re.sub(r"\$\{\w+:-([^}]+)\}", r"\1", (DEPLOY / "compose.yaml").read_text())


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(compose_text())
    return found


def house_parts() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, part) for name, part in compose()["services"].items() if name != "database")


def known_settings() -> set[str]:
    """Under which names the house reads a setting; texts also come from files."""
    found = {variable.name: variable.kind for variable in variables()}
    return {*found, *(f"{name}_FILE" for name, kind in found.items() if kind == "文本")}


def is_command(words: list[str]) -> bool:
    return bool(_parser().parse_args(words).run)


def test_the_container_file_is_clean_and_ends_as_nobody_special() -> None:
    linter = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([linter, DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    lines = (DEPLOY / "Containerfile").read_text().splitlines()

    assert (done.returncode, done.stdout) == (0, "")
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
    named = {name for line in lines for name in re.findall(r"\b((?:ONETHING_|DATABASE_)[A-Z_]+)=", line)}
    assert named <= known_settings()
    assert is_command(json.loads(next(line for line in lines if line.startswith("CMD"))[4:]))
    assert {"fonts-noto-cjk", "fonts-hanazono", "postgresql-client"} <= set(" ".join(lines).split())


def test_what_the_container_file_copies_is_there_and_not_ignored() -> None:
    root = DEPLOY.parent
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    wanted = {name for line in copied for name in line.split()}
    allowed = {line[1:] for line in (root / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    assert all((root / name).exists() for name in wanted)
    assert wanted == allowed


def test_the_compose_file_keeps_to_the_specification() -> None:
    compose_spec.PyCompose.from_json(json.dumps(compose())).validate()
    for change in ({"retsart": "always"}, {"secrets": ["unknown"]}, {"networks": ["nowhere"]}):
        other = compose()
        other["services"]["web"] |= change
        with pytest.raises(ValueError):
            compose_spec.PyCompose.from_json(json.dumps(other)).validate()


def test_compose_runs_two_of_each_that_cannot_write_into_themselves() -> None:
    parts = compose()["services"]

    assert {name: part["deploy"]["replicas"] for name, part in parts.items() if "deploy" in part} == {
        "web": 2, "worker": 2,
    }  # fmt: skip
    for name, part in house_parts():
        assert (part["user"], part["read_only"], part["cap_drop"]) == ("10001:10001", True, ["ALL"]), name
        assert is_command(part["command"]), name
    assert parts["web"]["ports"] == [{"host_ip": "127.0.0.1", "published": "8000-8001", "target": 8000}]
    assert "ports" not in parts["database"]
    assert parts["database"]["networks"] == ["inside"]
    assert compose()["networks"]["inside"] == {"internal": True}


def test_compose_names_only_settings_that_exist_and_keeps_secrets_in_files() -> None:
    example = dict(
        line.split("=", 1)
        for line in (DEPLOY / "onething.env.example").read_text().splitlines()
        if line and not line.startswith("#")
    )
    secrets = compose()["secrets"]
    assert set(example) <= known_settings()
    for name, part in house_parts():
        assert set(part["environment"]) <= known_settings(), name
        files = {Path(value).name for key, value in part["environment"].items() if key.endswith("_FILE")}
        assert files == set(part["secrets"]) <= set(secrets), name
    assert all(given == {"file": f"secrets/{name}"} for name, given in secrets.items())


def test_compose_asks_an_address_that_exists_whether_web_is_ready() -> None:
    (asked,) = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", str(compose()["services"]["web"]["healthcheck"]))

    assert resolve(asked).func.__name__ == "readyz"


def test_the_chart_is_clean_by_helms_own_linter() -> None:
    assert helm()["lint"] == []


@pytest.mark.parametrize(("number", "where"), [(number, where) for number, (_, where) in enumerate(BAD)])
def test_values_that_lead_nowhere_are_refused(number: int, where: str) -> None:
    assert where in helm()["refused"][number]


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_rendered_keeps_to_the_schemas_of_kubernetes(version: str) -> None:
    found = [manifest for which in range(3) for manifest in manifests(which)]

    for manifest in found:
        kubernetes_validate.validate(manifest, version, strict=True)
    assert len(found) == 7 + 6 + 8


def test_every_container_knows_its_settings_its_command_and_no_way_to_power() -> None:
    for pod in pods():
        assert pod["spec"]["automountServiceAccountToken"] is False
        assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
        for container in containers(pod):
            assert {one["name"] for one in container["env"]} <= known_settings()
            assert is_command(container["args"]), container["args"]
            rights = container["securityContext"]
            assert (rights["readOnlyRootFilesystem"], rights["allowPrivilegeEscalation"]) == (True, False)
            assert rights["capabilities"] == {"drop": ["ALL"]}


def test_secrets_are_files_where_the_settings_look_for_them() -> None:
    for pod in pods():
        for container in containers(pod):
            (place,) = [one["mountPath"] for one in container["volumeMounts"] if one["name"] == "secrets"]
            files = {one["name"]: one["value"] for one in container["env"] if one["name"].endswith("_FILE")}
            assert files == {f"{name}_FILE": f"{place}/{key}" for name, key in EXAMPLE["secretKeys"].items()}
        (secret,) = [one["secret"] for one in pod["spec"]["volumes"] if one["name"] == "secrets"]
        assert secret["secretName"] == EXAMPLE["existingSecret"]


def test_probes_ask_addresses_that_exist_by_a_name_that_is_allowed() -> None:
    (web,) = [one for one in of_kind("Deployment") if one["metadata"]["name"].endswith("-web")]
    (container,) = web["spec"]["template"]["spec"]["containers"]
    asked = {name: container[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}
    (hosts,) = [one["value"] for one in container["env"] if one["name"] == "ONETHING_HOSTS"]

    assert {name: resolve(one["path"]).func.__name__ for name, one in asked.items()} == {
        "startup": "livez", "liveness": "livez", "readiness": "readyz",
    }  # fmt: skip
    assert {one["httpHeaders"][0]["value"] for one in asked.values()} <= set(hosts.split(","))
    assert {one["port"] for one in asked.values()} == {container["ports"][0]["name"]}


def test_services_budgets_and_policies_mean_pods_that_exist() -> None:
    labels = [pod["metadata"]["labels"] for pod in pods()]
    selectors = [one["spec"]["selector"] for one in of_kind("Service")]
    selectors += [one["spec"]["selector"]["matchLabels"] for one in of_kind("PodDisruptionBudget")]
    selectors += [one["spec"]["podSelector"]["matchLabels"] for one in of_kind("NetworkPolicy")]

    assert len(selectors) == 5
    assert all(any(wanted.items() <= have.items() for have in labels) for wanted in selectors)


def test_only_the_gateway_and_the_monitoring_reach_web_and_nobody_reaches_the_worker() -> None:
    everybody, web = of_kind("NetworkPolicy")

    assert everybody["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in everybody["spec"]
    given = EXAMPLE["networkPolicy"]
    assert web["spec"]["ingress"][0]["from"] == [*given["gateway"], *given["monitoring"]]
    assert everybody["spec"]["egress"][1:] == given["egress"]


def test_the_tables_are_upgraded_first_and_while_others_work_only_if_these_can_live_with_it() -> None:
    rolling, stopped = (of_kind("Job", which)[0] for which in (0, 1))

    assert rolling["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert [one["args"] for one in containers(rolling["spec"]["template"])] == [["migrate", "--plan"], ["migrate"]]
    assert [one["args"] for one in containers(stopped["spec"]["template"])] == [["migrate"]]
    assert rolling["spec"]["backoffLimit"] == 0


def test_the_image_is_of_this_release() -> None:
    chart = read_yaml(CHART / "Chart.yaml")
    (version,) = re.findall(r'^version = "(.+)"', (DEPLOY.parent / "pyproject.toml").read_text(), re.MULTILINE)

    assert chart["appVersion"] == version
    assert compose()["x-house"]["image"] == f"onething:{version}"
