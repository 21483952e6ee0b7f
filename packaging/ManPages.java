import io.cellar.cli.CellarCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the manual pages of the command line from its own help: {@code cellar.1}, one page for
 * each command such as {@code cellar-jobs-add.1}, and {@code cellar-window.1}. They are in the
 * {@code man} macros of roff (man(7)).
 *
 * <p>Usage: {@code java -cp 'APP/cellar.jar:APP/lib/*' packaging/ManPages.java FOLDER}. Pages are
 * dated by SOURCE_DATE_EPOCH where it is set.
 */
final class ManPages {
  /** A group of a synopsis up to this length is not broken between lines. */
  private static final int UNBROKEN = 40;

  /** Of the pages, as {@code YYYY-MM-DD}; empty where the build has none. */
  private static final String DATE = date(System.getenv("SOURCE_DATE_EPOCH"));

  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  private ManPages(CommandSpec spec) {
    this.spec = spec;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: java -cp CLASSES packaging/ManPages.java FOLDER");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    CommandLine root = CellarCommand.describe();
    write(root, folder);
    CommandSpec open = root.getSubcommands().get("open").getCommandSpec();
    Files.writeString(folder.resolve("cellar-window.1"), new ManPages(open).window());
  }

  private static String date(String epoch) {
    if (epoch == null || !epoch.matches("\\d{1,11}")) {
      return "";
    }
    Instant built = Instant.ofEpochSecond(Long.parseLong(epoch));
    return LocalDate.ofInstant(built, ZoneOffset.UTC).toString();
  }

  private static void write(CommandLine line, Path folder) throws IOException {
    CommandSpec spec = line.getCommandSpec();
    Files.writeString(folder.resolve(name(spec) + ".1"), new ManPages(spec).page());
    for (CommandLine below : shown(line.getSubcommands().values())) {
      write(below, folder);
    }
  }

  private static List<CommandLine> shown(Iterable<CommandLine> all) {
    List<CommandLine> shown = new ArrayList<>();
    for (CommandLine each : all) {
      if (!each.getCommandSpec().usageMessage().hidden()) {
        shown.add(each);
      }
    }
    return shown;
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private String page() {
    head(name(spec));
    section("SYNOPSIS");
    synopsis(spec.qualifiedName());
    body();
    CommandLine line = spec.commandLine();
    List<CommandLine> below = shown(line.getSubcommands().values());
    if (!below.isEmpty()) {
      section("COMMANDS");
      for (CommandLine each : below) {
        item(reference(each.getCommandSpec()));
        text(List.of(first(each.getCommandSpec())));
      }
    }
    notes();
    List<String> also = new ArrayList<>();
    for (CommandLine up = line.getParent(); up != null; up = up.getParent()) {
      also.addFirst(reference(up.getCommandSpec()));
    }
    below.forEach(each -> also.add(reference(each.getCommandSpec())));
    if (line.getParent() == null) {
      also.add("\\fBcellar\\-window\\fR(1)");
    }
    also(also);
    return page.toString();
  }

  /** The program as the desktop starts it: the words are those of the command that it runs. */
  private String window() {
    head("cellar-window");
    section("SYNOPSIS");
    synopsis("cellar-window " + spec.name());
    body();
    notes();
    CommandSpec root = spec.parent();
    also(List.of(reference(root), reference(spec)));
    return page.toString();
  }

  private void head(String name) {
    String title = escape(name.toUpperCase(Locale.ROOT));
    String version = escape(spec.root().version()[0]);
    page.append(".TH \"%s\" 1 \"%s\" \"%s\" \"Cellar\"\n".formatted(title, DATE, version));
    page.append(".nh\n.ad l\n");
    section("NAME");
    String what = first(spec).replaceFirst("\\.$", "");
    page.append(escape(name)).append(" \\- ").append(escape(what)).append('\n');
  }

  /** Its ways to be called: one, unless its help has written them down itself, each in a line. */
  private void synopsis(String name) {
    String all = new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
    if (spec.usageMessage().customSynopsis().length == 0) {
      synopsis(name, all.replaceAll("\\s+", " ").strip());
    } else {
      all.lines().forEach(line -> synopsis(name, line.strip()));
    }
  }

  private void synopsis(String name, String words) {
    String rest = words.substring(spec.qualifiedName().length()).strip();
    page.append(".HP\n\\fB").append(escape(name)).append("\\fR");
    for (String group : groups(rest)) {
      String shown = escape(group);
      page.append(' ');
      page.append(group.length() <= UNBROKEN ? shown.replace(" ", "\\ ") : shown);
    }
    page.append('\n');
  }

  /** The parts of a synopsis between blanks that no bracket encloses. */
  private static List<String> groups(String synopsis) {
    List<String> groups = new ArrayList<>();
    StringBuilder group = new StringBuilder();
    int depth = 0;
    for (char c : synopsis.toCharArray()) {
      depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        groups.add(group.toString());
        group.setLength(0);
      } else {
        group.append(c);
      }
    }
    groups.add(group.toString());
    return groups;
  }

