//! Signing and verifying.
//!
//! The text is `<key>.<scope>.<municipality>.<subject>.<nonce>.<last day>[.<about>].<signature>`: lower-case letters,
//! digits, `-` and `.`, beginning and ending in a digit or letter, so that no mail program cuts it. The signature is the
//! first half (128 bits) of HMAC-SHA256 over everything before it, compared in constant time.

use std::fmt;
use std::path::Path;

use kernel::{ActorId, Date, MunicipalityId};
use reqwest::Url;
use uuid::Uuid;

use super::{Link, LinkRefusal, LinkScope, OpenedLink};
use crate::config::{ConfigError, Secret, read_file};

/// Longest text of a link; longer ones are not looked at.
const TEXT_MAX: usize = 200;
/// Bytes of a signature.
const SIGNATURE: usize = 16;
const DAY: &str = "%Y%m%d";
/// How the names of calendar files end.
pub(super) const CALENDAR: &str = ".ics";

/// The secrets of links: the first signs, all verify, so that secrets can rotate while links are under way.
#[derive(Clone)]
pub struct LinkKey {
    signing: Named,
    former: Vec<Named>,
}

/// A secret by the name that stands in the links.
#[derive(Clone)]
struct Named {
    name: String,
    secret: Secret,
}

impl Named {
    fn new(secret: Secret) -> Self {
        let name = hex(&secret.fingerprint(&[b"link key"])[..4]);
        Self { name, secret }
    }
}

impl LinkKey {
    pub fn new(signing: Secret) -> Self {
        Self {
            signing: Named::new(signing),
            former: Vec::new(),
        }
    }

    /// Still verifies what `former` signed.
    pub fn with_former(mut self, former: Secret) -> Self {
        self.former.push(Named::new(former));
        self
    }

    /// Reads a file with a secret (64 hex digits) a line: the first signs, all verify. To rotate, put a new one on top; to
    /// revoke every link of an old one, remove it.
    pub fn from_file(path: &Path) -> Result<Self, ConfigError> {
        let text = read_file(path)?;
        let mut secrets = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| Secret::from_hex(line, path));
        let signing = secrets
            .next()
            .unwrap_or_else(|| Secret::from_hex("", path))?;
        secrets.try_fold(Self::new(signing), |key, former| {
            Ok(key.with_former(former?))
        })
    }

    /// The link's text.
    pub fn sign(&self, link: &Link) -> String {
        let mut said = format!(
            "{}.{}.{}.{}.{}.{}",
            self.signing.name,
            link.scope,
            link.municipality,
            link.subject.simple(),
            link.nonce,
            link.expires_on.strftime(DAY),
        );
        if let Some(about) = link.about {
            said.push('.');
            said.push_str(about.simple().encode_lower(&mut Uuid::encode_buffer()));
        }
        let signature = self.signing.secret.fingerprint(&[b"link", said.as_bytes()]);
        format!("{said}.{}", hex(&signature[..SIGNATURE]))
    }

    /// The link as an address: `<folder>/<text>` below `base`, which ends in `/` and is that of the scope's service; a
    /// calendar's ends in `.ics`, for programs that look at names.
    pub fn address(&self, base: &Url, link: &Link) -> Url {
        let ending = match link.scope {
            LinkScope::CalendarFeed => CALENDAR,
            LinkScope::ConfirmContact
            | LinkScope::ReplyToMeeting
            | LinkScope::AcknowledgePassingOn => "",
        };
        let (folder, text) = (link.scope.folder(), self.sign(link));
        base.join(&format!("{folder}/{text}{ending}"))
            .expect("a link's text is a path's segment")
    }

    /// What a text says, where one of the secrets signed it and its last day is not past.
    pub fn verify(&self, text: &str, today: Date) -> Result<OpenedLink, LinkRefusal> {
        let (named, said) = self.signed(text).ok_or(LinkRefusal::Unknown)?;
        let link = read(said).ok_or(LinkRefusal::Unknown)?;
        if link.expires_on < today {
            return Err(LinkRefusal::Expired {
                expired_on: link.expires_on,
            });
        }
        let digest = named.secret.fingerprint(&[b"link actor", said.as_bytes()]);
        let mut actor = [0; 16];
        actor.copy_from_slice(&digest[..16]);
        Ok(OpenedLink {
            link,
            actor: ActorId(Uuid::from_bytes(actor)),
        })
    }

    /// Who signed the text, and what.
    fn signed<'a>(&self, text: &'a str) -> Option<(&Named, &'a str)> {
        if text.len() > TEXT_MAX {
            return None;
        }
        let (said, signature) = text.rsplit_once('.')?;
        let signature = bytes_of_hex(signature)?;
        let (name, _) = said.split_once('.')?;
        let named = std::iter::once(&self.signing)
            .chain(&self.former)
            .find(|named| named.name == name)?;
        named
            .secret
            .is_fingerprint(&[b"link", said.as_bytes()], &signature)
            .then_some((named, said))
    }
}

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkKey")
            .field("signing", &self.signing.name)
            .field("former", &self.former.len())
            .finish()
    }
}

