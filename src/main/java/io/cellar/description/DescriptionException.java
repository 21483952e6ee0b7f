package io.cellar.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A description cannot be used. Carries everything that is wrong with it, in the order of the text,
 * so that it can be mended in one go.
 */
public class DescriptionException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int MOST = 100;

  private final transient List<Problem> problems;

  public DescriptionException(List<Problem> problems) {
    this(problems, 0);
  }

  /**
   * Problems, at least one, and how many more there are that are only counted. Of very many the
   * first {@value #MOST} are kept.
   */
  public DescriptionException(List<Problem> problems, int more) {
    this(told(problems, more));
  }

  private DescriptionException(Told told) {
    super(told.problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = told.problems;
  }

  private record Told(List<Problem> problems) {}

  private static Told told(List<Problem> problems, int more) {
    List<Problem> told = new ArrayList<>(problems.subList(0, Math.min(MOST, problems.size())));
    int rest = problems.size() - told.size() + more;
    if (rest > 0) {
      told.add(new Problem("", "", 0, 0, String.format(Locale.ROOT, "and %,d more", rest)));
    }
    return new Told(List.copyOf(told));
  }

  /**
   * All problems, at least one; of very many the first {@value #MOST}, and one that tells how many
   * more there are. The message of the exception is their texts, one a line.
   */
  public List<Problem> problems() {
    return problems;
  }
}
