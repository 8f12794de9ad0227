//! Small mistakes: what is replaced in a sound sample, by what, and what is then said.

pub(super) const PROTOCOL_MISTAKES: &[(&str, &str, &str)] = &[
    (
        r#"slug = "desk""#,
        r#"slug = "Desk!""#,
        "2:8: “Desk!” cannot be a name in a web address — use 2 to 40 lower case letters, digits and hyphens",
    ),
    (
        r#""Europe/Amsterdam""#,
        r#""Amsterdam""#,
        "5:13: “Amsterdam” is not a time zone — write a name of the IANA list, such as Europe/Amsterdam",
    ),
    (
        "introduction = 2025-10-01",
        r#"introduction = "2025-10-01""#,
        "6:16: “introduction” must be a day without quotes — write for example 2026-10-01",
    ),
    (
        "introduction = 2025-10-01",
        "introduction = 2025-10-01T10:00:00",
        "6:16: “introduction” must be a day without quotes — write for example 2026-10-01",
    ),
    (
        r#"organisation = { nl = "Gemeente", en = "Town" }"#,
        r#"organisation = "Gemeente""#,
        r#"4:16: “organisation” must be a text per language — write for example { nl = "…", en = "…" }"#,
    ),
    (
        r#"organisation = { nl = "Gemeente", en = "Town" }"#,
        r#"organisation = { nl = "Gemeente" }"#,
        r#"4:16: “organisation” has no text in the language “en” — add between the braces: en = "…""#,
    ),
    (
        r#"organisation = { nl = "Gemeente", en = "Town" }"#,
        r#"organisation = { nl = "Gemeente", en = "  " }"#,
        "4:40: the text of “organisation” is empty — fill in the text, or leave the field out if it is not required",
    ),
    (
        r#"organisation = { nl = "Gemeente", en = "Town" }"#,
        r#"organisation = { nl = "Gemeente", en = "To\u0007wn" }"#,
        "4:40: “organisation” holds an invisible control character — type the text again instead of pasting it",
    ),
    (
        r#"organisation = { nl = "Gemeente", en = "Town" }"#,
        r#"organisation = { nl = "Gemeente", en = "Town", NL = "x" }"#,
        "4:48: “NL” is not a language tag — write lower case letters, such as nl, en or fy",
    ),
    (
        r#"organisation = { nl = "Gemeente", en = "Town" }"#,
        r#"organisation = { nl = "Gemeente", en = 3 }"#,
        r#"4:40: “organisation” must be a quoted text — write for example "…""#,
    ),
    (
        "minimum_base = 10",
        "minimum_base = 0",
        "8:16: 0 is not a possible value of “minimum_base” — write a number from 1 to 1000000",
    ),
    (
        "minimum_base = 10",
        "minimum_base = 1.5",
        "8:16: “minimum_base” must be a whole number — write for example 10",
    ),
    (
        "minimum_base = 10",
        r#"count_partials = "no""#,
        "8:18: “count_partials” must be true or false — write for example true",
    ),
    (
        "minimum_base = 10",
        "confidence = 0.05",
        "8:14: 0.05 is not a possible value of “confidence” — write a number from 0.5 to 0.9999",
    ),
    (
        "minimum_base = 10",
        "minimun_base = 10",
        "8:1: “minimun_base” is not a known field here — did you mean “minimum_base”?",
    ),
    (
        "minimum_base = 10",
        "colour = 10",
        "8:1: “colour” is not a known field here — choose from: confidence, minimum_base, privacy_threshold, count_partials, seed, keep_months",
    ),
    (
        r#"code = "D1""#,
        r#"code = "D 1""#,
        "10:8: “D 1” cannot be a code — use 1 to 64 letters without accents, digits, hyphens and underscores",
    ),
    (
        r#"code = "C1""#,
        "code = 1",
        r#"14:8: “code” must be a quoted text — write for example "…""#,
    ),
    (
        r#"parameter = "P2""#,
        r#"parameter = "P1""#,
        r#"20:13: “P1” does not count breaches — take a parameter with estimator "ratio" and direction "higher""#,
    ),
    (
        r#"parameter = "P2""#,
        r#"parameter = "P22""#,
        "20:13: there is no test parameter “P22” — did you mean “P2”?",
    ),
    (
        r#"parameter = "P2""#,
        "",
        r#"16:1: this charter promises something that nobody measures — name the test parameter: parameter = "…""#,
    ),
    (
        "threshold = 0.8",
        "threshold = 80",
        "22:13: “threshold” is a share from 0 to 1, and 80 is not — write 0.8 for 80 %",
    ),
    (
        "eur_per_breach = 25",
        "eur_per_breach = -25",
        "23:18: -25 is not a possible value of “eur_per_breach” — write a number from 0 to 1000000000",
    ),
    (
        r#"kind = "result_measurement""#,
        r#"kind = "result_measurment""#,
        "29:8: “result_measurment” is not a value of “kind” — did you mean “result_measurement”?",
    ),
    (
        r#"kind = "result_measurement""#,
        r#"kind = "outcome""#,
        "29:8: “outcome” is not a value of “kind” — choose from: quality_monitoring, work_control, result_measurement",
    ),
    (
        r#"estimator = "proportion""#,
        r#"estimator = "median""#,
        "32:13: “median” is not a value of “estimator” — choose from: proportion, mean, nps, gap, percentile, rate, ratio, last_value, share",
    ),
    (
        "chosen = [4, 5]",
        "chosen = 4",
        "34:10: “chosen” must be a list of answer codes — write for example [4, 5]",
    ),
    (
        "chosen = [4, 5]",
        "chosen = []",
        "34:10: there is no “chosen” at all — name at least one",
    ),
    (
        "chosen = [4, 5]",
        "chosen = [4, 5.5]",
        "34:14: “chosen” must be a list of answer codes — write for example [4, 5]",
    ),
    (
        "target = 0.8",
        "taget = 0.8",
        "36:1: “taget” is not a known field here — did you mean “target”?",
    ),
    (
        "target = 0.8",
        "target = -0.5",
        "36:10: “target” is a share from 0 to 1, and -0.5 is not — write for example 0.8 for 80 %",
    ),
    (
        "target = 0.8",
        "target = nan",
        "36:10: “target” must be a number — write for example 0.8",
    ),
    (
        "limit = 0.75",
        "limit = 0.85",
        "37:9: the limit 0.85 is stricter than the target 0.8 — make the limit at most 0.8, or turn “direction” round",
    ),
    (
        r#"goals = ["D1"]"#,
        r#"goals = ["D2"]"#,
        "38:10: there is no goal “D2” — did you mean “D1”?",
    ),
    (
        r#"goals = ["D1"]"#,
        r#"goals = "D1""#,
        r#"38:9: “goals” must be a list of texts — write for example ["…", "…"]"#,
    ),
    (
        r#"goals = ["D1"]"#,
        r#"goals = ["D1"]
finite_population = true
decimals = 9"#,
        "40:12: 9 is not a possible value of “decimals” — write a number from 0 to 6",
    ),
    (
        r#"scale = "share""#,
        r#"finite_population = true
scale = "share""#,
        "47:21: this parameter is not about answers of clients — leave “finite_population” out",
    ),
    (
        r#"code = "P2""#,
        r#"code = "P1""#,
        "20:13: there is no test parameter “P2” — did you mean “P1”?\n40:8: test parameter “P1” is there already, on line 27 — choose another name",
    ),
    (
        "target = [0.7, 0.8]",
        "target = 0.7",
        "61:10: “target” must be two numbers, low and high — write for example [0.7, 0.8]",
    ),
    (
        "target = [0.7, 0.8]",
        "target = [0.8, 0.7]",
        "61:10: the low number (0.8) is not below the high one (0.7) — swap or correct them",
    ),
    (
        "target = [0.7, 0.8]",
        "target = [0.6, 0.8]",
        "62:9: the limits are stricter than the targets — let the limits enclose the targets",
    ),
    (
        "limit = [0.65, 0.85]",
        "limit = [0.65, 85]",
        "62:9: “limit” is a share from 0 to 1, and 85 is not — write 0.85 for 85 %",
    ),
    (
        "evidence_to = 2025-06-30",
        "evidence_to = 2025-05-30",
        "70:15: the last day comes before the first — swap or correct them",
    ),
    (
        "evidence_to = 2025-06-30",
        "evidence_to = 2026-06-15",
        "77:17: the periods of waves 0 and 1 overlap — let every day belong to one wave at most",
    ),
    (
        "compare_with = 0",
        "compare_with = 1",
        "79:16: wave 1 does not come before this one — compare with a wave of a lower number",
    ),
    (
        "compare_with = 0",
        "compare_with = 7",
        "79:16: there is no wave “7” — define it in this file, or change this reference",
    ),
    (
        "number = 1",
        "number = 0",
        "72:10: wave “0” is there already, on line 64 — choose another name\n79:16: wave 0 does not come before this one — compare with a wave of a lower number",
    ),
    (
        "[rules]",
        "[[rules]]",
        "7:1: “rules” must be a table with fields — write for example [rules]",
    ),
    (
        "[[goal]]",
        "[goal]",
        "9:1: “goal” must be a list of tables — write for example [[goal]]",
    ),
    (
        r#"slug = "desk""#,
        r#"slug = "desk"#,
        r#"2:13: this is not valid TOML (invalid basic string, expected `"`) — check the quotes, the brackets and the = sign, on the line before as well"#,
    ),
    (
        r#"slug = "desk""#,
        r#"slug = "desk"
slug = "desk""#,
        "3:1: this is not valid TOML (duplicate key) — check the quotes, the brackets and the = sign, on the line before as well",
    ),
];

