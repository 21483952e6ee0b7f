import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints what CHANGELOG.md says of a version, in a form that packages or pages of releases take.
 *
 * <p>Usage: {@code java packaging/ReleaseNotes.java VERSION markdown|appstream|debian}, in the
 * folder of CHANGELOG.md. {@code markdown} is the version's own text; {@code appstream} is a {@code
 * releases} element and {@code debian} a changelog, both of that version and all before it.
 *
 * <p>A version begins with {@code ## 0.1.0, 2026-12-01} or {@code ## 0.1.0, not yet released}; the
 * newest is first. A paragraph for users may follow, which is then all that {@code appstream} says
 * of that version; the notes are items of one list. A version that is not released yet has the date
 * of SOURCE_DATE_EPOCH, or else of today. Debian's changelog is signed with DEBFULLNAME and
 * DEBEMAIL. What is wrong is told in one line, with exit code 1.
 */
final class ReleaseNotes {
  private static final Path FILE = Path.of("CHANGELOG.md");
  private static final Pattern HEAD = Pattern.compile("## (\\S+), (.+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*(-[0-9A-Za-z.]+)?");

  /** What is neither a paragraph nor an item. */
  private static final Pattern OTHER = Pattern.compile("#.*|[*+>] .*|\\d+[.)] .*");

  private static final int DEBIAN_WIDTH = 80;
  private static final DateTimeFormatter DEBIAN_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy '00:00:00 +0000'", Locale.ENGLISH);

  private record Release(String version, Optional<LocalDate> date, List<String> lines) {

    /** What is said to users before the list, in one line of Markdown; may be empty. */
    String summary() {
      return lines.stream()
          .takeWhile(line -> !line.startsWith("- "))
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.joining(" "));
    }

    /** The items of the list, each in one line of Markdown. */
    List<String> items() {
      List<String> items = new ArrayList<>();
      for (String line : lines.stream().dropWhile(line -> !line.startsWith("- ")).toList()) {
        if (line.startsWith("- ")) {
          items.add(line.substring(2).strip());
        } else if (!line.isBlank()) {
          items.add(items.removeLast() + " " + line.strip());
        }
      }
      return items;
    }
  }

  /** Something is wrong with the words or the file. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  private ReleaseNotes() {}

  public static void main(String[] args) {
    try {
      String text = text(args);
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
    } catch (Wrong e) {
      System.err.println("ReleaseNotes: " + e.getMessage());
      System.exit(1);
    }
  }

  private static String text(String[] args) throws Wrong {
    if (args.length != 2) {
      throw new Wrong("expected two words: VERSION markdown|appstream|debian");
    }
    List<Release> all = read();
    List<Release> upTo =
        all.stream().dropWhile(release -> !release.version().equals(args[0])).toList();
    if (upTo.isEmpty()) {
      throw new Wrong(
          "%s has no version %s; it has %s"
              .formatted(
                  FILE,
                  args[0],
                  all.stream().map(Release::version).collect(Collectors.joining(", "))));
    }
    return switch (args[1]) {
      case "markdown" -> String.join("\n", upTo.getFirst().lines()).strip() + "\n";
      case "appstream" -> appstream(upTo);
      case "debian" -> debian(upTo);
      default -> throw new Wrong("no form " + args[1] + ": expected markdown, appstream or debian");
    };
  }

  private static List<Release> read() throws Wrong {
    List<String> lines;
    try {
      lines = Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new Wrong("cannot read " + FILE.toAbsolutePath() + ": " + e);
    }
    List<Release> all = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      String line = lines.get(n);
      if (line.startsWith("## ")) {
        all.add(release(line, n + 1));
      } else if (!all.isEmpty()) {
        if (!isExpected(line, all.getLast().lines())) {
          throw new Wrong(at(n + 1) + "expected an item that begins with \"- \", found: " + line);
        }
        all.getLast().lines().add(line);
      }
    }
    if (all.isEmpty()) {
      throw new Wrong(FILE + " has no line such as \"## 0.1.0, 2026-12-01\"");
    }
    for (Release release : all) {
      if (release.items().isEmpty()) {
        throw new Wrong(
            FILE
                + " has no notes of "
                + release.version()
                + ": expected items that begin with \"- \"");
      }
    }
    return all;
  }

  /** Before the list there may be one paragraph, and no heading or other list. */
  private static boolean isExpected(String line, List<String> before) {
    boolean list = line.startsWith("- ") || before.stream().anyMatch(b -> b.startsWith("- "));
    if (list || line.isBlank()) {
      return true;
    }
    boolean begins = before.isEmpty() || before.getLast().isBlank();
    boolean another = begins && !before.stream().allMatch(String::isBlank);
    return !another && !OTHER.matcher(line).matches();
  }

  private static Release release(String line, int number) throws Wrong {
    Matcher head = HEAD.matcher(line.strip());
    if (!head.matches() || !NUMBER.matcher(head.group(1)).matches()) {
      throw new Wrong(
          at(number)
              + "expected \"## VERSION, YYYY-MM-DD\" or \"## VERSION, not yet released\", found: "
              + line);
    }
    if (head.group(2).equals("not yet released")) {
      return new Release(head.group(1), Optional.empty(), new ArrayList<>());
    }
    try {
      LocalDate date = LocalDate.parse(head.group(2));
      return new Release(head.group(1), Optional.of(date), new ArrayList<>());
    } catch (DateTimeParseException e) {
      throw new Wrong(at(number) + "no date, nor \"not yet released\": " + head.group(2));
    }
  }

  private static String at(int number) {
    return FILE + ", line " + number + ": ";
  }

  private static String appstream(List<Release> releases) throws Wrong {
    StringBuilder text = new StringBuilder("  <releases>\n");
    for (Release release : releases) {
      text.append(
          "    <release version=\"%s\" date=\"%s\" type=\"%s\">\n"
              .formatted(
                  release.version().replace("-", "~"),
                  date(release),
                  release.date().isPresent() ? "stable" : "development"));
      text.append("      <description>\n");
      if (release.summary().isEmpty()) {
        text.append("        <ul>\n");
        for (String item : release.items()) {
          text.append("          <li>").append(inline(item, ReleaseNotes::xml)).append("</li>\n");
        }
        text.append("        </ul>\n");
      } else {
        String summary = inline(release.summary(), ReleaseNotes::xml);
        text.append("        <p>").append(summary).append("</p>\n");
      }
      text.append("      </description>\n    </release>\n");
    }
    return text.append("  </releases>\n").toString();
  }

  private static String debian(List<Release> releases) throws Wrong {
    String name = System.getenv().getOrDefault("DEBFULLNAME", "The Cellar developers");
    String mail = System.getenv().getOrDefault("DEBEMAIL", "developers@cellar.invalid");
    StringBuilder text = new StringBuilder();
    for (Release release : releases) {
      text.append(
          "cellar (%s) %s; urgency=medium\n\n"
              .formatted(
                  release.version().replace("-", "~"),
                  release.date().isPresent() ? "unstable" : "UNRELEASED"));
      if (!release.summary().isEmpty()) {
        text.append(wrapped(inline(release.summary(), UnaryOperator.identity())));
      }
      for (String item : release.items()) {
        text.append(wrapped(inline(item, UnaryOperator.identity())));
      }
      text.append("\n -- %s <%s>  %s\n\n".formatted(name, mail, DEBIAN_DATE.format(date(release))));
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String wrapped(String item) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder("  *");
    for (String word : item.split(" +")) {
      if (line.length() + 1 + word.length() > DEBIAN_WIDTH) {
        text.append(line).append('\n');
        line.setLength(0);
        line.append("   ");
      }
      line.append(' ').append(word);
    }
    return text.append(line).append('\n').toString();
  }

  private static LocalDate date(Release release) throws Wrong {
    String epoch = System.getenv("SOURCE_DATE_EPOCH");
    try {
      Instant built = epoch == null ? Instant.now() : Instant.ofEpochSecond(Long.parseLong(epoch));
      return release.date().orElse(LocalDate.ofInstant(built, ZoneOffset.UTC));
    } catch (NumberFormatException e) {
      throw new Wrong("SOURCE_DATE_EPOCH: expected seconds since 1970, found: " + epoch);
    }
  }

  /** Markdown's marks within a line: what is between backticks stays as it is, others go. */
  private static String inline(String item, UnaryOperator<String> escape) {
    boolean tags = !escape.apply("&").equals("&");
    StringBuilder text = new StringBuilder();
    String[] parts = item.split("`", -1);
    for (int n = 0; n < parts.length; n++) {
      boolean code = n % 2 == 1;
      String part =
          code
              ? parts[n]
              : parts[n]
                  .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                  .replaceAll("(\\*{1,2})(\\S(?:[^*]*\\S)?)\\1", "$2");
      text.append(code && tags ? "<code>" : "");
      text.append(escape.apply(part));
      text.append(code && tags ? "</code>" : "");
    }
    return text.toString();
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
