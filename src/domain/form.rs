//! A posted page of a survey, read into typed answers or into problems that name their item.

use std::borrow::Cow;

use super::evidence::{Absence, Answer, Answers};
use super::survey::{Choice, Item, ItemKind, Page, Survey};

/// The value that "not applicable" is posted with. No choice code can be this: codes hold no hyphen.
pub const NOT_APPLICABLE: &str = "-na-";

/// Longest text that any item may ask for, whatever its own limit says.
pub const LONGEST_TEXT: u32 = 20_000;

/// Whether items that must be answered are missed now, or may still wait (going back, changing
/// language).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Complete,
    SoFar,
}

/// What is wrong with one field; the page says it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    pub item: String,
    pub problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It has to be answered.
    Missing,
    /// Not one of the answers that were offered.
    NotOffered,
    /// More than one answer where one is asked.
    TooMany,
    /// An answer and "not applicable" as well.
    Contradiction,
    /// The text has `length` characters and may have `most`.
    TooLong { most: u32, length: usize },
}

/// The name of an item's field in a form.
pub fn field_name(code: &str) -> String {
    format!("q-{code}")
}

/// Reads the fields of page `index` (from 0). Fields of other names are not looked at; an item
/// without a field, or with an empty one, is not answered and has no key in the result.
pub fn read_page(
    survey: &Survey,
    index: usize,
    fields: &[(String, String)],
    check: Check,
) -> Result<Answers, Vec<FieldProblem>> {
    let mut answers = Answers::new();
    let mut problems = Vec::new();
    for item in survey.pages.get(index).into_iter().flat_map(|p| &p.items) {
        match read_item(item, &posted(fields, &item.code)) {
            Ok(Some(answer)) => {
                answers.insert(item.code.clone(), answer);
            }
            Ok(None) if item.required && check == Check::Complete => problems.push(FieldProblem {
                item: item.code.clone(),
                problem: Problem::Missing,
            }),
            Ok(None) => {}
            Err(problem) => problems.push(FieldProblem {
                item: item.code.clone(),
                problem,
            }),
        }
    }
    if problems.is_empty() {
        Ok(answers)
    } else {
        Err(problems)
    }
}

/// The values posted for an item, without the blank ones.
fn posted<'a>(fields: &'a [(String, String)], code: &str) -> Vec<&'a str> {
    fields
        .iter()
        .filter(|(name, _)| name.strip_prefix("q-") == Some(code))
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
        .collect()
}

fn read_item(item: &Item, values: &[&str]) -> Result<Option<Answer>, Problem> {
    if values.contains(&NOT_APPLICABLE) {
        return match (item.not_applicable, values.len()) {
            (false, _) => Err(Problem::NotOffered),
            (true, 1) => Ok(Some(Answer::Absent {
                absent: Absence::NotApplicable,
            })),
            (true, _) => Err(Problem::Contradiction),
        };
    }
    match &item.kind {
        ItemKind::Scale { low, high, .. } => one(values)?
            .map(|value| scale_value(value, *low, *high))
            .transpose(),
        ItemKind::SingleChoice { options } => {
            one(values)?.map(|value| option(value, options)).transpose()
        }
        ItemKind::YesNo => one(values)?
            .map(|value| match value {
                "yes" | "no" => Ok(Answer::Word(value.to_owned())),
                _ => Err(Problem::NotOffered),
            })
            .transpose(),
        ItemKind::MultipleChoice { options } => several(values, options),
        ItemKind::ShortText { max_chars } => one(values)?
            .map(|value| text(&value.replace(['\r', '\n'], " "), *max_chars))
            .transpose(),
        ItemKind::LongText { max_chars } => one(values)?
            .map(|value| text(&value.replace("\r\n", "\n"), *max_chars))
            .transpose(),
    }
}

fn one<'a>(values: &[&'a str]) -> Result<Option<&'a str>, Problem> {
    match values {
        [] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err(Problem::TooMany),
    }
}

fn scale_value(value: &str, low: u8, high: u8) -> Result<Answer, Problem> {
    // "+5", "05" and "5.0" are not what our boxes post: somebody made them up.
    let number: u8 = value.parse().map_err(|_| Problem::NotOffered)?;
    if (low..=high).contains(&number) && number.to_string() == value {
        Ok(Answer::Number(i64::from(number)))
    } else {
        Err(Problem::NotOffered)
    }
}

