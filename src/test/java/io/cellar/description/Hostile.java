package io.cellar.description;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The hostile texts of this package's tests, for tests of the whole program. */
public final class Hostile {
  private Hostile() {}

  /** Texts that are no descriptions, by name. */
  @SuppressWarnings("unchecked")
  public static Map<String, Supplier<String>> descriptions() {
    Map<String, Supplier<String>> texts = new LinkedHashMap<>();
    HostileTextTest.texts()
        .map(each -> (Named<Supplier<String>>) each.get()[0])
        .forEach(named -> texts.put(named.getName(), named.getPayload()));
    return texts;
  }

  /** Reads a text as a description. */
  public static DescriptionFile read(String text) throws DescriptionException {
    return Descriptions.read(text);
  }

  /** Expressions that have no value. */
  public static Stream<String> expressions() {
    return ExpressionTest.refused();
  }

  /** The value of an expression as text; empty if it is refused. */
  public static Optional<String> evaluate(String text) {
    try {
      return Optional.of(ExpressionTest.show(Expression.evaluate(text)));
    } catch (Expression.Invalid e) {
      return Optional.empty();
    }
  }
}
