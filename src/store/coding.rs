//! The coding desk: who codes a wave, what each made of what was said, and what was settled on.
//!
//! A code in the first or second place is a coder's own, one in place 0 is what was settled on. The
//! audit trail says that somebody coded and not what, since coders who read it would not be blind.

mod files;
mod rounds;
mod theme_files;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::entity::{code, coding_round, interview, statement, theme};
use super::programmes::Programme;
use super::sql::{self, word};
use super::waves::{self, Wave};
use super::{StoreError, comments};
use crate::domain::coding::themes::{Change, Theme, ThemeError, Tree};
use crate::domain::coding::{Brought, Code, Resolution, Round, Said, Source};
use crate::domain::evidence::{About, CodedComment, Settled, StatementRow};
use crate::domain::parameter::Tone;

pub use files::{Bringing, as_met};
pub(super) use files::{import_by, take_out};
pub use rounds::{Coders, close, coders, free_seat, reopen, take_seat};
pub(super) use theme_files::{bring_themes, take_themes_out};

/// The place of what was settled on.
const RESOLVED: i32 = 0;

/// Why a code is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Two others code this wave.
    Full,
    /// The round was closed for reconciling.
    Closed,
    /// Two people have coded it, and their codes are seen.
    Shown,
    /// The codes are not seen yet, so there is nothing to settle.
    Blind,
    UnknownTheme,
}

/// A code that somebody gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Given<'a> {
    pub said: &'a Said,
    pub code: &'a Code,
}

/// The tree of themes, with the words of interviews that nobody put in it.
pub async fn tree(db: &impl ConnectionTrait, programme: &Programme) -> Result<Tree, StoreError> {
    let [first, last] = [programme.lanes.first(), programme.lanes.last()];
    let sql = "select distinct theme from statement \
        where lane between $1 and $2 and programme_id = $3 and theme is not null";
    let rows = sql::rows(db, sql, [first.into(), last.into(), programme.id.into()]).await?;
    let words: Vec<String> = rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?;
    tree_with(db, programme, words.iter().map(String::as_str)).await
}

async fn tree_with(
    db: &impl ConnectionTrait,
    programme: &Programme,
    words: impl Iterator<Item = &str>,
) -> Result<Tree, StoreError> {
    let rows = theme::Entity::find()
        .filter(theme::Column::ProgrammeId.eq(programme.id))
        .all(db)
        .await?;
    let kept = rows.into_iter().map(|row| {
        Ok(Theme {
            parameters: sql::from_json("theme", &row.key, row.parameters)?,
            key: row.key,
            name: row.name,
            parent: row.parent,
            merged_into: row.merged_into,
        })
    });
    Ok(Tree::new(kept.collect::<Result<_, StoreError>>()?, words))
}

/// The codes of one statement or comment, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    first: Option<Code>,
    second: Option<Code>,
    resolution: Option<Resolution>,
}

impl Codes {
    /// The keys of all themes in them.
    fn themes(&self) -> impl Iterator<Item = &String> {
        let settled = self.resolution.as_ref().map(|one| &one.code);
        let all = self.first.iter().chain(&self.second).chain(settled);
        all.flat_map(|code| &code.themes)
    }
}

type ById = HashMap<Uuid, Codes>;

async fn codes(db: &impl ConnectionTrait, programme: &Programme) -> Result<ById, StoreError> {
    let (first, last) = (programme.lanes.first(), programme.lanes.last());
    let rows = code::Entity::find()
        .filter(code::Column::Lane.between(first, last))
        .filter(code::Column::ProgrammeId.eq(programme.id))
        .all(db)
        .await?;
    let mut found = ById::new();
    for row in rows {
        let key = row.said_id.to_string();
        let read = Code {
            themes: sql::from_json("code", &key, row.themes)?,
            tone: sql::from_word("code", &key, &row.tone)?,
        };
        let codes = found.entry(row.said_id).or_default();
        match row.place {
            RESOLVED => {
                codes.resolution = Some(Resolution {
                    code: read,
                    reason: row.reason.unwrap_or_default(),
                    by: row.coded_by,
                });
            }
            1 => codes.first = Some(read),
            _ => codes.second = Some(read),
        }
    }
    Ok(found)
}

