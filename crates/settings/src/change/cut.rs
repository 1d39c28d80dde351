//! Taking entries out of the file without taking a person's comments with them.
//!
//! The document hangs each comment on what follows it, so whatever it removes takes the comments
//! above it along. Here the lines of the entry itself are cut from the text, and nothing else.

use std::ops::Range;

use toml_edit::{Document, DocumentMut, Item, TableLike};

/// Removes what `path` leads to in the channel at `index`, and each table that this leaves empty.
pub(super) fn cut(document: &mut DocumentMut, index: usize, path: &[&str]) {
    for child in children(document, index, path) {
        let mut deeper = path.to_vec();
        deeper.push(&child);
        cut(document, index, &deeper);
    }
    let Some((_, above)) = path.split_last() else {
        return;
    };
    cut_entry(document, index, path);
    let left_empty = channel_table(document.as_item(), index)
        .and_then(|channel| find(channel, above))
        .is_some_and(TableLike::is_empty);
    if !above.is_empty() && left_empty {
        cut(document, index, above);
    }
}

/// The keys of a table with lines of its own; one written within a line goes with that line.
fn children(document: &DocumentMut, index: usize, path: &[&str]) -> Vec<String> {
    let table = channel_table(document.as_item(), index)
        .and_then(|channel| item(channel, path))
        .and_then(Item::as_table);
    table.map_or_else(Vec::new, |table| {
        table.iter().map(|(key, _)| key.to_owned()).collect()
    })
}

fn cut_entry(document: &mut DocumentMut, index: usize, path: &[&str]) {
    let Some((key, above)) = path.split_last() else {
        return;
    };
    let channel = channel_table_mut(document, index);
    if let Some(parent) = channel.and_then(|channel| find_mut(channel, above))
        && parent.as_inline
    {
        parent.table.remove(key);
        return;
    }
    let text = document.to_string();
    let lines = Document::parse(text.as_str()).ok().and_then(|parsed| {
        let parent = find(channel_table(parsed.as_item(), index)?, above)?;
        lines(parent, key)
    });
    if let Some(without) = lines.and_then(|lines| without(&text, &lines))
        && let Ok(reread) = without.parse()
    {
        *document = reread;
    }
}

/// The bytes of an entry: from its key to the end of its value, or a table's header.
fn lines(parent: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    match parent.get(key)? {
        Item::Value(value) => Some(parent.key(key)?.span()?.start..value.span()?.end),
        Item::Table(table) => table.span(),
        _ => None,
    }
}

/// The text without the whole lines of `part`, and with one blank line where two would meet.
fn without(text: &str, part: &Range<usize>) -> Option<String> {
    let start = text.get(..part.start)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(part.end..)?;
    let end = rest.find('\n').map_or(text.len(), |at| part.end + at + 1);
    let (before, mut after) = (text.get(..start)?, text.get(end..)?);
    if before.is_empty() || before.ends_with("\n\n") {
        after = after.strip_prefix('\n').unwrap_or(after);
    }
    Some(format!("{before}{after}"))
}

fn channel_table(document: &Item, index: usize) -> Option<&dyn TableLike> {
    let channels = document.get("channel")?.as_array_of_tables()?;
    Some(channels.get(index)?)
}

fn channel_table_mut(document: &mut DocumentMut, index: usize) -> Option<&mut dyn TableLike> {
    let channels = document.get_mut("channel")?.as_array_of_tables_mut()?;
    Some(channels.get_mut(index)?)
}

fn item<'a>(table: &'a dyn TableLike, path: &[&str]) -> Option<&'a Item> {
    let (key, above) = path.split_last()?;
    find(table, above)?.get(key)
}

fn find<'a>(table: &'a dyn TableLike, path: &[&str]) -> Option<&'a dyn TableLike> {
    path.iter()
        .try_fold(table, |table, key| table.get(key)?.as_table_like())
}

struct Found<'a> {
    table: &'a mut dyn TableLike,
    as_inline: bool,
}

fn find_mut<'a>(table: &'a mut dyn TableLike, path: &[&str]) -> Option<Found<'a>> {
    let start = Found {
        table,
        as_inline: false,
    };
    path.iter().try_fold(start, |found, key| {
        let item = found.table.get_mut(key)?;
        let as_inline = item.is_inline_table();
        let table = item.as_table_like_mut()?;
        Some(Found { table, as_inline })
    })
}
