//! A client that begins at the system and follows every reference, as the standard means it.

use std::collections::{BTreeMap, BTreeSet};

use oparl::validation::{self, Findings, Reference};
use serde_json::Value;

use crate::exports::{Desk, Got};

/// Everything that was found, by its address.
#[derive(Default)]
pub(super) struct Found {
    pub(super) objects: BTreeMap<String, (&'static str, Value)>,
    pub(super) lists: BTreeMap<String, Value>,
    /// Every answer's text.
    pub(super) said: String,
}

impl Found {
    /// The objects of a kind.
    pub(super) fn of(&self, kind: &str) -> Vec<&Value> {
        let objects = self.objects.values();
        objects
            .filter(|(found, _)| *found == kind)
            .map(|(_, value)| value)
            .collect()
    }
}

impl Desk {
    /// An answer at an address of ours.
    pub(super) async fn at(&self, address: &str) -> Got {
        let path = address.strip_prefix(self.base()).unwrap();
        self.get_unknown(path).await
    }

    /// An answer below the interface's root that is JSON and open to every page.
    pub(super) async fn public(&self, path: &str) -> Value {
        let got = self.get_unknown(&format!("/oparl/v1.1{path}")).await;
        assert_eq!(got.status, 200, "{path}: {}", got.text());
        assert_eq!(got.header("access-control-allow-origin"), "*");
        assert_eq!(got.header("content-type"), "application/json");
        got.json()
    }

    /// Follows everything; each answer must keep the standard.
    pub(super) async fn follow(&self) -> Found {
        let mut found = Found::default();
        let mut next = vec![Reference {
            address: format!("{}/oparl/v1.1", self.base()),
            kind: "System",
            is_list: false,
        }];
        let mut seen: BTreeSet<Reference> = next.iter().cloned().collect();
        while let Some(reference) = next.pop() {
            let got = self.at(&reference.address).await;
            let text = got.text();
            assert_eq!(got.status, 200, "{reference:?}: {text}");
            let value = got.json();
            let Findings { faults, references } = if reference.is_list {
                validation::list(reference.kind, &value)
            } else {
                validation::object(reference.kind, &value)
            };
            assert_eq!(faults, [""; 0], "{reference:?}: {value:#}");
            let mut more = references;
            found.said.push_str(&text);
            if reference.is_list {
                // Every object of a list answers under its id as well, with the same.
                for object in value["data"].as_array().unwrap() {
                    more.push(Reference {
                        address: object["id"].as_str().unwrap().to_owned(),
                        kind: reference.kind,
                        is_list: false,
                    });
                }
                found.lists.insert(reference.address, value);
            } else {
                assert_eq!(value["id"], reference.address.as_str());
                found
                    .objects
                    .insert(reference.address, (reference.kind, value));
            }
            next.extend(more.into_iter().filter(|one| seen.insert(one.clone())));
        }
        found
    }
}