/// What the desk knows of a programme's statements while they are read for an evaluation.
pub(super) struct Desk {
    pub codes: ById,
    tree: Tree,
    /// The evidence periods of waves whose round was closed.
    reconciling: Vec<(NaiveDate, NaiveDate)>,
}

impl Desk {
    pub(super) async fn of_programme(
        db: &impl ConnectionTrait,
        programme: &Programme,
        statements: &[statement::Model],
    ) -> Result<Self, StoreError> {
        let closed = coding_round::Entity::find()
            .filter(coding_round::Column::ProgrammeId.eq(programme.id))
            .filter(coding_round::Column::ClosedAt.is_not_null())
            .all(db)
            .await?;
        let mut reconciling = Vec::new();
        for row in closed {
            let wave = waves::by_id(db, row.wave_id).await?;
            reconciling.push((wave.evidence_from, wave.evidence_to));
        }
        let words = statements.iter().filter_map(|row| row.theme.as_deref());
        Ok(Self {
            codes: codes(db, programme).await?,
            tree: tree_with(db, programme, words).await?,
            reconciling,
        })
    }

    /// Puts into a row what the desk made of it; what may not be seen yet does not count yet.
    pub(super) fn count(&self, row: &mut StatementRow, said: &Said) {
        row.theme = row.theme.take().map(|key| self.tree.top(&key).to_owned());
        let is_over = |(from, to): &(NaiveDate, NaiveDate)| (*from..=*to).contains(&row.date);
        let round = match self.reconciling.iter().any(is_over) {
            true => Round::Reconciling,
            false => Round::Blind,
        };
        let untouched = said.first.is_none() && said.second.is_none() && said.resolution.is_none();
        if untouched || !said.is_shown(round) {
            return;
        }
        let (first, second) = said.pair();
        row.tone = first.map(|code| code.tone);
        row.second_tone = second.map(|code| code.tone);
        row.settled = said.settled(round).map(|code| Settled {
            themes: self.tree.tops(&code.themes),
            tone: code.tone,
        });
    }
}

/// A statement with its codes.
pub(super) fn said(
    interview: &interview::Model,
    row: &statement::Model,
    codes: &ById,
) -> Result<Said, StoreError> {
    let tone = |word: &Option<String>| -> Result<Option<Tone>, StoreError> {
        let word = word.as_deref();
        word.map(|word| sql::from_word("statement", &interview.key, word))
            .transpose()
    };
    let codes = codes.get(&row.id).cloned().unwrap_or_default();
    Ok(Said {
        lane: row.lane,
        id: row.id,
        source: Source::Interview,
        person: interview.key.clone(),
        nr: row.nr,
        date: Some(interview.held_on),
        segment: interview.segment.clone(),
        role: interview.role.clone(),
        text: row.text.clone(),
        text_en: row.text_en.clone(),
        quote_allowed: row.quote_allowed,
        about: About {
            parameter: row.parameter.clone(),
            service: row.service.clone(),
            score: row.score,
        },
        brought: Brought {
            theme: row.theme.clone(),
            tone: tone(&row.tone)?,
            second_tone: tone(&row.second_tone)?,
        },
        first: codes.first,
        second: codes.second,
        resolution: codes.resolution,
    })
}

