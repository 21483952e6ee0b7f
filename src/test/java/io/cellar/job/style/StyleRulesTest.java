package io.cellar.job.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All combinations of a grid of values, against the rules as a table. */
class StyleRulesTest {
  private static final int PROCESSORS = 4;

  /**
   * One rule a line, the first that fits decides: its number, the field that is named, a few words
   * of the reason, and what it is about: values by their columns, any of those after a comma;
   * {@code some} is 1 or more, {@code many} more than there are processors.
   */
  private static final String TABLE =
      """
      R1 | numComputeWorkers         | no workers that stay          | single=true compute=some,many
      R2 | numReadWorkers            | no download slots             | single=true read=some
      R3 | computeWorkersRead        | threads share the downloads   | reads=true kind=THREADS
      R4 | singleBlockComputeWorkers | threads do not take one block | single=true kind=THREADS
      R5 | numComputeWorkers         | no kind of them               | compute=some,many kind=NONE
      R6 | numComputeWorkers         | but none of them              | compute=none single=false \
      kind=THREADS,SUBPROC,SLURM,PBS,AWSBATCH,ECS
      R7 | numReadWorkers            | nobody reads                  | compute=some,many reads=false \
      read=none
      R8 | singleBlockComputeWorkers | AWS Batch takes no tasks      | kind=AWSBATCH single=true
      -  | haveSharedTemp            | the job's folder only         | shared=false
      -  | computeWorkerKind         | not started                   | kind=SLURM,PBS,AWSBATCH,ECS
      R9 | numComputeWorkers         | 4 processors                  | kind=THREADS compute=many
      """;

  private record Rule(String field, String reason, Map<String, List<String>> when) {
    static Rule parse(String line) {
      String[] cells = line.split("\\|");
      Map<String, List<String>> when = new HashMap<>();
      for (String condition : cells[3].strip().split(" ")) {
        String[] sides = condition.split("=");
        when.put(sides[0], List.of(sides[1].split(",")));
      }
      return new Rule(cells[1].strip(), cells[2].strip(), when);
    }

    boolean fits(Map<String, String> columns) {
      return when.entrySet().stream().allMatch(w -> w.getValue().contains(columns.get(w.getKey())));
    }
  }

  private static String amount(int workers) {
    return workers == 0 ? "none" : workers > PROCESSORS ? "many" : "some";
  }

  /** Every combination of the grid, as fields of a style. */
  private static List<Map<String, Object>> grid() {
    Map<String, List<?>> values = new LinkedHashMap<>();
    values.put("numReadWorkers", List.of(0, 3));
    values.put("numComputeWorkers", List.of(0, 1, PROCESSORS, PROCESSORS + 1));
    values.put(
        "computeWorkerKind", Arrays.stream(WorkerKind.values()).map(WorkerKind::text).toList());
    values.put("computeWorkersRead", Arrays.asList(null, true, false));
    values.put("singleBlockComputeWorkers", List.of(false, true));
    values.put("haveSharedTemp", List.of(true, false));
    List<Map<String, Object>> all = List.of(Map.of());
    for (Map.Entry<String, List<?>> field : values.entrySet()) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> each : all) {
        for (Object value : field.getValue()) {
          Map<String, Object> one = new LinkedHashMap<>(each);
          one.put(field.getKey(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  private static Map<String, String> columns(Map<String, Object> fields) {
    return Map.of(
        "read", (int) fields.get("numReadWorkers") == 0 ? "none" : "some",
        "compute", amount((int) fields.get("numComputeWorkers")),
        "kind", fields.get("computeWorkerKind").toString().replace("CW_", ""),
        "reads", String.valueOf(fields.get("computeWorkersRead")),
        "single", String.valueOf(fields.get("singleBlockComputeWorkers")),
        "shared", String.valueOf(fields.get("haveSharedTemp")));
  }

  private static Optional<StyleException> refusal(Map<String, Object> fields) {
    try {
      ConcurrencyStyle.of(fields).requireProcessors(PROCESSORS);
      return Optional.empty();
    } catch (StyleException e) {
      return Optional.of(e);
    }
  }

  @Test
  void everyCombinationIsJudgedAsTheTableSays() {
    List<Rule> rules = TABLE.lines().map(Rule::parse).toList();
    Map<Rule, Integer> hits = new HashMap<>();
    int good = 0;
    for (Map<String, Object> fields : grid()) {
      Map<String, String> columns = columns(fields);
      Optional<Rule> rule = rules.stream().filter(r -> r.fits(columns)).findFirst();
      Optional<StyleException> refusal = refusal(fields);
      assertEquals(rule.isPresent(), refusal.isPresent(), fields + ": " + refusal);
      rule.ifPresent(r -> hits.merge(r, 1, Integer::sum));
      if (rule.isEmpty()) {
        good++;
        continue;
      }
      String message = refusal.get().getMessage();
      String head = message.substring(0, message.indexOf(": "));
      assertEquals(Optional.of(rule.get().field()), refusal.get().field(), fields + ": " + message);
      assertEquals(true, head.contains(rule.get().reason()), fields + ": " + message);
    }
    assertEquals(rules.size(), hits.size(), "every rule decides somewhere: " + hits.keySet());
    assertEquals(33, good, "combinations that are good");
  }

  @Test
  void theGoodCombinations() {
    assertEquals(
        """
        NONE none/none single=false
        NONE none/none single=true
        NONE some/none single=false
        SUBPROC none/many single=false
        SUBPROC none/none single=true
        SUBPROC none/some single=false
        SUBPROC some/many single=false
        SUBPROC some/some single=false
        THREADS none/some single=false
        THREADS some/some single=false
        """,
        grid().stream()
                .filter(fields -> refusal(fields).isEmpty())
                .map(StyleRulesTest::columns)
                .map(
                    c ->
                        "%s %s/%s single=%s"
                            .formatted(
                                c.get("kind"), c.get("read"), c.get("compute"), c.get("single")))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining("\n"))
            + "\n");
  }
}
