package io.cellar.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * What a command is called and takes. Each option is declared where its {@link Value} is kept, most
 * often in a field, and help lists it; messages about wrong ones are picocli's. Picocli's
 * annotations would say the same, but be read by reflection at every start: see
 * docs/performance.md. For one thread.
 */
final class Options {
  static {
    // Else picocli looks up, for each command, what turns texts into things that no option is; some
    // of these classes are not in every Java, and are then looked for in every jar.
    System.setProperty("picocli.converters.excludes", ".*");
  }

  private final String name;
  private final boolean hidden;
  private final String[] description;
  private final List<ArgSpec> specs = new ArrayList<>();

  private Options(String name, boolean hidden, String... description) {
    this.name = name;
    this.hidden = hidden;
    this.description = description.clone();
  }

  /**
   * Begins a command. It has {@code --help} and {@code --version}, as every one.
   *
   * @param description lines for help
   */
  Options(String name, String... description) {
    this(name, false, description);
  }

  /** Begins a command that is not for users: help does not list it, and it has none itself. */
  static Options hidden(String name, String description) {
    return new Options(name, true, description);
  }

  /** An option without a value: true where it is given. */
  Value<Boolean> flag(String name, String help) {
    return added(flagOf(help, name).build());
  }

  /** The same, of which help does not tell. */
  Value<Boolean> hiddenFlag(String name, String help) {
    return added(flagOf(help, name).hidden(true).build());
  }

  /** The option that has a command print one JSON object. */
  Value<Boolean> json() {
    return flag("--json", "Print one JSON object.");
  }

  /** An option with a text. */
  Value<String> text(String name, String label, String help) {
    return value(name, label, String.class, help);
  }

  /** An option with the name of a file or a folder. */
  Value<Path> path(String name, String label, String help) {
    return value(name, label, Path.class, help);
  }

  /**
   * An option with a value.
   *
   * @param label what help calls the value
   */
  <T> Value<T> value(String name, String label, Class<T> type, String help) {
    return added(option(name, label, type, help).build());
  }

  /** The same; where it is not given, its value is another one than null. */
  <T> Value<T> withDefault(String name, String label, T usual, String help) {
    return added(option(name, label, usual.getClass(), help).initialValue(usual).build());
  }

  /** The same; the command does not run without it. */
  <T> Value<T> required(String name, String label, Class<T> type, String help) {
    return added(option(name, label, type, help).required(true).build());
  }

  /** The same, of which help does not tell. */
  <T> Value<T> hidden(String name, String label, Class<T> type, String help) {
    return added(option(name, label, type, help).hidden(true).build());
  }

  /** The same, which may be given several times; not at all: an empty list. */
  <T> Value<List<T>> values(String name, String label, Class<T> type, String help) {
    return added(
        option(name, label, type, help)
            .type(List.class)
            .auxiliaryTypes(type)
            .initialValue(List.of())
            .build());
  }

  /** A word that must be there, after those that were declared before. */
  <T> Value<T> word(String label, Class<T> type, String help) {
    return added(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .type(type)
            .converters(converters(type))
            .required(true)
            .description(help)
            .build());
  }

  /** The first word of commands on a volume. */
  Value<String> location() {
    return word(
        "LOCATION", String.class, "Image, description or cache: a file, a folder or an address.");
  }

  /** All words there are; none: an empty list. */
  <T> Value<List<T>> words(String label, Class<T> type, String help) {
    return added(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(type)
            .converters(converters(type))
            .arity("0..*")
            .index("0..*")
            .initialValue(List.of())
            .description(help)
            .build());
  }

  private static OptionSpec.Builder flagOf(String help, String... names) {
    return OptionSpec.builder(names).type(boolean.class).initialValue(false).description(help);
  }

  private static OptionSpec.Builder option(String name, String label, Class<?> type, String help) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(type)
        .converters(converters(type))
        .description(help);
  }

  private <T> Value<T> added(ArgSpec spec) {
    specs.add(spec);
    return new Value<>(spec);
  }

  /** Picocli itself turns texts into numbers and enums. */
  private static ITypeConverter<?>[] converters(Class<?> type) {
    return type == Path.class
        ? new ITypeConverter<?>[] {Options::toPath}
        : new ITypeConverter<?>[0];
  }

  /** Says of a name that is none what picocli would, which calls by reflection. */
  private static Path toPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "cannot convert '%s' to %s (%s)".formatted(text, Path.class, e));
    }
  }

  /** The command line of a command that is called with the values. */
  CommandLine line(Callable<Integer> command) {
    return lineOf(command);
  }

  /** The command line of a command that is nothing but those under it. */
  CommandLine group() {
    return lineOf(this);
  }

  private CommandLine lineOf(Object command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command, Lists.ONLY).name(name);
    spec.usageMessage().description(description).hidden(hidden);
    if (!hidden) {
      added(flagOf("Show this help message and exit.", "-h", "--help").usageHelp(true).build());
      added(
          flagOf("Print version information and exit.", "-V", "--version")
              .versionHelp(true)
              .build());
    }
    specs.forEach(spec::add);
    return new CommandLine(spec, Lists.ONLY);
  }

  /** Makes what values of several words are gathered in. Picocli's own looks for Groovy first. */
  private static final class Lists implements IFactory {
    static final Lists ONLY = new Lists();

    @Override
    public <K> K create(Class<K> type) {
      if (type == List.class) {
        return type.cast(new ArrayList<>());
      }
      throw new IllegalArgumentException("nothing makes a " + type.getName());
    }
  }
}