/// What was said in the interviews of a wave's evidence period and in its comments: the interviews
/// by key and number, then the comments.
pub async fn of_wave(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: &Wave,
) -> Result<Vec<Said>, StoreError> {
    let (first, last) = (programme.lanes.first(), programme.lanes.last());
    let interviews = interview::Entity::find()
        .filter(interview::Column::Lane.between(first, last))
        .filter(interview::Column::ProgrammeId.eq(programme.id))
        .filter(interview::Column::HeldOn.between(wave.evidence_from, wave.evidence_to))
        .all(db)
        .await?;
    let interviews: HashMap<Uuid, interview::Model> =
        interviews.into_iter().map(|row| (row.id, row)).collect();
    let statements = statement::Entity::find()
        .filter(statement::Column::Lane.between(first, last))
        .filter(statement::Column::ProgrammeId.eq(programme.id))
        .all(db)
        .await?;
    let codes = codes(db, programme).await?;
    let mut found = Vec::new();
    for row in &statements {
        if let Some(interview) = interviews.get(&row.interview_id) {
            found.push(said(interview, row, &codes)?);
        }
    }
    found.sort_by(|a, b| (&a.person, a.nr).cmp(&(&b.person, b.nr)));
    for comment in comments::of_wave(db, wave).await? {
        found.push(of_comment(comment, &codes));
    }
    Ok(found)
}

/// What the comments of a wave came to, where the desk coded them and the codes may be seen.
pub(super) async fn coded_comments(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: &Wave,
) -> Result<Vec<CodedComment>, StoreError> {
    let codes = codes(db, programme).await?;
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let round = coders(db, wave).await?.round();
    let tree = tree(db, programme).await?;
    let mut found = Vec::new();
    for comment in comments::of_wave(db, wave).await? {
        let said = of_comment(comment, &codes);
        let Some(code) = said.settled(round).filter(|_| said.is_shown(round)) else {
            continue;
        };
        found.push(CodedComment {
            themes: tree.tops(&code.themes),
            tone: code.tone,
            person: said.person,
        });
    }
    Ok(found)
}

fn of_comment(comment: comments::Comment, codes: &ById) -> Said {
    let codes = codes.get(&comment.id).cloned().unwrap_or_default();
    Said {
        lane: comment.lane,
        id: comment.id,
        source: Source::Comment,
        person: comment.response_id.to_string(),
        nr: 1,
        date: None,
        segment: comment.segment,
        role: None,
        text: comment.text,
        text_en: comment.text_en,
        quote_allowed: false,
        about: About::default(),
        brought: Brought::default(),
        first: codes.first,
        second: codes.second,
        resolution: codes.resolution,
    }
}

