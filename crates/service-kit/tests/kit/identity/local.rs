use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use jiff::SignedDuration;
use kernel::{Role, State};
use service_kit::clock::Clock;
use service_kit::http::Client;
use service_kit::identity::{
    Caller, IdentityError, IdentityFile, IdentityRefusal, Issuers, LocalIssuer, LocalIssuerError,
    TokenScope, UpMode,
};
use tempfile::tempdir;

use super::issuer::{now, secret, verify};
use crate::scratch::{listener, serve};

const HOUR: Duration = Duration::from_secs(3600);

fn leverkusen() -> TokenScope {
    TokenScope::Municipality("leverkusen".parse().unwrap())
}

fn opened(file: IdentityFile) -> Result<Issuers, IdentityError> {
    let client = Client::try_new().unwrap();
    Issuers::for_service(file, secret(), Clock::fixed(now()), &client)
}

#[tokio::test]
async fn the_local_issuers_tokens_go_the_way_of_every_other() {
    let (listener, address) = listener().await;
    let (clock, hands) = Clock::adjustable(now());
    let (up, folder) = (UpMode::enter(), tempdir().unwrap());
    let url = format!("http://{address}");
    let local = LocalIssuer::for_up(&up, folder.path(), &url, clock.clone()).unwrap();
    serve(listener, local.router());
    let client = Client::try_new().unwrap();
    let issuers = Issuers::for_up(&up, local.identity_file(), secret(), clock.clone(), &client);
    let issuers = issuers.unwrap();

    let token = local.mint(Role::Coordinator, &leverkusen(), HOUR).unwrap();
    let caller = verify(&issuers, &token).await.unwrap();
    assert_eq!(
        caller.municipality().unwrap().municipality.as_str(),
        "leverkusen"
    );

    // Another process with the same folder: same key, same actor.
    let again = LocalIssuer::for_up(&up, folder.path(), &url, clock).unwrap();
    let token = again.mint(Role::Coordinator, &leverkusen(), HOUR).unwrap();
    assert_eq!(
        verify(&issuers, &token).await.unwrap().actor(),
        caller.actor()
    );

    let state = TokenScope::State(State::NordrheinWestfalen);
    let state = local.mint(Role::StateCoordinator, &state, HOUR).unwrap();
    assert_eq!(
        verify(&issuers, &state)
            .await
            .unwrap()
            .state()
            .unwrap()
            .state
            .code(),
        "05"
    );
    let operator = local
        .mint(Role::PlatformOperator, &TokenScope::Platform, HOUR)
        .unwrap();
    assert!(matches!(
        verify(&issuers, &operator).await.unwrap(),
        Caller::Operator { .. }
    ));

    hands.advance(SignedDuration::from_hours(2));
    assert_eq!(
        verify(&issuers, &token).await,
        Err(IdentityRefusal::TokenExpired)
    );
}

#[test]
fn outside_up_a_service_does_not_start_with_the_local_issuer() {
    let (up, clock) = (UpMode::enter(), Clock::fixed(now()));
    let local =
        LocalIssuer::for_up(&up, tempdir().unwrap().path(), "http://127.0.0.1:1", clock).unwrap();
    let text = toml::to_string(&local.identity_file()).unwrap();
    let file: IdentityFile = toml::from_str(&text).unwrap();
    assert_eq!(file, local.identity_file());
    let error = opened(file).err().unwrap();
    assert_eq!(error.to_string(), "the local issuer is for `lotse up` only");
}

#[test]
fn an_issuer_elsewhere_must_be_https() {
    let file = |url: &str, local: bool| {
        let text = format!("[[issuer]]\nurl = \"{url}\"\nroles = \"*\"\nlocal = {local}");
        toml::from_str::<IdentityFile>(&text).unwrap()
    };
    for good in [
        "https://login.example.org",
        "http://127.0.0.1:7",
        "http://localhost",
        "http://[::1]:7",
    ] {
        assert!(opened(file(good, false)).is_ok(), "{good}");
    }
    for bad in [
        "http://login.example.org",
        "ftp://127.0.0.1",
        "nonsense",
        "https://i?x",
        "http://127.0.0.1.example.org",
    ] {
        let error = opened(file(bad, false)).err().unwrap().to_string();
        assert!(error.starts_with(&format!("the issuer {bad} ")), "{error}");
    }
    let client = Client::try_new().unwrap();
    let elsewhere = file("https://login.example.org", true);
    let clock = Clock::fixed(now());
    let opened = Issuers::for_up(&UpMode::enter(), elsewhere, secret(), clock, &client);
    assert!(
        opened
            .err()
            .unwrap()
            .to_string()
            .contains("must be this machine")
    );
}

#[test]
fn whoever_starts_at_the_same_moment_gets_the_same_key() {
    let (up, folder) = (UpMode::enter(), tempdir().unwrap());
    let open = || {
        let clock = Clock::fixed(now());
        let issuer = LocalIssuer::for_up(&up, folder.path(), "http://127.0.0.1:1", clock).unwrap();
        let token = issuer.mint(Role::Coordinator, &leverkusen(), HOUR).unwrap();
        // Header and claims; the signature has chance in it.
        token.rsplit_once('.').unwrap().0.to_owned()
    };
    let tokens: Vec<String> = std::thread::scope(|scope| {
        let starting: Vec<_> = (0..16).map(|_| scope.spawn(open)).collect();
        starting
            .into_iter()
            .map(|one| one.join().unwrap())
            .collect()
    });
    assert!(tokens.iter().all(|token| *token == tokens[0]));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_key_is_the_owners_alone() {
    let (up, folder) = (UpMode::enter(), tempdir().unwrap());
    let open = || {
        LocalIssuer::for_up(
            &up,
            folder.path(),
            "http://127.0.0.1:1",
            Clock::fixed(now()),
        )
    };
    open().unwrap();
    let path = folder.path().join("issuer-key.pem");
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(
        open().err().unwrap(),
        LocalIssuerError::Exposed { .. }
    ));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&path, "nonsense").unwrap();
    assert!(matches!(
        open().err().unwrap(),
        LocalIssuerError::NotAKey { .. }
    ));
}

#[test]
fn a_token_without_the_scope_of_its_role_is_not_minted() {
    let (up, clock) = (UpMode::enter(), Clock::fixed(now()));
    let local =
        LocalIssuer::for_up(&up, tempdir().unwrap().path(), "http://127.0.0.1:1", clock).unwrap();
    let error = local
        .mint(Role::StateCoordinator, &leverkusen(), HOUR)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the role `state-coordinator` needs a state's key such as 05"
    );
    assert!(
        local
            .mint(Role::PlatformOperator, &leverkusen(), HOUR)
            .is_err()
    );
    assert!(
        local
            .mint(Role::Coordinator, &TokenScope::Platform, HOUR)
            .is_err()
    );
}
