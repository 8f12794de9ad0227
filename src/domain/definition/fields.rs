//! Numbers, days and texts among the fields of a table.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeValue;

use super::check::text_fault;
use super::fault::{BoundsFault, Expected, Fault, FieldFault, RuleFault, TextFault};
use super::reader::{Table, whole};
use super::sink::Languages;
use crate::domain::language::Text;

impl<'a> Table<'a> {
    pub(super) fn number(&mut self, key: &'static str) -> Option<f64> {
        let value = self.required(key)?;
        self.finite(key, value)
    }

    pub(super) fn optional_number(&mut self, key: &'static str) -> Option<f64> {
        let value = self.optional(key)?;
        self.finite(key, value)
    }

    fn finite(&self, key: &str, value: &Spanned<DeValue>) -> Option<f64> {
        let number = float(value.get_ref());
        if number.is_none() {
            self.wrong_type(key, value.span(), Expected::Number);
        }
        number
    }

    /// Two numbers in rising order, `[low, high]`; required.
    pub(super) fn pair(&mut self, key: &'static str) -> Option<[f64; 2]> {
        let value = self.required(key)?;
        let numbers: Option<Vec<f64>> = value
            .get_ref()
            .as_array()
            .and_then(|array| array.iter().map(|number| float(number.get_ref())).collect());
        let Some([low, high]) = numbers.as_deref() else {
            self.wrong_type(key, value.span(), Expected::TwoNumbers);
            return None;
        };
        let (low, high) = (*low, *high);
        if low >= high {
            let fault = Fault::Rule(RuleFault::Bounds(BoundsFault::LowNotBelowHigh {
                low,
                high,
            }));
            self.sink.report(value.span(), fault);
            return None;
        }
        Some([low, high])
    }

    /// A number between two others, ends included.
    pub(super) fn number_within(&mut self, key: &'static str, low: f64, high: f64) -> Option<f64> {
        let number = self.number(key)?;
        self.check_within(key, number, low, high);
        Some(number)
    }

    pub(super) fn check_within(&self, key: &'static str, value: f64, low: f64, high: f64) {
        if !(low..=high).contains(&value) {
            let fault = FieldFault::OutOfRange { value, low, high };
            self.report_field(key, self.span_of(key), fault);
        }
    }

    /// A share, 0 to 1.
    pub(super) fn share(&mut self, key: &'static str) -> f64 {
        let share = self.number(key).unwrap_or_default();
        self.check_share(key, share);
        share
    }

    /// Whether `value` is a share; says so when it is not.
    pub(super) fn check_share(&self, key: &'static str, value: f64) -> bool {
        let is_share = (0.0..=1.0).contains(&value);
        if !is_share {
            self.bad_field(key, FieldFault::NotAShare(value));
        }
        is_share
    }

    /// A whole number between two others, ends included.
    pub(super) fn whole(&mut self, key: &'static str, low: u32, high: u32) -> Option<u32> {
        let value = self.required(key)?;
        self.whole_within(key, value, low, high)
    }

    pub(super) fn optional_whole(&mut self, key: &'static str, low: u32, high: u32) -> Option<u32> {
        let value = self.optional(key)?;
        self.whole_within(key, value, low, high)
    }

    fn whole_within(
        &self,
        key: &str,
        value: &Spanned<DeValue>,
        low: u32,
        high: u32,
    ) -> Option<u32> {
        let Some(number) = whole(value.get_ref()) else {
            self.wrong_type(key, value.span(), Expected::Whole);
            return None;
        };
        let fits = u32::try_from(number).ok();
        let within = fits.filter(|number| (low..=high).contains(number));
        if within.is_none() {
            let fault = FieldFault::OutOfRange {
                value: number as f64,
                low: f64::from(low),
                high: f64::from(high),
            };
            self.report_field(key, value.span(), fault);
        }
        within
    }

    pub(super) fn optional_seed(&mut self, key: &'static str) -> Option<u64> {
        let value = self.optional(key)?;
        let seed = whole(value.get_ref()).and_then(|seed| u64::try_from(seed).ok());
        if seed.is_none() {
            self.wrong_type(key, value.span(), Expected::Whole);
        }
        seed
    }

    /// `true` or `false`; false when absent.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.optional(key) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value.span(), Expected::YesOrNo);
        }
        flag.unwrap_or_default()
    }

    pub(super) fn day(&mut self, key: &'static str) -> Option<NaiveDate> {
        let value = self.required(key)?;
        self.day_of(key, value)
    }

    pub(super) fn optional_day(&mut self, key: &'static str) -> Option<NaiveDate> {
        let value = self.optional(key)?;
        self.day_of(key, value)
    }

    fn day_of(&self, key: &str, value: &Spanned<DeValue>) -> Option<NaiveDate> {
        let moment = value.get_ref().as_datetime();
        let day = moment
            .filter(|moment| moment.time.is_none() && moment.offset.is_none())
            .and_then(|moment| moment.date)
            .and_then(|date| {
                NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
            });
        if day.is_none() {
            self.wrong_type(key, value.span(), Expected::Day);
        }
        day
    }

    /// A text in all of `languages`; required.
    pub(super) fn text(&mut self, key: &'static str, languages: &Languages) -> Text {
        let value = self.required(key);
        value
            .and_then(|value| self.text_of(key, value, languages))
            .unwrap_or_default()
    }

    pub(super) fn optional_text(
        &mut self,
        key: &'static str,
        languages: &Languages,
    ) -> Option<Text> {
        let value = self.optional(key)?;
        self.text_of(key, value, languages)
    }

    fn text_of(
        &self,
        key: &'static str,
        value: &'a Spanned<DeValue<'a>>,
        languages: &Languages,
    ) -> Option<Text> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, value.span(), Expected::Text);
            return None;
        };
        let mut texts = BTreeMap::new();
        for (tag, text) in table {
            let Some(language) = languages.admitted(self.sink, tag.get_ref(), tag.span()) else {
                continue;
            };
            let Some(words) = self.string(key, text) else {
                // It is there, though wrong: not missing as well.
                texts.insert(language, String::new());
                continue;
            };
            if let Some(fault) = text_fault(words.value) {
                self.report_field(key, words.span, FieldFault::Text(fault));
            }
            texts.insert(language, words.value.trim().to_owned());
        }
        for language in &languages.required {
            if !texts.contains_key(language) {
                let fault = TextFault::MissingLanguage(language.clone());
                self.report_field(key, value.span(), FieldFault::Text(fault));
            }
        }
        Text::new(texts)
    }
}

fn float(value: &DeValue) -> Option<f64> {
    let number = match value {
        DeValue::Float(float) => float.as_str().parse().ok(),
        other => whole(other).map(|whole| whole as f64),
    };
    number.filter(|number: &f64| number.is_finite())
}
