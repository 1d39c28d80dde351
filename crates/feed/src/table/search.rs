//! The search index: one contentless FTS5 row per event, at the event's place.
//!
//! Written after the answer, when the writer has nothing else to do. All cutting into words is
//! [`tokens`]'s; the tokenizer here only splits at spaces, so that the words written and the words
//! asked for can't differ. `detail = none`: only which event has a word matters, never where.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::table::{cursor, rows};
use crate::{EventId, FeedError, Provenance, Query, tokens};

pub(crate) const V1: &str = "
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, instance);
";

/// The most words of one question; more narrow nothing down that a person would notice.
const QUESTION_WORDS: usize = 16;
/// The longest beginning that has an index of its own: `prefix` above.
const PREFIXES: usize = 3;
/// The most words that a longer beginning is replaced by.
const NAMED_WORDS: usize = 24;
/// The most different words of one event.
const EVENT_WORDS: usize = 4_000;

// V1's index knew neither channels nor provenances. It is made anew: the writer fills it while it
// has nothing else to do, and a search meanwhile finds what is in it so far.
pub(crate) const V2: &str = "
DROP TABLE search_word;
DROP TABLE search;
DELETE FROM cursor WHERE name = 'indexed';
";

/// Empties the index at once, before everything up to `last` is cleared: taking millions of rows out
/// one by one would take hours.
pub(crate) fn empty(conn: &Connection, last: i64) -> Result<(), FeedError> {
    cursor::set(conn, cursor::CLEARING, 1)?;
    anew(conn)?;
    cursor::set(conn, cursor::INDEXED, last)
}

/// Lets the writer index whatever is there, after a clearing or one that was cut off.
pub(crate) fn refill(conn: &Connection) -> Result<(), FeedError> {
    if cursor::get(conn, cursor::CLEARING)? == 0 {
        return Ok(());
    }
    anew(conn)?;
    cursor::set(conn, cursor::CLEARING, 0)
}

fn anew(conn: &Connection) -> Result<(), FeedError> {
    conn.execute_batch(V2)?;
    Ok(conn.execute_batch(V1)?)
}

/// Marks words that no text contains, so that filters are part of the question and a rare kind
/// need not be looked for among all matches of a common word.
const KIND: &str = "¶k";
const ENDPOINT: &str = "¶e";
const CHANNEL: &str = "¶c";
const PROVENANCE: &str = "¶p";

