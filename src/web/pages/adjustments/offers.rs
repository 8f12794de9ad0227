//! What the figures offer to adjust, each with the form for it half filled in.

use maud::{Markup, html};

use crate::domain::evaluation::results::WaveResult;
use crate::domain::language::Language;
use crate::domain::offers::{Offer, Why, offers};
use crate::domain::parameter::Parameter;
use crate::domain::proceedings::Cause;
use crate::domain::protocol::Protocol;
use crate::domain::snapshot::Snapshot;
use crate::report::pen::Pen;
use crate::report::sentences;
use crate::texts::{t, t_args};
use crate::web::adjustments::{NewAdjustment, Shown};
use crate::web::work::Work;

/// What the words of an offer are made from.
struct Told<'a> {
    language: &'a Language,
    snapshot: &'a Snapshot,
    wave: &'a WaveResult,
}

/// Nothing when no evaluation was frozen, or nothing stands out.
pub fn offered(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let Some(snapshot) = &shown.newest else {
        return html! {};
    };
    let Some(wave) = snapshot.results.wave(snapshot.inputs.wave) else {
        return html! {};
    };
    let told = Told {
        language,
        snapshot,
        wave,
    };
    let found = offers(told.protocol(), wave);
    let lists = [
        ("adjustments-offer-priorities", found.priorities),
        ("adjustments-offer-short", found.short),
    ];
    html! {
        @if lists.iter().any(|(_, offers)| !offers.is_empty()) {
            section.stack {
                h2 #offers { (t(language, "adjustments-offer")) }
                p { (t(language, "adjustments-offer-lead")) }
                @for (heading, offers) in lists.iter().filter(|(_, offers)| !offers.is_empty()) {
                    h3 { (t(language, heading)) }
                    ul.cards { @for offer in offers { (card(work, shown, &told, offer)) } }
                }
            }
        }
    }
}

/// The effect that somebody may expect of an adjustment by this parameter: from here to the target.
/// Clients and staff read it too, who see no segments: of one it names the target alone.
pub fn expected(language: &Language, snapshot: &Snapshot, form: &NewAdjustment) -> Option<String> {
    let told = Told {
        language,
        snapshot,
        wave: snapshot.results.wave(snapshot.inputs.wave)?,
    };
    let parameter = told.protocol().parameter(&form.parameter)?;
    let (name, target) = (told.named(parameter), told.pen().target(parameter));
    if !form.segment.is_empty() {
        let args = [("parameter", name.into()), ("target", target.into())];
        return Some(t_args(language, "adjustments-offer-expected-there", &args));
    }
    let value = told.value(parameter, None)?;
    let args = [
        ("parameter", name.into()),
        ("value", value.into()),
        ("target", target.into()),
    ];
    Some(t_args(language, "adjustments-offer-expected", &args))
}

fn card(work: &Work, shown: &Shown, told: &Told, offer: &Offer) -> Markup {
    let language = told.language;
    let name = told.name(offer);
    let wave = told.snapshot.inputs.wave;
    let mut all = shown.adjustments.iter().map(|(one, _)| one);
    let taken = all.find(|one| offer.is_taken_up_by(one, wave));
    let args = [("name", name.as_str().into())];
    html! {
        li.card {
            strong { (name) }
            @for reason in told.reasons(offer) { p.small { (reason) } }
            @if let Some(measured) = told.measured(offer) { p.small.quiet { (measured) } }
            @if let Some(one) = taken {
                p.small { (t_args(language, "adjustments-offer-taken",
                    &[("title", one.title.as_str().into())])) }
            } @else {
                form action={ (work.at("adjustments")) "#new" } {
                    @for (name, value) in filled(told, offer) {
                        input type="hidden" name=(name) value=(value);
                    }
                    button.button aria-label=(t_args(language, "adjustments-offer-take-of", &args)) {
                        (t(language, "adjustments-offer-take"))
                    }
                }
            }
        }
    }
}

/// The fields of the form below that the offer fills in.
fn filled(told: &Told, offer: &Offer) -> Vec<(&'static str, String)> {
    match offer.cause() {
        Some((cause, code)) => vec![
            ("cause", cause.code().to_owned()),
            ("cause_code", code.to_owned()),
            ("parameter", offer.parameter.clone().unwrap_or_default()),
            ("segment", offer.segment().unwrap_or_default().to_owned()),
        ],
        None => vec![
            ("cause", Cause::Statement.code().to_owned()),
            ("cause_code", told.name(offer)),
        ],
    }
}

