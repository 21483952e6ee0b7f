package io.cellar.faults;

import com.sun.management.ThreadMXBean;
import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionReader;
import io.cellar.description.Hostile;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Description files made to exhaust or confuse: rows 28 and 29. */
final class InputRows {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String WORDS = "0 1 7 9 70 0x1f 2.5 1e3 + - * / // % ** ( ) [ ] , # a é _";

  private InputRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(28, "hostile JSON", InputRows::json),
        new FaultRow(29, "hostile arithmetic", InputRows::arithmetic));
  }

  /** What reading something has cost. */
  private record Cost(long bytes, long cpuMicros) {}

  private static Cost cost(Callable<?> work) throws Exception {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    work.call();
    return new Cost(
        THREADS.getCurrentThreadAllocatedBytes() - bytes,
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1000);
  }

  private static void json(Score score, Scale scale) throws Exception {
    long most = 0;
    long longest = 0;
    try (Scratch scratch = new Scratch()) {
      Path large = scratch.folder().resolve("large.json");
      try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
        sparse.setLength(100_000_000);
      }
      refused("100 MB", () -> new DescriptionReader().read(large), score);
      for (Map.Entry<String, Supplier<String>> text : Hostile.descriptions().entrySet()) {
        String made = text.getValue().get();
        for (int time = 0; time < 2; time++) {
          Cost cost = cost(() -> refused(text.getKey(), () -> Hostile.read(made), score));
          most = Math.max(most, cost.bytes());
          longest = Math.max(longest, cost.cpuMicros());
        }
      }
    }
    score.require(most < 64 << 20, most + " bytes were allocated");
    score.limit(Duration.ofSeconds(1));
    if (longest > 1_000_000) {
      score.hung("reading took " + longest + " us");
    }
    score.remark(
        "%d texts; at most %d ms of CPU, %d MiB allocated",
        score.injected(), longest / 1000, most >> 20);
  }

  private static Void refused(String what, Callable<?> reading, Score score) {
    score.injected(1);
    try {
      reading.call();
      score.never("texts accepted", 1);
    } catch (DescriptionException e) {
      score.never("texts accepted", 0);
    } catch (Exception | Error e) {
      score.lost(1, what + " ended with " + e);
    }
    return null;
  }

  private static void arithmetic(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    List<String> list = Hostile.expressions().toList();
    long longest = 0;
    for (String text : list) {
      score.never("of the list accepted", evaluate(text, score).isEmpty() ? 0 : 1);
      longest = Math.max(longest, cost(() -> evaluate(text, score)).cpuMicros());
    }
    int accepted = 0;
    int cases = scale.of(10_000, 500);
    String[] words = WORDS.split(" ");
    for (int i = 0; i < cases; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 16); n > 0; n--) {
        text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
      }
      String[] value = new String[1];
      Cost cost = cost(() -> value[0] = evaluate(text.toString(), score));
      longest = Math.max(longest, i < 100 ? 0 : cost.cpuMicros());
      accepted += value[0].isEmpty() ? 0 : 1;
      score.require(value[0].length() < 10_000, "\"" + text + "\" has an endless value");
    }
    score.limit(Duration.ofMillis(100));
    if (longest > 100_000) {
      score.hung("an expression took " + longest + " us");
    }
    score.remark(
        "a list of %d; %d at random, %d of them with a value; at most %.1f ms of CPU each",
        list.size(), cases, accepted, longest / 1000.0);
  }

  private static String start(String text) {
    return text.substring(0, Math.min(40, text.length()));
  }

  /** The value as text; empty if refused. */
  private static String evaluate(String text, Score score) {
    score.injected(1);
    try {
      return Hostile.evaluate(text).orElse("");
    } catch (RuntimeException | Error e) {
      score.lost(1, "\"" + start(text) + "\" ended with " + e);
      return "";
    }
  }
}
