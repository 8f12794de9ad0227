//! The texts of a wave's mails: written, checked, looked at, and sent to oneself before they go to
//! anybody else.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::Markup;
use serde_json::json;

use super::components::meanwhile::{is_lost, mark};
use super::extract::{Form, Path};
use super::layers::MailPreview;
use super::pages::mails::{self as page, Problem, Shown, TextForm};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::definition::author::Typed;
use crate::domain::language::Language;
use crate::domain::mailing::{Asking, OwnText, Step};
use crate::mail::body::Links;
use crate::mail::invitation::{self, Written};
use crate::store::audit::{self, Event};
use crate::store::jobs::{self, NewJob};
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, mail_texts, programmes};

pub fn routes() -> Routes {
    let one = "/programmes/{slug}/waves/{number}/mails/{step}/{language}";
    Routes::new()
        .get(
            "/programmes/{slug}/waves/{number}/mails",
            Right::Evaluate,
            first,
        )
        .get(one, Right::Evaluate, show)
        .post(one, Right::Evaluate, write)
        .get(
            "/programmes/{slug}/waves/{number}/mails/{step}/{language}/html",
            Right::Evaluate,
            html,
        )
        .post(
            "/programmes/{slug}/waves/{number}/mails/{step}/{language}/html",
            Right::Evaluate,
            typed_html,
        )
        .post(
            "/programmes/{slug}/waves/{number}/mails/{step}/{language}/trial",
            Right::Evaluate,
            trial,
        )
}

/// A text of a wave, with what its mail says.
struct Mailing {
    wave: Wave,
    asking: Asking,
    step: Step,
    language: Language,
}

impl Mailing {
    async fn of(work: &Work, number: i32, step: &str, language: &str) -> Result<Self, WebError> {
        let db = &work.app.db.reader;
        let wave = waves::find(db, &work.programme, number).await?;
        let wave = wave.ok_or(WebError::NotFound)?;
        let asking = mail_texts::asking(db, wave.id).await?;
        let mut languages = asking.languages.iter();
        let language = languages.find(|own| own.tag() == language).cloned();
        let mut steps = Step::ALL.into_iter();
        Ok(Self {
            step: steps
                .find(|own| own.code() == step)
                .ok_or(WebError::NotFound)?,
            language: language.ok_or(WebError::NotFound)?,
            wave,
            asking,
        })
    }

    fn own(&self) -> Option<&OwnText> {
        self.asking.own_text(self.step, &self.language)
    }

    /// The mail as it reads; its links lead to the preview of the questionnaire.
    fn written(&self, work: &Work) -> Written {
        let link = preview_link(work, &self.asking);
        let links = Links {
            survey: &link,
            answers: false,
            stop: &link,
        };
        let name = &work.visitor.account.name;
        invitation::written(name, &self.language, &self.asking, self.step, &links)
    }

    /// The mail as it would read with what is typed; nothing is kept.
    fn typed(mut self, form: &TextForm) -> Self {
        let text = self.text(form);
        let other = |own: &OwnText| own.step != text.step || own.language != text.language;
        self.asking.texts.retain(other);
        if !text.subject.is_empty() {
            self.asking.texts.push(text);
        }
        self
    }

    /// Our own text, kept as it is, is no text of one's own: it goes along when ours gets better.
    fn text(&self, form: &TextForm) -> OwnText {
        let (subject, body) = form.tidy();
        let ours = invitation::ours(&self.language, self.step);
        let is_ours = ours == (subject.clone(), body.clone());
        OwnText {
            step: self.step.code().to_owned(),
            language: self.language.tag().to_owned(),
            subject: if is_ours { String::new() } else { subject },
            body: if is_ours { String::new() } else { body },
        }
    }

    fn page(&self, work: &Work, form: &TextForm, problems: &[Problem]) -> Markup {
        self.page_with(work, form, problems, None)
    }

    fn page_with(
        &self,
        work: &Work,
        form: &TextForm,
        problems: &[Problem],
        now: Option<&Typed>,
    ) -> Markup {
        page::show(
            work,
            &Shown {
                wave: &self.wave,
                asking: &self.asking,
                step: self.step,
                language: &self.language,
                is_own: self.own().is_some(),
                written: self.written(work),
                form,
                problems,
                now,
            },
        )
    }

    fn form(&self) -> TextForm {
        let (subject, body) = match self.own() {
            Some(own) => (own.subject.clone(), own.body.clone()),
            None => invitation::ours(&self.language, self.step),
        };
        let mut form = TextForm {
            subject,
            body,
            ..TextForm::default()
        };
        form.seen = mark(&form.fields());
        form
    }

    fn address(&self, work: &Work) -> String {
        let (step, language) = (self.step.code(), &self.language);
        work.at(&format!(
            "waves/{}/mails/{step}/{language}",
            self.wave.number
        ))
    }
}

