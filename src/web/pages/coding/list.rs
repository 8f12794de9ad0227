//! The list that is coded from: what waits, what was coded, and how far the two agree.

use maud::{Markup, html};
use uuid::Uuid;

use super::{Fields, Problem, Typed, code_words, coder, files, origin, tabs, words};
use crate::domain::access::Right;
use crate::domain::coding::agreement::{self, Agreement};
use crate::domain::coding::suggest::Lexicon;
use crate::domain::coding::{Progress, Round, Said, Source};
use crate::domain::language::Language;
use crate::texts::numbers::{decimal, percent};
use crate::texts::{t, t_args};
use crate::web::assets;
use crate::web::coding::{Desk, Wanted};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone as Mood, error_summary, notice};
use crate::web::components::page_header::{empty_state, figures, page_header};
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::work::Work;

/// As many statements as a page shows.
pub const PAGE: usize = 12;

pub fn index(
    work: &Work,
    desk: &Desk,
    wanted: &Wanted,
    wrong: Option<(Problem, &Typed)>,
) -> Markup {
    let language = &work.language;
    let name = desk.wave.name.get(language);
    let source = desk.source(wanted);
    let own = desk.said.iter().filter(|one| one.source == source);
    let progress = Progress::of(own, desk.seat, desk.round());
    let args = [
        ("both", progress.both.into()),
        ("count", progress.all.into()),
    ];
    let title = match source {
        Source::Interview => t_args(language, "coding-title", &args),
        Source::Comment => t_args(language, "coding-title-comments", &args),
    };
    let here = t(language, "coding-here");
    let main = html! {
        (summary(language, wrong))
        (page_header(Some(name), &title, Some(&lead(language, desk)), &Markup::default()))
        (tabs(work, desk, ""))
        @if desk.said.is_empty() {
            (empty_state(&t(language, "coding-nothing"), &t(language, "coding-nothing-next"), &html! {
                @if work.may(Right::Evaluate) {
                    a.button href=(work.at("imports/interviews")) { (t(language, "coding-go-import")) }
                }
            }))
        } @else {
            (stand(language, desk, &progress))
            (search(work, desk, wanted))
            (found(work, desk, wanted, wrong))
            (files::section(work, desk))
            @if desk.round() == Round::Blind && work.may(Right::Evaluate) { (seats(work, desk)) (closing(work, desk, &progress)) }
            script src=(assets::address("coding.js")) defer {}
        }
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

pub fn summary(language: &Language, wrong: Option<(Problem, &Typed)>) -> Markup {
    let Some((problem, typed)) = wrong else {
        return Markup::default();
    };
    let field = problem.field(typed.id);
    error_summary(language, &[(field.as_deref(), problem.sentence(language))])
}

fn lead(language: &Language, desk: &Desk) -> String {
    match (desk.round(), desk.seat, desk.coders.is_full()) {
        (Round::Reconciling, _, _) => t(language, "coding-lead-open"),
        (Round::Blind, None, true) => {
            let [first, second] = &desk.names;
            let args = [
                ("first", first.as_deref().unwrap_or_default().into()),
                ("second", second.as_deref().unwrap_or_default().into()),
            ];
            t_args(language, "coding-lead-full", &args)
        }
        (Round::Blind, _, _) => t(language, "coding-lead"),
    }
}

/// How far it is, and how far the two agree.
pub fn stand(language: &Language, desk: &Desk, progress: &Progress) -> Markup {
    let tones = agreement::of_said(&desk.said);
    let themes = agreement::of_themes(&desk.said);
    let count = |number: usize| number.to_string();
    let waiting = match desk.may_code() {
        true => vec![(
            t(language, "coding-waiting"),
            count(progress.waiting),
            String::new(),
        )],
        false => Vec::new(),
    };
    let shown = [
        waiting,
        vec![
            kappa(language, &t(language, "coding-kappa-tone"), &tones),
            alpha(language, &tones),
            kappa(language, &t(language, "coding-kappa-themes"), &themes),
            (
                t(language, "coding-differences"),
                count(progress.differences),
                t_args(
                    language,
                    "coding-resolved",
                    &[("count", progress.resolved.into())],
                ),
            ),
        ],
    ];
    html! { div.agreement { (figures(&shown.concat())) } }
}

fn kappa(language: &Language, label: &str, found: &Agreement) -> (String, String, String) {
    let two = |value: f64| decimal(language, value, 2);
    let remark = match (found.observed, found.low, found.high) {
        (Some(observed), Some(low), Some(high)) => t_args(
            language,
            "coding-kappa-of",
            &[
                ("both", found.both.into()),
                ("observed", percent(language, observed, 0).into()),
                ("low", two(low).into()),
                ("high", two(high).into()),
            ],
        ),
        (Some(_), _, _) => t(language, "coding-kappa-alike"),
        _ => t(language, "coding-kappa-none"),
    };
    let value = found.kappa.map_or("–".to_owned(), two);
    (label.to_owned(), value, remark)
}

fn alpha(language: &Language, found: &Agreement) -> (String, String, String) {
    let value = found
        .alpha
        .map_or("–".to_owned(), |alpha| decimal(language, alpha, 2));
    let remark = match found.kappa {
        Some(kappa) if kappa < 0.67 => t(language, "coding-agreement-low"),
        Some(kappa) if kappa < 0.8 => t(language, "coding-agreement-tentative"),
        Some(_) => t(language, "coding-agreement-good"),
        None => String::new(),
    };
    (t(language, "coding-alpha"), value, remark)
}

fn search(work: &Work, desk: &Desk, wanted: &Wanted) -> Markup {
    let language = &work.language;
    let shows = [
        ("", t(language, "coding-show-waiting")),
        ("mine", t(language, "coding-show-mine")),
        ("all", t(language, "coding-show-all")),
    ];
    let shows: Vec<(String, String)> = shows
        .into_iter()
        .map(|(code, name)| (code.to_owned(), name))
        .collect();
    let any = (String::new(), t(language, "coding-any-theme"));
    let themes = desk.tree.rows().into_iter().map(|(depth, theme)| {
        (
            theme.key.clone(),
            format!("{}{}", "– ".repeat(depth), theme.name),
        )
    });
    let themes: Vec<(String, String)> = std::iter::once(any).chain(themes).collect();
    let sources = [
        ("", t(language, "coding-of-interviews")),
        ("comment", t(language, "coding-of-comments")),
    ];
    let sources: Vec<(String, String)> = sources
        .into_iter()
        .map(|(code, name)| (code.to_owned(), name))
        .collect();
    let has_both = desk.said.iter().any(|one| one.source != Source::Interview)
        && desk.said.iter().any(|one| one.source == Source::Interview);
    html! {
        form.row role="search" method="get" action=(desk.at(work, "")) {
            (Field::text("q", &t(language, "coding-search"), &wanted.q).kind("search").input())
            @if has_both {
                (Field::text("source", &t(language, "coding-source"), &wanted.source).select(&sources))
            }
            (Field::text("show", &t(language, "coding-show"), &shown(desk, wanted)).select(&shows))
            (Field::text("theme", &t(language, "coding-theme"), &wanted.theme).select(&themes))
            button.button { (t(language, "coding-search-go")) }
        }
    }
}

/// What waits is shown first; who has nothing to code gets all.
fn shown(desk: &Desk, wanted: &Wanted) -> String {
    match (wanted.show.as_str(), desk.may_code()) {
        ("", false) => "all".to_owned(),
        (show, _) => show.to_owned(),
    }
}

/// A search that finds words and themes, of what the visitor may see.
fn is_wanted(desk: &Desk, wanted: &Wanted, said: &Said) -> bool {
    let in_list = match shown(desk, wanted).as_str() {
        "all" => true,
        "mine" => desk.seat.is_some_and(|seat| said.of_seat(seat).is_some()),
        _ => said.waits_for(desk.seat, desk.round()),
    };
    let q = wanted.q.trim().to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&q);
    let is_said = q.is_empty()
        || holds(&said.text)
        || said.text_en.as_deref().is_some_and(holds)
        || holds(&said.person);
    let is_on_theme = wanted.theme.is_empty()
        || said.seen_by(desk.seat, desk.round()).is_some_and(|code| {
            let mut keys = code.themes.iter();
            keys.any(|key| desk.tree.is_within(key, &wanted.theme))
        });
    let is_of_source = said.source == desk.source(wanted);
    is_of_source && in_list && is_said && is_on_theme
}

fn found(work: &Work, desk: &Desk, wanted: &Wanted, wrong: Option<(Problem, &Typed)>) -> Markup {
    let language = &work.language;
    let all: Vec<&Said> = desk
        .said
        .iter()
        .filter(|said| is_wanted(desk, wanted, said))
        .collect();
    let pages = all.len().div_ceil(PAGE).max(1);
    let at = wanted.page.min(pages - 1);
    let some = all.iter().skip(at * PAGE).take(PAGE);
    let lexicon = lexicon(desk);
    let focus = wanted.saved.is_some() && wrong.is_none();
    let saved = wanted
        .saved
        .and_then(|id| desk.said.iter().find(|one| one.id == id));
    html! {
        @if let Some(saved) = saved {
            (notice(Mood::Good, &html! {
                p { (t_args(language, "coding-saved", &[("what", origin(work, saved).into())])) }
            }))
        }
        p.quiet { (t_args(language, "coding-found", &[("count", all.len().into())])) }
        @if all.is_empty() && wanted.show.is_empty() && wanted.q.is_empty() {
            p { (t(language, "coding-all-done")) }
        }
        ol.plain.stack.coding {
            @for (nr, said) in some.enumerate() {
                (card(work, desk, wanted, (said, &lexicon), (focus && nr == 0, wrong)))
            }
        }
        (paging(work, desk, "", wanted, (at, pages)))
    }
}

/// Words of statements that the visitor may see the codes of.
fn lexicon(desk: &Desk) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for said in &desk.said {
        if let Some(code) = said.seen_by(desk.seat, desk.round()) {
            let keys = code.themes.iter().filter_map(|key| desk.tree.get(key));
            lexicon.learn(&said.text, keys.map(|theme| theme.key.as_str()));
        }
    }
    lexicon
}

