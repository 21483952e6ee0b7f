package io.cellar.job.folder;

import io.cellar.input.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the workers of a job hand back besides the fate of its blocks, merged by a rule for each
 * name. A name may have parts, divided by points, which become objects in each other in the report.
 *
 * @param all by name
 */
public record JobResults(Map<String, Result> all) {
  /** Nothing. */
  public static final JobResults NONE = new JobResults(Map.of());

  /** How two results of a name become one. */
  public enum Rule {
    SUM,
    MIN,
    MAX,
    /** That of the shard that comes first in the job. */
    FIRST;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One result.
   *
   * @param value a {@link Long} or {@link Double}; a {@link String} is possible by {@link
   *     Rule#FIRST} alone
   */
  public record Result(Rule rule, Object value) {
    public Result {
      boolean number = value instanceof Long || value instanceof Double;
      if (!number && !(rule == Rule.FIRST && value instanceof String)) {
        throw new IllegalArgumentException(
            "results: " + rule.word() + " of " + value + " is not possible");
      }
    }

    private Result plus(Result other) {
      if (rule == Rule.FIRST || other.rule != rule) {
        return this;
      }
      if (value instanceof Long a && other.value instanceof Long b) {
        return new Result(
            rule,
            switch (rule) {
              case SUM -> a + b;
              case MIN -> Math.min(a, b);
              case MAX, FIRST -> Math.max(a, b);
            });
      }
      double a = ((Number) value).doubleValue();
      double b = ((Number) other.value).doubleValue();
      return new Result(
          rule,
          switch (rule) {
            case SUM -> a + b;
            case MIN -> Math.min(a, b);
            case MAX, FIRST -> Math.max(a, b);
          });
    }
  }

  public JobResults {
    all = Map.copyOf(all);
  }

  /** Both together, these being the first. */
  public JobResults plus(JobResults other) {
    if (other.all.isEmpty()) {
      return this;
    }
    Map<String, Result> both = new LinkedHashMap<>(all);
    other.all.forEach((name, result) -> both.merge(name, result, Result::plus));
    return new JobResults(both);
  }

  /** As the file of a shard keeps them, with their rules. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    all.forEach((name, result) -> json.put(name, Json.object(result.rule.word(), result.value)));
    return json;
  }

  static JobResults of(Optional<JsonObject> json) {
    Map<String, Result> all = new LinkedHashMap<>();
    if (json.isPresent()) {
      for (String name : json.get().fields().keySet()) {
        for (Map.Entry<String, Object> each :
            json.get()
                .object(name)
                .orElseThrow(IllegalArgumentException::new)
                .fields()
                .entrySet()) {
          all.put(name, new Result(rule(each.getKey()), each.getValue()));
        }
      }
    }
    return new JobResults(all);
  }

  private static Rule rule(String word) {
    return Rule.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** As the report tells them: the values alone, by the parts of their names. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    all.keySet().stream().sorted().forEach(name -> put(values, name, all.get(name).value));
    return values;
  }

  @SuppressWarnings("unchecked") // only such maps are put in
  private static void put(Map<String, Object> into, String name, Object value) {
    int point = name.indexOf('.');
    if (point < 0) {
      into.put(name, value);
    } else {
      Object inner = into.computeIfAbsent(name.substring(0, point), _ -> new LinkedHashMap<>());
      if (inner instanceof Map<?, ?> map) {
        put((Map<String, Object>) map, name.substring(point + 1), value);
      }
    }
  }
}
