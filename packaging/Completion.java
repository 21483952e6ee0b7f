import io.cellar.cli.CellarCommand;
import picocli.AutoComplete;

/**
 * Prints the completion of the command line for bash, which zsh reads too after {@code autoload -U
 * bashcompinit && bashcompinit}.
 *
 * <p>Usage: {@code java -cp 'APP/cellar.jar:APP/lib/*' packaging/Completion.java}.
 */
final class Completion {
  private Completion() {}

  public static void main(String[] args) {
    System.out.print(AutoComplete.bash("cellar", CellarCommand.describe()));
  }
}