fn card(
    work: &Work,
    desk: &Desk,
    wanted: &Wanted,
    (said, lexicon): (&Said, &Lexicon),
    (focus, wrong): (bool, Option<(Problem, &Typed)>),
) -> Markup {
    let language = &work.language;
    let is_shown = said.is_shown(desk.round());
    html! {
        li.card id={ "s-" (said.id) } {
            p.quiet.small { (origin(work, said)) }
            p.said { (words(language, said)) }
            @if is_shown {
                (codes(language, desk, said))
                @if said.is_open_difference() {
                    p {
                        a href={ (desk.at(work, "/differences")) "#s-" (said.id) } {
                            (t(language, "coding-to-difference"))
                        }
                    }
                }
            } @else if desk.may_code() {
                (form(work, desk, wanted, (said, lexicon), (focus, wrong)))
            } @else {
                p.quiet { (t(language, "coding-blind-here")) }
            }
        }
    }
}

/// Both codes side by side, and what counts.
pub fn codes(language: &Language, desk: &Desk, said: &Said) -> Markup {
    let (first, second) = said.pair();
    html! {
        dl.pairs.small {
            @for (nr, code) in [first, second].iter().enumerate() {
                dt { (coder(language, desk, nr)) }
                dd {
                    @match code {
                        Some(code) => (code_words(language, &desk.tree, code)),
                        None => span.quiet { (t(language, "coding-none")) },
                    }
                }
            }
            @if let Some(resolution) = &said.resolution {
                dt { (t(language, "coding-settled")) }
                dd { strong { (code_words(language, &desk.tree, &resolution.code)) } " " (resolution.reason) }
            }
        }
    }
}

