//! The pages of the walk down: a figure, the answers or months or statements that it is made of, and
//! the files and invitations that those came from.

use maud::{Markup, html};

use super::imports::kind_name;
use super::reports::framed;
use crate::domain::access::Right;
use crate::domain::evaluation::findings::ThemeFinding;
use crate::domain::evaluation::results::{Distribution, ParameterResult, SeriesResult, WaveResult};
use crate::domain::evidence::{FileKind, StatementRow, TicketRow};
use crate::domain::language::Language;
use crate::domain::parameter::{Estimator, Parameter, Tone};
use crate::domain::survey::{Item, ItemKind};
use crate::report::pen::Pen;
use crate::report::{how, sentences, sources};
use crate::store::batches::Batch;
use crate::texts::numbers::{count, date, decimal, percent, short_month};
use crate::texts::{t, t_args};
use crate::web::access::part_encoded;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::parameter;
use crate::web::components::steps::Step;
use crate::web::components::verdict::verdicts;
use crate::web::components::words::said;
use crate::web::walk::{MOST_OPEN, Walked, files, kept, kinds};
use crate::web::work::Work;

/// Every figure of the wave's report, with the way down from it.
pub fn index(work: &Work, walked: &Walked, wave: &WaveResult) -> Markup {
    let language = &work.language;
    let title = t(language, "walk-title");
    let results = walked.protocol().parameters.iter().zip(&wave.parameters);
    let themes = wave.findings.interviews.iter().flat_map(|one| &one.themes);
    let themes: Vec<&ThemeFinding> = themes.collect();
    let main = html! {
        (head(work, walked, &title, Some(&t(language, "walk-lead"))))
        h2 { (t(language, "walk-parameters")) }
        ul.plain.judged {
            @for (parameter, result) in results {
                li {
                    a href=(address(work, walked.number, "evidence", &parameter.code)) { (named(language, parameter)) }
                    " " (verdicts(language, result.target_verdict, result.limit_verdict))
                }
            }
        }
        @if !themes.is_empty() {
            h2 { (t(language, "walk-themes")) }
            ul.plain.stack { @for one in themes {
                li { a href=(address(work, walked.number, "themes", &one.theme)) { (one.theme) } }
            } }
        }
        (came_from(work, walked, &FileKind::ALL, true))
    };
    framed(work, &title, Step::Report, &main)
}

/// One parameter of one wave.
pub fn parameter(
    work: &Work,
    walked: &Walked,
    wave: &WaveResult,
    parameter: &Parameter,
    result: &ParameterResult,
    open: &[TicketRow],
) -> Markup {
    let language = &work.language;
    let title = named(language, parameter);
    let lead = sentences::result(Pen { language }, parameter, result);
    let clients = walked.protocol().population();
    let asks = !parameter.estimator.items().is_empty();
    let main = html! {
        (head(work, walked, &title, Some(&lead)))
        p { (verdicts(language, result.target_verdict, result.limit_verdict)) }
        @if let Some(how) = how::result(language, parameter, result, clients) {
            p { (how) }
        }
        @for item in parameter.estimator.items() {
            (asked(work, walked, wave, item))
        }
        @for series in wave.series.iter().filter(|one| one.parameter == parameter.code) {
            (months(language, parameter, series))
        }
        @if let Estimator::Percentile { p, .. } = &parameter.estimator {
            p { (t_args(language, "walk-percentile", &[
                ("share", percent(language, *p, 0).into()),
                ("open", result.open.unwrap_or(0).into()),
                ("n", count(language, result.n.unwrap_or(0.0) as u64).into())])) }
        }
        @if !open.is_empty() { (still_open(language, parameter, open)) }
        @if matches!(parameter.estimator, Estimator::Share { .. }) { (spoken(work, walked, wave)) }
        (segments(language, walked, parameter, result))
        (came_from(work, walked, kinds(&parameter.estimator), asks))
    };
    framed(work, &title, Step::Report, &main)
}

