use proptest::prelude::*;

use super::super::language::Text;
use super::super::logic::{Client, Logic};
use super::super::survey::Choice;
use super::*;

fn item(code: &str, kind: ItemKind) -> Item {
    Item::new(code, Text::both(code, code), kind)
}

fn options(codes: &[&str]) -> Vec<Choice> {
    codes
        .iter()
        .map(|code| Choice::new(code, Text::both(code, code)))
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
    let page = |(at, items)| Page {
        code: format!("p{at}"),
        items,
        ..Page::default()
    };
    Survey {
        pages: pages.into_iter().enumerate().map(page).collect(),
        ..Survey::default()
    }
}

fn read_page(
    survey: &Survey,
    index: usize,
    fields: &[(String, String)],
    check: Check,
) -> Result<Answers, Vec<FieldProblem>> {
    let page = &survey.pages[index];
    let mut reading = super::read_page(page, fields, &Language::dutch());
    if check == Check::Complete {
        reading.demand(page, |item| item.required);
    }
    if reading.problems.is_empty() {
        Ok(reading.answers)
    } else {
        Err(reading.problems)
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
    let kind = || ItemKind::several(options(&["a", "b", "c"]));
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
    let logic = Logic::of(&survey).unwrap();
    let client = Client::new();
    let at = |answers: &Answers| {
        let path = logic.path(answers, &client);
        (
            resume_at(&survey, answers, &path),
            first_missing(&survey, answers, &path),
        )
    };
    let mut answers = Answers::new();
    assert_eq!(at(&answers), (0, Some(1)));
    answers.insert("a".into(), Answer::Number(1));
    answers.insert("c".into(), Answer::Number(1));
    assert_eq!(at(&answers), (1, Some(1)));
    answers.insert("b".into(), Answer::Number(1));
    assert_eq!(at(&answers), (2, None));
    answers.insert("d".into(), Answer::Number(1));
    assert_eq!(at(&answers), (2, None));
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
            prop_assert_eq!(filled.text("t", &Language::dutch()), words.trim());
        }
    }

    #[test]
    fn no_post_whatever_makes_an_answer_outside_the_scale(value in ".{0,8}") {
        if let Ok(Some(Answer::Number(number))) = read(scale(), &[&value]) {
            prop_assert!((0..=10).contains(&number));
        }
    }
}

fn whole(value: &str) -> Result<Option<Answer>, Problem> {
    read(number(None, None, 0), &[value])
}

fn number(low: Option<f64>, high: Option<f64>, decimals: u8) -> ItemKind {
    ItemKind::Number {
        unit: None,
        low,
        high,
        decimals,
    }
}

#[test]
fn a_number_is_read_as_its_language_writes_it() {
    let dutch = Language::dutch();
    let english = Language::english();
    let typed = |value: &str, language| typed_number(value, language, 2);
    assert_eq!(typed("7,5", &dutch), Some((7.5, 1)));
    assert_eq!(typed("7.5", &dutch), Some((7.5, 1)));
    assert_eq!(typed("1.500", &dutch), Some((1500.0, 0)));
    assert_eq!(typed("1.500", &english), Some((1.5, 1)));
    assert_eq!(typed("1,500", &english), Some((1500.0, 0)));
    assert_eq!(typed("1.234,56", &english), Some((1234.56, 2)));
    assert_eq!(typed("1 234 567", &dutch), Some((1_234_567.0, 0)));
    assert_eq!(typed("1.234.567", &dutch), Some((1_234_567.0, 0)));
    assert_eq!(typed("−3,25", &dutch), Some((-3.25, 2)));
    for bad in [
        "", "-", "1,2,3", "1.2.3", "7,", ",5", "1e5", "inf", "NaN", "€5", "1,23.4.5",
    ] {
        assert_eq!(typed(bad, &dutch), None, "{bad}");
    }
    assert_eq!(whole("1.500"), Ok(Some(Answer::Number(1500))));
    assert_eq!(whole("1,500"), Ok(Some(Answer::Number(1500))));
    assert_eq!(whole("7,0"), Ok(Some(Answer::Number(7))));
    assert_eq!(whole("7,5"), Err(Problem::TooManyDecimals { most: 0 }));
    let bounded = || number(Some(0.0), Some(40.0), 1);
    let (low, high) = (Some(0.0), Some(40.0));
    assert_eq!(read(bounded(), &["36,5"]), Ok(Some(Answer::Decimal(36.5))));
    assert_eq!(
        read(bounded(), &["40,5"]),
        Err(Problem::NumberOutside { low, high })
    );
    assert_eq!(
        read(bounded(), &["-1"]),
        Err(Problem::NumberOutside { low, high })
    );
}

#[test]
fn of_several_choices_the_number_and_the_one_that_stands_alone_are_minded() {
    let mut options = options(&["a", "b", "c", "none"]);
    options[3].exclusive = true;
    let kind = || ItemKind::MultipleChoice {
        options: options.clone(),
        least: Some(2),
        most: Some(2),
    };
    assert_eq!(
        read(kind(), &["a"]),
        Err(Problem::TooFewChosen { least: 2 })
    );
    assert_eq!(
        read(kind(), &["a", "b", "c"]),
        Err(Problem::TooManyChosen { most: 2 })
    );
    assert_eq!(read(kind(), &["a", "none"]), Err(Problem::Exclusive));
    let none = Answer::Words(vec!["none".into()]);
    assert_eq!(read(kind(), &["none"]), Ok(Some(none)));
    assert_eq!(read(kind(), &[]), Ok(None));
}

