//! The list of onward grants. A municipality has dozens, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::OnwardGrant as View;
use funding::ledger::Books;
use funding::onward_grant::OnwardState;
use kernel::{Date, GrantId, OnwardGrantId, PartnerId, ProjectId, SiteId};

use super::OnwardGrant;
use super::load::load;
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::look::Look;
use crate::graphql::partners::Duplicates;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum OnwardGrantOrder {
    /// what was awarded last comes first
    #[default]
    NewestFirst,
    /// as they were awarded
    OldestFirst,
    /// by purpose, A to Z
    Purpose,
}

impl OnwardGrantOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("onwardGrants:NEWEST_FIRST"),
            Self::OldestFirst => ListName("onwardGrants:OLDEST_FIRST"),
            Self::Purpose => ListName("onwardGrants:PURPOSE"),
        }
    }
}

connection! {
    /// A page of onward grants [Weiterleitungen].
    OnwardGrantConnection, OnwardGrantEdge, OnwardGrant
}

/// Which onward grants.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OnwardGrantFilter {
    /// Only those out of this grant [Zuwendung].
    grant: Option<GrantId>,
    /// Only those to this institution [Träger].
    partner: Option<PartnerId>,
    /// Only those of this project [Stadtteilprojekt].
    project: Option<ProjectId>,
    /// Only those of this site [Standort].
    site: Option<SiteId>,
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<OnwardState>>,
    /// Only those with a day of this calendar year in their period, 1900 to 2200.
    year: Option<i32>,
    /// True: only those whose proof is not examined on the day; false: only the others.
    awaits_examination: Option<bool>,
    /// Only those whose purpose contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// What the filter's values mean.
struct Meant {
    year: Option<i16>,
    /// The partner with its duplicates; `None` where nobody is named.
    partners: Option<Vec<PartnerId>>,
}

impl OnwardGrantFilter {
    fn keeps(&self, view: &View, meant: &Meant, day: Date) -> bool {
        let Self {
            grant,
            partner: _,
            project,
            site,
            states,
            year: _,
            awaits_examination,
            text: _,
        } = self;
        let (Some(state), Some(notice)) = (view.state_on(day), view.notice_on(day)) else {
            return false;
        };
        let (since, until) = (notice.period.since.year(), notice.period.until.year());
        grant.is_none_or(|grant| view.grant() == Some(grant))
            && meant
                .partners
                .as_ref()
                .is_none_or(|meant| view.partner.is_some_and(|known| meant.contains(&known)))
            && project.is_none_or(|project| view.project == Some(project))
            && site.is_none_or(|site| view.site == Some(site))
            && states.as_ref().is_none_or(|states| states.contains(&state))
            && meant.year.is_none_or(|year| since <= year && year <= until)
            && awaits_examination.is_none_or(|wanted| wanted == view.accepted_on(day).is_none())
    }
}

async fn list(
    reading: &Reading<'_>,
    books: &Books,
    filter: &OnwardGrantFilter,
    (order, day): (OnwardGrantOrder, Date),
) -> Result<Whole<OnwardGrantId>, GraphError> {
    let text = words::searched("text", filter.text.as_deref())?;
    let year = filter.year.map(|year| reader::year("year", year));
    let theirs = Meant {
        year: year.transpose()?,
        partners: Duplicates::meant(reading, filter.partner).await?,
    };
    let meant = books.onward_grants.iter();
    let meant: Vec<_> = meant
        .filter(|(_, view)| filter.keeps(view, &theirs, day))
        .collect();
    let purposes = meant.iter().filter_map(|(_, view)| view.purpose);
    let entries = reading.entries(purposes.collect()).await?;
    let mut rows = Vec::new();
    for (id, view) in meant {
        let said = match &text {
            Some(text) => words::say(&entries, view.purpose, text)?,
            None => true,
        };
        if said {
            let awarded = view
                .notices
                .first()
                .map(|first| first.issued_on.to_string());
            let key = match order {
                OnwardGrantOrder::Purpose => words::fold(&words::name(&entries, view.purpose)?),
                OnwardGrantOrder::NewestFirst | OnwardGrantOrder::OldestFirst => {
                    awarded.unwrap_or_default()
                }
            };
            rows.push((Place { key, id: id.0 }, *id));
        }
    }
    Ok(Whole::sorted(rows, order == OnwardGrantOrder::NewestFirst))
}

/// The root field about onward grants.
#[derive(Default)]
pub struct OnwardGrantQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl OnwardGrantQuery {
    /// The onward grants that were awarded by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Weiterleitungen] (FUN-20).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn onward_grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<OnwardGrantFilter>,
        #[graphql(default)] order_by: OnwardGrantOrder,
        as_of: Option<Date>,
    ) -> Result<OnwardGrantConnection> {
        let reader = Reader::of(ctx)?;
        let name = order_by.list();
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(name, &arguments)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let books = books(&reading).await?;
        let filter = filter.unwrap_or_default();
        let all = list(&reading, &books, &filter, (order_by, day)).await?;
        let (ids, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, &books, &ids, day, &Look::nodes(ctx)).await?;
        Ok(OnwardGrantConnection::new(name, page.with(nodes)))
    }
}
