//! Our things as the standard's (`domain/field.md`, 4.2). Pure: what is public in, objects out.
//!
//! A list and an object under its id come from the same [`Listing::all`], so that both say the same.

mod meetings;
mod organizations;
mod papers;

use oparl::{
    Body, Entity, Id, Kind, LegislativeTerm, Moment, OparlVersion, Organization, Person, System,
};

use super::addresses::{Addresses, Listed};
use super::load::{Life, Public};
use super::published::Change;

pub(super) use meetings::released;

/// Since when the interface is as it is: a system must say so. Changes when it answers otherwise.
const SYSTEM_SINCE: i64 = 1_795_305_600;

/// A kind of object of which a municipality has a list.
pub(super) trait Listing: Listed {
    /// All there are, deleted ones among them, in any order.
    fn all(public: &Public) -> Vec<Entity<Self>>
    where
        Self: Sized;
}

impl Listing for Person {
    /// Nobody consented to be published: there is no such consent yet.
    fn all(_: &Public) -> Vec<Entity<Self>> {
        Vec::new()
    }
}

impl Listing for LegislativeTerm {
    /// A network has no terms.
    fn all(_: &Public) -> Vec<Entity<Self>> {
        Vec::new()
    }
}

/// The interface itself.
pub(super) fn system(at: &Addresses) -> Entity<System> {
    let since = jiff::Timestamp::from_second(SYSTEM_SINCE).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let since = Moment::new(since);
    Entity {
        id: at.system(),
        created: since,
        modified: since,
        content: Some(System {
            oparl_version: OparlVersion::V1_1,
            body: at.bodies(),
            name: Some("Lotse: Netzwerke Frühe Hilfen".to_owned()),
            license: None,
            contact_name: None,
            contact_email: None,
            website: None,
            vendor: None,
            product: None,
        }),
    }
}

/// A municipality.
pub(super) fn body(public: &Public) -> Entity<Body> {
    let at = &public.at;
    Entity {
        id: at.body(),
        created: public.own.created,
        modified: public.own.modified.max(public.publication.since),
        content: Some(Body {
            system: at.system(),
            name: public.name.clone(),
            short_name: None,
            ags: public.ags.clone(),
            classification: None,
            license: None,
            oparl_since: Some(public.publication.since),
            website: None,
            contact_name: None,
            contact_email: None,
            location: None,
            organization: at.list(),
            person: at.list(),
            meeting: at.list(),
            paper: at.list(),
            agenda_item: at.list(),
            consultation: at.list(),
            file: at.list(),
            location_list: at.list(),
            legislative_term_list: at.list(),
            membership: at.list(),
            legislative_term: Vec::new(),
        }),
    }
}

/// The object as it is today: shown, deleted, or `None` where it never was public. Without `content` it was struck or
/// withdrawn.
fn entity<T: Kind>(id: Id<T>, life: Life, change: Change, content: Option<T>) -> Option<Entity<T>> {
    if change.public {
        // What was gone before the publication began was never public.
        if content.is_none() && life.modified < change.at {
            return None;
        }
        return Some(Entity {
            id,
            created: life.created,
            modified: life.modified.max(change.at),
            content,
        });
    }
    // What came after the end of the publication has no trace.
    (life.created <= change.at).then(|| Entity {
        id,
        created: life.created,
        modified: change.at,
        content: None,
    })
}

/// The organization of a body of ours, where it is public. A dissolved one still is, with its last day.
fn organization(public: &Public, body: uuid::Uuid) -> Option<Id<Organization>> {
    let known = public.bodies.get(&body)?;
    let shown = known.change.public && known.view.exists();
    shown.then(|| public.at.object(&body.to_string()))
}
