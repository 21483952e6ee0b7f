package io.cellar.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A process that can be told from a later one with the same number.
 *
 * @param pid its number
 * @param host name of the machine
 * @param started when it started, by the wall clock
 * @param boot on Linux, the boot and the clock tick at which it started, which do not move when the
 *     wall clock is set
 */
public record ProcessIdentity(
    long pid, String host, Optional<Instant> started, Optional<String> boot) {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final Path PROC = Path.of("/proc");
  private static final ProcessIdentity SELF = of(ProcessHandle.current(), hostName());

  public static ProcessIdentity self() {
    return SELF;
  }

  private static ProcessIdentity of(ProcessHandle process, String host) {
    return new ProcessIdentity(
        process.pid(), host, process.info().startInstant(), bootTick(process.pid()));
  }

  /** True when it ran on this machine, as far as the name tells. */
  public boolean isOnThisHost() {
    return host.equalsIgnoreCase(SELF.host);
  }

  /**
   * True when it is known to be gone: no such process here, or its number belongs to one that
   * started later. False for one of another machine, of which nothing is known.
   */
  public boolean isDead() {
    if (!isOnThisHost()) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty() || !isSame(of(process.get(), host));
  }

  private boolean isSame(ProcessIdentity now) {
    if (boot.isPresent() && now.boot.isPresent()) {
      return boot.equals(now.boot);
    }
    return started.isEmpty()
        || now.started.isEmpty()
        || !now.started.get().isAfter(started.get().plus(TOLERANCE));
  }

  /**
   * Field 22 of {@code /proc/PID/stat} (proc(5)) after the boot's id; the command before it is in
   * parentheses and may hold blanks.
   */
  private static Optional<String> bootTick(long pid) {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(boot + "/" + fields[19]);
    } catch (IOException | IndexOutOfBoundsException _) {
      return Optional.empty(); // not Linux, or the process has just gone
    }
  }

  /** Without asking the network where that is possible: a name server may take seconds. */
  private static String hostName() {
    try {
      return plain(Files.readString(Path.of("/proc/sys/kernel/hostname")));
    } catch (IOException _) {
      String windows = System.getenv("COMPUTERNAME");
      if (windows != null) {
        return plain(windows);
      }
    }
    try {
      return plain(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException _) {
      return "unknown";
    }
  }

  private static String plain(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
    return name.isEmpty() ? "unknown" : name;
  }
}
