//! The pages on which administrators give access.

use maud::{Markup, html};
use serde::Deserialize;

use super::home::role_name;
use super::layout::Layout;
use crate::domain::access::{Days, Role, Term};
use crate::domain::definition::is_address;
use crate::domain::language::Language;
use crate::store::accounts::{Account, Membership};
use crate::store::programmes::Programme;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::words::said;

/// An account with what it is, per programme.
pub struct Entry {
    pub account: Account,
    pub roles: Vec<(Programme, Membership)>,
}

/// The form as typed, so that a refused one comes back as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct NewPerson {
    pub name: String,
    pub email: String,
    pub language: String,
    /// Present when ticked.
    pub administrator: Option<String>,
}

/// A role as it is given, changed or taken away.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RoleChange {
    pub role: String,
    /// Empty for a role that holds everywhere.
    #[serde(default)]
    pub programme: String,
    /// Empty when it holds at once.
    #[serde(default)]
    pub first_day: String,
    /// Empty when it holds until the programme is closed.
    #[serde(default)]
    pub last_day: String,
    pub given: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayProblem {
    NoFirstDay,
    NoLastDay,
    Reversed,
}

impl RoleChange {
    pub fn days(&self) -> Result<Days, DayProblem> {
        let day = |typed: &str, problem| match typed.trim() {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| problem),
        };
        let first = day(&self.first_day, DayProblem::NoFirstDay)?;
        let last = day(&self.last_day, DayProblem::NoLastDay)?;
        Days::new(first, last).map_err(|_| DayProblem::Reversed)
    }
}

impl DayProblem {
    fn of_first_day(self) -> bool {
        self == Self::NoFirstDay
    }

    fn sentence(self, language: &Language) -> String {
        match self {
            Self::NoFirstDay | Self::NoLastDay => t(language, "account-problem-day"),
            Self::Reversed => t(language, "account-problem-days"),
        }
    }
}

/// What the page of an account says beside what there is.
#[derive(Clone, Copy)]
pub enum Said<'a> {
    Nothing,
    /// A one-time link that was just made, and is shown this once.
    Link(&'a str),
    Refused(&'a RoleChange, DayProblem),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    NoName,
    NoEmail,
    EmailTaken,
}

impl NewPerson {
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(Problem::NoName);
        }
        if !is_address(self.email.trim()) {
            problems.push(Problem::NoEmail);
        }
        problems
    }
}

impl Problem {
    fn field(self) -> &'static str {
        match self {
            Self::NoName => "name",
            Self::NoEmail | Self::EmailTaken => "email",
        }
    }

    fn sentence(self, language: &Language) -> String {
        match self {
            Self::NoName => t(language, "account-problem-name"),
            Self::NoEmail => t(language, "account-problem-email"),
            Self::EmailTaken => t(language, "account-problem-taken"),
        }
    }
}

pub fn index(
    language: &Language,
    visitor: &Visitor,
    entries: &[Entry],
    form: &NewPerson,
    problems: &[Problem],
) -> Markup {
    let title = t_args(
        language,
        "account-index-title",
        &[("count", entries.len().into())],
    );
    let listed: Vec<_> = problems
        .iter()
        .map(|problem| (Some(problem.field()), problem.sentence(language)))
        .collect();
    let around = layout(language, visitor, &title, &[]);
    around.page(&html! {
        (error_summary(language, &listed))
        (page_header(None, &title, Some(&t(language, "account-index-lead")), &Markup::default()))
        (scrolling(&t(language, "account-people"), &table(language, entries)))
        section {
            h2 { (t(language, "account-invite")) }
            p.quiet { (t(language, "account-invite-lead")) }
            (invite_form(language, form, problems))
        }
    })
}

fn table(language: &Language, entries: &[Entry]) -> Markup {
    html! {
        table {
            caption.unseen { (t(language, "account-people")) }
            thead {
                tr {
                    th scope="col" { (t(language, "account-name")) }
                    th scope="col" { (t(language, "account-email")) }
                    th scope="col" { (t(language, "account-roles")) }
                    th scope="col" { (t(language, "account-state")) }
                }
            }
            tbody {
                @for entry in entries {
                    tr {
                        th scope="row" {
                            a href={ "/accounts/" (entry.account.id) } { (entry.account.name) }
                        }
                        td { (entry.account.email) }
                        td { (roles(language, entry)) }
                        td { (state(language, &entry.account)) }
                    }
                }
            }
        }
    }
}

