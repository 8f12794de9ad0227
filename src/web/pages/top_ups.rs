//! More clients for a wave that runs, as a page: how many, and what they come to.

use maud::{Markup, html};

use super::frame::framed;
use super::planning::reached;
use crate::domain::sample::Sampling;
use crate::store::asking::Reach;
use crate::store::waves::Wave;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::work::Work;

pub struct Shown<'a> {
    pub wave: &'a Wave,
    pub typed: &'a str,
    /// None when nothing was typed, or no number of 1 or more.
    pub more: Option<usize>,
    pub invited: u64,
    pub reach: Reach,
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let wave = shown.wave;
    let taken = shown.reach.taken();
    let title = match shown.more {
        Some(_) => t_args(
            language,
            "asking-more-title",
            &[
                ("more", taken.into()),
                ("all", (taken + shown.invited).into()),
            ],
        ),
        None => t(language, "asking-more-how-many"),
    };
    let wrong =
        (shown.more.is_none() && !shown.typed.is_empty()).then(|| t(language, "asking-bad-size"));
    let problems: Vec<_> = wrong
        .iter()
        .map(|said| (Some("more"), said.clone()))
        .collect();
    let own = work.at(&format!("waves/{}", wave.number));
    let main = html! {
        (error_summary(language, &problems))
        (page_header(Some(wave.name.get(language)), &title, Some(&lead(work, shown)), &Markup::default()))
        (wave_tabs(work, wave.number, Tab::Wave))
        @if shown.reach.left() == 0 {
            (notice(Tone::Warn, &html! { p { (t(language, "asking-nobody-left")) } }))
        } @else {
            form.form method="get" action={ (own) "/top-up" } {
                (Field::text("more", &t(language, "asking-more-field"), shown.typed).kind("number")
                    .error(wrong.as_deref()).input())
                div { button.button { (t(language, "asking-see")) } }
            }
        }
        @if let Some(more) = shown.more.filter(|_| taken > 0) {
            (reached(work, &shown.reach))
            form.row method="post" action={ (own) "/top-up" } {
                input type="hidden" name="more" value=(more);
                button.button.primary {
                    (t_args(language, "asking-more-go", &[("count", taken.into())]))
                }
                a href=(own) { (t(language, "common-cancel")) }
            }
            p.quiet { (t(language, "asking-more-then")) }
        }
    };
    framed(
        work,
        &title,
        Some(Step::Waves),
        Some(wave.name.get(language)),
        &main,
    )
}

/// By which rule they are drawn.
fn lead(work: &Work, shown: &Shown) -> String {
    let language = &work.language;
    let sampling = shown.wave.asked.sampling;
    match sampling {
        Sampling::Stratified { seed, .. } => t_args(
            language,
            "asking-more-stratified",
            &[("seed", seed.to_string().into())],
        ),
        Sampling::Simple { seed, .. } => t_args(
            language,
            "asking-more-simple",
            &[("seed", seed.to_string().into())],
        ),
        Sampling::Census => t(language, "asking-more-census"),
    }
}
