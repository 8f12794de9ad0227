//! Makes `clients.csv`: the 1,240 invented clients of the service desk.
//!
//! `cargo run --example servicedesk_clients > surveys/servicedesk/clients.csv` writes the same bytes
//! every time: the lots are drawn by ChaCha from a fixed seed, and reduced to a choice here, because
//! only the stream of ChaCha is promised to stay as it is.

use std::collections::BTreeSet;
use std::io::Write as _;

use rand::Rng;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

const SEED: [u8; 32] = *b"Servicedesk Waterhoven, 1240 bij";

/// Segments with their number of clients, as in `protocol.toml`.
const SEGMENTS: [(&str, usize); 6] = [
    ("SD", 310),
    ("PZ", 275),
    ("RM", 220),
    ("BV", 180),
    ("BO", 148),
    ("BD", 107),
];

const FIRST_NAMES: [&str; 96] = [
    "Aafke", "Abdel", "Achmed", "Aleida", "Amina", "Anouk", "Arjan", "Asha", "Ayşe", "Bart",
    "Bauke", "Bente", "Bilal", "Bram", "Carla", "Chandra", "Corrie", "Daan", "Denise", "Dewi",
    "Dirk", "Douwe", "Elif", "Emre", "Esther", "Eva", "Fatima", "Femke", "Floor", "Frank",
    "Froukje", "Gerrit", "Giovanni", "Goran", "Hamza", "Hanneke", "Hatice", "Henk", "Hylke",
    "Ilse", "Imane", "Ineke", "Jaap", "Jayden", "Jelle", "Jeroen", "Jitske", "Joke", "Joyce",
    "Karim", "Kees", "Khadija", "Klaas", "Lars", "Latifa", "Lieke", "Lotte", "Luuk", "Maartje",
    "Marieke", "Mehmet", "Menno", "Mohammed", "Murat", "Myrthe", "Naima", "Nienke", "Noor", "Okke",
    "Orlando", "Petra", "Pieter", "Priya", "Radjesh", "Rachid", "Renske", "Rinske", "Roel",
    "Romano", "Ruud", "Sanne", "Saskia", "Selma", "Sietske", "Soraya", "Stefan", "Sven", "Tjitske",
    "Tom", "Vincent", "Wessel", "Wietske", "Xander", "Yasmin", "Youssef", "Zeynep",
];

const LAST_NAMES: [&str; 96] = [
    "Aalbers",
    "Abdoelrahman",
    "Achterberg",
    "Aksoy",
    "Amrani",
    "Atmodikromo",
    "Baldewsingh",
    "Bakker",
    "Bergsma",
    "Biharie",
    "Boersma",
    "van den Bosch",
    "Bouazza",
    "Bouwman",
    "Brouwer",
    "Çelik",
    "Chin A Loi",
    "Dekker",
    "Demir",
    "Dijkstra",
    "van Dijk",
    "Doğan",
    "Driessen",
    "El Haddaoui",
    "El Idrissi",
    "van Es",
    "Feenstra",
    "Fokkema",
    "Gerritsen",
    "van Gool",
    "Groeneveld",
    "de Groot",
    "Haagsma",
    "de Haan",
    "Hakkers",
    "van der Heide",
    "Hendriks",
    "Hoekstra",
    "Hofstra",
    "Huisman",
    "Jansen",
    "de Jong",
    "Jorritsma",
    "Kaya",
    "Kerssies",
    "Kisoensingh",
    "van der Klei",
    "Koning",
    "Kooistra",
    "Kramer",
    "Kuipers",
    "de Lange",
    "van Leeuwen",
    "Linger",
    "Lieveld",
    "Maas",
    "Meijer",
    "van der Meer",
    "Mertens",
    "Mulder",
    "Nauta",
    "Nijland",
    "Noordhoek",
    "Öztürk",
    "Oosterhuis",
    "Ouali",
    "Peeters",
    "van der Ploeg",
    "Pinas",
    "Postma",
    "Prins",
    "Ramdhani",
    "Reitsma",
    "Rijpkema",
    "de Ruiter",
    "Rustveld",
    "Şahin",
    "Sardjoe",
    "Schaap",
    "Scholten",
    "Sikkema",
    "Smit",
    "Stienstra",
    "Talsma",
    "Terpstra",
    "Tilburg",
    "Uyar",
    "Veenstra",
    "Verhoeven",
    "Visser",
    "Vos",
    "de Vries",
    "Wijdenbosch",
    "Yıldız",
    "Zaal",
    "Zijlstra",
];

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(clients().as_bytes())
}

/// The whole file, header included.
fn clients() -> String {
    let mut lots = ChaCha20Rng::from_seed(SEED);
    let mut taken = BTreeSet::new();
    let mut file = String::from("key,name,email,segment,role,language\n");
    let mut number = 0;
    for (segment, population) in SEGMENTS {
        for _ in 0..population {
            number += 1;
            let (name, address) = unused_name(&mut lots, &mut taken);
            // Of every hundred clients four lead a department, seven hold a budget.
            let role = match draw(&mut lots, 100) {
                0..4 => "afdelingshoofd",
                4..11 => "budgethouder",
                _ => "gebruiker",
            };
            let language = if draw(&mut lots, 100) < 6 { "en" } else { "nl" };
            file.push_str(&format!(
                "K{number:04},{name},{address}@waterhoven.example,{segment},{role},{language}\n"
            ));
        }
    }
    file
}

/// A name that nobody has yet, with the part of the address before the @.
fn unused_name(lots: &mut ChaCha20Rng, taken: &mut BTreeSet<String>) -> (String, String) {
    loop {
        let first = FIRST_NAMES[draw(lots, FIRST_NAMES.len())];
        let last = LAST_NAMES[draw(lots, LAST_NAMES.len())];
        let address = format!("{}.{}", plain(first), plain(last));
        if taken.insert(address.clone()) {
            return (format!("{first} {last}"), address);
        }
    }
}

/// A number under `count`. That some come up a hair more often does not matter to names.
fn draw(lots: &mut ChaCha20Rng, count: usize) -> usize {
    (lots.next_u64() % count as u64) as usize
}

/// Lower case letters of ASCII only, for an address.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| *letter != ' ');
    letters
        .map(|letter| match letter {
            'Ç' | 'ç' => 'c',
            'Ğ' | 'ğ' => 'g',
            'ı' => 'i',
            'Ö' | 'ö' => 'o',
            'Ş' | 'ş' => 's',
            'Ü' | 'ü' => 'u',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use peil::domain::protocol::Protocol;

    use super::*;

    #[test]
    fn the_file_beside_it_is_what_it_makes() {
        assert!(
            clients() == include_str!("clients.csv"),
            "clients.csv was edited, or the generator was changed: run it again"
        );
    }

    #[test]
    fn the_segments_are_as_large_as_the_protocol_says() {
        let protocol = Protocol::parse("protocol.toml", include_str!("protocol.toml")).unwrap();
        let planned: Vec<(&str, usize)> = protocol
            .segments
            .iter()
            .map(|segment| (segment.code.as_str(), segment.population as usize))
            .collect();
        assert_eq!(planned, SEGMENTS);
        assert_eq!(clients().lines().count(), 1 + 1240);
    }

    #[test]
    fn every_address_is_plain_and_used_once() {
        let file = clients();
        let addresses: Vec<&str> = file
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(2))
            .collect();
        let unique: BTreeSet<&str> = addresses.iter().copied().collect();
        assert_eq!(unique.len(), 1240);
        for address in addresses {
            assert!(address.is_ascii() && address.ends_with("@waterhoven.example"));
        }
    }
}
