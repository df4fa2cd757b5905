//! What all objects share (chapters 2.5, 2.8 and 3.1): an id, a type, when it was made and changed, and whether it is
//! deleted.

use serde::{Serialize, Serializer};

use crate::address::Id;
use crate::moment::Moment;

/// A kind of object.
pub trait Kind: Serialize {
    /// The URL of its type, `https://schema.oparl.org/1.1/Meeting`.
    const TYPE: &'static str;

    /// Takes out what leads back to the object it is embedded in (chapter 3).
    fn leave_parents(&mut self) {}

    /// Takes out the lists of embedded objects that a client may do without (chapter 2.5, `omit_internal`).
    fn omit_internal(&mut self) {}
}

/// An object at its address.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity<T> {
    pub id: Id<T>,
    pub created: Moment,
    /// When it last changed; of a deleted one, when it was deleted.
    pub modified: Moment,
    /// `None` for one that was deleted, or is not public any more (chapter 2.8).
    pub content: Option<T>,
}

/// An object within another. Never a deleted one.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded<T>(Entity<T>);

impl<T: Kind> Entity<T> {
    /// To be put into another object; `None` for what is deleted, which must not be.
    pub fn embed(mut self) -> Option<Embedded<T>> {
        self.content.as_mut()?.leave_parents();
        Some(Embedded(self))
    }
}

#[derive(Serialize)]
struct Shape<'a, T> {
    id: &'a Id<T>,
    #[serde(rename = "type")]
    kind: &'static str,
    created: Moment,
    modified: Moment,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
    #[serde(flatten)]
    content: Option<&'a T>,
}

impl<T: Kind> Serialize for Entity<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shape = Shape {
            id: &self.id,
            kind: T::TYPE,
            created: self.created,
            modified: self.modified,
            deleted: self.content.is_none(),
            content: self.content.as_ref(),
        };
        shape.serialize(serializer)
    }
}

impl<T: Kind> Serialize for Embedded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
