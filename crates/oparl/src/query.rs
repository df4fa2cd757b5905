//! What a client may ask of a list (chapter 2.5, filters and pagination).

use jiff::Timestamp;

use crate::moment::Moment;

/// How many objects a page has unless a client wants fewer; the standard advises pages from 100 objects on.
pub const MOST: usize = 100;

/// Filters, the length of a page and where it begins. `Default` asks for everything from the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    pub created_since: Option<Moment>,
    pub created_until: Option<Moment>,
    pub modified_since: Option<Moment>,
    pub modified_until: Option<Moment>,
    /// Without the lists of embedded objects.
    pub omit_internal: bool,
    /// As the client wants it; [`MOST`] at most.
    pub limit: Option<usize>,
    /// Behind which object the page begins, by the last segment of its id. Ours, and only in links.
    pub after: Option<String>,
}

/// A parameter that cannot be read. `Display` is a German sentence for the client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableQuery {
    #[error("Den Parameter „{0}“ gibt es hier nicht.")]
    Unknown(String),
    #[error("Der Parameter „{0}“ ist doppelt angegeben.")]
    Twice(String),
    #[error(
        "{0} braucht Datum und Uhrzeit mit Zeitzone wie 2014-01-01T00:00:00+01:00; das Pluszeichen wird in der Adresse als %2B geschrieben."
    )]
    Moment(&'static str),
    #[error("limit braucht eine ganze Zahl ab 1.")]
    Limit,
    #[error("omit_internal braucht „true“ oder „false“.")]
    OmitInternal,
}

impl UnreadableQuery {
    /// Stable, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "UNKNOWN_PARAMETER",
            Self::Twice(_) => "PARAMETER_TWICE",
            Self::Moment(_) | Self::Limit | Self::OmitInternal => "INVALID_PARAMETER",
        }
    }

    /// Which parameter.
    pub fn parameter(&self) -> &str {
        match self {
            Self::Unknown(name) | Self::Twice(name) => name,
            Self::Moment(name) => name,
            Self::Limit => "limit",
            Self::OmitInternal => "omit_internal",
        }
    }
}

impl ListQuery {
    /// Reads decoded parameters. A parameter that is not the standard's is refused: a filter with a slip of the pen would
    /// answer everything.
    pub fn read<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, UnreadableQuery> {
        let mut read = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            if seen.contains(&name) {
                return Err(UnreadableQuery::Twice(short(name)));
            }
            seen.push(name);
            match name {
                "created_since" => read.created_since = Some(moment("created_since", value)?),
                "created_until" => read.created_until = Some(moment("created_until", value)?),
                "modified_since" => read.modified_since = Some(moment("modified_since", value)?),
                "modified_until" => read.modified_until = Some(moment("modified_until", value)?),
                "omit_internal" => {
                    read.omit_internal = match value {
                        "true" => true,
                        "false" => false,
                        _ => return Err(UnreadableQuery::OmitInternal),
                    };
                }
                "limit" => {
                    let limit = value.parse().ok().filter(|limit| *limit > 0);
                    read.limit = Some(limit.ok_or(UnreadableQuery::Limit)?);
                }
                "after" => read.after = Some(value.to_owned()),
                _ => return Err(UnreadableQuery::Unknown(short(name))),
            }
        }
        Ok(read)
    }

    /// Objects a page.
    pub fn per_page(&self) -> usize {
        self.limit.unwrap_or(MOST).min(MOST)
    }

    /// Whether an object with these moments is wanted. What is deleted is shown to those who ask what changed, and to
    /// nobody else (chapter 2.5).
    pub(crate) fn wants(&self, created: Moment, modified: Moment, deleted: bool) -> bool {
        let within = |at, since: Option<Moment>, until: Option<Moment>| {
            since.is_none_or(|since| since <= at) && until.is_none_or(|until| at <= until)
        };
        (!deleted || self.modified_since.is_some())
            && within(created, self.created_since, self.created_until)
            && within(modified, self.modified_since, self.modified_until)
    }

    /// The parameters in the order in which links have them.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let moments = [
            ("created_since", self.created_since),
            ("created_until", self.created_until),
            ("modified_since", self.modified_since),
            ("modified_until", self.modified_until),
        ];
        let mut pairs: Vec<(&'static str, String)> = moments
            .into_iter()
            .filter_map(|(name, at)| Some((name, at?.to_string())))
            .collect();
        if self.omit_internal {
            pairs.push(("omit_internal", "true".to_owned()));
        }
        pairs.extend(self.limit.map(|_| ("limit", self.per_page().to_string())));
        pairs.extend(self.after.clone().map(|after| ("after", after)));
        pairs
    }
}

fn moment(name: &'static str, value: &str) -> Result<Moment, UnreadableQuery> {
    let at: Result<Timestamp, _> = value.parse();
    at.map(Moment::new)
        .map_err(|_error| UnreadableQuery::Moment(name))
}

fn short(name: &str) -> String {
    name.chars().take(80).collect()
}