fn preview_link(work: &Work, asking: &Asking) -> String {
    let path = work.at(&format!("surveys/{}/preview/0", asking.survey_code));
    format!("{}{path}", work.app.settings.origin())
}

/// The invitation in the questionnaire's own language; or what is to be done before there is one.
async fn first(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let Some(wave) = waves::find(db, &work.programme, number).await? else {
        let protocol = work.stand.protocol.as_ref();
        let planned = protocol.zip(u32::try_from(number).ok());
        let planned = planned.and_then(|(version, number)| version.protocol.wave(number));
        let planned = planned.ok_or(WebError::NotFound)?;
        return Ok(page::not_planned(&work, number, &planned.name));
    };
    let asking = mail_texts::asking(db, wave.id).await?;
    let language = asking.languages.first().cloned();
    let mailing = Mailing {
        step: Step::Invitation,
        language: language.ok_or(WebError::NotFound)?,
        wave,
        asking,
    };
    Ok(mailing.page(&work, &mailing.form(), &[]))
}

type Place = (String, i32, String, String);

async fn show(
    work: Work,
    Path((_, number, step, language)): Path<Place>,
) -> Result<Markup, WebError> {
    let mailing = Mailing::of(&work, number, &step, &language).await?;
    Ok(mailing.page(&work, &mailing.form(), &[]))
}

async fn write(
    State(app): State<App>,
    work: Work,
    Path((_, number, step, language)): Path<Place>,
    Form(mut form): Form<TextForm>,
) -> Result<Response, WebError> {
    let mut mailing = Mailing::of(&work, number, &step, &language).await?;
    if mailing.wave.state == WaveState::Closed {
        return Err(closed(&mailing.wave));
    }
    let problems = form.problems();
    if !problems.is_empty() {
        let page = mailing.page(&work, &form, &problems);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if form.go == "see" {
        let page = mailing.typed(&form).page(&work, &form, &[]);
        return Ok(page.into_response());
    }
    let text = mailing.text(&form);
    let (actor, now, programme) = (work.visitor.actor(), app.clock.now(), &work.programme);
    let tx = app.db.begin().await?;
    programmes::hold(&tx, programme.id).await?;
    mailing.asking.texts = mail_texts::of_wave(&tx, mailing.wave.id).await?;
    let stored = mailing.form();
    if is_lost(&form.seen, &stored.fields(), &form.fields()) {
        drop(tx);
        form.seen = stored.seen.clone();
        let page = mailing.page_with(&work, &form, &[], Some(&stored.fields()));
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    mail_texts::save(&tx, &actor, programme, &mailing.wave, &text, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&mailing.address(&work)).into_response())
}

fn closed(wave: &Wave) -> WebError {
    StoreError::WaveState {
        number: wave.number,
        state: "closed".to_owned(),
    }
    .into()
}

/// The mail as a mail program shows it, for a frame on the page.
async fn html(
    work: Work,
    Path((_, number, step, language)): Path<Place>,
) -> Result<Response, WebError> {
    let mailing = Mailing::of(&work, number, &step, &language).await?;
    let mut answer = Html(mailing.written(&work).html).into_response();
    answer.extensions_mut().insert(MailPreview);
    Ok(answer)
}

/// The same of what is typed and not kept.
async fn typed_html(
    work: Work,
    Path((_, number, step, language)): Path<Place>,
    Form(form): Form<TextForm>,
) -> Result<Response, WebError> {
    let mailing = Mailing::of(&work, number, &step, &language).await?;
    let mut answer = Html(mailing.typed(&form).written(&work).html).into_response();
    answer.extensions_mut().insert(MailPreview);
    Ok(answer)
}

/// Queues one mail to who asks for it; no page waits for a mail server.
async fn trial(
    State(app): State<App>,
    work: Work,
    Path((_, number, step, language)): Path<Place>,
) -> Result<Redirect, WebError> {
    let mailing = Mailing::of(&work, number, &step, &language).await?;
    let now = app.clock.now();
    let link = preview_link(&work, &mailing.asking);
    let job = NewJob {
        kind: jobs::TRIAL_MAIL.to_owned(),
        subject_lane: None,
        subject_id: Some(mailing.wave.id),
        payload: json!({
            "step": mailing.step.code(), "language": mailing.language.tag(),
            "account": work.visitor.account.id, "link": link,
        }),
        run_at: now,
    };
    let event = Event {
        programme: Some(&work.programme),
        action: "send trial mail",
        subject_kind: "wave",
        subject_id: number.to_string(),
        before: None,
        after: Some(json!({ "step": mailing.step.code(), "language": mailing.language.tag() })),
    };
    let tx = app.db.begin().await?;
    jobs::enqueue(&tx, job).await?;
    audit::record(&tx, &work.visitor.actor(), now, event).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&format!("{}#trial", mailing.address(&work))))
}