/// One theme of the interviews.
pub fn theme(
    work: &Work,
    walked: &Walked,
    found: &ThemeFinding,
    statements: &[StatementRow],
) -> Markup {
    let language = &work.language;
    let title = t_args(
        language,
        "walk-theme",
        &[("theme", found.theme.as_str().into())],
    );
    let main = html! {
        (head(work, walked, &title, None))
        @match found.tones.filter(|_| found.shown) {
            None => p { (t(language, "walk-theme-hidden")) },
            Some([negative, neutral, positive]) => p { (t_args(language, "walk-theme-tones", &[
                ("people", found.interviews.unwrap_or(0).into()),
                ("negative", negative.into()),
                ("neutral", neutral.into()),
                ("positive", positive.into())])) },
        }
        @if !statements.is_empty() {
            h2 { (t(language, "walk-statements")) }
            (scrolling(&t(language, "walk-statements"), &said_table(language, statements)))
        } @else if found.shown {
            p.quiet { (t(language, "walk-statements-kept")) }
        }
        (came_from(work, walked, &[FileKind::Interviews], false))
    };
    framed(work, &title, Step::Report, &main)
}

fn named(language: &Language, parameter: &Parameter) -> String {
    format!("{} {}", parameter.code, parameter.name.get(language))
}

fn address(work: &Work, number: u32, what: &str, code: &str) -> String {
    work.at(&format!("waves/{number}/{what}/{}", part_encoded(code)))
}

fn head(work: &Work, walked: &Walked, title: &str, lead: Option<&str>) -> Markup {
    let language = &work.language;
    let plan = walked.protocol().wave(walked.number);
    let name = plan.map(|plan| plan.name.get(language));
    let back = work.at(&format!("waves/{}", walked.number));
    page_header(
        name,
        title,
        lead,
        &html! {
            a.button href={ (back) "/report" } { (t(language, "reports-back")) }
            a.button href={ (back) "/evidence" } { (t(language, "walk-title")) }
        },
    )
}

/// A question with how its answers were spread, as far as enough people answered it.
fn asked(work: &Work, walked: &Walked, wave: &WaveResult, code: &str) -> Markup {
    let language = &work.language;
    let mut surveys = walked.basis.surveys.iter();
    let found = surveys.find_map(|survey| Some((survey, survey.item(code)?)));
    let mut spreads = wave.distributions.iter();
    let spread = spreads.find(|one| one.item == code && one.shown);
    html! {
        section {
            h2 { (found.map_or(code, |(_, item)| item.text.get(language))) }
            p.quiet.small {
                span.code { (code) }
                @if let Some((survey, _)) = found {
                    ", " a href=(work.at(&format!("surveys/{}", survey.code))) { (said(&survey.title, language)) }
                }
            }
            @match spread {
                None => p { (t(language, "walk-hidden")) },
                Some(spread) => (spread_table(language, (code, found.map(|(_, item)| item)), spread)),
            }
        }
    }
}

fn spread_table(
    language: &Language,
    (code, item): (&str, Option<&Item>),
    spread: &Distribution,
) -> Markup {
    let n = spread.n.unwrap_or(0);
    let caption = t_args(
        language,
        "walk-spread",
        &[("n", count(language, n).into()), ("item", code.into())],
    );
    let rest = [
        ("walk-missing", spread.missing),
        ("walk-not-applicable", spread.not_applicable),
    ];
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" { (t(language, "walk-answer")) }
                th.number scope="col" { (t(language, "walk-count")) }
                th.number scope="col" { (t(language, "walk-share")) }
            } }
            tbody {
                @for one in &spread.counts {
                    tr {
                        th scope="row" { (answer(language, item, &one.code)) }
                        td.number { (count(language, one.count)) }
                        td.number { (percent(language, one.count as f64 / n.max(1) as f64, 0)) }
                    }
                }
                @for (key, number) in rest {
                    @if let Some(number) = number.filter(|number| *number > 0) {
                        tr { th scope="row" { (t(language, key)) } td.number { (count(language, number)) } td {} }
                    }
                }
            }
        }
    };
    scrolling(&caption, &table)
}

