"""What can go wrong between data and paper.

TypesettingError
├── FontsMissing      the machine has no font that holds these characters
├── TemplateMissing   no room has a template of that name
└── NotTypeset        template and data do not fit, or a text cannot be written on paper
"""


class TypesettingError(Exception):
    """No PDF was made; the message says what to do next."""

    code = "typesetting.error"


class FontsMissing(TypesettingError):
    """Without the font a name would be printed as empty boxes, so nothing is printed."""

    code = "typesetting.fonts_missing"


class TemplateMissing(TypesettingError):
    """A mistake in our own code or packaging."""

    code = "typesetting.template_missing"


class NotTypeset(TypesettingError):
    """The typesetter's own words stand in the cause."""

    code = "typesetting.not_typeset"
