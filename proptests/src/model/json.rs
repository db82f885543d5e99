//! JSON by RFC 8259 as promise P1 narrows it, and the measures of tool arguments: recursive descent
//! over characters into an owned tree, and arithmetic over the tree.

use portcullis::Level;

/// A parsed value; numbers as written, members in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// `null`, `true` or `false`.
    Word(&'static str),
    /// A number, as written.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

/// The limits of a policy.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The level.
    pub level: Level,
    /// The deepest value; the top object is 0.
    pub depth: usize,
    /// Bytes of compact text.
    pub size: usize,
    /// Keys of one object.
    pub keys: usize,
    /// Items of one list.
    pub items: usize,
    /// Bytes of a string or key.
    pub string: usize,
    /// Whether integers beyond 2^53 - 1 pass.
    pub big_integers: bool,
}

/// What an accepted text measures: size, depth, keys, items, longest string.
pub type Numbers = [usize; 5];

/// Whether the text is accepted, and what it measures.
#[must_use]
pub fn accept(text: &[u8], limits: &Limits) -> Option<Numbers> {
    let tree = read(text)?;
    if !matches!(tree, Tree::Object(_)) || !passes(&tree, 0, limits) || open_keys(&tree) > 1024 {
        return None;
    }
    let mut numbers = [compact(&tree).len(), 0, 0, 0, 0];
    count(&tree, 0, &mut numbers);
    (numbers[0] <= limits.size).then_some(numbers)
}

/// The value of a text that every parser reads alike.
#[must_use]
pub fn read(text: &[u8]) -> Option<Tree> {
    let text: Vec<char> = String::from_utf8(text.to_vec()).ok()?.chars().collect();
    let mut parser = Parser { text: &text, at: 0 };
    parser.blanks();
    let tree = parser.value(0)?;
    parser.blanks();
    (parser.at == text.len()).then_some(tree)
}

