use std::collections::BTreeMap;

use service_kit::config::{ConfigError, LogFormat, ServiceConfig};
use service_kit::links::{Link, LinkRefusal, LinkScope};
use tempfile::tempdir;

fn read(variables: &[(&str, &str)]) -> Result<ServiceConfig, ConfigError> {
    let variables: BTreeMap<_, _> = variables.iter().copied().collect();
    ServiceConfig::read(|name| variables.get(name).map(|value| (*value).to_owned()))
}

fn refusal(variables: &[(&str, &str)]) -> String {
    read(variables).unwrap_err().to_string()
}

#[test]
fn a_variable_wins_over_the_file() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("lotse.toml");
    let toml =
        "listen = \"127.0.0.1:1\"\nlog-format = \"json\"\n[services]\nagreements = \"http://a\"";
    std::fs::write(&file, toml).unwrap();
    let file = file.to_str().unwrap();
    let config = read(&[("LOTSE_CONFIG", file), ("LOTSE_LISTEN", "127.0.0.1:2")]).unwrap();
    assert_eq!(config.listen().unwrap().port(), 2);
    assert_eq!(config.telemetry.format, LogFormat::Json);
    assert_eq!(config.service("agreements").unwrap().as_str(), "http://a/");
}

#[test]
fn what_is_missing_is_refused_when_it_is_asked_for_and_named() {
    let config = read(&[("LOTSE_LISTEN", "")]).unwrap();
    let error = config.listen().unwrap_err().to_string();
    assert_eq!(
        error,
        "LOTSE_LISTEN is not set: the address to listen on, such as 0.0.0.0:8080"
    );
    let error = config.service("membership").unwrap_err().to_string();
    assert_eq!(
        error,
        "LOTSE_SERVICE_MEMBERSHIP is not set: the base URL of that service"
    );
    assert!(
        config
            .database("gateway")
            .unwrap_err()
            .to_string()
            .starts_with("LOTSE_DATABASE_URL")
    );
    assert!(
        config
            .secret()
            .unwrap_err()
            .to_string()
            .starts_with("LOTSE_SECRET")
    );
    for (error, variable) in [
        (config.link_key().err(), "LOTSE_LINK_SECRET"),
        (config.link_url().err(), "LOTSE_LINK_URL"),
    ] {
        assert!(error.unwrap().to_string().starts_with(variable));
    }
    assert!(
        config
            .identity()
            .unwrap_err()
            .to_string()
            .starts_with("LOTSE_IDENTITY")
    );
}

#[test]
fn what_is_malformed_is_refused_with_its_variable_or_file() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("short"), "abcd").unwrap();
    std::fs::write(path("typo.toml"), "\nlisten-on = 1").unwrap();

    assert!(refusal(&[("LOTSE_LISTEN", "8080")]).starts_with("LOTSE_LISTEN is not usable: `8080`"));
    let url = refusal(&[("LOTSE_SERVICE_AGREEMENTS", "ftp://a")]);
    assert!(
        url.contains("LOTSE_SERVICE_AGREEMENTS") && url.contains("http://"),
        "{url}"
    );
    let format = refusal(&[("LOTSE_LOG_FORMAT", "xml")]);
    assert!(
        format.ends_with("`xml` is neither `text` nor `json`"),
        "{format}"
    );
    let secret = refusal(&[("LOTSE_SECRET", &path("short"))]);
    assert!(
        secret.ends_with("short: a secret is 32 bytes in hex, 64 digits"),
        "{secret}"
    );
    assert!(refusal(&[("LOTSE_SECRET", &path("none"))]).starts_with("cannot read "));
    let typo = refusal(&[("LOTSE_CONFIG", &path("typo.toml"))]);
    let names = ["typo.toml", "line 2", "listen-on", "database-url"];
    assert!(names.iter().all(|name| typo.contains(name)), "{typo}");
}