/// The words that a query's filters are, as far as they never change.
pub(crate) fn marks(query: &Query) -> Vec<String> {
    let mark = |sign, value: &str| exactly(&tokens::mark(sign, value));
    [
        query.kind.as_deref().map(|kind| mark(KIND, kind)),
        query.endpoint.as_ref().map(|id| mark(ENDPOINT, &id.0)),
        query.channel.as_deref().map(|name| mark(CHANNEL, name)),
        // Nearly every event is signed; the row itself tells the few others apart.
        query
            .provenance
            .filter(|one| *one != Provenance::Signed)
            .map(|one| mark(PROVENANCE, one.as_str())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether every event that is filed can be found by its words.
pub(crate) fn is_complete(conn: &Connection) -> Result<bool, FeedError> {
    let last: i64 = conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM event")?
        .query_row([], |row| row.get(0))?;
    Ok(cursor::get(conn, cursor::INDEXED)? >= last)
}

/// `None` when the text has no word.
pub(crate) fn expression(
    conn: &Connection,
    text: &str,
    query: &Query,
) -> Result<Option<String>, FeedError> {
    let asked = tokens::of_question(text);
    if asked.is_empty() {
        return Ok(None);
    }
    let mut parts = marks(query);
    for word in asked.iter().take(QUESTION_WORDS) {
        parts.push(match word {
            tokens::Asked::Prefix(word) => beginning(conn, word)?,
            tokens::Asked::Whole(word) => exactly(word),
        });
    }
    Ok(Some(parts.join(" AND ")))
}

/// Words hold no quote: nothing a person types is read as an operator.
fn exactly(word: &str) -> String {
    format!("\"{word}\"")
}

/// Up to three characters the prefix index answers, newest first and only as far as asked. For
/// longer beginnings FTS5 would first gather every match of every word; where the words are few,
/// naming them keeps the search lazy. Many words with a long beginning in common (numbers, ids)
/// have few matches each, so that the gathering is quick there.
fn beginning(conn: &Connection, word: &str) -> Result<String, FeedError> {
    let any = format!("\"{word}\"*");
    if word.chars().count() <= PREFIXES {
        return Ok(any);
    }
    let whole = words_beginning(conn, word)?;
    if whole.is_empty() || whole.len() > NAMED_WORDS {
        return Ok(any);
    }
    let whole: Vec<_> = whole.iter().map(|word| exactly(word)).collect();
    Ok(format!("({})", whole.join(" OR ")))
}

/// Leaps from word to word, so that the matches of none are read; stops when there are too many.
fn words_beginning(conn: &Connection, beginning: &str) -> Result<Vec<String>, FeedError> {
    let mut next = conn.prepare_cached("SELECT term FROM search_word WHERE term >= ?1 LIMIT 1")?;
    let mut words: Vec<String> = Vec::new();
    let mut from = beginning.to_owned();
    while words.len() <= NAMED_WORDS {
        let word: Option<String> = next.query_row([&from], |row| row.get(0)).optional()?;
        let Some(word) = word.filter(|word| word.starts_with(beginning)) else {
            break;
        };
        // The least text after the word, because no word holds a control character.
        from = format!("{word}\u{1}");
        words.push(word);
    }
    Ok(words)
}

/// What is indexed of one event.
struct Source {
    id: EventId,
    place: i64,
    marks: [Option<String>; 4],
    texts: Vec<Option<String>>,
    body: Option<Vec<u8>>,
    facts: Option<String>,
}

/// Indexes up to `limit` events and says how many there were.
pub(crate) fn index_some(conn: &Connection, limit: usize) -> Result<usize, FeedError> {
    let from = cursor::get(conn, cursor::INDEXED)?;
    let mut sources = waiting(conn, from, limit)?;
    let Some(last) = sources.last().map(|source| source.id) else {
        return Ok(0);
    };
    // Ascending places: FTS5 starts a new segment whenever the row ids turn back.
    sources.sort_unstable_by_key(|source| source.place);
    for source in &sources {
        put(conn, source)?;
    }
    cursor::set(conn, cursor::INDEXED, last.0)?;
    Ok(sources.len())
}

fn waiting(conn: &Connection, from: i64, limit: usize) -> Result<Vec<Source>, FeedError> {
    let sql = format!("SELECT {SOURCE} FROM event e WHERE e.id > ?1 ORDER BY e.id LIMIT ?2");
    let sources = conn
        .prepare_cached(&sql)?
        .query_map(params![from, rows(limit)], source)?
        .collect::<Result<_, _>>()?;
    Ok(sources)
}

/// What [`source`] reads.
const SOURCE: &str = "e.id, e.place, e.kind, e.endpoint, e.channel, e.provenance,
    (SELECT body FROM delivery WHERE event = e.id ORDER BY id LIMIT 1),
    (SELECT facts FROM facts WHERE event = e.id),
    e.title, e.body, e.app_name, e.version, e.build, e.type_name, e.status,
    e.previous_status, e.platform, e.apple_id, e.app_id, e.instance_id,
    (SELECT name FROM endpoint WHERE id = e.endpoint)";

fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        id: row.get(0)?,
        place: row.get(1)?,
        marks: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?],
        body: row.get(6)?,
        facts: row.get(7)?,
        texts: (8..21).map(|at| row.get(at)).collect::<Result<_, _>>()?,
    })
}

/// Indexes an event once more, whose words are others now. One that was not indexed yet will be.
pub(crate) fn again(conn: &Connection, event: EventId) -> Result<(), FeedError> {
    if event.0 > cursor::get(conn, cursor::INDEXED)? {
        return Ok(());
    }
    remove(conn, event)?;
    let sql = format!("SELECT {SOURCE} FROM event e WHERE e.id = ?1");
    let found = conn
        .prepare_cached(&sql)?
        .query_row([event], source)
        .optional()?;
    if let Some(source) = found {
        put(conn, &source)?;
    }
    Ok(())
}

fn put(conn: &Connection, source: &Source) -> Result<(), FeedError> {
    // One event that can't be cut into words must not keep all later ones from being found.
    let words = catch_unwind(AssertUnwindSafe(|| words(source))).unwrap_or_default();
    conn.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?
        .execute(params![source.place, words])?;
    Ok(())
}

fn words(source: &Source) -> String {
    let mut words: BTreeSet<String> = [KIND, ENDPOINT, CHANNEL, PROVENANCE]
        .iter()
        .zip(&source.marks)
        .filter_map(|(sign, value)| Some(tokens::mark(sign, value.as_deref()?)))
        .collect();
    let [kind, ..] = &source.marks;
    if let Some(text) = kind {
        tokens::of_text(text, &mut words);
    }
    for text in source.texts.iter().flatten() {
        tokens::of_text(text, &mut words);
    }
    if let Some(body) = &source.body {
        tokens::of_body(body, EVENT_WORDS, &mut words);
    }
    if let Some(facts) = &source.facts {
        tokens::of_body(facts.as_bytes(), EVENT_WORDS, &mut words);
    }
    words.into_iter().collect::<Vec<_>>().join(" ")
}

/// To be called while the event is still there.
pub(crate) fn remove(conn: &Connection, event: EventId) -> Result<(), FeedError> {
    if event.0 > cursor::get(conn, cursor::INDEXED)? {
        return Ok(());
    }
    let place: Option<i64> = conn
        .prepare_cached("SELECT place FROM event WHERE id = ?1")?
        .query_row([event], |row| row.get(0))
        .optional()?;
    conn.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([place])?;
    Ok(())
}