/// An answer in words: the option, or the step of the scale with what its ends are called.
fn answer(language: &Language, item: Option<&Item>, code: &str) -> String {
    let Some(item) = item else {
        return code.to_owned();
    };
    let mut options = item.options().iter();
    if let Some(option) = options.find(|option| option.code == code) {
        return option.label.get(language).to_owned();
    }
    match &item.kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => {
            let end = match code.parse::<u8>() {
                Ok(step) if step == *low => low_label.get(language),
                Ok(step) if step == *high => high_label.get(language),
                _ => return code.to_owned(),
            };
            format!("{code} {end}")
        }
        _ => code.to_owned(),
    }
}

fn months(language: &Language, parameter: &Parameter, series: &SeriesResult) -> Markup {
    let pen = parameter::Pen {
        language,
        parameter,
    };
    let number = |value: f64| {
        let decimals = if value.fract() == 0.0 { 0 } else { 2 };
        decimal(language, value, decimals)
    };
    let caption = t_args(
        language,
        "walk-months",
        &[("series", series.series.as_str().into())],
    );
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" { (t(language, "walk-month")) }
                th.number scope="col" { (t(language, "evaluation-value")) }
                th.number scope="col" { (t(language, "walk-numerator")) }
                th.number scope="col" { (t(language, "walk-denominator")) }
            } }
            tbody {
                @for point in &series.points {
                    tr {
                        th scope="row" { (short_month(language, point.period)) }
                        td.number { (pen.value(point.value)) }
                        td.number { (number(point.numerator)) }
                        td.number { (number(point.denominator)) }
                    }
                }
            }
        }
    };
    html! { section { (scrolling(&caption, &table)) } }
}

/// The tickets that are still open, as they are known now.
fn still_open(language: &Language, parameter: &Parameter, open: &[TicketRow]) -> Markup {
    let pen = parameter::Pen {
        language,
        parameter,
    };
    let caption = match open.len() < MOST_OPEN {
        true => t(language, "walk-open"),
        false => t_args(language, "walk-open-most", &[("most", MOST_OPEN.into())]),
    };
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" { (t(language, "walk-ticket")) }
                th.number scope="col" { (t(language, "walk-hours-so-far")) }
                th scope="col" { (t(language, "walk-cluster")) }
                th scope="col" { (t(language, "walk-extracted-on")) }
            } }
            tbody {
                @for ticket in open {
                    tr {
                        th scope="row" { (ticket.key) }
                        td.number { (pen.value(ticket.hours)) }
                        td { (ticket.cluster.as_deref().unwrap_or_default()) }
                        td { @if let Some(day) = ticket.extracted_on { (date(language, day)) } }
                    }
                }
            }
        }
    };
    html! { section { (scrolling(&caption, &table)) } }
}

/// The themes of the interviews, each with its own page.
fn spoken(work: &Work, walked: &Walked, wave: &WaveResult) -> Markup {
    let language = &work.language;
    let themes = wave.findings.interviews.iter().flat_map(|one| &one.themes);
    html! {
        section {
            h2 { (t(language, "walk-themes")) }
            ul.plain.stack {
                @for one in themes {
                    li {
                        a href=(address(work, walked.number, "themes", &one.theme)) { (one.theme) }
                        @if let Some(people) = one.interviews.filter(|_| one.shown) {
                            " " span.quiet { (t_args(language, "walk-people", &[("people", people.into())])) }
                        }
                    }
                }
            }
        }
    }
}

