//! One banner each, or one for all?

use proptest::prelude::*;
use shipbell_rules::Level;
use shipbell_rules::burst::{Banner, Due, GAP_MS, Next, PATIENCE_MS, next};

fn due(id: i64, group: &str, when: i64) -> Due {
    Due {
        id,
        group: group.into(),
        level: Level::Active,
        when,
    }
}

fn single(id: i64, replaces: &[i64]) -> Banner {
    Banner::Single {
        id,
        replaces: replaces.to_vec(),
    }
}

/// Plays `arrivals` against the rule as its keeper does: ask on each arrival and at each time that
/// it named.
fn play(arrivals: &[Due]) -> Vec<(i64, Banner)> {
    let mut waiting: Vec<Due> = Vec::new();
    let mut coming = arrivals.iter().peekable();
    let (mut last, mut alarm, mut rung) = (None, None::<i64>, Vec::new());
    loop {
        let now = match (coming.peek(), alarm) {
            (Some(arrival), Some(alarm)) => alarm.min(arrival.when),
            (Some(arrival), None) => arrival.when,
            (None, Some(alarm)) => alarm,
            (None, None) => return rung,
        };
        while let Some(arrival) = coming.next_if(|arrival| arrival.when <= now) {
            waiting.push(arrival.clone());
        }
        alarm = None;
        match next(&waiting, last, now) {
            Next::Idle => {}
            Next::Wait { until } => {
                assert!(until > now, "waiting for the past would spin");
                alarm = Some(until);
            }
            Next::Ring(banners) => {
                rung.extend(banners.into_iter().map(|banner| (now, banner)));
                waiting.clear();
                last = Some(now);
            }
        }
    }
}

#[test]
fn nothing_due_rings_nothing() {
    assert_eq!(next(&[], None, 0), Next::Idle);
}

#[test]
fn spaced_events_ring_at_once() {
    let arrivals: Vec<Due> = (0..5)
        .map(|n| due(n, &format!("g{n}"), n * GAP_MS))
        .collect();
    let times: Vec<i64> = play(&arrivals).into_iter().map(|(at, _)| at).collect();
    let expected: Vec<i64> = arrivals.iter().map(|arrival| arrival.when).collect();
    assert_eq!(times, expected, "a single event is never held back");
}

#[test]
fn a_few_groups_ring_singly_after_the_gap() {
    let rung = play(&[due(1, "a", 0), due(2, "b", 10), due(3, "c", 20)]);
    assert_eq!(
        rung,
        [
            (0, single(1, &[])),
            (GAP_MS, single(2, &[])),
            (GAP_MS, single(3, &[])),
        ],
        "three things are read more easily than a count of them"
    );
}

#[test]
fn states_of_one_version_collapse_to_the_newest() {
    let states = [
        due(3, "2.4.1", 30),
        due(1, "2.4.1", 10),
        due(2, "2.4.1", 20),
        due(4, "2.4.1", 40),
        due(5, "other", 25),
    ];
    assert_eq!(
        next(&states, None, 50),
        Next::Ring(vec![single(5, &[]), single(4, &[1, 2, 3])]),
        "a person wants to know the state that holds, once"
    );
}

#[test]
fn five_hundred_in_a_second_become_one_banner_and_one_summary() {
    let arrivals: Vec<Due> = (0..500).map(|n| due(n, &format!("g{n}"), n * 2)).collect();
    let rung = play(&arrivals);
    assert_eq!(rung.len(), 2, "a flood must not flood the desktop");
    assert_eq!(
        rung[0],
        (0, single(0, &[])),
        "its first event rings at once"
    );
    let (at, Banner::Summary { ids, .. }) = &rung[1] else {
        panic!("the rest is summed up");
    };
    assert_eq!(ids.len(), 499, "the summary counts all of the rest");
    assert_eq!(*at, 998 + GAP_MS, "it comes when the flood has ended");
}

#[test]
fn a_flood_without_end_is_summed_up_all_the_same() {
    let arrivals: Vec<Due> = (0..300)
        .map(|n| due(n, &format!("g{n}"), n * 100))
        .collect();
    let rung = play(&arrivals);
    let longest = rung
        .windows(2)
        .map(|pair| pair[1].0 - pair[0].0)
        .max()
        .unwrap();
    assert!(
        longest <= PATIENCE_MS + GAP_MS,
        "waiting for quiet must not become silence: {longest} ms"
    );
    assert!(rung.len() < 12, "half a minute of flood: {}", rung.len());
}

#[test]
fn a_summary_says_how_much_cannot_wait() {
    let mut flood: Vec<Due> = (0..10).map(|n| due(n, &format!("g{n}"), n)).collect();
    flood[4].level = Level::TimeSensitive;
    flood[7].level = Level::TimeSensitive;
    assert_eq!(
        next(&flood, None, 60_000),
        Next::Ring(vec![Banner::Summary {
            ids: (0..10).collect(),
            level: Level::TimeSensitive,
            time_sensitive: 2,
        }]),
        "a rejection among many is still as loud as a rejection"
    );
}

#[test]
fn a_clock_set_back_silences_nothing() {
    let last = Some(10_000_000);
    assert_eq!(
        next(&[due(1, "a", 0)], last, 100),
        Next::Ring(vec![single(1, &[])]),
        "a banner from the future cannot hold back the present"
    );
    let flood: Vec<Due> = (0..9)
        .map(|n| due(n, &format!("g{n}"), 10_000_000))
        .collect();
    assert_eq!(
        next(&flood, last, 100),
        Next::Wait {
            until: 100 + GAP_MS
        },
        "and a flood from the future waits no longer than any other"
    );
}

proptest! {
    #[test]
    fn every_notice_is_covered_exactly_once(
        spacing in proptest::collection::vec((0_i64..1_500, 0_u8..6), 1..60)
    ) {
        let mut now = 0;
        let arrivals: Vec<Due> = spacing.iter().zip(0..).map(|((step, group), id)| {
            now += step;
            due(id, &format!("g{group}"), now)
        }).collect();
        let mut covered: Vec<i64> = play(&arrivals).into_iter().flat_map(|(_, banner)| {
            match banner {
                Banner::Single { id, mut replaces } => { replaces.push(id); replaces }
                Banner::Summary { ids, .. } => ids,
            }
        }).collect();
        covered.sort_unstable();
        let all: Vec<i64> = (0..).take(arrivals.len()).collect();
        prop_assert_eq!(covered, all, "no notice is lost, and none rings twice");
    }
}