  private void body() {
    section("DESCRIPTION");
    text(lines(spec.usageMessage().description()));
    List<ArgSpec> parameters =
        spec.positionalParameters().stream()
            .filter(p -> !p.hidden())
            .map(ArgSpec.class::cast)
            .toList();
    if (!parameters.isEmpty()) {
      section("ARGUMENTS");
      parameters.forEach(p -> argument(italic(p.paramLabel()), p));
    }
    section("OPTIONS");
    spec.options().stream()
        .filter(option -> !option.hidden())
        .sorted((a, b) -> a.longestName().compareTo(b.longestName()))
        .forEach(this::option);
  }

  private void option(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      names.add("\\fB" + escape(name) + "\\fR");
    }
    String value = option.arity().max() == 0 ? "" : "=" + italic(option.paramLabel());
    argument(String.join(", ", names) + value, option);
  }

  private void argument(String label, ArgSpec arg) {
    item(label);
    text(lines(arg.description()));
  }

  private void item(String label) {
    page.append(".TP\n").append(label).append('\n');
  }

  private void notes() {
    List<String> footer = lines(spec.usageMessage().footer());
    if (!footer.isEmpty()) {
      section("NOTES");
      for (String line : footer) {
        text(List.of(line));
        page.append(line.endsWith(".") ? ".sp\n" : "");
      }
    }
  }

  private void also(List<String> references) {
    if (!references.isEmpty()) {
      section("SEE ALSO");
      page.append(String.join(",\n", references)).append('\n');
    }
  }

  private static String reference(CommandSpec spec) {
    return "\\fB" + escape(name(spec)) + "\\fR(1)";
  }

  private static String italic(String label) {
    return "\\fI" + escape(label) + "\\fR";
  }

  private void section(String title) {
    page.append(".SH ").append(title).append('\n');
  }

  /** The sentence that a list of commands shows. */
  private static String first(CommandSpec spec) {
    return lines(spec.usageMessage().description()).getFirst().strip();
  }

  /** Lines of running text; an empty one ends a paragraph. */
  private void text(List<String> lines) {
    boolean begun = false;
    for (String line : lines) {
      if (line.isBlank()) {
        page.append(begun ? ".sp\n" : "");
      } else {
        page.append(guarded(escape(line.strip()))).append('\n');
        begun = true;
      }
    }
  }

  /** As help prints them: without marks of style, formats resolved. */
  private static List<String> lines(String[] lines) {
    return Arrays.stream(lines)
        .map(line -> Ansi.OFF.string(line.formatted()))
        .flatMap(String::lines)
        .dropWhile(String::isBlank)
        .toList();
  }

  /** A line that roff would take for a request is none. */
  private static String guarded(String line) {
    return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
  }

  /** Characters that roff reads as its own, or prints as others than were meant. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\\' -> escaped.append("\\e");
        case '-' -> escaped.append("\\-");
        case '\'' -> escaped.append("\\(aq");
        case '"' -> escaped.append("\\(dq");
        case '`' -> escaped.append("\\(ga");
        case '^' -> escaped.append("\\(ha");
        case '~' -> escaped.append("\\(ti");
        default -> {
          if (c < 0x80) {
            escaped.append(c);
          } else {
            escaped.append("\\[u%04X]".formatted((int) c));
          }
        }
      }
    }
    return escaped.toString();
  }
}