fn read(said: &str) -> Option<Link> {
    let parts: Vec<&str> = said.split('.').collect();
    let ([_key, scope, municipality, subject, nonce, expires_on], about) =
        parts.split_first_chunk()?;
    let about = match about {
        [] => None,
        [about] => Some(Uuid::try_parse(about).ok()?),
        [_, _, ..] => return None,
    };
    Some(Link {
        scope: LinkScope::of_code(scope)?,
        municipality: MunicipalityId::try_new(*municipality).ok()?,
        subject: Uuid::try_parse(subject).ok()?,
        about,
        nonce: nonce.parse().ok()?,
        expires_on: Date::strptime(DAY, expires_on).ok()?,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Exactly the bytes of a signature.
fn bytes_of_hex(text: &str) -> Option<[u8; SIGNATURE]> {
    if text.len() != 2 * SIGNATURE || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; SIGNATURE];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const LAST: Date = date(2026, 12, 24);

    fn link() -> Link {
        Link {
            scope: LinkScope::ConfirmContact,
            municipality: MunicipalityId::try_new("kreis-stormarn").unwrap(),
            subject: Uuid::from_u128(7),
            about: None,
            nonce: 3,
            expires_on: LAST,
        }
    }

    fn key(byte: u8) -> LinkKey {
        LinkKey::new(Secret::new([byte; 32]))
    }

    #[test]
    fn a_link_says_what_was_signed_until_its_last_day() {
        let text = key(1).sign(&link());
        assert_eq!(key(1).verify(&text, LAST).unwrap().link, link());
        assert_eq!(
            key(1).verify(&text, date(2026, 12, 25)),
            Err(LinkRefusal::Expired { expired_on: LAST })
        );
    }

    #[test]
    fn a_link_about_two_things_names_both_and_without_the_second_it_is_none_of_ours() {
        let about = Some(Uuid::from_u128(8));
        let both = Link { about, ..link() };
        let text = key(1).sign(&both);
        assert_eq!(key(1).verify(&text, LAST).unwrap().link, both);
        let without = text.replace(&format!(".{}", Uuid::from_u128(8).simple()), "");
        assert_eq!(key(1).verify(&without, LAST), Err(LinkRefusal::Unknown));
    }

    /// Signed before links had a second id; such links are in people's mailboxes.
    #[test]
    fn a_link_from_before_there_was_a_second_id_still_counts() {
        let former = "c93ae369.confirm-contact.kreis-stormarn.00000000000000000000000000000007.3.20261224.\
                      c2a955bafd20422f796afac5fd872951";
        assert_eq!(key(1).verify(former, LAST).unwrap().link, link());
        assert_eq!(key(1).sign(&link()), former);
    }

    #[test]
    fn a_calendar_feed_has_no_last_day_and_every_purpose_an_address_of_its_service() {
        let municipality = MunicipalityId::try_new("kreis-stormarn").unwrap();
        let feed = Link::calendar_feed(municipality, Uuid::from_u128(5), 1);
        let text = key(1).sign(&feed);
        let opened = key(1).verify(&text, date(2200, 1, 1)).unwrap();
        assert_eq!(opened.link, feed);
        assert_eq!(
            opened.only(&[LinkScope::ConfirmContact]),
            Err(LinkRefusal::Unknown)
        );
        let base: Url = "https://lotse.example/netz/".parse().unwrap();
        assert_eq!(
            key(1).address(&base, &feed).as_str(),
            format!("https://lotse.example/netz/feeds/{text}.ics")
        );
        let reply = Link {
            scope: LinkScope::ReplyToMeeting,
            ..link()
        };
        let address = key(1).address(&base, &reply);
        assert!(address.path().starts_with("/netz/meeting-links/"));
    }

    #[test]
    fn no_character_of_a_link_can_be_changed_added_or_left_out() {
        let text = key(1).sign(&link());
        for at in 0..text.len() {
            let original = text.as_bytes()[at];
            for other in *b"0a7.-" {
                let mut changed = text.clone().into_bytes();
                changed[at] = other;
                let changed = String::from_utf8(changed).unwrap();
                if other != original {
                    assert_eq!(key(1).verify(&changed, LAST), Err(LinkRefusal::Unknown));
                }
            }
            assert!(key(1).verify(&text[..at], LAST).is_err());
        }
        for more in [format!("{text}0"), format!("{text}."), format!("0{text}")] {
            assert_eq!(key(1).verify(&more, LAST), Err(LinkRefusal::Unknown));
        }
    }

    #[test]
    fn an_expired_link_that_was_tampered_with_is_unknown_not_expired() {
        let text = key(1).sign(&link());
        let tampered = text.replace(".3.", ".4.");
        assert_eq!(
            key(1).verify(&tampered, date(2030, 1, 1)),
            Err(LinkRefusal::Unknown)
        );
    }

    #[test]
    fn another_secret_knows_no_link_and_a_former_one_still_does() {
        let text = key(1).sign(&link());
        assert_eq!(key(2).verify(&text, LAST), Err(LinkRefusal::Unknown));
        let rotated = key(2).with_former(Secret::new([1; 32]));
        assert_eq!(rotated.verify(&text, LAST).unwrap().link, link());
        assert_ne!(rotated.sign(&link()), text, "the first one signs");
    }

    #[test]
    fn a_link_is_always_the_same_actor_and_another_link_another() {
        let open = |link: &Link| key(1).verify(&key(1).sign(link), LAST).unwrap().actor;
        assert_eq!(open(&link()), open(&link()));
        let next = Link { nonce: 4, ..link() };
        assert_ne!(open(&link()), open(&next));
    }

    #[test]
    fn no_mail_program_cuts_a_link_and_its_key_is_never_shown() {
        let base: Url = "https://lotse.example/netz/".parse().unwrap();
        let address = key(1).address(&base, &link());
        assert!(
            address
                .as_str()
                .starts_with("https://lotse.example/netz/links/")
        );
        let text = key(1).sign(&link());
        assert!(
            text.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b))
        );
        assert!(text.ends_with(|c: char| c.is_ascii_alphanumeric()));
        assert!(text.len() < TEXT_MAX);
        assert!(!format!("{:?}", key(1)).contains("01010101"));
    }

    #[test]
    fn the_longest_link_is_short_enough() {
        for scope in LinkScope::ALL {
            let longest = Link {
                scope: *scope,
                municipality: MunicipalityId::try_new("x".repeat(40)).unwrap(),
                about: Some(Uuid::from_u128(8)),
                nonce: u32::MAX,
                ..link()
            };
            let text = key(1).sign(&longest);
            assert_eq!(key(1).verify(&text, LAST).unwrap().link, longest);
        }
    }
}