fn form(
    work: &Work,
    desk: &Desk,
    wanted: &Wanted,
    (said, lexicon): (&Said, &Lexicon),
    (focus, wrong): (bool, Option<(Problem, &Typed)>),
) -> Markup {
    let language = &work.language;
    let own = desk.seat.and_then(|seat| said.of_seat(seat));
    let wrong = wrong.filter(|(_, typed)| typed.id == said.id);
    let typed = wrong.map(|(_, typed)| typed);
    let suggestion = match own {
        None => lexicon.suggest(&said.text),
        Some(_) => None,
    };
    let fields = Fields {
        id: said.id,
        tone: typed.map_or(own.map(|code| code.tone), |typed| typed.tone),
        themes: typed.map_or(own.map_or(&[][..], |code| &code.themes), |typed| {
            &typed.themes
        }),
        suggestion: suggestion.as_ref(),
        error: wrong
            .filter(|(problem, _)| *problem == Problem::NoTone)
            .map(|(problem, _)| problem.sentence(language)),
        focus,
    };
    html! {
        form.code method="post" action=(desk.at(work, "")) {
            input type="hidden" name="id" value=(said.id);
            (kept(wanted))
            (fields.show(language, &desk.tree))
            button.button.primary {
                @if own.is_some() { (t(language, "coding-change")) } @else { (t(language, "coding-save")) }
                span.unseen { " – " (origin(work, said)) }
            }
        }
    }
}