fn roles(language: &Language, entry: &Entry) -> Markup {
    html! {
        @if entry.account.administrator {
            div { (role_name(language, Role::Administrator)) }
        }
        @for (programme, own) in &entry.roles {
            div {
                (role_name(language, own.role)) " · " span.quiet { (said(&programme.title, language)) }
                @if own.term != Term::Holds { " " span.tag.warn { (term(language, own)) } }
            }
        }
        @if !entry.account.administrator && entry.roles.is_empty() {
            span.quiet { (t(language, "account-no-role")) }
        }
    }
}

fn state(language: &Language, account: &Account) -> Markup {
    html! {
        @if account.blocked_at.is_some() { span.tag.bad { (t(language, "account-blocked")) } }
        @else if account.has_password { span.tag.good { (t(language, "account-active")) } }
        @else { span.tag.warn { (t(language, "account-invited")) } }
    }
}

fn invite_form(language: &Language, form: &NewPerson, problems: &[Problem]) -> Markup {
    let of = |field: &str| {
        problems
            .iter()
            .find(|problem| problem.field() == field)
            .map(|problem| problem.sentence(language))
    };
    let languages = [("nl", "Nederlands"), ("en", "English")]
        .map(|(code, name)| (code.to_owned(), name.to_owned()));
    html! {
        form.form method="post" action="/accounts" {
            (Field::text("name", &t(language, "account-name"), &form.name).autocomplete("off").error(of("name").as_deref()).input())
            (Field::text("email", &t(language, "account-email"), &form.email).kind("email").autocomplete("off").error(of("email").as_deref()).input())
            (Field::text("language", &t(language, "account-language"), &form.language).select(&languages))
            label.check {
                input type="checkbox" name="administrator" value="yes" checked[form.administrator.is_some()];
                span { (t(language, "account-make-administrator")) }
            }
            div { button.button.primary { (t(language, "account-invite-go")) } }
        }
    }
}

/// One account.
pub fn show(
    language: &Language,
    visitor: &Visitor,
    entry: &Entry,
    programmes: &[Programme],
    said: Said,
) -> Markup {
    let account = &entry.account;
    let accounts = t(language, "staff-accounts");
    let trail = [
        (accounts.as_str(), Some("/accounts")),
        (&account.name, None),
    ];
    let around = layout(language, visitor, &account.name, &trail);
    let is_self = account.id == visitor.account.id;
    around.page(&html! {
        (page_header(None, &account.name, Some(&account.email), &html! { (state(language, account)) }))
        @match said {
            Said::Link(link) => (new_link(language, link)),
            Said::Refused(_, problem) => {
                @let field = if problem.of_first_day() { "first_day" } else { "last_day" };
                (error_summary(language, &[(Some(field), problem.sentence(language))]))
            }
            Said::Nothing => {}
        }
        section {
            h2 { (t(language, "account-roles")) }
            (scrolling(&t(language, "account-roles"), &role_table(language, entry, is_self)))
            (role_form(language, account, programmes, said))
        }
        section {
            h2 { (t(language, "account-access")) }
            p.quiet { (t(language, "account-reset-lead")) }
            form method="post" action={ "/accounts/" (account.id) "/links" } {
                button.button { (t(language, "account-reset")) }
            }
            @if is_self {
                p.quiet { (t(language, "account-not-yourself")) }
            } @else {
                (block_form(language, account))
            }
        }
    })
}

fn new_link(language: &Language, link: &str) -> Markup {
    notice(
        Tone::Good,
        &html! {
            p { strong { (t(language, "account-link-made")) } }
            p { (t(language, "account-link-hand-over")) }
            p.once { (link) }
        },
    )
}

fn role_table(language: &Language, entry: &Entry, is_self: bool) -> Markup {
    let action = format!("/accounts/{}/roles", entry.account.id);
    let everywhere = t(language, "account-all-programmes");
    let take = |role: Role, slug: &str| {
        html! {
            form method="post" action=(action) {
                input type="hidden" name="role" value=(role.code());
                input type="hidden" name="programme" value=(slug);
                button.linklike name="given" value="false" { (t(language, "account-role-take")) }
            }
        }
    };
    html! {
        @if !entry.account.administrator && entry.roles.is_empty() {
            p { (t(language, "account-no-role-yet")) }
        } @else {
            table {
                thead {
                    tr {
                        th scope="col" { (t(language, "account-role")) }
                        th scope="col" { (t(language, "account-programme")) }
                        th scope="col" { (t(language, "account-days")) }
                        th.tight scope="col" { span.unseen { (t(language, "account-actions")) } }
                    }
                }
                tbody {
                    @if entry.account.administrator {
                        tr {
                            th scope="row" { (role_name(language, Role::Administrator)) }
                            td { (everywhere) }
                            td { (t(language, "account-days-always")) }
                            td.tight { @if !is_self { (take(Role::Administrator, "")) } }
                        }
                    }
                    @for (programme, own) in &entry.roles {
                        tr {
                            th scope="row" { (role_name(language, own.role)) }
                            td { (said(&programme.title, language)) }
                            td {
                                div { (days(language, own.days)) }
                                @if own.term != Term::Holds { span.tag.warn { (term(language, own)) } }
                            }
                            td.tight { (take(own.role, &programme.slug)) }
                        }
                    }
                }
            }
        }
    }
}

