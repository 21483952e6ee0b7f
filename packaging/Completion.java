import io.cellar.cli.CellarCommand;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.AutoComplete;

/**
 * Prints the completion of the command line for bash, as picocli makes it. Here it completes names
 * of files where a location may stand, and words such as {@code centre} as help writes them. Zsh
 * reads it too.
 *
 * <p>Usage: {@code java -cp 'APP/cellar.jar:APP/lib/*' packaging/Completion.java}.
 */
final class Completion {
  /** What keeps bash from completing file names, for all words of a command. */
  private static final String NO_FILES = "type compopt &>/dev/null && compopt +o default\n";

  /** An option whose value only the user knows. */
  private static final Pattern UNKNOWN_VALUE = Pattern.compile("(?m)^      return\n");

  /** The words that an option takes. */
  private static final Pattern WORDS = Pattern.compile("(?m)^  local \\w+_option_args=\\((.*)\\)");

  private static final String COMMANDS = " cellar cellar.sh cellar.bash\n";

  private Completion() {}

  public static void main(String[] args) {
    String script = AutoComplete.bash("cellar", CellarCommand.describe()).replace("\r\n", "\n");
    for (String known : new String[] {"\n  " + NO_FILES, COMMANDS}) {
      if (!script.contains(known)) {
        System.err.println("Completion: picocli's script has changed, it lacks: " + known.strip());
        System.exit(1);
      }
    }
    script = script.replace("\n  " + NO_FILES, "\n");
    script = UNKNOWN_VALUE.matcher(script).replaceAll("      " + NO_FILES + "      return\n");
    script =
        WORDS
            .matcher(script)
            .replaceAll(m -> m.group().replace(m.group(1), m.group(1).toLowerCase(Locale.ROOT)));
    // It is read by a shell, not started; what the window's launcher takes is files, as by default.
    System.out.print(script.replace(COMMANDS, " cellar\n").replaceFirst("^#!.*\n", ""));
  }
}
