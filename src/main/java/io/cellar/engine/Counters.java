package io.cellar.engine;

import java.util.concurrent.atomic.LongAdder;

/** What has been counted since the engine started. Thread-safe. */
final class Counters {
  final LongAdder written = new LongAdder();
  final LongAdder bytesWritten = new LongAdder();
  final LongAdder readFromDisk = new LongAdder();
  final LongAdder fetched = new LongAdder();
  final RateMeter received;
  final Meters meters;

  Counters(EngineTime time) {
    received = new RateMeter(time);
    meters = new Meters(time);
  }
}
