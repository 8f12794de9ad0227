//! Numbers as people type them in forms and tables.

use toml_edit::Value;

use super::author::FormFault;

/// `0,8`, `0.8` and `80 %` are the same; a whole number stays whole.
pub(super) fn number(typed: &str) -> Result<Value, FormFault> {
    let typed = typed.trim().replace(',', ".");
    let (digits, is_percent) = match typed.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (typed.as_str(), false),
    };
    if !is_percent && let Ok(whole) = digits.parse::<i64>() {
        return Ok(whole.into());
    }
    let number: f64 = digits.parse().map_err(|_| FormFault::NotANumber)?;
    if !number.is_finite() {
        return Err(FormFault::NotANumber);
    }
    // Twelve digits, so that 77.2 % is 0.772 and not its neighbour.
    let share = |number: f64| format!("{:.12}", number / 100.0).parse();
    let number = if is_percent {
        share(number)
    } else {
        Ok(number)
    };
    Ok(number.map_err(|_| FormFault::NotANumber)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        let said = |typed: &str| number(typed).map(|value| value.to_string());
        assert_eq!(said("80 %").unwrap(), "0.8");
        assert_eq!(said("77,2%").unwrap(), "0.772");
        assert_eq!(said("0,8").unwrap(), "0.8");
        assert_eq!(said("-12").unwrap(), "-12");
        assert_eq!(said("veel"), Err(FormFault::NotANumber));
        assert_eq!(said("NaN"), Err(FormFault::NotANumber));
    }
}
