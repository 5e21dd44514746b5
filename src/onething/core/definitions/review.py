"""Publication review of one bundle: everything that must be right before people rely on it, all at once."""

from onething.core.definitions.bundles import Bundle
from onething.core.definitions.library import Library, Parameters
from onething.core.definitions.review_automatic import review_automatic
from onething.core.definitions.review_fees import review_fees
from onething.core.definitions.review_flow import review_flow
from onething.core.definitions.review_hearings import review_hearings
from onething.core.definitions.review_limits import review_limits
from onething.core.definitions.review_references import review_references
from onething.core.definitions.review_sources import review_sources
from onething.core.definitions.review_terms import Finding, Severity


def review_bundle(
    *, bundle: Bundle, library: Library, parameters: Parameters, demonstration: bool = False
) -> tuple[Finding, ...]:
    """All findings; `demonstration` lets unconfirmed duties pass as warnings. Publish only without `refuse`."""
    return (
        *review_references(bundle, library),
        *review_flow(bundle, library),
        *review_sources(bundle, library, parameters, demonstration=demonstration),
        *review_limits(bundle, library, parameters),
        *review_fees(bundle, library, demonstration=demonstration),
        *review_hearings(bundle, library, demonstration=demonstration),
        *review_automatic(bundle, library, parameters, demonstration=demonstration),
    )


def stops(findings: tuple[Finding, ...]) -> bool:
    """True when one of them refuses publication."""
    return any(finding.severity is Severity.REFUSE for finding in findings)
