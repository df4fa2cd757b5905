//! Lists, objects and files over HTTP (chapters 2.5 … 2.10 of the standard).
//!
//! | path below `/oparl/v1.1` | what answers |
//! |---|---|
//! | | the system |
//! | `/bodies` | every municipality that publishes |
//! | `/bodies/{municipality}` | one of them |
//! | `/bodies/{municipality}/meetings`, … | its lists |
//! | `/bodies/{municipality}/meetings/{id}`, … | an object, also a deleted one |
//! | `/bodies/{municipality}/organizations/{id}/meetings` | the meetings of one organization |
//! | `/bodies/{municipality}/files/{id}/view.pdf`, `download.pdf` | a file's content |

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use deadpool_postgres::Pool;
use kernel::MunicipalityId;
use oparl::{
    AgendaItem, Consultation, Entity, File, LegislativeTerm, ListAddress, ListQuery, Location,
    Meeting, Membership, Organization, Paper, Person, UnreadableQuery, page,
};
use papers::Letterhead;
use service_kit::clock::Clock;
use service_kit::problem::Problem;
use uuid::Uuid;

use super::addresses::Listed;
use super::load::Public;
use super::objects::{self, Listing, released};
use super::{Publisher, Publishing};
use crate::exports::file::{Disposition, answer, name};
use crate::exports::problem::problem;
use crate::graphql::error::GraphError;

/// The routes of this module; `gateway` logs in as the gateway's role.
pub(crate) fn router(publishing: Publishing, gateway: Pool, clock: Clock) -> Router {
    Router::new()
        .route("/oparl/v1.1", get(system))
        .route("/oparl/v1.1/bodies", get(bodies))
        .route("/oparl/v1.1/bodies/{municipality}", get(body))
        .route("/oparl/v1.1/bodies/{municipality}/{list}", get(list))
        .route("/oparl/v1.1/bodies/{municipality}/{list}/{id}", get(object))
        .route(
            "/oparl/v1.1/bodies/{municipality}/organizations/{id}/meetings",
            get(meetings_of),
        )
        .route(
            "/oparl/v1.1/bodies/{municipality}/files/{id}/{how}",
            get(content),
        )
        .layer(map_response(open_to_all))
        .with_state(Publisher::new(publishing, gateway, clock))
}

/// Scripts of every page may read what is public (chapter 2.6).
async fn open_to_all(mut response: Response) -> Response {
    let all = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
    response
}

type PathOf<T> = Result<Path<T>, PathRejection>;

async fn system(State(to): State<Publisher>, query: RawQuery) -> Result<Response, Problem> {
    no_query(&query)?;
    Ok(Json(objects::system(&to.0.at)).into_response())
}

async fn bodies(State(to): State<Publisher>, query: RawQuery) -> Result<Response, Problem> {
    let query = list_query(&query)?;
    let known = to.0.store.heads().await;
    let known = known.map_err(|error| {
        problem(GraphError::internal("look which municipalities there are")(
            error,
        ))
    })?;
    let mut all = Vec::new();
    for (municipality, _) in known {
        let public = to.0.public(&municipality).await.map_err(problem)?;
        all.extend(public.as_ref().map(objects::body));
    }
    Ok(Json(page(&to.0.at.bodies(), &query, all)).into_response())
}

async fn body(
    State(to): State<Publisher>,
    path: PathOf<String>,
    query: RawQuery,
) -> Result<Response, Problem> {
    let Path(municipality) = path.map_err(|_rejection| Problem::not_found())?;
    let public = to.publication_of(&municipality).await?;
    no_query(&query)?;
    Ok(Json(objects::body(&public)).into_response())
}

/// Does something with the kind of object that a path names.
macro_rules! by_path {
    ($path:expr, $do:ident, $public:expr, $what:expr) => {
        match $path {
            Organization::PATH => $do::<Organization>($public, $what),
            Person::PATH => $do::<Person>($public, $what),
            Membership::PATH => $do::<Membership>($public, $what),
            Meeting::PATH => $do::<Meeting>($public, $what),
            AgendaItem::PATH => $do::<AgendaItem>($public, $what),
            Paper::PATH => $do::<Paper>($public, $what),
            Consultation::PATH => $do::<Consultation>($public, $what),
            File::PATH => $do::<File>($public, $what),
            Location::PATH => $do::<Location>($public, $what),
            LegislativeTerm::PATH => $do::<LegislativeTerm>($public, $what),
            _ => Err(Problem::not_found()),
        }
    };
}

async fn list(
    State(to): State<Publisher>,
    path: PathOf<(String, String)>,
    query: RawQuery,
) -> Result<Response, Problem> {
    let Path((municipality, list)) = path.map_err(|_rejection| Problem::not_found())?;
    let public = to.publication_of(&municipality).await?;
    by_path!(list.as_str(), whole, &public, &query)
}

fn whole<T: Listing>(public: &Public, query: &RawQuery) -> Result<Response, Problem> {
    part(&public.at.list(), query, T::all(public))
}

fn part<T: Listing>(
    list: &ListAddress<T>,
    query: &RawQuery,
    all: Vec<Entity<T>>,
) -> Result<Response, Problem> {
    Ok(Json(page(list, &list_query(query)?, all)).into_response())
}

