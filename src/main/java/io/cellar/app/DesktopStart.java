package io.cellar.app;

import io.cellar.app.instance.SingleInstance;
import io.cellar.app.instance.SingleInstance.Start;
import io.cellar.settings.Folders;
import io.cellar.settings.Launch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start of the program has come to on a desktop where it may be running already: this
 * process is the running program, goes on beside it, or has nothing left to do.
 */
final class DesktopStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopStart.class);

  private static final int WRONG_USAGE = 2;

  private final Start start;
  private final Optional<MacOpenEvents> events;

  private DesktopStart(Start start, Optional<MacOpenEvents> events) {
    this.start = start;
    this.events = events;
  }

  /** A process that nobody hands anything to, and that keeps nothing. */
  static DesktopStart apart() {
    return new DesktopStart(new Start.Alone("only a picture is made", true), Optional.empty());
  }

  /**
   * Hands locations to the running program, or becomes it. Waits for it some seconds at most. What
   * holds for a whole process, such as its colours, is never handed over.
   */
  static DesktopStart of(
      WindowStart.Request request, Folders folders, Map<String, String> environment) {
    MacOpenEvents events = MacOpenEvents.begin(); // what comes during the wait is kept
    boolean own =
        request.newProcess()
            || request.allowOutside()
            || request.size().isPresent()
            || request.theme().isPresent();
    Start start =
        own
            ? SingleInstance.startOwn(folders, environment)
            : SingleInstance.start(folders, environment, request.locations());
    if (start instanceof Start.Alone(String reason, boolean _)) {
      LOG.info("a program by itself: {}", reason);
    }
    return new DesktopStart(start, Optional.of(events));
  }

  /** The end of this process, which has nothing left to do; says so. */
  OptionalInt end() {
    return switch (start) {
      case Start.HandedOver() -> {
        LogFile.say("handed to the Cellar that is running");
        yield OptionalInt.of(0);
      }
      case Start.Refused(String reason) when !Launch.isFromDesktop() -> {
        LogFile.say(reason);
        yield OptionalInt.of(WRONG_USAGE);
      }
      case Start.Refused _, Start.Alone _, Start.First _ -> OptionalInt.empty();
    };
  }

  /** Why nothing is opened that was asked for: to be told in the window. */
  Optional<String> refused() {
    return start instanceof Start.Refused(String reason) ? Optional.of(reason) : Optional.empty();
  }

  /** Whether what the windows show is kept: by one program at a time. */
  boolean keepsSession() {
    return switch (start) {
      case Start.First(SingleInstance instance) -> instance.keepsSession();
      case Start.Alone(String _, boolean beside) -> !beside;
      case Start.HandedOver _, Start.Refused _ -> false;
    };
  }

  /**
   * Has opened what comes from now on, and what has come.
   *
   * @param open each list in a window of its own; may be called on any thread, and must not wait
   */
  void serve(Consumer<List<String>> open) {
    events.ifPresent(e -> e.listen(open));
    if (start instanceof Start.First(SingleInstance instance)) {
      instance.serve(open);
    }
  }

  /** Takes nothing more; what was taken has been handed on when this returns. */
  void leave() {
    if (start instanceof Start.First(SingleInstance instance)) {
      instance.leave();
    }
  }

  /** Takes again what comes, after all. */
  void goOn() {
    if (start instanceof Start.First(SingleInstance instance)) {
      try {
        instance.goOn();
      } catch (IOException e) {
        LOG.warn("further starts are programs by themselves: {}", e.getMessage());
      }
    }
  }

  /** From now on another start is the running program. */
  @Override
  public void close() {
    if (start instanceof Start.First(SingleInstance instance)) {
      instance.close();
    }
  }
}