/// What of the list was wanted, as hidden fields of a form on it.
pub fn kept(wanted: &Wanted) -> Markup {
    html! {
        input type="hidden" name="q" value=(wanted.q);
        input type="hidden" name="show" value=(wanted.show);
        input type="hidden" name="of" value=(wanted.theme);
        input type="hidden" name="source" value=(wanted.source);
        input type="hidden" name="page" value=(wanted.page);
    }
}

/// The same as the end of an address.
pub fn query(wanted: &Wanted) -> String {
    let pairs = [
        ("q", wanted.q.clone()),
        ("show", wanted.show.clone()),
        ("theme", wanted.theme.clone()),
        ("source", wanted.source.clone()),
        (
            "page",
            match wanted.page {
                0 => String::new(),
                page => page.to_string(),
            },
        ),
        (
            "saved",
            wanted
                .saved
                .as_ref()
                .map(Uuid::to_string)
                .unwrap_or_default(),
        ),
    ];
    let pairs: Vec<String> = pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(&value)))
        .collect();
    match pairs.is_empty() {
        true => String::new(),
        false => format!("?{}", pairs.join("&")),
    }
}

/// Everything but letters and digits as `%XX`.
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded += &format!("%{byte:02X}");
        }
        encoded
    })
}

pub fn paging(
    work: &Work,
    desk: &Desk,
    rest: &str,
    wanted: &Wanted,
    (at, pages): (usize, usize),
) -> Markup {
    let language = &work.language;
    let to = |page: usize| {
        let wanted = Wanted {
            page,
            saved: None,
            ..wanted.clone()
        };
        desk.at(work, &format!("{rest}{}", query(&wanted)))
    };
    let args = [("at", (at + 1).into()), ("pages", pages.into())];
    html! {
        @if pages > 1 {
            nav.row aria-label=(t(language, "coding-paging")) {
                @if at > 0 { a.button href=(to(at - 1)) { (t(language, "coding-previous")) } }
                span { (t_args(language, "coding-page", &args)) }
                @if at + 1 < pages { a.button href=(to(at + 1)) { (t(language, "coding-next")) } }
            }
        }
    }
}

/// Who codes, and the way to let somebody else go on.
fn seats(work: &Work, desk: &Desk) -> Markup {
    let language = &work.language;
    let taken =
        || (0..desk.names.len()).filter(|nr| desk.names.get(*nr).is_some_and(Option::is_some));
    html! {
        @if taken().next().is_some() {
            section {
                h2 { (t(language, "coding-seats")) }
                p { (t(language, "coding-seats-lead")) }
                @for nr in taken() {
                    form.row method="post" action=(desk.at(work, "/seats")) {
                        input type="hidden" name="seat" value=(nr + 1);
                        span { (coder(language, desk, nr)) }
                        button.linklike {
                            (t(language, "coding-seats-free")) span.unseen { ": " (coder(language, desk, nr)) }
                        }
                    }
                }
            }
        }
    }
}

fn closing(work: &Work, desk: &Desk, progress: &Progress) -> Markup {
    let language = &work.language;
    let halves = desk
        .said
        .iter()
        .filter(|one| !one.is_shown(Round::Blind))
        .count();
    let args = [("both", progress.both.into()), ("rest", halves.into())];
    html! {
        section {
            h2 { (t(language, "coding-closing")) }
            p { (t_args(language, "coding-closing-lead", &args)) }
            form.form method="post" action=(desk.at(work, "/closing")) {
                label.check { input #sure type="checkbox" name="sure" value="1"; (t(language, "coding-closing-sure")) }
                div { button.button { (t(language, "coding-closing-go")) } }
            }
        }
    }
}
