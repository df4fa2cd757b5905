//! The list of expenses. A municipality has hundreds, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::Expense as View;
use funding::grant::PlanCostKind;
use funding::ledger::Books;
use kernel::{Date, ExpenseId, GrantId, Money, PartnerId, ProjectId, SiteId};

use super::Expense;
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
pub enum ExpenseOrder {
    /// what was paid last comes first
    #[default]
    NewestFirst,
    /// as they were paid
    OldestFirst,
    /// the greatest amount first
    Amount,
}

impl ExpenseOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("expenses:NEWEST_FIRST"),
            Self::OldestFirst => ListName("expenses:OLDEST_FIRST"),
            Self::Amount => ListName("expenses:AMOUNT"),
        }
    }
}

connection! {
    /// A page of expenses [Ausgaben].
    ExpenseConnection, ExpenseEdge, Expense
}

/// Which expenses.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ExpenseFilter {
    /// Only those that this grant pays in part or wholly on the day [Zuwendung].
    grant: Option<GrantId>,
    /// Only those paid to this partner [Netzwerkpartner].
    partner: Option<PartnerId>,
    /// Only those of this project [Stadtteilprojekt].
    project: Option<ProjectId>,
    /// Only those of this site [Standort].
    site: Option<SiteId>,
    /// Only those of this kind [Kostenart].
    kind: Option<PlanCostKind>,
    /// Only those paid in this calendar year, 1900 to 2200.
    year: Option<i32>,
    /// True: only those of which nobody pays a part on the day; false: only the others (FUN-12).
    unassigned: Option<bool>,
    /// True: only those that count on the day; false: only those that were reversed.
    counts: Option<bool>,
    /// Only those whose purpose or payee contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// What the filter's values mean.
struct Meant {
    year: Option<i16>,
    /// The partner with its duplicates; `None` where nobody is named.
    partners: Option<Vec<PartnerId>>,
}

impl ExpenseFilter {
    fn keeps(&self, view: &View, meant: &Meant, day: Date) -> bool {
        let Self {
            grant,
            partner: _,
            project,
            site,
            kind,
            year: _,
            unassigned,
            counts,
            text: _,
        } = self;
        let recorded = view.recorded.as_ref();
        let Some(recorded) = recorded.filter(|known| known.paid_on <= day) else {
            return false;
        };
        let open = view.unassigned_on(day) > Money::ZERO;
        grant.is_none_or(|grant| view.borne_by(grant, day) > Money::ZERO)
            && meant
                .partners
                .as_ref()
                .is_none_or(|meant| recorded.partner.is_some_and(|known| meant.contains(&known)))
            && project.is_none_or(|project| recorded.project == Some(project))
            && site.is_none_or(|site| recorded.site == Some(site))
            && kind.is_none_or(|kind| recorded.kind == kind)
            && meant
                .year
                .is_none_or(|year| recorded.paid_on.year() == year)
            && unassigned.is_none_or(|wanted| wanted == open)
            && counts.is_none_or(|wanted| wanted == view.counts_on(day))
    }
}

async fn list(
    reading: &Reading<'_>,
    books: &Books,
    filter: &ExpenseFilter,
    (order, day): (ExpenseOrder, Date),
) -> Result<Whole<ExpenseId>, GraphError> {
    let text = words::searched("text", filter.text.as_deref())?;
    let year = filter.year.map(|year| reader::year("year", year));
    let theirs = Meant {
        year: year.transpose()?,
        partners: Duplicates::meant(reading, filter.partner).await?,
    };
    let meant = books.expenses.iter();
    let meant = meant.filter(|(_, view)| filter.keeps(view, &theirs, day));
    let meant: Vec<_> = meant
        .filter_map(|(id, view)| Some((id, view.recorded.as_ref()?)))
        .collect();
    let said = meant.iter();
    let said = said.flat_map(|(_, known)| known.payee.into_iter().chain([known.purpose]));
    let entries = reading
        .entries(said.filter(|_| text.is_some()).collect())
        .await?;
    let mut rows = Vec::new();
    for (id, known) in meant {
        let words = known.payee.into_iter().chain([known.purpose]);
        let said = match &text {
            Some(text) => words::say(&entries, words, text)?,
            None => true,
        };
        if said {
            let key = match order {
                ExpenseOrder::NewestFirst | ExpenseOrder::OldestFirst => known.paid_on.to_string(),
                ExpenseOrder::Amount => format!("{:020}", known.amount.cents()),
            };
            rows.push((Place { key, id: id.0 }, *id));
        }
    }
    Ok(Whole::sorted(rows, order != ExpenseOrder::OldestFirst))
}

/// The root field about expenses.
#[derive(Default)]
pub struct ExpenseQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl ExpenseQuery {
    /// The expenses that were paid by the day (today where none is given), with what bears each on it, 50 at a time where
    /// no length is given, 200 at most [Ausgaben] (FUN-12, FUN-14).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn expenses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<ExpenseFilter>,
        #[graphql(default)] order_by: ExpenseOrder,
        as_of: Option<Date>,
    ) -> Result<ExpenseConnection> {
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
        Ok(ExpenseConnection::new(name, page.with(nodes)))
    }
}
