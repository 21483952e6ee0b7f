package io.cellar.app;

import io.cellar.input.Redaction;
import io.cellar.input.RegularFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Messages also go to a file, since a double-clicked program has no console: standard error is
 * doubled into it, its addresses without what may be secret in them, and each message with its
 * date. A file that has grown beyond a limit is set aside at the start, one old one is kept.
 */
final class LogFile {
  private static final long LONGEST = 4 << 20;
  private static final Pattern WARNING = Pattern.compile("\\[[^\\]]*] WARN ");

  private LogFile() {}

  /**
   * Doubles standard error into the file from now on. When the file cannot be written, says so and
   * goes on without.
   *
   * @param file its folder is made when missing
   * @param toldOtherwise whether warnings go to the file alone, since what they are about is told
   *     in one sentence at the end
   */
  public static void start(Path file, boolean toldOtherwise) {
    PrintStream console = System.err;
    Predicate<String> shown = line -> !toldOtherwise || !WARNING.matcher(line).lookingAt();
    try {
      Files.createDirectories(file.getParent());
      if (Files.exists(file) && RegularFile.require(file).size() > LONGEST) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".old"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      BufferedWriter log =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      System.setErr(
          new PrintStream(
              Redaction.lines(line -> write(line, console, shown, log)),
              false,
              StandardCharsets.UTF_8));
    } catch (RegularFile.NotRegularException e) {
      console.println("cellar: no log is kept: " + file + " " + e.getReason());
    } catch (IOException e) {
      console.println("cellar: no log is kept: " + file + ": " + e.getMessage());
    }
  }

  /** One sentence for whoever started the program; in the file too, once it is started. */
  static void say(String sentence) {
    System.err.println("cellar: " + sentence);
  }

  /** A disk that is full or gone must not keep anything from being said. */
  private static void write(
      String line, PrintStream console, Predicate<String> shown, BufferedWriter log) {
    if (shown.test(line)) {
      console.print(line);
      console.flush();
    }
    try {
      if (!Character.isWhitespace(line.charAt(0))) {
        log.write(
            String.format(Locale.ROOT, "%tF %<tT ", LocalDateTime.now(ZoneId.systemDefault())));
      }
      log.write(line);
      log.flush();
    } catch (IOException e) {
      console.println("cellar: the log cannot be written: " + e.getMessage());
    }
  }
}