struct Parser<'t> {
    text: &'t [char],
    at: usize,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.text.get(self.at).copied();
        self.at += 1;
        next
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|c| " \t\n\r".contains(c)) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Tree> {
        match self.peek()? {
            '{' if depth <= 64 => self.object(depth),
            '[' if depth <= 64 => self.list(depth),
            '"' => self.string().map(Tree::Text),
            't' => self.word("true"),
            'f' => self.word("false"),
            'n' => self.word("null"),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &'static str) -> Option<Tree> {
        word.chars().all(|c| self.next() == Some(c)).then_some(Tree::Word(word))
    }

    fn object(&mut self, depth: usize) -> Option<Tree> {
        let mut members: Vec<(String, Tree)> = Vec::new();
        self.at += 1;
        self.blanks();
        if self.peek()? == '}' {
            self.at += 1;
            return Some(Tree::Object(members));
        }
        loop {
            self.blanks();
            if self.peek()? != '"' {
                return None;
            }
            let name = self.string()?;
            self.blanks();
            if self.next()? != ':' || members.iter().any(|(other, _)| *other == name) {
                return None;
            }
            self.blanks();
            members.push((name, self.value(depth + 1)?));
            self.blanks();
            match self.next()? {
                ',' => {}
                '}' => return Some(Tree::Object(members)),
                _ => return None,
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Tree> {
        let mut items = Vec::new();
        self.at += 1;
        self.blanks();
        if self.peek()? == ']' {
            self.at += 1;
            return Some(Tree::List(items));
        }
        loop {
            self.blanks();
            items.push(self.value(depth + 1)?);
            self.blanks();
            match self.next()? {
                ',' => {}
                ']' => return Some(Tree::List(items)),
                _ => return None,
            }
        }
    }

    /// UTF-16 code units, put together at the end: that is where half a pair shows.
    fn string(&mut self) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        self.at += 1;
        loop {
            match self.next()? {
                '"' => return String::from_utf16(&units).ok(),
                '\\' => match self.next()? {
                    'u' => {
                        let digits: Option<String> = (0..4).map(|_| self.next()).collect();
                        let digits = digits.filter(|d| d.chars().all(|c| c.is_ascii_hexdigit()))?;
                        units.push(u16::from_str_radix(&digits, 16).ok()?);
                    }
                    other => {
                        let (_, meaning) = ["\"\"", "\\\\", "//", "b\u{8}", "f\u{c}", "n\n", "r\r", "t\t"]
                            .iter()
                            .filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
                            .find(|(letter, _)| *letter == other)?;
                        units.push(u16::try_from(u32::from(meaning)).ok()?);
                    }
                },
                control if control < ' ' => return None,
                plain => units.extend(plain.encode_utf16(&mut [0; 2]).iter()),
            }
        }
    }

    fn number(&mut self) -> Option<Tree> {
        let start = self.at;
        let digits = |parser: &mut Self| {
            let from = parser.at;
            while parser.peek().is_some_and(|c| c.is_ascii_digit()) {
                parser.at += 1;
            }
            parser.at - from
        };
        if self.peek() == Some('-') {
            self.at += 1;
        }
        let first = self.peek()?;
        let whole = digits(self);
        if whole == 0 || (first == '0' && whole > 1) {
            return None;
        }
        if self.peek() == Some('.') {
            self.at += 1;
            if digits(self) == 0 {
                return None;
            }
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.at += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.at += 1;
            }
            if digits(self) == 0 {
                return None;
            }
        }
        let text: String = self.text[start..self.at].iter().collect();
        fits_double(&text).then_some(Tree::Number(text))
    }
}

/// No exponent above 307, as written or of the value's first digit.
fn fits_double(number: &str) -> bool {
    let lower = number.trim_start_matches('-').to_lowercase();
    let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let exponent: i128 = if exponent.len() > 20 {
        if exponent.trim_start_matches(['+', '-', '0']).len() < 20 {
            exponent.trim_start_matches(['+', '-', '0']).parse().unwrap_or(0)
                * if exponent.starts_with('-') { -1 } else { 1 }
        } else if exponent.starts_with('-') {
            i128::from(i64::MIN)
        } else {
            i128::from(i64::MAX)
        }
    } else {
        exponent.parse().unwrap()
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let first = digits.find(|c| c != '0');
    let scientific = first.map(|at| exponent + whole.len() as i128 - 1 - at as i128);
    exponent <= 307 && scientific.is_none_or(|scientific| scientific <= 307)
}

fn is_big(number: &str) -> bool {
    let digits = number.trim_start_matches('-');
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.len() > 16 || digits.parse::<u64>().is_ok_and(|value| value > 9_007_199_254_740_991))
}

fn text_passes(text: &str, limits: &Limits) -> bool {
    let refused = |c: char| c < ' ' && !"\t\n\r".contains(c);
    text.len() <= limits.string && !text.contains(refused)
}

fn passes(tree: &Tree, depth: usize, limits: &Limits) -> bool {
    if depth > limits.depth {
        return false;
    }
    match tree {
        Tree::Word(_) => true,
        Tree::Number(number) => limits.big_integers || !is_big(number),
        Tree::Text(text) => text_passes(text, limits),
        Tree::List(items) => {
            items.len() <= limits.items && items.iter().all(|item| passes(item, depth + 1, limits))
        }
        Tree::Object(members) => {
            members.len() <= limits.keys.min(1000)
                && members.iter().all(|(name, value)| {
                    let prototype = ["__proto__", "prototype", "constructor"].contains(&name.as_str());
                    text_passes(name, limits)
                        && !(prototype && limits.level == Level::Strict)
                        && passes(value, depth + 1, limits)
                })
        }
    }
}

/// The most names that are open at one place.
fn open_keys(tree: &Tree) -> usize {
    match tree {
        Tree::List(items) => items.iter().map(open_keys).max().unwrap_or(0),
        Tree::Object(members) => {
            let inner = members.iter().enumerate().map(|(at, (_, value))| at + 1 + open_keys(value));
            inner.max().unwrap_or(0)
        }
        _ => 0,
    }
}

fn count(tree: &Tree, depth: usize, [_, deepest, keys, items, longest]: &mut Numbers) {
    let mut rest = [0, 0, 0, 0, 0];
    *deepest = depth.max(*deepest);
    match tree {
        Tree::Text(text) => *longest = text.len().max(*longest),
        Tree::List(list) => {
            *items += list.len();
            list.iter().for_each(|item| count(item, depth + 1, &mut rest));
        }
        Tree::Object(members) => {
            *keys += members.len();
            for (name, value) in members {
                *longest = name.len().max(*longest);
                count(value, depth + 1, &mut rest);
            }
        }
        _ => {}
    }
    *deepest = rest[1].max(*deepest);
    *longest = rest[4].max(*longest);
    *keys += rest[2];
    *items += rest[3];
}

/// The compact text; strings as `serde_json` writes them.
#[must_use]
pub fn compact(tree: &Tree) -> String {
    let quoted = |text: &String| serde_json::to_string(text).unwrap();
    match tree {
        Tree::Word(word) => (*word).to_owned(),
        Tree::Number(number) => number.clone(),
        Tree::Text(text) => quoted(text),
        Tree::List(items) => format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(",")),
        Tree::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}:{}", quoted(name), compact(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}