async fn object(
    State(to): State<Publisher>,
    path: PathOf<(String, String, String)>,
    query: RawQuery,
) -> Result<Response, Problem> {
    let Path((municipality, list, id)) = path.map_err(|_rejection| Problem::not_found())?;
    let public = to.publication_of(&municipality).await?;
    no_query(&query)?;
    by_path!(list.as_str(), one, &public, &id)
}

/// A deleted object answers as well, with 200 (chapter 2.8).
fn one<T: Listing>(public: &Public, id: &str) -> Result<Response, Problem> {
    let wanted = public.at.object::<T>(id);
    let all = T::all(public);
    let found = all.into_iter().find(|entity| entity.id == wanted);
    Ok(Json(found.ok_or_else(Problem::not_found)?).into_response())
}

async fn meetings_of(
    State(to): State<Publisher>,
    path: PathOf<(String, String)>,
    query: RawQuery,
) -> Result<Response, Problem> {
    let Path((municipality, id)) = path.map_err(|_rejection| Problem::not_found())?;
    let public = to.publication_of(&municipality).await?;
    let body: Uuid = id.parse().map_err(|_error| Problem::not_found())?;
    if !public.bodies.contains_key(&body) || body.to_string() != id {
        return Err(Problem::not_found());
    }
    let of_body = |entity: &Entity<Meeting>| {
        let mut known = public.meetings.iter();
        known
            .any(|(id, known)| known.body == body && entity.id == public.at.object(&id.to_string()))
    };
    let mut all = Meeting::all(&public);
    all.retain(of_body);
    part(&public.at.meetings_of(&id), &query, all)
}

async fn content(
    State(to): State<Publisher>,
    path: PathOf<(String, String, String)>,
    query: RawQuery,
) -> Result<Response, Problem> {
    let Path((municipality, id, how)) = path.map_err(|_rejection| Problem::not_found())?;
    let kept = match how.as_str() {
        "view.pdf" => Disposition::Inline,
        "download.pdf" => Disposition::Attachment,
        _ => return Err(Problem::not_found()),
    };
    let public = to.publication_of(&municipality).await?;
    no_query(&query)?;
    let wanted = public.at.object::<File>(&id);
    let mut files = File::all(&public).into_iter();
    let file = files.find(|entity| entity.id == wanted);
    let file = file.ok_or_else(Problem::not_found)?;
    if file.content.is_none() {
        return Err(gone());
    }
    let minutes: Uuid = id.parse().map_err(|_error| Problem::not_found())?;
    let known = public.minutes.get(&minutes);
    let version = known.and_then(|known| released(&public, &known.view));
    let version = version.ok_or_else(Problem::not_found)?.number;
    let of = municipality_id(&municipality)?;
    let recipe =
        to.0.released(&of, minutes, version)
            .await
            .map_err(problem)?;
    let mut paper = recipe.ok_or_else(Problem::not_found)?.paper;
    paper.letterhead = Letterhead {
        network_name: public.name.clone(),
        responsible_office: public.name.clone(),
        ..paper.letterhead
    };
    let stand = paper.letterhead.stand;
    let meeting = paper.number.map(|number| format!("{number}. Sitzung"));
    let called = ["Protokoll", &paper.body, meeting.as_deref().unwrap_or("")];
    let called = name(&called, stand, "pdf");
    let bytes = to.0.press.set(move || papers::minutes(&paper)).await?;
    Ok(answer(&called, "application/pdf", kept, bytes))
}

fn gone() -> Problem {
    Problem::new(
        StatusCode::GONE,
        "NOT_PUBLIC_ANY_MORE",
        "Nicht mehr verfügbar",
        "Diese Datei ist nicht mehr öffentlich.",
    )
}

impl Publisher {
    /// What the municipality in the path publishes; 404 for one that publishes nothing, as for one that there is not.
    async fn publication_of(&self, municipality: &str) -> Result<Public, Problem> {
        let desk = Arc::clone(&self.0);
        let public = desk.public(&municipality_id(municipality)?).await;
        public.map_err(problem)?.ok_or_else(Problem::not_found)
    }
}

fn municipality_id(text: &str) -> Result<MunicipalityId, Problem> {
    MunicipalityId::try_new(text).map_err(|_error| Problem::not_found())
}

fn pairs(query: &RawQuery) -> Vec<(String, String)> {
    let text = query.0.as_deref().unwrap_or_default();
    form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}

fn list_query(query: &RawQuery) -> Result<ListQuery, Problem> {
    let pairs = pairs(query);
    let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
    ListQuery::read(pairs).map_err(|error| unreadable(&error))
}

/// An object has one address.
fn no_query(query: &RawQuery) -> Result<(), Problem> {
    match pairs(query).into_iter().next() {
        Some((name, _)) => {
            let name = name.chars().take(80).collect();
            Err(unreadable(&UnreadableQuery::Unknown(name)))
        }
        None => Ok(()),
    }
}

fn unreadable(error: &UnreadableQuery) -> Problem {
    Problem::bad_request(error.code(), error.to_string()).with_field(error.parameter())
}
