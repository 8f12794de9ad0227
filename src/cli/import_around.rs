//! What a file on the command line is, and what it is read against.

use super::{Failure, choose};
use crate::clock::Clock;
use crate::domain::evidence::{Against, FileKind};
use crate::domain::language::Language;
use crate::import::Context;
use crate::store::coding::Bringing;
use crate::store::imports::against;
use crate::store::programmes::Programme;
use crate::store::protocols::ProtocolVersion;
use crate::store::surveys::SurveyVersion;
use crate::store::waves::Wave;
use crate::store::{Database, protocols, surveys, waves};
use crate::texts::t;

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Kind {
    Clients,
    Responses,
    Interviews,
    /// Codes of statements, from the spreadsheets of two coders.
    Codes,
    /// The themes of the coding desk, with the one above each and its parameters.
    Themes,
    Measurements,
    Tickets,
    Comments,
    Dispositions,
    /// Of the protocol, as are services and agreements: a frozen one needs --reason.
    Clusters,
    Services,
    Agreements,
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Clients => Self::Clients,
            Kind::Responses => Self::Responses,
            Kind::Interviews => Self::Interviews,
            Kind::Codes => Self::Codes,
            Kind::Themes => Self::Themes,
            Kind::Measurements => Self::Measurements,
            Kind::Tickets => Self::Tickets,
            Kind::Comments => Self::Comments,
            Kind::Dispositions => Self::Dispositions,
            Kind::Clusters => Self::Clusters,
            Kind::Services => Self::Services,
            Kind::Agreements => Self::Agreements,
        }
    }
}

/// The protocol that a file is read against, what else its rows are, and the wave with its survey when
/// it belongs to one.
pub(super) struct Around {
    protocol: ProtocolVersion,
    survey: Option<SurveyVersion>,
    against: Against,
    /// The wave to which its rows belong: only what has no date of its own is tied to one.
    pub tied: Option<Wave>,
}

impl Around {
    pub async fn of(
        kind: FileKind,
        choice: &choose::Choice,
        db: &Database,
        programme: &Programme,
        language: &Language,
    ) -> Result<Self, Failure> {
        let db = &db.reader;
        let protocol = protocols::current(db, programme.id)
            .await?
            .ok_or_else(|| Failure::User(t(language, "cli-no-protocol")))?;
        if kind.is_of_wave() && choice.wave.is_none() {
            return Err(Failure::User(t(language, "cli-import-needs-wave")));
        }
        let number = choice
            .wave
            .map(|one| i32::try_from(one).unwrap_or(i32::MAX));
        let wave = match number {
            Some(number) => Some(waves::by_number(db, programme, number).await?),
            None => None,
        };
        let survey = match &wave {
            Some(wave) => Some(surveys::by_id(db, wave.survey_version_id).await?),
            None => None,
        };
        let (at, now) = ((programme, wave.as_ref()), Clock::System.now());
        let against = against(db, kind, at, Bringing::Program, now).await?;
        let is_tied = kind.is_of_wave() || kind == FileKind::Tickets;
        Ok(Self {
            protocol,
            survey,
            against,
            tied: wave.filter(|_| is_tied),
        })
    }

    pub fn context<'a>(&'a self, usual: &'a Language) -> Context<'a> {
        Context {
            protocol: &self.protocol.protocol,
            survey: self.survey.as_ref().map(|version| &version.survey),
            against: &self.against,
            usual,
        }
    }
}