fn option(value: &str, options: &[Choice]) -> Result<Answer, Problem> {
    if options.iter().any(|option| option.code == value) {
        Ok(Answer::Word(value.to_owned()))
    } else {
        Err(Problem::NotOffered)
    }
}

fn several(values: &[&str], options: &[Choice]) -> Result<Option<Answer>, Problem> {
    let known = |value: &&str| options.iter().any(|option| option.code == **value);
    if !values.iter().all(known) {
        return Err(Problem::NotOffered);
    }
    let chosen: Vec<String> = options
        .iter()
        .filter(|option| values.contains(&option.code.as_str()))
        .map(|option| option.code.clone())
        .collect();
    Ok((!chosen.is_empty()).then_some(Answer::Words(chosen)))
}

fn text(value: &str, max_chars: u32) -> Result<Answer, Problem> {
    // Control characters cannot be typed, and PostgreSQL refuses a nought in a document.
    let value: String = value
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect();
    let most = max_chars.min(LONGEST_TEXT);
    let length = value.chars().count();
    if length > most as usize {
        return Err(Problem::TooLong { most, length });
    }
    Ok(Answer::Word(value))
}

/// Whether a page can be passed over when somebody comes back: something on it is answered, and
/// nothing that must be is open.
fn is_done(page: &Page, answers: &Answers) -> bool {
    let answered = |item: &Item| answers.contains_key(&item.code);
    page.items.is_empty()
        || (page.items.iter().any(answered)
            && page
                .items
                .iter()
                .all(|item| answered(item) || !item.required))
}

/// The page (from 0) where somebody with these answers goes on; the last one when all is done.
pub fn resume_at(survey: &Survey, answers: &Answers) -> usize {
    survey
        .pages
        .iter()
        .position(|page| !is_done(page, answers))
        .unwrap_or(survey.pages.len().saturating_sub(1))
}

/// The first page (from 0) with an item that must still be answered before sending.
pub fn first_missing(survey: &Survey, answers: &Answers) -> Option<usize> {
    survey.pages.iter().position(|page| {
        page.items
            .iter()
            .any(|item| item.required && !answers.contains_key(&item.code))
    })
}

/// About how long answering takes, to the nearest minute: people tick a box in eight seconds and
/// write for half a minute, give or take.
pub fn minutes(survey: &Survey) -> u32 {
    let seconds: u32 = survey
        .items()
        .map(|item| match item.kind {
            ItemKind::LongText { .. } => 30,
            ItemKind::ShortText { .. } => 15,
            _ => 8,
        })
        .sum();
    ((seconds + 30) / 60).max(1)
}

