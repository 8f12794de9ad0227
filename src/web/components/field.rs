//! Form fields with their label, hint and error tied together for screen readers.

use maud::{Markup, html};

/// A field of a form. The name is also its id, which an error summary leads to.
pub struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    pub kind: &'a str,
    pub hint: Option<&'a str>,
    pub error: Option<&'a str>,
    pub autocomplete: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// One line of text.
    pub fn text(name: &'a str, label: &'a str, value: &'a str) -> Self {
        Self {
            name,
            label,
            value,
            kind: "text",
            hint: None,
            error: None,
            autocomplete: None,
        }
    }

    pub fn hint(self, hint: &'a str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    pub fn error(self, error: Option<&'a str>) -> Self {
        Self { error, ..self }
    }

    /// `email`, `password`, `date`, `number`, `file` …
    pub fn kind(self, kind: &'a str) -> Self {
        Self { kind, ..self }
    }

    pub fn autocomplete(self, autocomplete: &'a str) -> Self {
        Self {
            autocomplete: Some(autocomplete),
            ..self
        }
    }

    pub fn input(&self) -> Markup {
        self.around(&html! {
            input type=(self.kind) id=(self.name) name=(self.name)
                value=[(self.kind != "file" && self.kind != "password").then_some(self.value)]
                autocomplete=[self.autocomplete]
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
        })
    }

    /// Shown, sent along (so that password managers know whose it is), and not to be changed.
    pub fn readonly(&self) -> Markup {
        self.around(&html! {
            input type=(self.kind) id=(self.name) name=(self.name) value=(self.value) readonly
                autocomplete=[self.autocomplete];
        })
    }

    pub fn textarea(&self, rows: u32) -> Markup {
        self.around(&html! {
            textarea id=(self.name) name=(self.name) rows=(rows)
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] {
                "\n" (self.value)
            }
        })
    }

    /// `options` are values with what they are called.
    pub fn select(&self, options: &[(String, String)]) -> Markup {
        self.around(&html! {
            select id=(self.name) name=(self.name)
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] {
                @for (value, label) in options {
                    option value=(value) selected[value == self.value] { (label) }
                }
            }
        })
    }

    fn around(&self, control: &Markup) -> Markup {
        html! {
            div.field.wrong[self.error.is_some()] {
                label for=(self.name) { (self.label) }
                @if let Some(hint) = self.hint { span.hint id={ (self.name) "-hint" } { (hint) } }
                @if let Some(error) = self.error { span.error id={ (self.name) "-error" } { (error) } }
                (control)
            }
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn described_by(&self) -> Option<String> {
        match (self.hint.is_some(), self.error.is_some()) {
            (false, false) => None,
            (true, false) => Some(format!("{}-hint", self.name)),
            (false, true) => Some(format!("{}-error", self.name)),
            (true, true) => Some(format!("{0}-hint {0}-error", self.name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hint_and_error_are_tied_to_the_control_and_the_value_is_escaped() {
        let field = Field::text("email", "E-mail", "a\"<b>")
            .hint("Work address")
            .error(Some("Fill in"));
        let page = field.input().0;
        assert!(page.contains("for=\"email\"") && page.contains("id=\"email\""));
        assert!(page.contains("aria-describedby=\"email-hint email-error\""));
        assert!(page.contains("aria-invalid=\"true\""));
        assert!(page.contains("value=\"a&quot;&lt;b&gt;\""));
    }

    #[test]
    fn a_password_never_comes_back_in_a_page() {
        let field = Field::text("password", "Password", "geheim").kind("password");
        assert!(!field.input().0.contains("geheim"));
    }
}