impl Told<'_> {
    fn protocol(&self) -> &Protocol {
        &self.snapshot.inputs.protocol
    }

    fn pen(&self) -> Pen<'_> {
        Pen {
            language: self.language,
        }
    }

    /// "P05 Bejegening"
    fn named(&self, parameter: &Parameter) -> String {
        let name = parameter.name.get(self.language);
        format!("{} {name}", parameter.code)
    }

    fn parameter(&self, offer: &Offer) -> Option<&Parameter> {
        self.protocol().parameter(offer.parameter.as_deref()?)
    }

    fn value(&self, parameter: &Parameter, segment: Option<&str>) -> Option<String> {
        let result = self.wave.parameter(&parameter.code)?;
        let value = match segment {
            None => result.value.filter(|_| result.shown),
            Some(code) => {
                let mut segments = result.segments.iter();
                let there = segments.find(|one| one.segment == code && one.shown)?;
                there.value
            }
        };
        Some(self.pen().value(parameter, value?))
    }

    /// What the offer is about, as people know it.
    fn name(&self, offer: &Offer) -> String {
        let protocol = self.protocol();
        let language = self.language;
        let found = match &offer.why {
            Why::Item { item, .. } => return self.item(item),
            Why::Charter(code) => {
                let mut all = protocol.charters.iter();
                all.find(|one| one.code == *code)
                    .map(|one| format!("{code} {}", one.name.get(language)))
            }
            Why::Segment(code) => {
                let mut all = protocol.segments.iter();
                all.find(|one| one.code == *code)
                    .map(|one| one.name.get(language).to_owned())
            }
            Why::Parameter => self.parameter(offer).map(|one| self.named(one)),
        };
        found.unwrap_or_default()
    }

    /// The item as it was asked; its code when no survey of the snapshot asks it.
    fn item(&self, code: &str) -> String {
        let mut surveys = self.snapshot.inputs.surveys.iter();
        let item = surveys.find_map(|one| one.survey.item(code));
        item.map_or(code.to_owned(), |item| {
            let text = item.text.get(self.language);
            text.trim_end_matches(['.', ':']).to_owned()
        })
    }

    fn reasons(&self, offer: &Offer) -> Vec<String> {
        let language = self.language;
        let parameter = self.parameter(offer);
        match &offer.why {
            Why::Item {
                outcome,
                derived,
                stated,
                driver,
                ..
            } => {
                let code = parameter.map_or("", |one| one.code.as_str());
                let args = [
                    ("outcome", self.item(outcome).into()),
                    ("parameter", code.into()),
                ];
                let keys = [
                    (*derived, "adjustments-offer-derived"),
                    (*stated, "adjustments-offer-stated"),
                    (*driver && !*derived, "adjustments-offer-driver"),
                ];
                let keys = keys.into_iter().filter(|(is_so, _)| *is_so);
                keys.map(|(_, key)| t_args(language, key, &args)).collect()
            }
            Why::Charter(code) => {
                let mut found = self.wave.charters.iter();
                let found = found.find(|one| one.code == *code);
                let breaches = found.and_then(|one| one.breaches).unwrap_or(0.0);
                let args = [("breaches", self.pen().number(breaches).into())];
                vec![t_args(language, "adjustments-offer-charter", &args)]
            }
            Why::Segment(code) => {
                let said = parameter.and_then(|parameter| {
                    let args = [
                        ("parameter", self.named(parameter).into()),
                        ("value", self.value(parameter, Some(code))?.into()),
                        ("limit", self.pen().limit(parameter).into()),
                    ];
                    Some(t_args(language, "adjustments-offer-segment", &args))
                });
                said.into_iter().collect()
            }
            Why::Parameter => {
                let said = parameter.and_then(|parameter| {
                    let result = self.wave.parameter(&parameter.code)?;
                    Some(sentences::result(self.pen(), parameter, result))
                });
                said.into_iter().collect()
            }
        }
    }

    /// Where it would show whether it helped, unless that is what it is about.
    fn measured(&self, offer: &Offer) -> Option<String> {
        let Some(parameter) = self.parameter(offer) else {
            return Some(t(self.language, "adjustments-offer-unmeasured"));
        };
        let key = match &offer.why {
            Why::Parameter => return None,
            Why::Item { item, .. } if !parameter.estimator.items().contains(&item.as_str()) => {
                "adjustments-offer-measured-outcome"
            }
            Why::Item { .. } | Why::Charter(_) | Why::Segment(_) => "adjustments-offer-measured",
        };
        let args = [("parameter", self.named(parameter).into())];
        Some(t_args(self.language, key, &args))
    }
}
