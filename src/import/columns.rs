//! Which column of a file is which field, and why.

use std::borrow::Cow;
use std::collections::HashMap;

use super::export;
use super::field::{Field, Holds, normal};
use super::mapping::{Mapping, Preset, Why};
use super::problem::Fault;
use super::refused::is_reason;

/// A column that was looked for; it may not be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column(pub(super) Option<usize>);

impl Column {
    pub fn nowhere() -> Self {
        Self(None)
    }

    pub fn is_there(self) -> bool {
        self.0.is_some()
    }
}

/// The columns of a file, each with the field that it was taken for.
#[derive(Default)]
pub(super) struct Columns {
    headers: Vec<String>,
    /// The headers with a number behind one that stood before.
    keys: Vec<String>,
    pub fields: Vec<Field>,
    /// By place.
    taken: Vec<Taken>,
}

#[derive(Clone, Default)]
struct Taken {
    field: Option<usize>,
    why: Option<Why>,
    /// It means a field that another column brings already.
    is_second: bool,
    /// What cells stand for, in lower case.
    values: HashMap<String, String>,
}

/// What is wrong with the header: the place of the column, and the fault.
pub(super) type HeaderFault = (Option<usize>, Fault);

/// Headers that only these programs write.
const LIMESURVEY: [&str; 9] = [
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "datesubmitted",
    "datuminzending",
    "datumingezonden",
    "laatstepagina",
    "starttaal",
];
const FORMS: [&str; 6] = [
    "timestamp",
    "tijdstempel",
    "completiontime",
    "voltooiingstijd",
    "tijdstipvanvoltooien",
    "begintijd",
];

