//! What open answers said by theme, as far as the coding desk coded them.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use super::findings::{CommentFinding, ThemeFinding};
use crate::domain::coding::agreement::rank;
use crate::domain::evidence::CodedComment;
use crate::domain::parameter::Tone;

/// `None` without coded comments, or with those of fewer people than may be shown.
pub(super) fn comments(scope: &Scope) -> Option<CommentFinding> {
    counted(scope.comments, scope.threshold())
}

fn counted(comments: &[CodedComment], threshold: u64) -> Option<CommentFinding> {
    let people = people(comments.iter());
    if people == 0 || people < threshold {
        return None;
    }
    let mut by_theme: BTreeMap<&str, Vec<&CodedComment>> = BTreeMap::new();
    for comment in comments {
        for theme in &comment.themes {
            by_theme.entry(theme).or_default().push(comment);
        }
    }
    let mut themes: Vec<ThemeFinding> = by_theme
        .into_iter()
        .map(|(theme, comments)| told(theme, &comments, threshold))
        .collect();
    themes.sort_by(|a, b| b.interviews.cmp(&a.interviews).then(a.theme.cmp(&b.theme)));
    Some(CommentFinding {
        people,
        comments: comments.len() as u64,
        themes,
    })
}

fn people<'a>(comments: impl Iterator<Item = &'a CodedComment>) -> u64 {
    let people: BTreeSet<&str> = comments.map(|one| one.person.as_str()).collect();
    people.len() as u64
}

fn told(theme: &str, comments: &[&CodedComment], threshold: u64) -> ThemeFinding {
    let mut tones = [0; 3];
    for comment in comments {
        tones[usize::from(rank(comment.tone))] += 1;
    }
    let all = people(comments.iter().copied());
    let negative = comments.iter().filter(|one| one.tone == Tone::Negative);
    let negative = people(negative.copied());
    let shown = all >= threshold;
    ThemeFinding {
        theme: theme.to_owned(),
        shown,
        tones: shown.then_some(tones),
        interviews: shown.then_some(all),
        negative_interviews: shown.then_some(negative),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(person: &str, themes: &[&str], tone: Tone) -> CodedComment {
        CodedComment {
            person: person.to_owned(),
            themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
            tone,
        }
    }

    #[test]
    fn people_are_counted_and_a_theme_of_few_is_not_told() {
        let mut all: Vec<CodedComment> = ["a", "b", "c", "d"]
            .map(|person| comment(person, &["waiting"], Tone::Negative))
            .to_vec();
        assert_eq!(counted(&all, 5), None, "four people are too few");
        all.push(comment("d", &["waiting", "tone"], Tone::Positive));
        assert_eq!(counted(&all, 5), None, "and one who says two things is one");
        all.push(comment("e", &["waiting"], Tone::Neutral));
        let found = counted(&all, 5).unwrap();
        assert_eq!((found.people, found.comments), (5, 6));
        let [waiting, tone] = found.themes.as_slice() else {
            panic!("{:?}", found.themes)
        };
        assert_eq!(waiting.theme, "waiting");
        assert_eq!(waiting.tones, Some([4, 1, 1]));
        assert_eq!(waiting.interviews, Some(5));
        assert_eq!(waiting.negative_interviews, Some(4));
        assert_eq!(
            (tone.shown, tone.tones, tone.interviews),
            (false, None, None)
        );
    }
}
