//! Why a token is not accepted.

use thiserror::Error;

use crate::problem::Problem;

/// A token that is not accepted. Carries nothing of the token.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IdentityRefusal {
    #[error("no bearer token")]
    TokenMissing,
    #[error("the token is no token of the expected form")]
    TokenMalformed,
    #[error("the token has expired")]
    TokenExpired,
    #[error("the token is not valid yet")]
    TokenNotYetValid,
    #[error("the token's issuer is not in the identity file")]
    IssuerUnknown,
    #[error("the token is not signed with a key of its issuer")]
    SignatureInvalid,
    #[error("the token is for another audience")]
    AudienceWrong,
    #[error("the issuer is not bound to what its token asserts")]
    IssuerNotBound,
    #[error("the token lacks the scope that its role or the operation needs")]
    ScopeMissing,
    #[error("the issuer's keys cannot be fetched")]
    IssuerUnreachable,
}

impl IdentityRefusal {
    pub const ALL: &'static [Self] = &[
        Self::TokenMissing,
        Self::TokenMalformed,
        Self::TokenExpired,
        Self::TokenNotYetValid,
        Self::IssuerUnknown,
        Self::SignatureInvalid,
        Self::AudienceWrong,
        Self::IssuerNotBound,
        Self::ScopeMissing,
        Self::IssuerUnreachable,
    ];

    /// Stable, `SCREAMING_SNAKE`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TokenMissing => "TOKEN_MISSING",
            Self::TokenMalformed => "TOKEN_MALFORMED",
            Self::TokenExpired => "TOKEN_EXPIRED",
            Self::TokenNotYetValid => "TOKEN_NOT_YET_VALID",
            Self::IssuerUnknown => "ISSUER_UNKNOWN",
            Self::SignatureInvalid => "SIGNATURE_INVALID",
            Self::AudienceWrong => "AUDIENCE_WRONG",
            Self::IssuerNotBound => "ISSUER_NOT_BOUND",
            Self::ScopeMissing => "SCOPE_MISSING",
            Self::IssuerUnreachable => "ISSUER_UNREACHABLE",
        }
    }

    /// One German sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::TokenMissing => "Für diese Anfrage ist eine Anmeldung nötig.",
            Self::TokenMalformed => "Das Anmeldetoken ist nicht lesbar.",
            Self::TokenExpired => "Die Anmeldung ist abgelaufen; bitte neu anmelden.",
            Self::TokenNotYetValid => "Das Anmeldetoken gilt noch nicht.",
            Self::IssuerUnknown => {
                "Die Stelle, die das Anmeldetoken ausgestellt hat, ist hier nicht bekannt."
            }
            Self::SignatureInvalid => "Die Signatur des Anmeldetokens ist ungültig.",
            Self::AudienceWrong => "Das Anmeldetoken ist nicht für diese Plattform ausgestellt.",
            Self::IssuerNotBound => {
                "Die ausstellende Stelle darf diese Kommune, dieses Land oder diese Rolle nicht bescheinigen."
            }
            Self::ScopeMissing => {
                "Das Anmeldetoken nennt nicht genau die Rolle mit der Kommune oder dem Land, die hier nötig sind."
            }
            Self::IssuerUnreachable => {
                "Die ausstellende Stelle ist gerade nicht erreichbar; bitte später wiederholen."
            }
        }
    }
}

impl From<IdentityRefusal> for Problem {
    fn from(refusal: IdentityRefusal) -> Self {
        let (code, sentence) = (refusal.code(), refusal.sentence());
        match refusal {
            IdentityRefusal::TokenMissing
            | IdentityRefusal::TokenMalformed
            | IdentityRefusal::TokenExpired
            | IdentityRefusal::TokenNotYetValid
            | IdentityRefusal::IssuerUnknown
            | IdentityRefusal::SignatureInvalid
            | IdentityRefusal::AudienceWrong => Self::unauthenticated(code, sentence),
            IdentityRefusal::IssuerNotBound | IdentityRefusal::ScopeMissing => {
                Self::forbidden(code, sentence)
            }
            IdentityRefusal::IssuerUnreachable => Self::unavailable(code, sentence),
        }
    }
}
