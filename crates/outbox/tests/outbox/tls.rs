//! The mail server behind TLS.

use std::sync::Arc;

use outbox::{LetterState, SmtpSettings, SmtpTransport, UnfitSmtpUrl};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::Case;
use crate::server::Tls;

/// An acceptor for this name, and the authority that vouches for it (PEM).
fn certified(name: &str) -> (TlsAcceptor, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), cert.pem())
}

fn settings(case: &Case, at_once: bool) -> SmtpSettings {
    let port = case.server.port();
    let url = if at_once {
        format!("smtps://lotse:richtig@127.0.0.1:{port}")
    } else {
        format!("smtp://lotse:richtig@127.0.0.1:{port}?tls=starttls")
    };
    url.parse().unwrap()
}

#[tokio::test]
async fn letters_and_passwords_go_over_tls_at_once_or_when_asked_for() {
    for at_once in [true, false] {
        let case = Case::new().await;
        case.queue_up_to(2).await;
        let (acceptor, authority) = certified("127.0.0.1");
        case.server.encrypt(Tls { acceptor, at_once });
        case.server.demand("richtig");
        let settings = settings(&case, at_once).trusting(authority.as_bytes());
        let sender = case.sender_over(SmtpTransport::new(settings.unwrap()));
        assert_eq!(sender.sweep().await.unwrap().accepted, 2, "{at_once}");
        assert_eq!(case.server.stored().len(), 2);
        drop(sender);
        case.end().await;
    }
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_nothing_and_the_operator_is_told() {
    for (name, trusted) in [("127.0.0.1", false), ("mail.example", true)] {
        for at_once in [true, false] {
            let case = Case::new().await;
            case.queue_up_to(1).await;
            let (acceptor, own) = certified(name);
            let (_, other) = certified("127.0.0.1");
            case.server.encrypt(Tls { acceptor, at_once });
            let authority = if trusted { own } else { other };
            let settings = settings(&case, at_once).trusting(authority.as_bytes());
            let sender = case.sender_over(SmtpTransport::new(settings.unwrap()));
            assert!(sender.sweep().await.unwrap().stopped);
            assert_eq!(case.state(1).await, LetterState::Waiting);
            let reason = case.reason(1).await;
            assert_eq!(reason.as_deref(), Some("misconfigured"), "{name} {at_once}");
            assert!(case.server.stored().is_empty());
            drop(sender);
            case.end().await;
        }
    }
}

#[test]
fn an_authority_is_pem() {
    let settings: SmtpSettings = "smtps://mail.example".parse().unwrap();
    let broken = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    let error = settings.trusting(broken.as_bytes()).unwrap_err();
    assert_eq!(error, UnfitSmtpUrl::Authority);
}