#[test]
fn a_ranking_puts_every_option_in_a_place_of_its_own() {
    let kind = || ItemKind::Ranking {
        options: options(&["a", "b", "c"]),
    };
    let order = Answer::Words(vec!["c".into(), "a".into(), "b".into()]);
    assert_eq!(read(kind(), &["2:a", "3:b", "1:c"]), Ok(Some(order)));
    assert_eq!(
        read(kind(), &["1:a", "1:b", "2:c"]),
        Err(Problem::RankedTwice)
    );
    assert_eq!(
        read(kind(), &["1:a", "2:a", "3:b"]),
        Err(Problem::RankedTwice)
    );
    assert_eq!(read(kind(), &["1:a"]), Err(Problem::RankedInPart));
    for bad in ["4:a", "0:a", "1:z", "a", ":"] {
        assert_eq!(read(kind(), &[bad]), Err(Problem::NotOffered), "{bad}");
    }
    assert_eq!(read(kind(), &[""]), Ok(None));
}

#[test]
fn addresses_and_days_are_checked_for_slips() {
    for good in ["a@b.nl", "jan.de-boer+x@mail.gemeente.nl"] {
        assert!(
            matches!(read(ItemKind::Email, &[good]), Ok(Some(_))),
            "{good}"
        );
    }
    for bad in [
        "a", "a@b", "@b.nl", "a@b@c.nl", "a b@c.nl", "<a@b.nl>", "a@.nl", "a@b..nl",
    ] {
        assert_eq!(
            read(ItemKind::Email, &[bad]),
            Err(Problem::NotAnAddress),
            "{bad}"
        );
    }
    let day = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day);
    let kind = || ItemKind::Date {
        earliest: day(10),
        latest: day(20),
    };
    let stored = Ok(Some(Answer::Word("2026-03-12".to_owned())));
    for good in ["2026-03-12", "12-3-2026", "12/03/2026", "12.3.2026"] {
        assert_eq!(read(kind(), &[good]), stored, "{good}");
    }
    for bad in ["31-2-2026", "12 maart", "2026-13-01", "99999-01-01"] {
        assert_eq!(read(kind(), &[bad]), Err(Problem::NotADate), "{bad}");
    }
    let outside = Err(Problem::DateOutside {
        earliest: day(10),
        latest: day(20),
    });
    assert_eq!(read(kind(), &["2026-03-21"]), outside);
    assert_eq!(read(kind(), &["2026-03-09"]), outside);
}

#[test]
fn the_words_behind_other_choose_it_and_are_kept_beside_the_choice() {
    let mut options = options(&["app", "other"]);
    options[1].other = true;
    let single = item(
        "x",
        ItemKind::SingleChoice {
            options: options.clone(),
        },
    );
    let several = item("y", ItemKind::several(options));
    let survey = survey(vec![vec![single, several]]);
    let sent = fields(&[("x.other", "fax"), ("y", "app"), ("y.other", "per brief")]);
    let answers = read_page(&survey, 0, &sent, Check::Complete).unwrap();
    let expected = Answers::from([
        ("x".to_owned(), Answer::Word("other".into())),
        ("x.other".to_owned(), Answer::Word("fax".into())),
        (
            "y".to_owned(),
            Answer::Words(vec!["app".into(), "other".into()]),
        ),
        ("y.other".to_owned(), Answer::Word("per brief".into())),
    ]);
    assert_eq!(answers, expected);
    let both = fields(&[("x", "app"), ("x.other", "fax")]);
    let problems = read_page(&survey, 0, &both, Check::Complete).unwrap_err();
    assert_eq!(problems[0].problem, Problem::OtherToo);
}

#[test]
fn not_knowing_is_another_answer_than_not_applicable() {
    let mut offered = item("x", scale());
    offered.dont_know = true;
    let survey = survey(vec![vec![offered]]);
    let said = fields(&[("x", DONT_KNOW)]);
    let answers = read_page(&survey, 0, &said, Check::Complete).unwrap();
    let absent = Absence::DontKnow;
    assert_eq!(answers["x"], Answer::Absent { absent });
    assert!(Filled::Stored(&answers).has("x", DONT_KNOW));
    let other = fields(&[("x", NOT_APPLICABLE)]);
    assert!(read_page(&survey, 0, &other, Check::Complete).is_err());
}

#[test]
fn items_that_a_page_was_not_made_with_are_left_as_they_are() {
    let survey = survey(vec![vec![item("x", scale()), item("y", scale())]]);
    let mut sent = fields(&[("x", "3")]);
    sent.push((ASKED.to_owned(), "x".to_owned()));
    let reading = super::read_page(&survey.pages[0], &sent, &Language::dutch());
    assert_eq!(reading.keys, ["x"]);
}