/// Takes the codes that `account` gave, all or none; giving one again replaces it, as long as the
/// other has not coded the same.
pub async fn give(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    account: Uuid,
    given: &[Given<'_>],
    now: DateTime<Utc>,
) -> Result<Result<(), Refused>, StoreError> {
    if coders(tx, wave).await?.closed_at.is_some() {
        return Ok(Err(Refused::Closed));
    }
    let Some(seat) = take_seat(tx, wave, account).await? else {
        return Ok(Err(Refused::Full));
    };
    let tree = tree(tx, programme).await?;
    let mut rows = Vec::new();
    for one in given {
        if one.said.is_shown(Round::Blind) {
            return Ok(Err(Refused::Shown));
        }
        if one.code.themes.iter().any(|key| tree.get(key).is_none()) {
            return Ok(Err(Refused::UnknownTheme));
        }
        let by = Some(account);
        rows.push(model(tx, programme, one, seat.number(), (by, now)).await?);
    }
    put(tx, rows).await?;
    let subject = match given {
        [one] => one.said.id.to_string(),
        _ => wave.number.to_string(),
    };
    let event = Event {
        programme: Some(programme),
        action: "code statements",
        subject_kind: if given.len() == 1 {
            "statement"
        } else {
            "wave"
        },
        subject_id: subject,
        before: None,
        after: Some(json!({
            "wave": wave.number, "seat": seat.number(), "statements": given.len(),
        })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(Ok(()))
}

/// Settles what two said differently, or puts a code right; again replaces it.
pub async fn resolve(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    given: &Given<'_>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), Refused>, StoreError> {
    let said = given.said;
    if !said.is_shown(coders(tx, wave).await?.round()) {
        return Ok(Err(Refused::Blind));
    }
    let tree = tree(tx, programme).await?;
    if given.code.themes.iter().any(|key| tree.get(key).is_none()) {
        return Ok(Err(Refused::UnknownTheme));
    }
    let by = (actor.account_id, now);
    let mut row = model(tx, programme, given, RESOLVED, by).await?;
    row.reason = Some(reason.to_owned());
    put(tx, vec![row]).await?;
    let (first, second) = said.pair();
    let earlier = said.resolution.as_ref().map(|one| told(&one.code));
    let event = Event {
        programme: Some(programme),
        action: "settle code",
        subject_kind: "statement",
        subject_id: said.id.to_string(),
        before: Some(json!({
            "first": first.as_ref().map(told), "second": second.as_ref().map(told),
            "settled": earlier,
        })),
        after: Some(told(given.code)),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(Ok(()))
}

fn told(code: &Code) -> Json {
    json!({ "tone": code.tone, "themes": code.themes })
}

/// Changes the tree of themes; `fixed` are the words that the protocol names.
pub async fn change(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    change: &Change,
    fixed: &[&str],
    now: DateTime<Utc>,
) -> Result<Result<(), ThemeError>, StoreError> {
    let tree = tree(tx, programme).await?;
    let themes = match tree.change(change, fixed) {
        Ok(themes) => themes,
        Err(error) => return Ok(Err(error)),
    };
    for theme in &themes {
        let event = Event {
            programme: Some(programme),
            action: "change theme",
            subject_kind: "theme",
            subject_id: theme.key.clone(),
            before: tree.get(&theme.key).map(described),
            after: Some(described(theme)),
        };
        audit::record(tx, actor, now, event).await?;
    }
    write_themes(tx, programme, themes).await?;
    Ok(Ok(()))
}

fn row_of(programme: &Programme, theme: Theme) -> theme::Model {
    theme::Model {
        programme_id: programme.id,
        parameters: sql::json(&theme.parameters),
        key: theme.key,
        name: theme.name,
        parent: theme.parent,
        merged_into: theme.merged_into,
    }
}

async fn write_themes(
    tx: &DatabaseTransaction,
    programme: &Programme,
    themes: Vec<Theme>,
) -> Result<(), StoreError> {
    let rows = themes.into_iter().map(|theme| row_of(programme, theme));
    let over = OnConflict::columns([theme::Column::ProgrammeId, theme::Column::Key])
        .update_columns([
            theme::Column::Name,
            theme::Column::Parent,
            theme::Column::MergedInto,
            theme::Column::Parameters,
        ])
        .to_owned();
    sql::upsert_all::<theme::Entity>(tx, rows.collect(), over).await?;
    Ok(())
}

fn described(theme: &Theme) -> Json {
    json!({
        "name": theme.name, "parent": theme.parent, "merged_into": theme.merged_into,
        "parameters": theme.parameters,
    })
}

async fn model(
    tx: &DatabaseTransaction,
    programme: &Programme,
    given: &Given<'_>,
    place: i32,
    (by, now): (Option<Uuid>, DateTime<Utc>),
) -> Result<code::Model, StoreError> {
    let Given { said, code } = given;
    let interview_id = match said.source {
        Source::Comment => None,
        Source::Interview => {
            let row = statement::Entity::find_by_id((said.lane, said.id))
                .one(tx)
                .await?;
            let row = row.ok_or_else(|| StoreError::not_found("statement", said.id))?;
            Some(row.interview_id)
        }
    };
    Ok(code::Model {
        lane: said.lane,
        said_id: said.id,
        place,
        programme_id: programme.id,
        interview_id,
        comment_id: (said.source == Source::Comment).then_some(said.id),
        themes: sql::json(&code.themes),
        tone: word(&code.tone),
        reason: None,
        coded_at: now,
        coded_by: by,
    })
}

async fn put(tx: &DatabaseTransaction, rows: Vec<code::Model>) -> Result<(), StoreError> {
    let key = [
        code::Column::Lane,
        code::Column::SaidId,
        code::Column::Place,
    ];
    let over = OnConflict::columns(key)
        .update_columns([
            code::Column::Themes,
            code::Column::Tone,
            code::Column::Reason,
            code::Column::CodedAt,
            code::Column::CodedBy,
        ])
        .to_owned();
    sql::upsert_all::<code::Entity>(tx, rows, over).await?;
    Ok(())
}
