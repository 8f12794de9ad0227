//! What a client's pages need of the wave they belong to. It is fixed once a wave is open, so it
//! is read once and kept: a page then costs one query.

use std::sync::{Arc, PoisonError};

use chrono_tz::Tz;

use super::{App, WebError};
use crate::domain::language::Text;
use crate::domain::logic::Logic;
use crate::domain::protocol::Information;
use crate::domain::submission::Shape;
use crate::domain::survey::Survey;
use crate::store::invited::Invited;
use crate::store::waves::WaveState;
use crate::store::{protocols, surveys, waves};

/// The survey that a wave asks, and who asks it.
#[derive(Debug)]
pub struct Asking {
    pub organisation: Text,
    pub information: Option<Information>,
    pub privacy_threshold: u32,
    pub keep_months: Option<u32>,
    pub zone: Tz,
    pub survey: Survey,
    pub logic: Arc<Logic>,
    /// Whether the survey looks at who is asked, in a condition or in a text.
    pub knows_client: bool,
    pub shape: Arc<Shape>,
}

/// Of the wave that somebody is invited to.
pub async fn of(app: &App, invited: &Invited) -> Result<Arc<Asking>, WebError> {
    if let Some(asking) = known(app, invited) {
        return Ok(asking);
    }
    let asking = Arc::new(read(app, invited).await?);
    if invited.wave_state != WaveState::Planned {
        let mut known = app.asking.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(invited.wave_id, asking.clone());
    }
    Ok(asking)
}

fn known(app: &App, invited: &Invited) -> Option<Arc<Asking>> {
    let known = app.asking.read().unwrap_or_else(PoisonError::into_inner);
    known.get(&invited.wave_id).cloned()
}

async fn read(app: &App, invited: &Invited) -> Result<Asking, WebError> {
    let db = &app.db.reader;
    let wave = waves::by_id(db, invited.wave_id).await?;
    let protocol = match wave.protocol_id {
        Some(id) => Some(protocols::by_id(db, id).await?),
        None => protocols::current(db, invited.programme_id).await?,
    };
    let protocol = protocol.map(|version| version.protocol);
    let protocol = protocol.ok_or_else(|| {
        WebError::Internal(format!("wave {} has invitations and no protocol", wave.id))
    })?;
    let survey = surveys::by_id(db, invited.survey_version_id).await?.survey;
    // A survey whose conditions cannot be read must not open its gates.
    let logic = Logic::of(&survey).map_err(|_| {
        WebError::Internal(format!(
            "the conditions of survey {} are broken",
            survey.code
        ))
    })?;
    let logic = Arc::new(logic);
    Ok(Asking {
        organisation: protocol.programme.organisation,
        information: protocol.information,
        privacy_threshold: protocol.rules.privacy_threshold,
        keep_months: protocol.rules.keep_months,
        zone: protocol.programme.time_zone.parse().unwrap_or(Tz::UTC),
        shape: Arc::new(Shape::of(&survey, logic.clone())),
        knows_client: survey.knows_client(),
        logic,
        survey,
    })
}
