//! The colours of the product, by name. A picture carries the name and, for readers without our
//! style sheet, the light value.

use plotters::style::RGBAColor;

use crate::domain::verdict::{GoalStatus, Standing};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Paper,
    Wash,
    Ink,
    Quiet,
    Line,
    Accent,
    Met,
    Limit,
    Open,
    NotMet,
    /// As the fill of a surface it is drawn hatched.
    NoData,
}

impl Colour {
    pub const ALL: [Self; 11] = [
        Self::Paper,
        Self::Wash,
        Self::Ink,
        Self::Quiet,
        Self::Line,
        Self::Accent,
        Self::Met,
        Self::Limit,
        Self::Open,
        Self::NotMet,
        Self::NoData,
    ];

    /// The name of the custom property, without its dashes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Wash => "wash",
            Self::Ink => "ink",
            Self::Quiet => "quiet",
            Self::Line => "line",
            Self::Accent => "accent",
            Self::Met => "met",
            Self::Limit => "limit",
            Self::Open => "open",
            Self::NotMet => "notmet",
            Self::NoData => "nodata",
        }
    }

    /// The value in the light scheme; no two are alike, so that it can be turned into the name again.
    pub fn light(self) -> (u8, u8, u8) {
        match self {
            Self::Paper => (0xff, 0xff, 0xff),
            Self::Wash => (0xf4, 0xf6, 0xf8),
            Self::Ink => (0x16, 0x20, 0x2b),
            Self::Quiet => (0x52, 0x60, 0x6d),
            Self::Line => (0xc9, 0xd1, 0xd9),
            Self::Accent => (0x0b, 0x5c, 0x8a),
            Self::Met => (0x1a, 0x7f, 0x4b),
            Self::Limit => (0x8a, 0x61, 0x00),
            Self::Open => (0x5b, 0x6b, 0x7a),
            Self::NotMet => (0xb3, 0x26, 0x1e),
            Self::NoData => (0x62, 0x6e, 0x7b),
        }
    }

    pub fn hex(self) -> String {
        let (r, g, b) = self.light();
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// The colour of a hex value as plotters writes it.
    pub fn of_hex(hex: &str) -> Option<Self> {
        let channel = |from: usize| u8::from_str_radix(hex.get(from..from + 2)?, 16).ok();
        let light = (channel(1)?, channel(3)?, channel(5)?);
        Self::ALL.into_iter().find(|colour| colour.light() == light)
    }

    pub fn with_opacity(self, opacity: f64) -> RGBAColor {
        let (r, g, b) = self.light();
        RGBAColor(r, g, b, opacity)
    }
}

impl From<Standing> for Colour {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::TargetMet => Self::Met,
            Standing::LimitMet => Self::Limit,
            Standing::LimitOpen => Self::Open,
            Standing::LimitNotMet => Self::NotMet,
            Standing::Unknown => Self::NoData,
        }
    }
}

impl From<GoalStatus> for Colour {
    fn from(status: GoalStatus) -> Self {
        match status {
            GoalStatus::Met => Self::Met,
            GoalStatus::Partly => Self::Limit,
            GoalStatus::NotMet => Self::NotMet,
            GoalStatus::Open => Self::Open,
        }
    }
}
