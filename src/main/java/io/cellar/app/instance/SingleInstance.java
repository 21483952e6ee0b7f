package io.cellar.app.instance;

import io.cellar.input.FileTrouble;
import io.cellar.input.PrintableText;
import io.cellar.settings.Folders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The program that runs on a desktop: further starts hand it their locations and end. One for each
 * set of the user's folders and each display. Thread-safe.
 */
public final class SingleInstance implements AutoCloseable {
  /** How long a start waits for the running program, which may just be starting itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final InstanceFiles files;
  private final InstanceLock lock;
  private final Optional<InstanceLock> session;
  private final Inbox inbox = new Inbox();
  private Listener listener;

  /** Guarded by this. */
  private boolean left;

  private final AtomicBoolean closed = new AtomicBoolean();

  /** What a start has come to. */
  public sealed interface Start {
    /** This process is the one; further starts reach it until the instance is closed. */
    record First(SingleInstance instance) implements Start {}

    /** The running program has taken the locations: there is nothing left to do. */
    record HandedOver() implements Start {}

    /**
     * The locations are not taken.
     *
     * @param reason one sentence for the user
     */
    record Refused(String reason) implements Start {}

    /**
     * No running program can be reached, nor can this process be reached by others: it goes on by
     * itself.
     *
     * @param reason one sentence for the log
     * @param beside whether another program with the same folders is running
     */
    record Alone(String reason, boolean beside) implements Start {}
  }

  private SingleInstance(InstanceFiles files, InstanceLock lock) throws IOException {
    this.files = files;
    this.lock = lock;
    this.session = InstanceLock.tryTake(files.session());
    try {
      this.listener = new Listener(files, inbox, Listener.PATIENCE);
    } catch (IOException | RuntimeException | Error e) {
      session.ifPresent(InstanceLock::close);
      throw e;
    }
  }

  /**
   * Becomes the running program, or hands locations to the one that there is. Waits for it, some
   * seconds at most.
   *
   * @param folders the user's
   * @param environment of this process
   * @param locations as typed; relative paths start from this process's working folder. Empty asks
   *     for an empty window
   */
  public static Start start(
      Folders folders, Map<String, String> environment, List<String> locations) {
    try {
      return start(InstanceFiles.of(folders, environment), locations, PATIENCE);
    } catch (IOException e) {
      return new Start.Alone(words(e), false);
    }
  }

  /** Becomes the running program, unless there is one; hands over nothing. */
  public static Start startOwn(Folders folders, Map<String, String> environment) {
    try {
      InstanceFiles files = InstanceFiles.of(folders, environment);
      Optional<InstanceLock> lock = InstanceLock.tryTake(files.lock());
      return lock.isPresent()
          ? new Start.First(first(files, lock.get()))
          : new Start.Alone("another program is running, and a process of its own is wanted", true);
    } catch (IOException e) {
      return new Start.Alone(words(e), false);
    }
  }

  static Start start(InstanceFiles files, List<String> locations, Duration patience)
      throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Path here = Path.of("").toAbsolutePath();
    List<String> absolute = locations.stream().map(l -> HandedLocation.absolute(l, here)).toList();
    Optional<Start> busy = Optional.empty();
    while (true) {
      Optional<InstanceLock> lock = InstanceLock.tryTake(files.lock());
      if (lock.isPresent()) {
        return new Start.First(first(files, lock.get()));
      }
      try {
        Optional<Answer> answer =
            Caller.tell(files, Message.bytes(absolute), Duration.ofNanos(end - System.nanoTime()));
        Optional<Start> told = answer.map(SingleInstance::told);
        if (told.isPresent() && !answer.get().equals(Answer.BUSY)) {
          return told.get();
        }
        if (told.isPresent()) {
          busy = told;
        }
        if (System.nanoTime() >= end) {
          return busy.orElse(new Start.Alone(noAnswer(files, patience), true));
        }
        Thread.sleep(PAUSE); // it is just starting, just ending, or busy
      } catch (RefusedException e) {
        return new Start.Refused(e.getMessage());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new Start.Alone("interrupted while the running program was waited for", true);
      }
    }
  }

  private static Start told(Answer answer) {
    return answer.reason().<Start>map(Start.Refused::new).orElseGet(Start.HandedOver::new);
  }

  private static SingleInstance first(InstanceFiles files, InstanceLock lock) throws IOException {
    try {
      return new SingleInstance(files, lock);
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static String noAnswer(InstanceFiles files, Duration patience) throws IOException {
    return "the running program"
        + InstanceLock.holder(files.lock()).map(pid -> " (process " + pid + ")").orElse("")
        + " does not answer within "
        + patience.toSeconds()
        + " seconds";
  }

  private static String words(IOException e) {
    String file = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : "";
    return PrintableText.of(FileTrouble.reason(e) + (file.isEmpty() ? "" : ": " + file), 400);
  }

  /**
   * Has the locations of further starts opened, each start's at once: from now on, and those that
   * came before.
   *
   * @param open called on a thread of the instance, one call after the other; an empty list asks
   *     for an empty window. It must not wait; what it throws is logged
   * @throws IllegalStateException if called before
   */
  public void serve(Consumer<List<String>> open) {
    inbox.serve(open);
  }

  /**
   * Whether this program keeps what its windows show for the next start: not while another does, on
   * another display.
   */
  public boolean keepsSession() {
    return session.isPresent();
  }

  /**
   * Takes nothing more from further starts, which wait for the end of this program or their
   * patience; what was taken has been handed on when this returns. May be called twice.
   */
  public synchronized void leave() {
    if (!left) { // what has these names later may be another's
      left = true;
      inbox.close();
      listener.close();
    }
  }

  /**
   * Has further starts opened again after {@link #leave}: there is something to go on for.
   *
   * @throws IOException when there can be no socket; they are not
   */
  public synchronized void goOn() throws IOException {
    if (left && !closed.get()) {
      listener = new Listener(files, inbox, Listener.PATIENCE);
      inbox.open();
      left = false;
    }
  }

  /** From now on another start becomes the running program. Closing again does nothing. */
  @Override
  public void close() {
    leave();
    if (closed.getAndSet(true)) {
      return;
    }
    session.ifPresent(InstanceLock::close);
    lock.close();
  }
}
