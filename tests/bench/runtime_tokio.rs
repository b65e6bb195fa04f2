// The same work on tokio, one thread, time paused: prints what runtime.c prints. Built by runtime.py.
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::task::{spawn, spawn_blocking, yield_now};
use tokio::time::{sleep, timeout};

fn say(name: &str, began: Instant, pieces: u64) {
    println!("{name} {:.1}", began.elapsed().as_nanos() as f64 / pieces as f64);
}

fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split(' ').nth(1).and_then(|field| field.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}

async fn trivial() {}

async fn spawns() {
    let began = Instant::now();
    for _ in 0..1_000_000 {
        spawn(trivial()).await.unwrap();
    }
    say("spawn", began, 1_000_000);
}

async fn passes() {
    let began = Instant::now();
    let tasks: Vec<_> = (0..1000)
        .map(|_| {
            spawn(async {
                for _ in 0..1000 {
                    yield_now().await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    say("sleep0", began, 1_000_000);
}

async fn queues() {
    let began = Instant::now();
    let (sender, mut receiver) = mpsc::channel::<u64>(10);
    for _ in 0..2 {
        let sender = sender.clone();
        spawn(async move {
            for i in 0..300_000 {
                sender.send(i).await.unwrap();
            }
        });
    }
    drop(sender);
    while receiver.recv().await.is_some() {}
    say("queue", began, 600_000);
}

async fn limits() {
    let began = Instant::now();
    for _ in 0..300_000 {
        timeout(Duration::from_secs(5), trivial()).await.unwrap();
    }
    say("wait_for", began, 300_000);
}

async fn jobs() {
    let began = Instant::now();
    for _ in 0..10_000 {
        spawn_blocking(|| ()).await.unwrap();
    }
    say("thread", began, 10_000);
}

async fn crowd() {
    let before = resident();
    let began = Instant::now();
    let tasks: Vec<_> = (0..100_000).map(|_| spawn(sleep(Duration::from_secs(1)))).collect();
    sleep(Duration::from_millis(500)).await;
    let bytes = (resident() - before) / 100_000;
    for task in tasks {
        task.await.unwrap();
    }
    say("crowd", began, 100_000);
    println!("memory {bytes}");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    spawns().await;
    passes().await;
    queues().await;
    limits().await;
    jobs().await;
    crowd().await;
}
