use std::collections::BTreeMap;

use super::*;
use crate::domain::evidence::{Answer, Answers};
use crate::domain::form::{FieldProblem, Filled, read_page};
use crate::domain::survey::{Choice, Item, ItemKind, Page, SurveyKind};

fn item(code: &str, nl: &str, en: &str, kind: ItemKind) -> Item {
    Item::new(code, Text::both(nl, en), kind)
}

fn scale(low: u8, high: u8) -> ItemKind {
    ItemKind::Scale {
        low,
        high,
        low_label: Text::both("zeer ontevreden", "very dissatisfied"),
        high_label: Text::both("zeer tevreden", "very satisfied"),
    }
}

fn options() -> Vec<Choice> {
    [
        ("phone", "Telefoon", "Phone"),
        ("mail", "E-mail", "E-mail"),
        ("portal", "Het portaal", "The portal"),
    ]
    .map(|(code, nl, en)| Choice::new(code, Text::both(nl, en)))
    .to_vec()
}

/// One item of every kind, on two pages.
fn survey() -> Survey {
    let mut overall = item(
        "overall",
        "Hoe tevreden bent u over de servicedesk?",
        "How satisfied are you with the service desk?",
        scale(1, 5),
    );
    overall.required = true;
    overall.not_applicable = true;
    let advise = item(
        "advise",
        "Zou u ons aanbevelen aan een collega?",
        "Would you recommend us to a colleague?",
        scale(0, 10),
    );
    let solved = item(
        "solved",
        "Is uw vraag opgelost?",
        "Was your question solved?",
        ItemKind::YesNo,
    );
    let channel = item(
        "channel",
        "Hoe nam u het laatst contact op?",
        "How did you last contact us?",
        ItemKind::SingleChoice { options: options() },
    );
    let mut channels = item(
        "channels",
        "Welke wegen gebruikt u?",
        "Which channels do you use?",
        ItemKind::several(options()),
    );
    channels.help = Some(Text::both("In de afgelopen maand.", "In the past month."));
    let name = item(
        "room",
        "In welke kamer werkt u?",
        "Which room do you work in?",
        ItemKind::ShortText { max_chars: 20 },
    );
    let comment = item(
        "comment",
        "Wat wilt u nog kwijt?",
        "What else would you like to say?",
        ItemKind::LongText { max_chars: 2000 },
    );
    Survey {
        code: "satisfaction".to_owned(),
        kind: SurveyKind::Survey,
        title: Text::both(
            "Uw mening over de servicedesk",
            "Your view of the service desk",
        ),
        introduction: Some(Text::both(
            "De servicedesk is vorig jaar vernieuwd. Wij horen graag wat u ervan merkt.",
            "The service desk was renewed last year. We would like to hear what you notice of it.",
        )),
        thanks: Some(Text::both(
            "De uitkomst leest u in juni op het intranet.",
            "You can read the outcome on the intranet in June.",
        )),
        languages: vec![Language::dutch(), Language::english()],
        pages: vec![
            Page {
                code: "general".to_owned(),
                title: Some(Text::both("In het algemeen", "In general")),
                items: vec![overall, advise, solved, channel],
                ..Page::default()
            },
            Page {
                code: "more".to_owned(),
                title: None,
                items: vec![channels, name, comment],
                ..Page::default()
            },
        ],
        ..Survey::default()
    }
}

struct Case {
    survey: Survey,
    organisation: Text,
    language: Language,
}

impl Case {
    fn new(language: Language) -> Self {
        Self {
            survey: survey(),
            organisation: Text::both("Gemeente Waterhoven", "Municipality of Waterhoven"),
            language,
        }
    }

    fn opened(&self) -> Opened<'_> {
        Opened {
            link: "/r/example",
            organisation: &self.organisation,
            information: None,
            survey: &self.survey,
            language: &self.language,
            privacy: PrivacyMode::Confidential,
            privacy_threshold: 5,
            keep_months: Some(24),
            known: None,
            live: None,
            last_day: NaiveDate::from_ymd_opt(2026, 3, 12),
            kiosk: None,
        }
    }

    fn sheet<'a>(
        &'a self,
        number: usize,
        filled: Filled<'a>,
        problems: &'a [FieldProblem],
    ) -> Sheet<'a> {
        Sheet {
            number,
            page: &self.survey.pages[number - 1],
            filled,
            problems,
            remark: None,
            guide: None,
            seed: 0,
            rev: 3,
            was: "",
            why: None,
            elsewhere: None,
            key: "k",
        }
    }
}

/// Tags on lines of their own, so that a change can be read.
fn lines(markup: &Markup) -> String {
    ["client.css", "client.js", "mark.svg"]
        .into_iter()
        .fold(markup.0.clone(), |text, name| {
            text.replace(assets::address(name), &format!("/assets/…/{name}"))
        })
        .replace("><", ">\n<")
}

