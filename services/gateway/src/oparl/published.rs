//! What a municipality's policies make public, and since when.
//!
//! Pure: policy versions in, changes out. A version counts from the later of the moment it was recorded and the first
//! minute of its first day.

use std::collections::BTreeMap;

use municipality::publication::PublicationPolicy;
use oparl::Moment;

/// Whether something is public, and since when that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: Moment,
    pub(super) public: bool,
}

impl Change {
    /// Of what is public only where both are.
    pub(super) fn and(self, other: Self) -> Self {
        match (self.public, other.public) {
            (true, true) => Self {
                at: self.at.max(other.at),
                public: true,
            },
            (true, false) => other,
            (false, true) => self,
            (false, false) => Self {
                at: self.at.min(other.at),
                public: false,
            },
        }
    }

    /// Of what is public where one of them is.
    pub(super) fn or(self, other: Self) -> Self {
        match (self.public, other.public) {
            (true, true) => Self {
                at: self.at.min(other.at),
                public: true,
            },
            (true, false) => self,
            (false, true) => other,
            (false, false) => Self {
                at: self.at.max(other.at),
                public: false,
            },
        }
    }
}

/// What is public today, and what was once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Publication {
    /// Since when anything is.
    pub(super) since: Moment,
    /// Since when the policy of today holds.
    pub(super) policy_at: Moment,
    /// By the keys of their rules; none that was never public.
    pub(super) bodies: BTreeMap<String, Change>,
    pub(super) minutes: Option<Change>,
    pub(super) recommendations: Option<Change>,
}

/// Follows the versions that hold until today, in order. `None` where the last of them publishes nothing.
pub(super) fn publication<'a>(
    versions: impl IntoIterator<Item = (Moment, &'a PublicationPolicy)>,
) -> Option<Publication> {
    let mut since: Option<Change> = None;
    let mut bodies: BTreeMap<String, Change> = BTreeMap::new();
    let mut minutes: Option<Change> = None;
    let mut recommendations: Option<Change> = None;
    let mut policy_at = None;
    for (at, policy) in versions {
        policy_at = Some(at);
        turn(&mut since, at, policy.is_on());
        turn(&mut minutes, at, policy.publishes_minutes());
        turn(&mut recommendations, at, policy.publishes_recommendations());
        for (key, change) in &mut bodies {
            if change.public != policy.publishes(key) {
                *change = Change {
                    at,
                    public: !change.public,
                };
            }
        }
        let named = policy.oparl_bodies.binding().into_iter().flatten();
        for key in named.filter(|key| policy.publishes(key)) {
            let first = Change { at, public: true };
            bodies.entry(key.clone()).or_insert(first);
        }
    }
    let since = since.filter(|since| since.public)?;
    Some(Publication {
        since: since.at,
        policy_at: policy_at?,
        bodies,
        minutes,
        recommendations,
    })
}

/// Nothing is remembered of what was never public.
fn turn(known: &mut Option<Change>, at: Moment, public: bool) {
    let was = known.is_some_and(|change| change.public);
    if was != public {
        *known = Some(Change { at, public });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kernel::Sourced;

    fn at(day: i8) -> Moment {
        Moment::local(date(2026, 1, day).at(0, 0, 0, 0)).unwrap()
    }

    fn adopted<T: Clone>(value: T) -> Sourced<T> {
        Sourced::stated(value, "Beschluss", "Nr. 1", "wird veröffentlicht")
    }

    fn policy(bodies: &[&str], minutes: bool) -> PublicationPolicy {
        PublicationPolicy {
            oparl: adopted(true),
            oparl_bodies: adopted(bodies.iter().map(|key| (*key).to_owned()).collect()),
            oparl_minutes: adopted(minutes),
            oparl_recommendations: Sourced::unstated(),
        }
    }

    fn change(day: i8, public: bool) -> Change {
        Change {
            at: at(day),
            public,
        }
    }

    #[test]
    fn who_says_nothing_publishes_nothing_and_what_is_inferred_neither() {
        let nothing = PublicationPolicy::default();
        assert_eq!(publication([(at(1), &nothing)]), None);
        let inferred = PublicationPolicy {
            oparl: Sourced::inferred_from(true, "S", "1", "öffentlich", "gilt wohl"),
            ..policy(&["beirat"], true)
        };
        assert_eq!(publication([(at(1), &inferred)]), None);
    }

    #[test]
    fn a_body_is_public_since_the_first_of_the_versions_that_name_it_without_a_break() {
        let (none, one, both) = (
            policy(&[], false),
            policy(&["a"], false),
            policy(&["a", "b"], true),
        );
        let known = publication([(at(1), &both), (at(2), &none), (at(3), &one), (at(4), &one)]);
        let known = known.unwrap();
        assert_eq!((known.since, known.policy_at), (at(1), at(4)));
        assert_eq!(known.bodies["a"], change(3, true));
        assert_eq!(known.bodies["b"], change(2, false));
        assert_eq!(known.minutes, Some(change(2, false)));
        assert_eq!(known.recommendations, None);
    }

    #[test]
    fn whoever_switches_it_off_has_nothing_public() {
        let (on, off) = (policy(&["a"], true), PublicationPolicy::default());
        assert_eq!(publication([(at(1), &on), (at(2), &off)]), None);
        let again = publication([(at(1), &on), (at(2), &off), (at(3), &on)]).unwrap();
        assert_eq!(again.bodies["a"], change(3, true));
        assert_eq!(again.since, at(3));
    }

    #[test]
    fn what_needs_two_is_public_since_the_later_and_ends_with_the_earlier() {
        assert_eq!(change(1, true).and(change(2, true)), change(2, true));
        assert_eq!(change(1, true).and(change(2, false)), change(2, false));
        assert_eq!(change(3, false).and(change(2, false)), change(2, false));
    }
}
