package io.cellar.store;

import io.cellar.input.PrintableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The content of a lock file, also the head of a journal. The original's lines come first, ours
 * after them:
 *
 * <pre>
 *   Owning process args:
 *   /usr/bin/java
 *   …
 *   pid: 4711
 *   host: lab3
 *   started: 2026-11-20T15:04:05.123456Z
 *   process started: 2026-11-20T14:00:00Z (4f7e…/123456)
 * </pre>
 *
 * <p>The last line ends with the boot's id and the clock tick of the start where the system tells
 * them.
 *
 * @param args the original's lines: command and arguments of the owner
 * @param owner who wrote it, when it is one of ours
 */
record LockText(List<String> args, Optional<ProcessIdentity> owner) {
  private static final String ARGS = "Owning process args:";
  private static final String PID = "pid: ";
  private static final String HOST = "host: ";
  private static final String STARTED = "started: ";
  private static final String PROCESS = "process started: ";
  private static final Pattern INTERPRETER =
      Pattern.compile("(java|python[0-9.]*|pythonw)(\\.exe)?");

  /** The content for a lock of this process, taken at a moment. */
  static String ofSelf(Instant now) {
    return Self.HEAD + STARTED + now + '\n' + Self.END;
  }

  /** What every lock of this process says; asking the system for it takes longer than to lock. */
  private static final class Self {
    private static final String HEAD;
    private static final String END;

    static {
      ProcessIdentity self = ProcessIdentity.self();
      String command = ProcessHandle.current().info().command().orElse("cellar");
      // Arguments can hold addresses with keys: the program's name is enough to recognise it.
      List<String> head =
          List.of(
              ARGS,
              command.replaceAll("\\R", " "),
              "cellar",
              PID + self.pid(),
              HOST + self.host() + "\n");
      HEAD = String.join("\n", head);
      END =
          PROCESS
              + self.started().map(Instant::toString).orElse("unknown")
              + self.boot().map(boot -> " (" + boot + ")").orElse("")
              + "\n";
    }
  }

  /** Reads any content; what is not one of ours has no owner. */
  static LockText parse(byte[] content) {
    List<String> args = new ArrayList<>();
    String pid = "";
    String host = "";
    String process = "";
    for (String line : new String(content, StandardCharsets.UTF_8).split("\\R")) {
      if (line.startsWith(PID)) {
        pid = line.substring(PID.length());
      } else if (line.startsWith(HOST)) {
        host = line.substring(HOST.length());
      } else if (line.startsWith(PROCESS)) {
        process = line.substring(PROCESS.length());
      } else if (!line.startsWith(STARTED) && !line.equals(ARGS) && !line.isBlank()) {
        args.add(line);
      }
    }
    return new LockText(List.copyOf(args), owner(pid, host, process));
  }

  private static Optional<ProcessIdentity> owner(String pid, String host, String process) {
    if (!pid.matches("\\d{1,18}") || host.isBlank()) {
      return Optional.empty();
    }
    int open = process.indexOf(" (");
    boolean hasBoot = open >= 0 && process.endsWith(")");
    return Optional.of(
        new ProcessIdentity(
            Long.parseLong(pid),
            host,
            instant(hasBoot ? process.substring(0, open) : process),
            hasBoot
                ? Optional.of(process.substring(open + 2, process.length() - 1))
                : Optional.empty()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text.strip()));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /** The owner in words. */
  String words() {
    String program = args.isEmpty() ? "" : " (" + PrintableText.of(program(), 80) + ")";
    if (owner.isPresent()) {
      String host = PrintableText.of(owner.get().host(), 80);
      return "pid " + owner.get().pid() + " on host " + host + program;
    }
    return args.isEmpty() ? "unknown (the lock file is empty)" : "another program" + program;
  }

  /** The script or program: the name of the first argument, or of what an interpreter runs. */
  private String program() {
    String first = fileName(args.getFirst());
    if (INTERPRETER.matcher(first).matches()) {
      return args.stream()
          .skip(1)
          .filter(arg -> !arg.startsWith("-"))
          .findFirst()
          .map(LockText::fileName)
          .orElse(first);
    }
    return first;
  }

  private static String fileName(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.isEmpty() ? path : name;
  }
}