#[test]
fn the_first_secret_of_the_file_signs_links_and_all_verify() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("links");
    let path = file.to_str().unwrap();
    let (old, new) = ("a1".repeat(32), "b2".repeat(32));
    let link = Link {
        scope: LinkScope::ConfirmContact,
        municipality: "leverkusen".parse().unwrap(),
        subject: uuid::Uuid::from_u128(7),
        about: None,
        nonce: 1,
        expires_on: "2026-12-24".parse().unwrap(),
    };
    let key = |content: &str| {
        std::fs::write(&file, content).unwrap();
        read(&[("LOTSE_LINK_SECRET", path)])
            .unwrap()
            .link_key()
            .unwrap()
            .clone()
    };
    let text = key(&old).sign(&link);

    let rotated = key(&format!("{new}\n\n{old}\n"));
    assert_eq!(rotated.verify(&text, link.expires_on).unwrap().link, link);
    assert_ne!(rotated.sign(&link), text);
    let revoked = key(&new);
    assert_eq!(
        revoked.verify(&text, link.expires_on),
        Err(LinkRefusal::Unknown)
    );

    for bad in ["", "abcd", &format!("{new}\nabcd")] {
        std::fs::write(&file, bad).unwrap();
        let refusal = refusal(&[("LOTSE_LINK_SECRET", path)]);
        assert!(refusal.ends_with("64 digits"), "{refusal}");
    }
    let url = refusal(&[("LOTSE_LINK_URL", "lotse.example")]);
    assert!(url.starts_with("LOTSE_LINK_URL is not usable"), "{url}");
    let url = refusal(&[("LOTSE_MEETINGS_LINK_URL", "lotse.example")]);
    assert!(
        url.starts_with("LOTSE_MEETINGS_LINK_URL is not usable"),
        "{url}"
    );
}

#[test]
fn links_have_one_public_address_unless_the_meetings_service_has_its_own() {
    let one = read(&[("LOTSE_LINK_URL", "https://lotse.example")]).unwrap();
    for scope in LinkScope::ALL {
        let url = one.link_url_for(*scope).unwrap();
        assert_eq!(url.as_str(), "https://lotse.example/");
    }
    let two = read(&[
        ("LOTSE_LINK_URL", "http://127.0.0.1:8082"),
        ("LOTSE_MEETINGS_LINK_URL", "http://127.0.0.1:8083"),
    ])
    .unwrap();
    for (scope, port) in [
        (LinkScope::ConfirmContact, 8082),
        (LinkScope::ReplyToMeeting, 8083),
        (LinkScope::AcknowledgePassingOn, 8083),
        (LinkScope::CalendarFeed, 8083),
    ] {
        let url = two.link_url_for(scope).unwrap();
        assert_eq!(url.port(), Some(port), "{scope}");
    }
    let none = read(&[]).unwrap();
    let missing = none.link_url_for(LinkScope::CalendarFeed);
    assert!(
        missing
            .unwrap_err()
            .to_string()
            .starts_with("LOTSE_LINK_URL")
    );
}

#[test]
fn a_database_has_a_password_for_each_role_and_no_user_of_its_own() {
    let folder = tempdir().unwrap();
    let passwords = folder.path().join("passwords.toml");
    std::fs::write(&passwords, "gateway = \"s3cret\"").unwrap();
    let config = read(&[
        ("LOTSE_DATABASE_URL", "postgres://127.0.0.1:5433/lotse"),
        ("LOTSE_DATABASE_PASSWORDS", passwords.to_str().unwrap()),
    ])
    .unwrap();
    let gateway = config.database("gateway").unwrap();
    assert_eq!(gateway.get_user(), Some("gateway"));
    assert_eq!(gateway.get_password(), Some(b"s3cret".as_slice()));
    assert_eq!(
        (gateway.get_ports(), gateway.get_dbname()),
        ([5433].as_slice(), Some("lotse"))
    );
    let error = config.database("owner").unwrap_err().to_string();
    assert!(
        error.ends_with("there is no password for the role `owner`"),
        "{error}"
    );
    assert!(!format!("{config:?}").contains("s3cret"));

    let user = refusal(&[("LOTSE_DATABASE_URL", "postgres://me:s3cret@127.0.0.1/lotse")]);
    assert!(
        user.contains("must not name a user") && !user.contains("s3cret"),
        "{user}"
    );
}

#[test]
fn mail_has_a_server_and_a_domain_or_neither_and_its_password_is_never_shown() {
    let server = ("LOTSE_SMTP_URL", "smtps://lotse:geheim@mail.example");
    let domain = ("LOTSE_MAIL_DOMAIN", "post.example");
    assert!(read(&[]).unwrap().mail.is_none());
    assert!(read(&[]).unwrap().mail().is_err());
    let config = read(&[server, domain]).unwrap();
    assert_eq!(config.mail().unwrap().domain, "post.example");
    assert!(!format!("{config:?}").contains("geheim"));
    for (one, other) in [(server, domain.0), (domain, server.0)] {
        let refusal = refusal(&[one]);
        assert!(refusal.starts_with(other), "{refusal}");
    }
}
