"""ID tokens signed with RS256, the key set to verify them, and the claims told about a person."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from onething_simulators.identity_provider.grants import Login
from onething_simulators.people import Firm

ALGORITHM = "RS256"
ID_TOKEN_LIFETIME = timedelta(minutes=5)
CLAIMS_OF_SCOPE = {
    "openid": ("sub",),
    "profile": ("name", "id_number", "id_type", "assurance"),
    "phone": ("phone_number", "phone_number_verified"),
    "enterprises": ("enterprises",),
}


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private key of one run and the name it is published under."""

    private: rsa.RSAPrivateKey
    key_id: str

    def key_set(self) -> dict[str, Any]:
        """Return the public half as a JSON Web Key Set. RFC 7517."""
        public = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {"keys": [{**public, "use": "sig", "alg": ALGORITHM, "kid": self.key_id}]}


def make_signing_key() -> SigningKey:
    """Make a fresh key, named by the thumbprint of its public half. RFC 7638."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    members = json.dumps({name: public[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    return SigningKey(private=private, key_id=hashlib.sha256(members.encode()).hexdigest()[:16])


def subject_of(login: Login) -> str:
    """Return the pseudonym of a person for one client, the same at every login (pairwise subject)."""
    return hashlib.sha256(f"{login.request.client_id}|{login.person.id_number}".encode()).hexdigest()[:32]


def make_id_token(login: Login, *, issuer: str, key: SigningKey, now: datetime) -> str:
    """Sign who logged in, for whom and when; personal data stay in the userinfo answer."""
    claims = {
        "iss": issuer,
        "sub": subject_of(login),
        "aud": login.request.client_id,
        "iat": int(now.timestamp()),
        "exp": int((now + ID_TOKEN_LIFETIME).timestamp()),
        "auth_time": int(login.at.timestamp()),
        "acr": login.assurance.value,
    }
    if login.request.nonce:
        claims["nonce"] = login.request.nonce
    return jwt.encode(claims, key.private, algorithm=ALGORITHM, headers={"kid": key.key_id})


def user_claims(login: Login, *, firms: Iterable[tuple[Firm, str]]) -> dict[str, Any]:
    """Return what the granted scopes allow to be told about the person and the firms they may act for."""
    person = login.person
    known = {
        "sub": subject_of(login),
        "name": person.name,
        "id_number": person.id_number,
        "id_type": person.id_type,
        "assurance": login.assurance.value,
        "phone_number": person.phone_number,
        "phone_number_verified": True,
        "enterprises": [{"uscc": firm.uscc, "name": firm.name, "relation": relation} for firm, relation in firms],
    }
    told = {name for scope in login.request.scopes for name in CLAIMS_OF_SCOPE[scope]}
    return {name: value for name, value in known.items() if name in told}
