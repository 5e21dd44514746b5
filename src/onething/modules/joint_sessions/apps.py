"""Django's entry into the room."""

from django.apps import AppConfig


class JointSessionsConfig(AppConfig):
    """One appointment for all departments of one application."""

    name = "onething.modules.joint_sessions"
    label = "joint_sessions"
    verbose_name = "联合勘验"
