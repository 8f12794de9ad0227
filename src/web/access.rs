//! The gate before every page of staff: who is it, is the programme theirs, does the role allow it.

use axum::RequestExt;
use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::extract::Speaks;
use super::sessions;
use super::{App, WebError};
use crate::domain::access::{Right, Role, Term};
use crate::store::StoreError;
use crate::store::accounts::{Account, Membership};
use crate::store::audit::Actor;
use crate::store::programmes::{self, Programme};
use crate::store::sessions as stored;

/// A session that was used is noted at most this often.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(5);

#[derive(Clone)]
pub struct Gate {
    pub app: App,
    pub right: Right,
}

/// Somebody of staff who is signed in.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub account: Account,
    memberships: Vec<Membership>,
    /// The hash of the session they came with.
    pub session: String,
}

impl Visitor {
    /// The roles that hold in one programme; an administrator is one in every programme.
    pub fn roles_in(&self, programme: Uuid) -> Vec<Role> {
        let own = self.held();
        let own = own.filter(|(of, _)| *of == programme);
        let everywhere = self.account.administrator.then_some(Role::Administrator);
        everywhere
            .into_iter()
            .chain(own.map(|(_, role)| role))
            .collect()
    }

    pub fn may(&self, right: Right, programme: Uuid) -> bool {
        self.roles_in(programme)
            .into_iter()
            .any(|role| role.allows(right))
    }

    /// Whether some role of theirs allows it, wherever they have it.
    pub fn may_somewhere(&self, right: Right) -> bool {
        right == Right::SignedIn
            || (self.account.administrator && Role::Administrator.allows(right))
            || self.held().any(|(_, role)| role.allows(right))
    }

    /// Programmes, with what the visitor is in them now.
    fn held(&self) -> impl Iterator<Item = (Uuid, Role)> {
        let own = self.memberships.iter();
        own.filter_map(|own| Some((own.programme_id, own.term.lets(own.role)?)))
    }

    /// Why no role in a programme holds, for somebody who has one.
    fn ended(&self, programme: Uuid) -> Option<Term> {
        let mut own = self.memberships.iter();
        own.find(|membership| membership.programme_id == programme)
            .map(|membership| membership.term)
    }

    /// As the audit trail names them.
    pub fn actor(&self) -> Actor {
        Actor::account(self.account.id, &self.account.email)
    }
}

/// Lets through who has the right, and gives the handler the [`Visitor`] and, under
/// `/programmes/{slug}`, the [`Inside`].
pub async fn pass(
    State(gate): State<Gate>,
    request: Request,
    next: Next,
) -> Result<Response, WebError> {
    let now = gate.app.clock.now();
    let Some(visitor) = visitor(&gate.app, request.headers(), now).await? else {
        return Ok(to_sign_in(&request));
    };
    let speaks = Speaks(visitor.account.language.clone());
    let mut answer = admit(&gate, request, next, visitor).await.into_response();
    // The page of a failure is written further out, in the language of the account.
    answer.extensions_mut().insert(speaks);
    Ok(answer)
}

async fn admit(
    gate: &Gate,
    mut request: Request,
    next: Next,
    visitor: Visitor,
) -> Result<Response, WebError> {
    let params: RawPathParams = request
        .extract_parts()
        .await
        .map_err(|_| WebError::NotFound)?;
    let slug = params.iter().find(|(name, _)| *name == "slug");
    if let Some((_, slug)) = slug {
        let programme = programmes::find(&gate.app.db.reader, slug).await?;
        let programme = programme.ok_or(WebError::NotFound)?;
        if visitor.roles_in(programme.id).is_empty() {
            // Others may not even know that it exists.
            let ended = visitor.ended(programme.id);
            return Err(ended.map_or(WebError::NotFound, WebError::NoRoleNow));
        }
        if !visitor.may(gate.right, programme.id) {
            return Err(WebError::NotAllowed);
        }
        if let Some(closed) = programme.closed_at.filter(|_| changes(&request)) {
            return Err(StoreError::Closed(closed.date_naive()).into());
        }
        request.extensions_mut().insert(Inside(programme));
    } else if !visitor.may_somewhere(gate.right) {
        return Err(WebError::NotAllowed);
    }
    request.extensions_mut().insert(visitor);
    Ok(next.run(request).await)
}

/// Whether it would change a programme. A link may be revoked for ever: that gives nothing away.
fn changes(request: &Request) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    !reads && !request.uri().path().ends_with("/revocation")
}

/// Who comes with this session, if anybody; notes now and then that it is in use.
async fn visitor(
    app: &App,
    headers: &HeaderMap,
    now: DateTime<Utc>,
) -> Result<Option<Visitor>, WebError> {
    let Some(session) = sessions::of_request(app, headers) else {
        return Ok(None);
    };
    let Some(found) = stored::by_hash(&app.db.reader, &session, now).await? else {
        return Ok(None);
    };
    if now - found.seen_at >= NOTED_EVERY {
        let tx = app.db.begin().await?;
        stored::prolong(&tx, &session, now, now + sessions::LASTS).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Some(Visitor {
        account: found.account,
        memberships: found.memberships,
        session,
    }))
}

/// To the page to sign in on, and from there back to the page that was asked for.
fn to_sign_in(request: &Request) -> Response {
    let wanted = request
        .uri()
        .path_and_query()
        .map_or("/", |wanted| wanted.as_str());
    let back = matches!(*request.method(), Method::GET | Method::HEAD) && wanted != "/";
    let query = if back {
        let wanted: String = url_encoded(wanted);
        format!("?next={wanted}")
    } else {
        String::new()
    };
    Redirect::to(&format!("/sign-in{query}")).into_response()
}

/// Everything but letters, digits and a few harmless marks as `%XX`.
pub(super) fn url_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded += &format!("%{byte:02X}");
        }
        encoded
    })
}

/// The same for one part of a path, which a slash would end.
pub(super) fn part_encoded(text: &str) -> String {
    url_encoded(text).replace('/', "%2F")
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        let visitor = parts.extensions.get::<Self>().cloned();
        visitor.ok_or_else(|| behind_no_gate("Visitor"))
    }
}

/// The programme of the address, which the visitor may see.
#[derive(Clone, Debug)]
pub struct Inside(pub Programme);

impl<S: Send + Sync> FromRequestParts<S> for Inside {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        let inside = parts.extensions.get::<Self>().cloned();
        inside.ok_or_else(|| behind_no_gate("Inside"))
    }
}

fn behind_no_gate(what: &str) -> WebError {
    WebError::Internal(format!("a handler asks for {what} on a route without it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_survives_in_the_address() {
        let request = Request::builder()
            .uri("/programmes/desk/waves?x=a&b=%20")
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(
            to_sign_in(&request).headers()["location"],
            "/sign-in?next=/programmes/desk/waves%3Fx%3Da%26b%3D%2520"
        );
    }
}
