package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.input.Redaction;
import io.cellar.session.HostNotAgreedException;
import io.cellar.session.KnownLocation;
import io.cellar.session.LevelSessions;
import io.cellar.session.NamedVolume;
import io.cellar.session.Reasons;
import io.cellar.session.SeveralImagesException;
import io.cellar.session.Volumes;
import io.cellar.settings.SourceChoice;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.source.probe.CellarLink;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens volumes for the window: what may not be done without the user's consent is asked first.
 * Thread-safe; waits for disk and network.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Volumes volumes;
  private final Memory memory;
  private final SampleVolume sample;
  private final ExecutorService background;
  private final Predicate<String> mayLeave;
  private final PlaneBudget planes = PlaneBudget.ofProcess();

  /** What the user is being asked about, by location: that is agreed to, and nothing newer. */
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  /**
   * A question to the user.
   *
   * @param found as it was read before the question
   * @param outside as it was shown
   */
  private record Asked(NamedVolume found, List<Path> outside) {}

  /**
   * Opens volumes.
   *
   * @param background what the volumes do beside
   * @param mayLeave whether the description at a location may keep its blocks outside its own
   *     folder without a question
   */
  Opening(
      Volumes volumes,
      Memory memory,
      SampleVolume sample,
      ExecutorService background,
      Predicate<String> mayLeave) {
    this.volumes = volumes;
    this.memory = memory;
    this.sample = sample;
    this.background = background;
    this.mayLeave = mayLeave;
  }

  /**
   * Opens what the user names.
   *
   * @param agreed whether the user agreed to what was asked last about this location
   */
  OpenOutcome open(String location, boolean agreed) {
    if (CellarLink.isLink(location)) {
      return openLink(location, Set.of());
    }
    Optional<Set<String>> servers = memory.servers(location).named();
    return servers.isPresent()
        ? openLink(location, servers.get())
        : opened(location, agreed, mayLeave.test(location), LinkAccess.TYPED);
  }

  /**
   * Opens what a link names.
   *
   * @param text the link, or a location that one led to before
   * @param agreed servers that the user agreed to, such as {@code https://example.org:443}
   */
  OpenOutcome openLink(String text, Set<String> agreed) {
    LinkAccess access;
    try {
      access = LinkAccess.of(text, agreed, volumes.credentials());
    } catch (IllegalArgumentException e) {
      return new OpenOutcome.Refused(Redaction.address(text), List.of(e.getMessage()), "");
    }
    return opened(access.location(), false, mayLeave.test(text), access);
  }

  /** Opens the built-in sample volume. */
  OpenOutcome openSample() {
    try {
      return opened(sample.description().toString(), false, true, LinkAccess.TYPED);
    } catch (IOException e) {
      return Refusals.refused("the built-in sample", e);
    }
  }

  private OpenOutcome opened(String location, boolean agreed, boolean mayLeave, LinkAccess access) {
    try {
      boolean cacheOnly = memory.settings().source() == SourceChoice.CACHE_ONLY;
      Asked shown = agreed ? asked.remove(location) : null;
      NamedVolume found = shown == null ? access.read(volumes, location, cacheOnly) : shown.found();
      DescriptionFile file = found.file();
      List<Path> outside = shown == null ? file.outside() : file.outsideNow();
      List<Path> allowed = mayLeave ? outside : shown == null ? List.of() : shown.outside();
      if (!mayUse(file, outside, allowed)) {
        asked.put(location, new Asked(found, outside));
        return new OpenOutcome.ConsentNeeded(location, outside);
      }
      String known = KnownLocation.of(found.location(), file);
      access.remember(memory, known);
      LevelSessions sessions = volumes.openAll(volumes.usable(file), false, access.hosts());
      if (!sample.is(file.file())) {
        memory.opened(known);
      }
      OpenVolume volume =
          new WindowVolume(
              sessions,
              known,
              volumes.memory(),
              planes,
              background,
              this::readAhead,
              file.sha256(),
              access.hosts(),
              found.onlyIn());
      return new OpenOutcome.Opened(volume);
    } catch (SeveralImagesException e) {
      access.remember(memory, location);
      e.choices().forEach(choice -> access.remember(memory, choice.location()));
      return Refusals.choose(location, e);
    } catch (DescriptionException e) {
      return Refusals.wrong(location, e);
    } catch (HostNotAgreedException e) {
      return access.ask(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.refused(location, e);
    } catch (IOException e) {
      LOG.warn("{} was not opened: {}", Redaction.address(location), Reasons.of(e));
      LOG.debug("where", e);
      return Refusals.refused(location, e);
    } catch (RuntimeException e) {
      LOG.warn("{} was not opened: {}", Redaction.address(location), Reasons.of(e), e);
      return Refusals.refused(location, e);
    }
  }

  private ReadAhead readAhead() {
    return memory.settings().downloads().readAhead() ? ReadAhead.standard() : ReadAhead.OFF;
  }

  private boolean mayUse(DescriptionFile file, List<Path> outside, List<Path> allowed) {
    if (!outside.stream().allMatch(p -> allowed.contains(p) || memory.agreed(file.file(), p))) {
      return false;
    }
    outside.forEach(place -> memory.agree(file.file(), place));
    return true;
  }
}
