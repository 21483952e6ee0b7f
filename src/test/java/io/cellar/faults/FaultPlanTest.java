package io.cellar.faults;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Plays the whole plan and writes {@code target/faults.md}. */
@Tag("faults")
class FaultPlanTest {

  /** All rows by number. */
  static List<FaultRow> rows() {
    return Stream.of(
            CrashRows.rows(),
            TwoProcessRows.rows(),
            NetworkRows.rows(),
            SilenceRows.rows(),
            RetryAfterRows.rows(),
            BodyRows.rows(),
            Hdf5Rows.rows(),
            BombRows.rows(),
            RedirectRows.rows(),
            DiskRows.rows(),
            LockRows.rows(),
            ClockRows.rows(),
            ViewRows.rows(),
            InputRows.rows(),
            NameRows.rows(),
            SecretRows.rows(),
            FailOnceRows.rows(),
            ChunkedRows.rows(),
            JobRows.rows())
        .flatMap(List::stream)
        .sorted(Comparator.comparingInt(FaultRow::number))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> plan() {
    List<String> chosen = Arrays.asList(System.getProperty("faults.rows", "").split(","));
    FaultReport report = new FaultReport(Path.of("target/faults.md"), Scale.chosen());
    return rows().stream()
        .filter(row -> chosen.contains("") || chosen.contains("" + row.number()))
        .map(row -> dynamicTest(row.toString(), () -> report.play(row)));
  }
}
