use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::Role;
use serde_json::{Value, json};
use service_kit::identity::{Caller, IdentityRefusal, MunicipalityScope};

use super::issuer::{Issuer, Key, secret, verify};

fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(header), part(claims))
}

#[tokio::test]
async fn a_good_token_gives_its_scope_and_an_opaque_actor() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service();
    let caller = verify(&service, &key.sign(&issuer.claims())).await.unwrap();
    let expected = MunicipalityScope {
        municipality: "leverkusen".parse().unwrap(),
        role: Role::Coordinator,
        actor: secret().actor(&issuer.url, "somebody"),
    };
    assert_eq!(caller, Caller::Municipality(expected));
    verify(&service, &key.sign(&issuer.claims())).await.unwrap();
    assert_eq!(issuer.fetches(), 1, "the keys are kept");
}

#[tokio::test]
async fn a_token_of_an_unknown_issuer_is_refused_and_its_issuer_never_asked() {
    let key = Key::generate("k1");
    let (issuer, stranger) = (Issuer::start(&[&key]).await, Issuer::start(&[&key]).await);
    let answer = verify(&issuer.service(), &key.sign(&stranger.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::IssuerUnknown));
    assert_eq!((issuer.fetches(), stranger.fetches()), (0, 0));
}

#[tokio::test]
async fn a_token_counts_between_its_dates_with_30_seconds_of_leeway() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service();
    let now = issuer.clock.now();
    let at = |seconds: i64| (now + SignedDuration::from_secs(seconds)).as_second();
    for (claims, expected) in [
        (json!({ "exp": at(-29) }), None),
        (
            json!({ "exp": at(-30) }),
            Some(IdentityRefusal::TokenExpired),
        ),
        (json!({ "nbf": at(30) }), None),
        (
            json!({ "nbf": at(31) }),
            Some(IdentityRefusal::TokenNotYetValid),
        ),
        (
            json!({ "iat": at(31) }),
            Some(IdentityRefusal::TokenNotYetValid),
        ),
        (json!({ "exp": 0 }), Some(IdentityRefusal::TokenExpired)),
        (json!({ "exp": -1 }), Some(IdentityRefusal::TokenMalformed)),
        (
            json!({ "exp": null }),
            Some(IdentityRefusal::TokenMalformed),
        ),
        (
            json!({ "exp": "tomorrow" }),
            Some(IdentityRefusal::TokenMalformed),
        ),
        (
            json!({ "sub": null }),
            Some(IdentityRefusal::TokenMalformed),
        ),
        (json!({ "sub": "" }), Some(IdentityRefusal::TokenMalformed)),
        (
            json!({ "aud": "another" }),
            Some(IdentityRefusal::AudienceWrong),
        ),
        (json!({ "aud": null }), Some(IdentityRefusal::AudienceWrong)),
        (json!({ "aud": ["another", "lotse"] }), None),
    ] {
        let answer = verify(&service, &key.sign(&issuer.claims_with(&claims))).await;
        assert_eq!(answer.err(), expected, "{claims}");
    }
}

#[tokio::test]
async fn a_foreign_key_under_a_known_id_does_not_sign() {
    let (key, foreign) = (Key::generate("k1"), Key::generate("k1"));
    let issuer = Issuer::start(&[&key]).await;
    let answer = verify(&issuer.service(), &foreign.sign(&issuer.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::SignatureInvalid));
}

#[tokio::test]
async fn claims_changed_after_signing_are_refused() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let signed = key.sign(&issuer.claims());
    let other = issuer
        .claims_with(&json!({ "lotse_role": "partner" }))
        .to_string();
    let mut parts: Vec<_> = signed.split('.').collect();
    let forged = URL_SAFE_NO_PAD.encode(other);
    parts[1] = &forged;
    let answer = verify(&issuer.service(), &parts.join(".")).await;
    assert_eq!(answer, Err(IdentityRefusal::SignatureInvalid));
}

#[tokio::test]
async fn neither_alg_none_nor_a_public_key_used_as_a_shared_secret_signs() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service();
    for algorithm in ["none", "NONE", "", "ES384", "es256"] {
        let token = unsigned(&json!({ "alg": algorithm, "kid": "k1" }), &issuer.claims());
        let answer = verify(&service, &token).await;
        assert_eq!(
            answer,
            Err(IdentityRefusal::SignatureInvalid),
            "{algorithm}"
        );
    }
    let public = key.jwk();
    for secret in [public["x"].as_str().unwrap(), &public.to_string(), ""] {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some("k1".to_owned());
        let secret = EncodingKey::from_secret(secret.as_bytes());
        let token = jsonwebtoken::encode(&header, &issuer.claims(), &secret).unwrap();
        let answer = verify(&service, &token).await;
        assert_eq!(answer, Err(IdentityRefusal::SignatureInvalid));
    }
    // The right family, another algorithm than the key's.
    let token = unsigned(&json!({ "alg": "RS256", "kid": "k1" }), &issuer.claims());
    assert_eq!(
        verify(&service, &token).await,
        Err(IdentityRefusal::SignatureInvalid)
    );
}

#[tokio::test]
async fn a_shared_secret_or_an_encryption_key_among_the_published_keys_is_no_key() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[]).await;
    let mut encryption = key.jwk();
    encryption["use"] = json!("enc");
    let mut mislabelled = key.jwk();
    mislabelled["alg"] = json!("ES384");
    let shared = json!({ "kty": "oct", "alg": "HS256", "kid": "k1", "k": "c2VjcmV0" });
    for unusable in [
        encryption,
        mislabelled,
        shared,
        json!({ "kty": "new" }),
        json!(7),
    ] {
        issuer.publish(vec![unusable.clone()]);
        let answer = verify(&issuer.service(), &key.sign(&issuer.claims())).await;
        assert_eq!(answer, Err(IdentityRefusal::SignatureInvalid), "{unusable}");
    }
}

#[tokio::test]
async fn what_is_no_token_is_malformed() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service();
    let long = key.sign(&issuer.claims_with(&json!({ "padding": "x".repeat(9_000) })));
    let extended = unsigned(
        &json!({ "alg": "ES256", "kid": "k1", "crit": ["b64"] }),
        &issuer.claims(),
    );
    for token in [
        "",
        "a",
        "a.b",
        "a.b.c",
        "a.b.c.d",
        "e30.e30.e30",
        "ü.ü.ü",
        &long,
        &extended,
    ] {
        let answer = verify(&service, token).await;
        assert_eq!(answer, Err(IdentityRefusal::TokenMalformed), "{token}");
    }
    assert_eq!(issuer.fetches(), 0);
}