impl Columns {
    pub fn new(headers: Vec<String>) -> Self {
        let mut counts = HashMap::<String, usize>::new();
        let keys = headers
            .iter()
            .map(|header| {
                let count = counts.entry(normal(header)).or_default();
                *count += 1;
                match *count {
                    1 => header.clone(),
                    more => format!("{header} ({more})"),
                }
            })
            .collect();
        Self {
            taken: vec![Taken::default(); headers.len()],
            headers,
            keys,
            fields: Vec::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.headers.len()
    }

    pub fn header(&self, place: usize) -> &str {
        self.headers.get(place).map_or("", String::as_str)
    }

    pub fn key(&self, place: usize) -> &str {
        self.keys.get(place).map_or("", String::as_str)
    }

    pub fn field_at(&self, place: usize) -> Option<usize> {
        self.taken.get(place)?.field
    }

    /// Whether something is done with a column, or would be if it were the only one.
    pub fn is_used(&self, place: usize) -> bool {
        let taken = self.taken.get(place);
        taken.is_some_and(|taken| taken.field.is_some() || taken.is_second)
    }

    /// Whether this program wrote the file: one of refused rows, or of answers.
    pub fn are_ours(&self) -> bool {
        self.headers.iter().any(|header| is_reason(header)) || export::is_own(&self.headers)
    }

    /// Whether a column holds nothing to take in, as everybody knows.
    pub fn is_known_idle(&self, place: usize) -> bool {
        is_reason(self.header(place))
    }

    pub fn why(&self, place: usize) -> Option<Why> {
        self.taken.get(place)?.why
    }

    /// What a cell stands for.
    pub fn meant<'c>(&'c self, place: usize, cell: &'c str) -> Cow<'c, str> {
        let Some(taken) = self
            .taken
            .get(place)
            .filter(|taken| !taken.values.is_empty())
        else {
            return Cow::Borrowed(cell);
        };
        if let Some(meant) = taken.values.get(&cell.to_lowercase()) {
            return Cow::Borrowed(meant);
        }
        let holds = taken.field.and_then(|field| self.fields.get(field));
        let holds = holds.map(|field| &field.holds);
        match holds {
            Some(Holds::Codes(_)) => {
                let meant = |part| {
                    taken
                        .values
                        .get(&str::to_lowercase(part))
                        .map_or(part, |m| m)
                };
                let parts: Vec<&str> = parts(cell).map(meant).collect();
                Cow::Owned(parts.join("|"))
            }
            _ => Cow::Borrowed(cell),
        }
    }

    /// The program that such headers come from, in a file that can hold these fields.
    pub fn preset(&self, fields: &[Field]) -> Option<Preset> {
        let has = |names: &[&str]| {
            let headers = self.headers.iter().map(|header| normal(header));
            headers
                .filter(|header| names.contains(&header.as_str()))
                .count()
        };
        // A survey with items of those names has the same header in its wide export.
        let is_item = |field: &Field| export::LONG.contains(&field.code.as_str());
        if export::is_long(&self.headers) && !fields.iter().any(is_item) {
            return Some(Preset::Long);
        }
        if has(&LIMESURVEY) >= 2 {
            return Some(Preset::LimeSurvey);
        }
        (has(&FORMS) >= 1).then_some(Preset::Forms)
    }

    /// Finds a column for each field: as somebody chose, else by what the header says.
    pub fn assign(
        &mut self,
        fields: &[Field],
        mapping: &Mapping,
        earlier: &Mapping,
    ) -> Vec<HeaderFault> {
        self.fields = fields.to_vec();
        let mut faults = self.as_chosen(mapping);
        self.as_before(earlier);
        let called =
            |field: &Field, name: &str| field.is_called(name) || field.is_also_called(name);
        for index in 0..fields.len() {
            faults.extend(self.by_header(index, called));
        }
        for index in 0..fields.len() {
            self.by_question(index);
        }
        for place in 0..self.len() {
            self.learn_values(place, &[earlier, mapping]);
        }
        faults
    }

    fn as_chosen(&mut self, mapping: &Mapping) -> Vec<HeaderFault> {
        let mut faults = Vec::new();
        for place in 0..self.len() {
            let Some(code) = mapping.column(self.key(place)) else {
                continue;
            };
            let index = self.index_of(code);
            if index.is_none() && !code.is_empty() {
                let known: Vec<&str> = self.fields.iter().map(|field| &*field.code).collect();
                let known = known.join(", ");
                faults.push((Some(place), Fault::UnknownField { known }));
            }
            faults.extend(self.take(place, index, Why::Chosen));
        }
        faults
    }

    fn as_before(&mut self, earlier: &Mapping) {
        for place in 0..self.len() {
            if self.why(place).is_some() {
                continue;
            }
            let chosen = earlier.column(self.key(place)).map(str::to_owned);
            let index = chosen.as_deref().and_then(|code| self.index_of(code));
            let is_free = index.is_none_or(|index| self.place_of(index).is_none());
            let means = index.is_some() || chosen.as_deref() == Some("");
            if means && is_free {
                self.take(place, index, Why::Earlier);
            }
        }
    }

    /// The first column that bears a name of the field. Another that does is one too many, unless
    /// somebody chose between them.
    fn by_header(
        &mut self,
        index: usize,
        called: impl Fn(&Field, &str) -> bool,
    ) -> Vec<HeaderFault> {
        let was_chosen = self.place_of(index).is_some();
        let mut faults = Vec::new();
        for place in 0..self.len() {
            let header = normal(&self.headers[place]);
            if self.why(place).is_some() || header.is_empty() {
                continue;
            }
            let field = &self.fields[index];
            if !called(field, &header) {
                continue;
            }
            let why = match field.is_called(&header) {
                true => Why::Name,
                false => Why::Synonym,
            };
            if !was_chosen {
                faults.extend(self.take(place, Some(index), why));
            }
        }
        faults
    }

    /// The only column above which the question of the field stands.
    fn by_question(&mut self, index: usize) {
        if self.place_of(index).is_some() {
            return;
        }
        let free = (0..self.len()).filter(|place| self.why(*place).is_none());
        let asked = |place: &usize| {
            let header = normal(&self.headers[*place]);
            !header.is_empty() && self.fields[index].is_asked_as(&header)
        };
        let places: Vec<usize> = free.filter(asked).collect();
        let [place] = places.as_slice() else {
            return;
        };
        let header = normal(&self.headers[*place]);
        let others = self
            .fields
            .iter()
            .filter(|field| field.is_asked_as(&header));
        if others.count() == 1 {
            self.take(*place, Some(index), Why::Question);
        }
    }

    fn take(&mut self, place: usize, field: Option<usize>, why: Why) -> Option<HeaderFault> {
        let first = field.and_then(|field| self.place_of(field));
        let taken = self.taken.get_mut(place)?;
        taken.why = Some(why);
        match first {
            None => {
                taken.field = field;
                None
            }
            Some(first) => {
                taken.is_second = true;
                let first = self.headers[first].clone();
                Some((Some(place), Fault::DuplicateColumn { first }))
            }
        }
    }

    fn learn_values(&mut self, place: usize, mappings: &[&Mapping]) {
        let Some(field) = self
            .field_at(place)
            .and_then(|index| self.fields.get(index))
        else {
            return;
        };
        if field.holds.codes().is_empty() {
            return; // what people wrote themselves stays as it is
        }
        let of_field = mappings
            .iter()
            .filter_map(|mapping| mapping.values.get(&field.code));
        let values = of_field
            .flatten()
            .map(|(cell, code)| (cell.trim().to_lowercase(), code.clone()))
            .collect();
        if let Some(taken) = self.taken.get_mut(place) {
            taken.values = values;
        }
    }

    fn index_of(&self, code: &str) -> Option<usize> {
        let wanted = normal(code);
        self.fields
            .iter()
            .position(|field| field.code == code)
            .or_else(|| {
                self.fields
                    .iter()
                    .position(|field| field.is_called(&wanted))
            })
    }

    /// Where a field stands.
    pub fn place_of(&self, field: usize) -> Option<usize> {
        self.taken
            .iter()
            .position(|taken| taken.field == Some(field))
    }
}

/// The answers in one cell, parted by `|`, `;` or else a comma.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let marks: &[char] = match cell.contains(['|', ';', '\n']) {
        true => &['|', ';', '\n'],
        false => &[','],
    };
    cell.split(marks)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What a spreadsheet calls a column.
pub(super) fn letters(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}
