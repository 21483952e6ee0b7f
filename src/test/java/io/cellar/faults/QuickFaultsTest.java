package io.cellar.faults;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A handful of rows with few blocks, for every build: 4 (power cuts), 5 (dropped connections), 6
 * (truncated bodies), 8 (a host that is away for a while), 10 (wrong lengths), 28 (hostile JSON),
 * 33 (each call on disk and network fails once), 34 (bad answers of all kinds), 35, 36, 38 (5, 6, 8
 * with chunks). The table is {@code target/faults-quick.md}.
 */
class QuickFaultsTest {
  private static final Set<Integer> ROWS = Set.of(4, 5, 6, 8, 10, 28, 33, 34, 35, 36, 38);

  @TestFactory
  Stream<DynamicTest> plan() {
    FaultReport report = new FaultReport(Path.of("target/faults-quick.md"), Scale.QUICK);
    return FaultPlanTest.rows().stream()
        .filter(row -> ROWS.contains(row.number()))
        .map(row -> dynamicTest(row.toString(), () -> report.play(row)));
  }
}