/// What a form shows as filled in: what was stored, or, when it was refused, what was just sent.
#[derive(Clone, Copy, Debug)]
pub enum Filled<'a> {
    Stored(&'a Answers),
    Posted(&'a [(String, String)]),
}

impl<'a> Filled<'a> {
    /// Whether `value` of `item` is chosen.
    pub fn has(&self, item: &str, value: &str) -> bool {
        match self {
            Self::Posted(fields) => posted(fields, item).contains(&value),
            Self::Stored(answers) => match answers.get(item) {
                Some(Answer::Number(number)) => value.parse() == Ok(*number),
                Some(Answer::Word(word)) => word == value,
                Some(Answer::Words(words)) => words.iter().any(|word| word == value),
                Some(Answer::Absent { .. }) => value == NOT_APPLICABLE,
                None => false,
            },
        }
    }

    /// The number chosen on the scale of `item`: asked once per scale and not once per box.
    pub fn number(&self, item: &str) -> Option<u8> {
        match self {
            Self::Posted(fields) => posted(fields, item).first()?.parse().ok(),
            Self::Stored(answers) => match answers.get(item)? {
                Answer::Number(number) => u8::try_from(*number).ok(),
                _ => None,
            },
        }
    }

    /// The text typed at `item`.
    pub fn text(&self, item: &str) -> Cow<'a, str> {
        match self {
            Self::Posted(fields) => Cow::Borrowed(
                posted(fields, item)
                    .into_iter()
                    .find(|value| *value != NOT_APPLICABLE)
                    .unwrap_or_default(),
            ),
            Self::Stored(answers) => match answers.get(item) {
                Some(Answer::Word(word)) => Cow::Borrowed(word.as_str()),
                _ => Cow::Borrowed(""),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::language::{Language, Text};
    use super::super::survey::{FIRST_MEANING, SurveyKind};
    use super::*;

    fn item(code: &str, kind: ItemKind) -> Item {
        Item {
            code: code.to_owned(),
            text: Text::both(code, code),
            help: None,
            required: false,
            not_applicable: false,
            kind,
            purpose: None,
            headers: Vec::new(),
            meaning: FIRST_MEANING,
        }
    }

    fn options(codes: &[&str]) -> Vec<Choice> {
        codes
            .iter()
            .map(|code| Choice {
                code: (*code).to_owned(),
                label: Text::both(code, code),
            })
            .collect()
    }

    fn scale() -> ItemKind {
        ItemKind::Scale {
            low: 0,
            high: 10,
            low_label: Text::both("laag", "low"),
            high_label: Text::both("hoog", "high"),
        }
    }

    fn survey(pages: Vec<Vec<Item>>) -> Survey {
        Survey {
            code: "s".to_owned(),
            kind: SurveyKind::Survey,
            title: Text::both("t", "t"),
            introduction: None,
            thanks: None,
            languages: vec![Language::dutch()],
            pages: pages
                .into_iter()
                .enumerate()
                .map(|(at, items)| Page {
                    code: format!("p{at}"),
                    title: None,
                    items,
                })
                .collect(),
        }
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| (field_name(name), (*value).to_owned()))
            .collect()
    }

    fn read(kind: ItemKind, values: &[&str]) -> Result<Option<Answer>, Problem> {
        let survey = survey(vec![vec![item("x", kind)]]);
        let pairs: Vec<_> = values.iter().map(|value| ("x", *value)).collect();
        read_page(&survey, 0, &fields(&pairs), Check::Complete)
            .map(|mut answers| answers.remove("x"))
            .map_err(|problems| problems[0].problem)
    }

    #[test]
    fn a_scale_takes_its_own_whole_numbers_only() {
        assert_eq!(read(scale(), &["0"]), Ok(Some(Answer::Number(0))));
        assert_eq!(read(scale(), &[" 10 "]), Ok(Some(Answer::Number(10))));
        for bad in ["11", "-1", "5.0", "05", "+5", "five", "256", "١"] {
            assert_eq!(read(scale(), &[bad]), Err(Problem::NotOffered), "{bad}");
        }
        assert_eq!(read(scale(), &["1", "2"]), Err(Problem::TooMany));
        assert_eq!(read(scale(), &[""]), Ok(None));
    }

    #[test]
    fn choices_outside_the_options_are_refused() {
        let single = || ItemKind::SingleChoice {
            options: options(&["app", "phone"]),
        };
        assert_eq!(
            read(single(), &["app"]),
            Ok(Some(Answer::Word("app".into())))
        );
        assert_eq!(read(single(), &["fax"]), Err(Problem::NotOffered));
        assert_eq!(read(single(), &["app", "phone"]), Err(Problem::TooMany));
        assert_eq!(read(ItemKind::YesNo, &["maybe"]), Err(Problem::NotOffered));
        assert_eq!(
            read(ItemKind::YesNo, &["no"]),
            Ok(Some(Answer::Word("no".into())))
        );
    }

    #[test]
    fn several_choices_are_kept_once_and_in_the_order_of_the_options() {
        let kind = || ItemKind::MultipleChoice {
            options: options(&["a", "b", "c"]),
        };
        let both = Answer::Words(vec!["a".into(), "c".into()]);
        assert_eq!(read(kind(), &["c", "a", "c"]), Ok(Some(both)));
        assert_eq!(read(kind(), &["a", "z"]), Err(Problem::NotOffered));
        assert_eq!(read(kind(), &[]), Ok(None));
    }

    #[test]
    fn a_text_that_is_too_long_says_how_long_it_is() {
        let kind = || ItemKind::LongText { max_chars: 5 };
        assert_eq!(
            read(kind(), &["één\r\nz"]),
            Ok(Some(Answer::Word("één\nz".into())))
        );
        assert_eq!(
            read(kind(), &["zestig"]),
            Err(Problem::TooLong { most: 5, length: 6 })
        );
        assert_eq!(
            read(kind(), &["a\u{0}b\u{7}"]),
            Ok(Some(Answer::Word("ab".into())))
        );
        assert_eq!(read(kind(), &["   \r\n "]), Ok(None));
    }

    #[test]
    fn not_applicable_is_an_answer_only_where_it_is_offered_and_alone() {
        let mut offered = item("x", ItemKind::LongText { max_chars: 50 });
        offered.not_applicable = true;
        offered.required = true;
        let with = survey(vec![vec![offered]]);
        let said = fields(&[("x", NOT_APPLICABLE), ("x", "")]);
        let answers = read_page(&with, 0, &said, Check::Complete).unwrap();
        assert!(matches!(answers["x"], Answer::Absent { .. }));
        let twice = fields(&[("x", NOT_APPLICABLE), ("x", "toch")]);
        let problems = read_page(&with, 0, &twice, Check::Complete).unwrap_err();
        assert_eq!(problems[0].problem, Problem::Contradiction);
        assert_eq!(read(scale(), &[NOT_APPLICABLE]), Err(Problem::NotOffered));
    }

    #[test]
    fn what_must_be_answered_is_missed_at_next_but_not_at_back() {
        let mut must = item("x", scale());
        must.required = true;
        let survey = survey(vec![vec![must, item("y", scale())]]);
        let half = fields(&[("y", "3")]);
        let problems = read_page(&survey, 0, &half, Check::Complete).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].item, "x");
        let answers = read_page(&survey, 0, &half, Check::SoFar).unwrap();
        assert_eq!(answers.keys().collect::<Vec<_>>(), ["y"]);
    }

    #[test]
    fn every_problem_of_a_page_is_told_and_not_only_the_first() {
        let survey = survey(vec![vec![item("x", scale()), item("y", ItemKind::YesNo)]]);
        let bad = fields(&[("x", "99"), ("y", "perhaps")]);
        let problems = read_page(&survey, 0, &bad, Check::SoFar).unwrap_err();
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn one_comes_back_at_the_first_page_that_is_not_done() {
        let mut must = item("b", scale());
        must.required = true;
        let survey = survey(vec![
            vec![item("a", scale())],
            vec![must, item("c", scale())],
            vec![item("d", scale())],
        ]);
        let mut answers = Answers::new();
        assert_eq!(resume_at(&survey, &answers), 0);
        answers.insert("a".into(), Answer::Number(1));
        answers.insert("c".into(), Answer::Number(1));
        assert_eq!(resume_at(&survey, &answers), 1);
        assert_eq!(first_missing(&survey, &answers), Some(1));
        answers.insert("b".into(), Answer::Number(1));
        assert_eq!(resume_at(&survey, &answers), 2);
        answers.insert("d".into(), Answer::Number(1));
        assert_eq!(resume_at(&survey, &answers), 2);
        assert_eq!(first_missing(&survey, &answers), None);
    }

    proptest! {
        #[test]
        fn what_is_read_is_shown_as_filled_in_again(value in 0u8..=10, words in "[a-z ]{1,30}[a-z]") {
            let survey = survey(vec![vec![
                item("n", scale()),
                item("t", ItemKind::ShortText { max_chars: 100 }),
            ]]);
            let value = value.to_string();
            let sent = fields(&[("n", &value), ("t", &words)]);
            let answers = read_page(&survey, 0, &sent, Check::Complete).unwrap();
            for filled in [Filled::Stored(&answers), Filled::Posted(&sent)] {
                prop_assert!(filled.has("n", &value));
                prop_assert_eq!(filled.number("n"), value.parse().ok());
                prop_assert_eq!(filled.text("t"), words.trim());
            }
        }

        #[test]
        fn no_post_whatever_makes_an_answer_outside_the_scale(value in ".{0,8}") {
            if let Ok(Some(Answer::Number(number))) = read(scale(), &[&value]) {
                prop_assert!((0..=10).contains(&number));
            }
        }
    }
}