/// "from 1 October 2026 until the programme is closed"
fn days(language: &Language, days: Days) -> String {
    match (days.first(), days.last()) {
        (None, None) => t(language, "account-days-until-closing"),
        (Some(first), None) => t_args(
            language,
            "account-days-from",
            &[("first", date(language, first).into())],
        ),
        (None, Some(last)) => t_args(
            language,
            "account-days-to",
            &[("last", date(language, last).into())],
        ),
        (Some(first), Some(last)) => t_args(
            language,
            "account-days-from-to",
            &[
                ("first", date(language, first).into()),
                ("last", date(language, last).into()),
            ],
        ),
    }
}

/// Why a role does not hold, in a word or two.
fn term(language: &Language, own: &Membership) -> String {
    match own.term {
        Term::Awaited(_) => t(language, "account-term-awaited"),
        Term::Over(_) | Term::Closed => t(language, "account-term-over"),
        Term::Reads(day) => t_args(
            language,
            "account-term-reads",
            &[("day", date(language, day).into())],
        ),
        Term::Holds => String::new(),
    }
}

/// Gives a role, or other days to one that there is.
fn role_form(
    language: &Language,
    account: &Account,
    programmes: &[Programme],
    said: Said,
) -> Markup {
    let roles: Vec<_> = Role::ALL
        .into_iter()
        .filter(|role| !role.is_for_all_programmes())
        .map(|role| (role.code().to_owned(), role_name(language, role)))
        .collect();
    let named: Vec<_> = programmes
        .iter()
        .map(|one| (one.slug.clone(), one.title.get(language).to_owned()))
        .collect();
    let typed = match said {
        Said::Refused(typed, _) => typed.clone(),
        _ => RoleChange {
            role: Role::Reader.code().to_owned(),
            ..RoleChange::default()
        },
    };
    let wrong = |of_first_day: bool| match said {
        Said::Refused(_, problem) if problem.of_first_day() == of_first_day => {
            Some(problem.sentence(language))
        }
        _ => None,
    };
    html! {
        @if !programmes.is_empty() {
            h3 { (t(language, "account-role-new")) }
            p.quiet { (t(language, "account-role-lead")) }
            form.row method="post" action={ "/accounts/" (account.id) "/roles" } {
                (Field::text("role", &t(language, "account-role"), &typed.role).select(&roles))
                (Field::text("programme", &t(language, "account-programme"), &typed.programme).select(&named))
                (Field::text("first_day", &t(language, "account-first-day"), &typed.first_day)
                    .kind("date").error(wrong(true).as_deref()).input())
                (Field::text("last_day", &t(language, "account-last-day"), &typed.last_day)
                    .kind("date").error(wrong(false).as_deref()).input())
                button.button name="given" value="true" { (t(language, "account-role-give")) }
            }
        }
        @if !account.administrator {
            form method="post" action={ "/accounts/" (account.id) "/roles" } {
                input type="hidden" name="role" value=(Role::Administrator.code());
                button.linklike name="given" value="true" { (t(language, "account-make-administrator")) }
            }
        }
    }
}

fn block_form(language: &Language, account: &Account) -> Markup {
    let blocked = account.blocked_at.is_some();
    html! {
        p.quiet { (t(language, "account-block-lead")) }
        form method="post" action={ "/accounts/" (account.id) "/state" } {
            @if blocked {
                button.button name="blocked" value="false" { (t(language, "account-unblock")) }
            } @else {
                button.button.danger name="blocked" value="true" { (t(language, "account-block")) }
            }
        }
    }
}

fn layout<'a>(
    language: &'a Language,
    visitor: &'a Visitor,
    title: &'a str,
    trail: &'a [super::layout::Crumb<'a>],
) -> Layout<'a> {
    Layout {
        language,
        visitor: Some(visitor),
        title,
        trail,
        steps: None,
    }
}