#[test]
fn the_welcome_says_who_asks_how_long_and_what_becomes_of_the_answers() {
    let case = Case::new(Language::dutch());
    let page = welcome(&case.opened(), None);
    insta::assert_snapshot!(lines(&page));
    assert!(page.0.contains("Uw antwoorden zijn vertrouwelijk."));
    assert!(page.0.contains("groepen van ten minste 5 mensen"));
    assert!(page.0.contains("12 maart 2026"));
}

#[test]
fn every_privacy_mode_says_something_of_its_own() {
    let case = Case::new(Language::english());
    let said: std::collections::BTreeSet<String> = [
        PrivacyMode::Named,
        PrivacyMode::Confidential,
        PrivacyMode::Anonymous,
    ]
    .into_iter()
    .map(|privacy| {
        super::privacy(&Opened {
            privacy,
            ..case.opened()
        })
    })
    .collect();
    assert_eq!(said.len(), 3);
}

#[test]
fn a_page_shows_every_kind_of_item() {
    let case = Case::new(Language::dutch());
    let answers = Answers::from([
        ("overall".to_owned(), Answer::Number(4)),
        ("channel".to_owned(), Answer::Word("mail".to_owned())),
    ]);
    let first = sheet(
        &case.opened(),
        &case.sheet(1, Filled::Stored(&answers), &[]),
    );
    insta::assert_snapshot!(lines(&first));
    assert!(first.0.contains("1 van 2"));
    let second = sheet(
        &case.opened(),
        &case.sheet(2, Filled::Stored(&answers), &[]),
    );
    insta::assert_snapshot!(lines(&second));
    assert!(second.0.contains("Verzenden"));
}

#[test]
fn a_refused_page_keeps_what_was_typed_and_leads_to_each_field() {
    let case = Case::new(Language::english());
    let sent: Vec<(String, String)> = [
        ("q-channels", "portal"),
        ("q-room", "an address that is far too long <b>"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let problems = read_page(&case.survey.pages[1], &sent, &case.language).problems;
    let page = sheet(
        &case.opened(),
        &case.sheet(2, Filled::Posted(&sent), &problems),
    )
    .0;
    assert!(page.contains("<title>Error: "));
    assert!(page.contains("href=\"#a-room\"") && page.contains("id=\"a-room\""));
    assert!(page.contains("aria-describedby=\"e-room\""));
    assert!(page.contains("has 35 characters; there is room for 20"));
    assert!(page.contains("value=\"an address that is far too long &lt;b&gt;\""));
    assert!(page.contains("value=\"portal\" id") || page.contains("value=\"portal\" checked"));
}

#[test]
fn a_text_in_another_language_than_the_page_says_which() {
    let mut case = Case::new(Language::english());
    case.survey.title = Text::new(BTreeMap::from([(
        Language::dutch(),
        "Alleen Nederlands".to_owned(),
    )]))
    .unwrap();
    let page = welcome(&case.opened(), None).0;
    assert!(page.contains("<h1><span lang=\"nl\">Alleen Nederlands</span></h1>"));
}

/// Bytes of a page, its style and its script, before they are packed for the way.
fn weight(page: &Markup) -> usize {
    assert!(page.0.contains(assets::address("client.js")));
    let (style, script) = (assets::size("client.css"), assets::size("client.js"));
    assert!(style > 5_000 && script > 5_000);
    page.0.len() + style + script
}

#[test]
fn a_page_of_twenty_scales_stays_light() {
    let mut case = Case::new(Language::dutch());
    case.survey.pages[0].items = (0..20)
        .map(|n| {
            item(
                &format!("q{n}"),
                "Hoe tevreden bent u over dit onderdeel van de dienstverlening?",
                "",
                scale(0, 10),
            )
        })
        .collect();
    let answers = Answers::new();
    let page = sheet(
        &case.opened(),
        &case.sheet(1, Filled::Stored(&answers), &[]),
    );
    let weight = weight(&page);
    assert!(
        weight < 40 * 1024,
        "{weight}, of which {} the page",
        page.0.len()
    );
}

#[test]
fn a_usual_page_weighs_less() {
    let case = Case::new(Language::dutch());
    let answers = Answers::new();
    let page = sheet(
        &case.opened(),
        &case.sheet(1, Filled::Stored(&answers), &[]),
    );
    let weight = weight(&page);
    assert!(weight < 30 * 1024, "{weight}");
}

#[test]
fn what_clients_are_told_of_the_service_comes_after_their_answers() {
    let case = Case::new(Language::dutch());
    let information = Information {
        limits: Some(Text::both("Alleen op werkdagen", "On working days only")),
        ..Information::default()
    };
    let opened = Opened {
        information: Some(&information),
        ..case.opened()
    };
    let thanks = thanks(&opened).0;
    assert!(thanks.contains("Alleen op werkdagen"), "{thanks}");
    assert!(!welcome(&opened, None).0.contains("Alleen op werkdagen"));
}
