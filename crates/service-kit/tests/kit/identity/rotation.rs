use jiff::SignedDuration;
use service_kit::identity::IdentityRefusal;

use super::issuer::{Issuer, Key, verify};

#[tokio::test]
async fn a_rotated_key_is_fetched_once_and_the_withdrawn_one_ends() {
    let (old, new) = (Key::generate("old"), Key::generate("new"));
    let issuer = Issuer::start(&[&old]).await;
    let service = issuer.service();
    verify(&service, &old.sign(&issuer.claims())).await.unwrap();
    issuer.publish(vec![new.jwk()]);
    issuer.hands.advance(SignedDuration::from_secs(30));
    verify(&service, &new.sign(&issuer.claims())).await.unwrap();
    assert_eq!(issuer.fetches(), 2);
    let answer = verify(&service, &old.sign(&issuer.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::SignatureInvalid));
}

#[tokio::test]
async fn a_flood_of_unknown_keys_costs_the_issuer_one_fetch_in_30_seconds() {
    let (known, unknown) = (Key::generate("known"), Key::generate("unknown"));
    let issuer = Issuer::start(&[&known]).await;
    let service = issuer.service();
    let flood = async || {
        let token = unknown.sign(&issuer.claims());
        let asked = (0..64).map(|_| verify(&service, &token));
        for answer in futures_of(asked).await {
            assert_eq!(answer, Err(IdentityRefusal::SignatureInvalid));
        }
    };
    flood().await;
    assert_eq!(issuer.fetches(), 1);
    issuer.hands.advance(SignedDuration::from_secs(29));
    flood().await;
    assert_eq!(issuer.fetches(), 1);
    issuer.hands.advance(SignedDuration::from_secs(1));
    flood().await;
    assert_eq!(issuer.fetches(), 2);
    verify(&service, &known.sign(&issuer.claims()))
        .await
        .unwrap();
}

#[tokio::test]
async fn known_keys_go_on_while_the_issuer_is_down_and_unknown_ones_are_undecided() {
    let (known, unknown) = (Key::generate("known"), Key::generate("unknown"));
    let issuer = Issuer::start(&[&known]).await;
    let service = issuer.service();
    verify(&service, &known.sign(&issuer.claims()))
        .await
        .unwrap();
    issuer.be_down(true);
    issuer.hands.advance(SignedDuration::from_hours(3));
    let answer = verify(&service, &unknown.sign(&issuer.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::IssuerUnreachable));
    verify(&service, &known.sign(&issuer.claims()))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_issuer_that_comes_up_after_the_service_is_found_two_seconds_later() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service();
    issuer.be_down(true);
    let answer = verify(&service, &key.sign(&issuer.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::IssuerUnreachable));
    issuer.be_down(false);
    issuer.hands.advance(SignedDuration::from_secs(2));
    verify(&service, &key.sign(&issuer.claims())).await.unwrap();
}

#[tokio::test]
async fn stale_keys_are_fetched_again_beside_the_requests() {
    let (old, new) = (Key::generate("old"), Key::generate("new"));
    let issuer = Issuer::start(&[&old]).await;
    let service = issuer.service();
    verify(&service, &old.sign(&issuer.claims())).await.unwrap();
    issuer.publish(vec![new.jwk()]);
    issuer.hands.advance(SignedDuration::from_mins(10));
    let token = old.sign(&issuer.claims());
    // The withdrawn key ends as soon as the refresh is through; nobody waits for it.
    let ended = async {
        while verify(&service, &token).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    let bound = std::time::Duration::from_secs(5);
    tokio::time::timeout(bound, ended)
        .await
        .expect("the stale key is still accepted");
    assert_eq!(issuer.fetches(), 2);
}

#[tokio::test]
async fn a_discovery_document_of_another_issuer_is_not_believed() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    issuer.claim_to_be("https://login.example.org");
    let answer = verify(&issuer.service(), &key.sign(&issuer.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::IssuerUnreachable));
    assert_eq!(issuer.fetches(), 0);
}

/// All at the same time.
async fn futures_of<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    futures::future::join_all(all).await
}
