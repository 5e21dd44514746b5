"""The password rule many assessors of 等级保护 ask for: three of four kinds of characters."""

from django.core.exceptions import ValidationError

MESSAGE = "密码要包含大写字母、小写字母、数字、符号中的至少三种。请换一个密码。"


class MixtureValidator:
    """Django's interface of a password validator."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise ValidationError for fewer than three kinds."""
        kinds = (str.isupper, str.islower, str.isdigit, lambda one: not one.isalnum())
        if sum(any(kind(one) for one in password) for kind in kinds) < 3:
            raise ValidationError(MESSAGE, code="password_mixture")

    def get_help_text(self) -> str:
        """Django shows it beside the field."""
        return MESSAGE
