package io.cellar.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostRulesTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1000 * MS;

  /** Plays requests of a fixed latency on a host that answers at most so many at once. */
  private static long play(AdaptiveSlots slots, int blocks, long latency, int hostTakes) {
    PriorityQueue<long[]> answers = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    long now = 0;
    long[] free = new long[hostTakes];
    int sent = 0;
    int done = 0;
    while (done < blocks) {
      while (sent < blocks && answers.size() < slots.slots()) {
        int server = 0;
        for (int i = 1; i < free.length; i++) {
          server = free[i] < free[server] ? i : server;
        }
        free[server] = Math.max(now, free[server]) + latency;
        answers.add(new long[] {free[server], now});
        sent++;
        slots.started(now, answers.size());
      }
      long[] answer = answers.poll();
      now = answer[0];
      done++;
      slots.succeeded(now, now - answer[1], answers.size());
    }
    return now;
  }

  @Test
  void aColdViewOf540BlocksAtFiftyMillisecondsIsThereInTime() {
    AdaptiveSlots slots = new AdaptiveSlots(AdaptiveSlots.START);
    long took = play(slots, 540, 50 * MS, 1000);
    assertEquals(64, slots.slots());
    assertTrue(took < SECOND, took / MS + " ms");
  }

  @Test
  void aHostOfSmallObjectsThatAnswersQuicklyGetsMore() {
    AdaptiveSlots plain = new AdaptiveSlots(AdaptiveSlots.START);
    AdaptiveSlots more = new AdaptiveSlots(AdaptiveSlots.START);
    more.allow(96);
    assertTrue(play(more, 2000, 50 * MS, 1000) < play(plain, 2000, 50 * MS, 1000));
    assertEquals(96, more.slots());
    AdaptiveSlots slow = new AdaptiveSlots(AdaptiveSlots.START);
    slow.allow(96);
    play(slow, 2000, 400 * MS, 1000);
    assertEquals(64, slow.slots());
  }

  @Test
  void aHostThatTakesTenIsNotAskedForMuchMore() {
    AdaptiveSlots slots = new AdaptiveSlots(AdaptiveSlots.START);
    play(slots, 3000, 50 * MS, 10);
    assertTrue(slots.slots() >= 8 && slots.slots() <= 20, "slots: " + slots.slots());
  }

  @Test
  void overloadCutsOncePerRoundTrip() {
    AdaptiveSlots slots = new AdaptiveSlots(40);
    slots.started(0, 1);
    slots.succeeded(100 * MS, 100 * MS, 0);
    slots.overloaded(200 * MS);
    slots.overloaded(210 * MS);
    assertEquals(28, slots.slots());
    slots.overloaded(310 * MS);
    assertEquals(19, slots.slots());
    for (int i = 0; i < 50; i++) {
      slots.overloaded((400L + 200 * i) * MS);
    }
    assertEquals(1, slots.slots());
  }

  @Test
  void whenFewAreAskedForNothingIsLearned() {
    AdaptiveSlots slots = new AdaptiveSlots(32);
    for (int i = 0; i < 200; i++) {
      slots.started(i * MS, 2);
      slots.succeeded(i * MS + MS, MS, 1);
    }
    assertEquals(32, slots.slots());
  }

  @Test
  void breakerOpensAfterFailuresInARowAndProbesAtGrowingIntervals() {
    Breaker breaker = new Breaker(Breaker.Rules.defaults());
    for (int i = 0; i < 19; i++) {
      breaker.failed(i * SECOND);
      assertFalse(breaker.isOpen());
    }
    breaker.failed(19 * SECOND);
    assertTrue(breaker.isOpen());
    assertEquals(0, breaker.openSince());
    long now = 19 * SECOND;
    for (long pause : new long[] {5, 10, 20, 40, 80, 160, 300, 300}) {
      assertFalse(breaker.permits(now + pause * SECOND - 1, 0));
      now += pause * SECOND;
      assertTrue(breaker.permits(now, 0));
      assertFalse(breaker.permits(now, 1));
      breaker.failed(now);
    }
    breaker.succeeded(now);
    assertTrue(breaker.permits(now, 50));
  }

  @Test
  void breakerOpensWhenMoreThanHalfFail() {
    Breaker breaker = new Breaker(Breaker.Rules.defaults());
    for (int i = 0; i < 9; i++) {
      breaker.succeeded(i * MS);
      breaker.failed(i * MS);
    }
    breaker.failed(10 * MS);
    assertFalse(breaker.isOpen());
    breaker.failed(11 * MS);
    assertTrue(breaker.isOpen());
  }

  @Test
  void oldAnswersDoNotCount() {
    Breaker breaker = new Breaker(Breaker.Rules.defaults());
    for (int i = 0; i < 15; i++) {
      breaker.failed(0);
    }
    breaker.succeeded(SECOND);
    for (int i = 0; i < 10; i++) {
      breaker.failed(20 * SECOND);
    }
    assertFalse(breaker.isOpen());
  }

  @Test
  void pausesAreJitteredAndBounded() {
    Random random = new Random(4);
    for (int tries = 1; tries < 40; tries++) {
      long bound = Math.min(30_000, 250L << Math.min(tries - 1, 20));
      for (int i = 0; i < 50; i++) {
        Duration pause = RetryRules.BULK.pause(tries, random);
        assertFalse(pause.isNegative());
        assertTrue(pause.toMillis() <= bound, tries + " tries: " + pause);
      }
    }
    assertEquals(Duration.ofMinutes(5), RetryRules.URGENT.believed(Duration.ofHours(3)));
    assertEquals(Duration.ofSeconds(7), RetryRules.BULK.believed(Duration.ofSeconds(7)));
  }

  @Test
  void budgetAllowsATenthOnceItIsUsedUp() {
    RetryBudget budget = new RetryBudget();
    for (int i = 0; i < 100; i++) {
      assertTrue(budget.tryRetry());
    }
    assertFalse(budget.tryRetry());
    for (int i = 0; i < 1001; i++) {
      budget.succeeded();
    }
    int retries = 0;
    while (budget.tryRetry()) {
      retries++;
    }
    assertEquals(100, retries);
  }

  @Test
  void rateIsKeptOverTime() {
    RateLimit limit = new RateLimit(1000, 0);
    long now = 0;
    long taken = 0;
    while (now < 100 * SECOND) {
      long wait = limit.waitNanos(now);
      if (wait > 0) {
        now += wait;
      } else {
        limit.take(300, now);
        taken += 300;
      }
    }
    assertEquals(100_000, taken, 1000);
  }
}
