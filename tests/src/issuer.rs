//! An issuer that the test serves itself, as somebody else's identity provider.

use std::time::Duration;

use kernel::{MunicipalityId, Role};
use service_kit::clock::Clock;
use service_kit::http;
use service_kit::identity::{LocalIssuer, TokenScope, UpMode};
use service_kit::task;
use tokio::net::TcpListener;

use crate::Folder;

/// An issuer with discovery and keys on this machine, until the test ends.
pub struct TestIssuer {
    issuer: LocalIssuer,
    pub url: String,
    _folder: Folder,
}

impl TestIssuer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("listen as an issuer");
        let address = listener.local_addr().expect("a listener has an address");
        let (url, folder) = (format!("http://{address}"), Folder::new());
        let issuer = LocalIssuer::for_up(&UpMode::enter(), folder.path(), &url, Clock::system())
            .expect("make an issuer");
        drop(task::spawn(
            "issuer",
            http::serve(listener, issuer.router(), std::future::pending()),
        ));
        Self {
            issuer,
            url,
            _folder: folder,
        }
    }

    /// A token for a role in a municipality, whether or not anybody lets the issuer assert it.
    pub fn token(&self, role: Role, municipality: &str) -> String {
        mint(&self.issuer, role, municipality, Duration::from_secs(600))
    }

    /// The line of an identity file that binds it to one municipality.
    pub fn bound_to(&self, municipality: &str, roles: &[Role]) -> String {
        let roles: Vec<String> = roles
            .iter()
            .map(|role| format!("\"{}\"", role.code()))
            .collect();
        format!(
            "[[issuer]]\nurl = \"{}\"\nmunicipalities = [\"{municipality}\"]\nroles = [{}]\n",
            self.url,
            roles.join(", ")
        )
    }
}

/// A token of an issuer.
pub fn mint(issuer: &LocalIssuer, role: Role, municipality: &str, lifetime: Duration) -> String {
    let municipality = MunicipalityId::try_new(municipality).expect("a municipality's id");
    issuer
        .mint(role, &TokenScope::Municipality(municipality), lifetime)
        .expect("mint a token")
}
