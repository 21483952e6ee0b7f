package io.cellar.description;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A description cannot be used. Carries everything that is wrong with it, in the order of the text,
 * so that it can be mended in one go.
 */
public final class DescriptionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** At least one problem. */
  public DescriptionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, at least one. The message of the exception is their texts, one a line. */
  public List<Problem> problems() {
    return problems;
  }
}