pub(super) const SURVEY_MISTAKES: &[(&str, &str, &str)] = &[
    (
        r#"languages = ["nl", "en"]"#,
        "languages = []",
        "3:13: there is no “languages” at all — name at least one",
    ),
    (
        r#"languages = ["nl", "en"]"#,
        r#"languages = ["nl", "en", "Frysk!"]"#,
        "3:26: “Frysk!” is not a language tag — write lower case letters, such as nl, en or fy",
    ),
    (
        r#"en = "List" }"#,
        r#"en = "List", fy = "List" }"#,
        "4:38: the language “fy” is not in “languages” — add it there, or take this text out",
    ),
    (
        r#"code = "q1""#,
        r#"code = "segment""#,
        "8:8: “segment” is the name of a column that is no item — choose another code",
    ),
    (
        r#"code = "q2""#,
        r#"code = "q1""#,
        "16:8: item “q1” is there already, on line 8 — choose another name",
    ),
    (
        r#"kind = "scale""#,
        r#"kind = "slider""#,
        "10:8: “slider” is not a value of “kind” — choose from: scale, nps, single_choice, multiple_choice, ranking, yes_no, number, short_text, long_text, email, date, information, matrix, importance_performance",
    ),
    (
        "high = 5",
        "high = 1",
        "12:8: the low number (1) is not below the high one (1) — swap or correct them",
    ),
    (
        "high = 5",
        "high = 20",
        "12:8: a scale of 20 points is too long — keep to 11 points, such as 0 to 10",
    ),
    (
        "high = 5",
        "high = 300",
        "12:8: 300 is not a possible value of “high” — write a number from 0 to 255",
    ),
    (
        "high = 5",
        "hihg = 5",
        "12:1: “hihg” is not a known field here — did you mean “high”?",
    ),
    (
        r#"code = "desk""#,
        r#"code = "app""#,
        "23:12: option “app” is there already, on line 22 — choose another name",
    ),
    (
        r#"  { code = "desk", label = { nl = "balie", en = "desk" } },
"#,
        "",
        "21:11: there is nothing to choose between — give two options at least",
    ),
    (
        r#"headers = ["kanaal"]"#,
        r#"headers = ["kanaal", "kanaal"]"#,
        "20:22: header “kanaal” is there already, on line 20 — choose another name",
    ),
    (
        r#"purpose = "background""#,
        r#"purpose = "drivers""#,
        "19:11: “drivers” is not a value of “purpose” — did you mean “driver”?",
    ),
    (
        r#"purpose = "background""#,
        "required = 1",
        "19:12: “required” must be true or false — write for example true",
    ),
    (
        r#"kind = "survey""#,
        r#"kind = "survey"
thanks = "dank""#,
        r#"3:10: “thanks” must be a text per language — write for example { nl = "…", en = "…" }"#,
    ),
    (
        r#"text = { nl = "Hoe?", en = "How?" }"#,
        r#"text = { nl = "Hoe?", en = "\u202Ewoh?" }"#,
        "17:28: “text” holds an invisible mark that turns the reading direction — take it out; the language decides the direction",
    ),
    (
        "high = 5\n",
        "scale = \"agree\"\n",
        "11:1: “low” is not a known field here — choose from: code, text, help, kind, ask_if, required, required_if, not_applicable, dont_know, purpose, headers, meaning, scale\n12:9: there is no scale “agree” — define it in this file, or change this reference\n13:1: “low_label” is not a known field here — choose from: code, text, help, kind, ask_if, required, required_if, not_applicable, dont_know, purpose, headers, meaning, scale\n14:1: “high_label” is not a known field here — choose from: code, text, help, kind, ask_if, required, required_if, not_applicable, dont_know, purpose, headers, meaning, scale",
    ),
    (
        r#"kind = "single_choice""#,
        "kind = \"multiple_choice\"\nleast = 3",
        "19:9: 3 is not a possible value of “least” — write a number from 1 to 2",
    ),
    (r#"kind = "single_choice""#, r#"kind = "ranking""#, ""),
    (
        r#"{ code = "app", "#,
        r#"{ code = "app", exclusive = true, "#,
        "22:19: “exclusive” is not a known field here — choose from: code, label, other",
    ),
];