fn said_table(language: &Language, statements: &[StatementRow]) -> Markup {
    let tone = |tone: Option<Tone>| match tone {
        Some(Tone::Positive) => t(language, "walk-tone-positive"),
        Some(Tone::Neutral) => t(language, "walk-tone-neutral"),
        Some(Tone::Negative) => t(language, "walk-tone-negative"),
        None => String::new(),
    };
    html! {
        table {
            caption.unseen { (t(language, "walk-statements")) }
            thead { tr {
                th scope="col" { (t(language, "walk-interview")) }
                th scope="col" { (t(language, "walk-statement")) }
                th scope="col" { (t(language, "walk-tone")) }
            } }
            tbody {
                @for one in statements {
                    tr {
                        th scope="row" { (one.interview) }
                        td { (one.text) }
                        td { (tone(one.counted_tone())) }
                    }
                }
            }
        }
    }
}

fn segments(
    language: &Language,
    walked: &Walked,
    parameter: &Parameter,
    result: &ParameterResult,
) -> Markup {
    if !result.segments.iter().any(|one| one.shown) {
        return html! {};
    }
    let pen = parameter::Pen {
        language,
        parameter,
    };
    let table = html! {
        table {
            caption { (t(language, "walk-segments")) }
            thead { tr {
                th scope="col" { (t(language, "evaluation-segment")) }
                th.number scope="col" { (t(language, "evaluation-n")) }
                th.number scope="col" { (t(language, "evaluation-value")) }
                th.number scope="col" { (t(language, "evaluation-interval")) }
                th scope="col" { (t(language, "evaluation-verdict")) }
            } }
            tbody {
                @for (segment, one) in walked.protocol().segments.iter().zip(&result.segments) {
                    tr {
                        th scope="row" { (said(&segment.name, language)) }
                        @if one.shown {
                            td.number { (pen.n(one.n)) }
                            td.number { (pen.optional(one.value)) }
                            td.number { (pen.interval(one.low, one.high)) }
                            td { (verdicts(language, one.target_verdict, one.limit_verdict)) }
                        } @else {
                            td colspan="4" { (t(language, "evaluation-hidden")) }
                        }
                    }
                }
            }
        }
    };
    html! { section { (scrolling(&t(language, "walk-segments"), &table)) } }
}

/// When a file with desk figures was taken out of the desk system, and what was open then.
fn extracted(language: &Language, walked: &Walked, file: &Batch) -> Option<String> {
    let mut files = walked.basis.snapshot.inputs.batches.iter();
    let own = files.find(|one| one.hash == file.file_hash && one.at == file.created_at)?;
    sources::extracted(language, own)
}

/// The end of the way: the invitations that were answered, the rows, and the files that came in.
fn came_from(work: &Work, walked: &Walked, kinds: &[FileKind], asks: bool) -> Markup {
    let language = &work.language;
    let files = files(work, walked.number, kinds);
    let wave = work.at(&format!("waves/{}", walked.number));
    let may = work.may(Right::Evaluate);
    html! {
        section {
            h2 { (t(language, "walk-came-from")) }
            ul.plain.stack {
                @if asks && kept(work, walked.number).is_some() {
                    li { a href=(wave) { (t(language, "walk-invitations")) } }
                    @if may { li { a href={ (wave) "/export" } { (t(language, "walk-rows")) } } }
                }
                @for file in &files {
                    li {
                        @if may {
                            a href=(work.at(&format!("batches/{}", file.id))) { (file.file_name) }
                        } @else { strong { (file.file_name) } }
                        " " span.quiet {
                            (t_args(language, "walk-file", &[
                                ("kind", kind_name(language, file.kind).into()),
                                ("rows", count(language, u64::from(file.row_count.unsigned_abs())).into()),
                                ("day", date(language, file.created_at.date_naive()).into())]))
                            @if let Some(told) = extracted(language, walked, file) { "; " (told) }
                            " · SHA-256 " (file.file_hash.get(..12).unwrap_or_default()) "…"
                        }
                    }
                }
            }
            @if files.is_empty() && !asks { p.quiet { (t(language, "walk-no-files")) } }
        }
    }
}
