//! The pages on which administrators give access.

use maud::{Markup, html};
use serde::Deserialize;

use super::home::role_name;
use super::layout::Layout;
use crate::domain::access::Role;
use crate::domain::language::Language;
use crate::store::accounts::Account;
use crate::store::programmes::Programme;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::words::said;

/// An account with what it is, per programme.
pub struct Entry {
    pub account: Account,
    pub roles: Vec<(Programme, Role)>,
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
        if !looks_like_an_address(self.email.trim()) {
            problems.push(Problem::NoEmail);
        }
        problems
    }
}

/// Only a mail that arrives proves an address; this catches what cannot be one.
fn looks_like_an_address(text: &str) -> bool {
    text.len() <= 254
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
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
        @for (programme, role) in &entry.roles {
            div { (role_name(language, *role)) " · " span.quiet { (said(&programme.title, language)) } }
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

/// One account. `link` is a one-time link that was just made, and is shown this once.
pub fn show(
    language: &Language,
    visitor: &Visitor,
    entry: &Entry,
    programmes: &[Programme],
    link: Option<&str>,
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
        @if let Some(link) = link { (new_link(language, link)) }
        section {
            h2 { (t(language, "account-roles")) }
            (role_table(language, entry, is_self))
            (role_form(language, account, programmes))
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
                        th.tight scope="col" { span.unseen { (t(language, "account-actions")) } }
                    }
                }
                tbody {
                    @if entry.account.administrator {
                        tr {
                            th scope="row" { (role_name(language, Role::Administrator)) }
                            td { (everywhere) }
                            td.tight { @if !is_self { (take(Role::Administrator, "")) } }
                        }
                    }
                    @for (programme, role) in &entry.roles {
                        tr {
                            th scope="row" { (role_name(language, *role)) }
                            td { (said(&programme.title, language)) }
                            td.tight { (take(*role, &programme.slug)) }
                        }
                    }
                }
            }
        }
    }
}

fn role_form(language: &Language, account: &Account, programmes: &[Programme]) -> Markup {
    let roles: Vec<_> = Role::ALL
        .into_iter()
        .filter(|role| !role.is_for_all_programmes())
        .map(|role| (role.code().to_owned(), role_name(language, role)))
        .collect();
    let named: Vec<_> = programmes
        .iter()
        .map(|one| (one.slug.clone(), one.title.get(language).to_owned()))
        .collect();
    html! {
        @if !programmes.is_empty() {
            form.row method="post" action={ "/accounts/" (account.id) "/roles" } {
                (Field::text("role", &t(language, "account-role"), Role::Reader.code()).select(&roles))
                (Field::text("programme", &t(language, "account-programme"), "").select(&named))
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
