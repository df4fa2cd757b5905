//! A page of a list [externe Objektliste, Listenseite] (chapter 2.5).

use serde::Serialize;

use crate::address::{Address, ListAddress};
use crate::entity::{Entity, Kind};
use crate::query::ListQuery;

/// A page as it is answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(bound = "T: Kind")]
pub struct Page<T> {
    pub data: Vec<Entity<T>>,
    pub pagination: Pagination,
    pub links: Links,
}

/// How much there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pagination {
    /// On all pages, as far as the filters let them through.
    pub total_elements: usize,
    /// On every page but the last.
    pub elements_per_page: usize,
}

/// Where other pages are. They keep the filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Links {
    pub first: Address,
    #[serde(rename = "self")]
    pub this: Address,
    /// Absent on the last page and on no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Address>,
}

/// The page of `all` that is asked for, whatever order they come in.
pub fn page<T: Kind>(list: &ListAddress<T>, query: &ListQuery, all: Vec<Entity<T>>) -> Page<T> {
    let wanted =
        |entity: &Entity<T>| query.wants(entity.created, entity.modified, entity.content.is_none());
    let mut wanted: Vec<Entity<T>> = all.into_iter().filter(wanted).collect();
    wanted.sort_by(|a, b| a.id.key().cmp(b.id.key()));
    let total_elements = wanted.len();
    let begins = query.after.as_deref().map_or(0, |after| {
        wanted.partition_point(|entity| entity.id.key() <= after)
    });
    let mut data = wanted.split_off(begins);
    let more = data.len() > query.per_page();
    data.truncate(query.per_page());
    let last = data.last().filter(|_| more);
    let next = last.map(|last| query.after(Some(last.id.key())).at(list));
    if query.omit_internal {
        let contents = data.iter_mut().filter_map(|entity| entity.content.as_mut());
        contents.for_each(T::omit_internal);
    }
    Page {
        data,
        pagination: Pagination {
            total_elements,
            elements_per_page: query.per_page(),
        },
        links: Links {
            first: query.after(None).at(list),
            this: query.at(list),
            next,
        },
    }
}

impl ListQuery {
    fn after(&self, key: Option<&str>) -> Self {
        Self {
            after: key.map(str::to_owned),
            ..self.clone()
        }
    }

    fn at<T>(&self, list: &ListAddress<T>) -> Address {
        let pairs = self.pairs();
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        list.address().with_query(pairs)
    }
}
