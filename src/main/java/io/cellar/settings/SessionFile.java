package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The file that keeps the {@link Session} of each window: the first one by itself, as versions that
 * had one window wrote it, the others below {@code more}. Written whole or not at all, with a
 * checksum over its lines, so that what an unlucky disk made of it is not taken for a session.
 * Touches the disk.
 */
public final class SessionFile {
  private static final String VOLUME = "volume";
  private static final String VIEW = "view";
  private static final String WINDOW = "window";
  private static final String SAMPLE = "sample";
  private static final String MORE = "more";

  private final KeptFile file;

  /** A session in a file, see {@link Folders#sessionFile()}; it need not exist. */
  public SessionFile(Path file) {
    this.file = new KeptFile(file);
  }

  /** Reads the sessions, the window that was opened first first. Never fails. */
  public Loaded<List<Session>> load() {
    return file.load(List.of(), (values, _) -> readAll(values));
  }

  private static List<Session> readAll(Values values) {
    values.requireSeal();
    List<Session> all = new ArrayList<>();
    all.add(read(values));
    for (String number : values.below(MORE).names()) {
      all.add(read(values.below(MORE).below(number)));
    }
    return all.stream().filter(session -> !session.volumes().isEmpty()).toList();
  }

  /**
   * Writes the sessions of all windows.
   *
   * @throws IOException when they cannot be written; the old ones stand
   */
  public synchronized void save(List<Session> windows) throws IOException {
    Values values = new Values();
    for (int n = 0; n < windows.size(); n++) {
      put(windows.get(n), n == 0 ? values : values.below(MORE).element(n, 3));
    }
    values.seal();
    file.save(values);
  }

  private static void put(Session session, Values values) {
    for (int n = 0; n < session.volumes().size(); n++) {
      Session.Entry entry = session.volumes().get(n);
      Values volume = values.below(VOLUME).element(n, 3);
      volume.put("kind", entry.location().isPresent() ? "location" : SAMPLE);
      volume.put("location", entry.location());
      volume.put("visible", entry.visible());
      volume.put("opacity", entry.opacity());
      volume.put("tones", entry.tones().toText());
    }
    session.place().ifPresent(place -> place.putInto(values.below(VIEW)));
    values.below(VIEW).put("alone", session.alone());
    values.below(WINDOW).put("corner", session.corner().map(c -> List.of(c.x(), c.y())));
    values.below(WINDOW).put("panes", session.panes());
    session
        .size()
        .ifPresent(
            size -> {
              values.below(WINDOW).put("size", List.of(size.width(), size.height()));
              values.below(WINDOW).put("maximised", size.maximised());
            });
  }

  private static Session read(Values values) {
    List<Session.Entry> volumes = new ArrayList<>();
    for (String number : values.below(VOLUME).names()) {
      volumes.add(entry(values.below(VOLUME).below(number)));
    }
    Values view = values.below(VIEW);
    Values window = values.below(WINDOW);
    return new Session(
        volumes,
        ViewPlace.of(view),
        view.find("alone"),
        window.find("corner").map(_ -> corner(window.list("corner", Double::valueOf))),
        window.find("panes").isPresent()
            ? OptionalDouble.of(window.number("panes"))
            : OptionalDouble.empty(),
        window.find("size").map(_ -> size(window)));
  }

  private static Session.Entry entry(Values volume) {
    return new Session.Entry(
        volume.get("kind").equals(SAMPLE) ? Optional.empty() : Optional.of(volume.get("location")),
        volume.flag("visible"),
        volume.number("opacity"),
        Tones.ofText(volume.get("tones")));
  }

  private static Session.Size size(Values window) {
    List<Double> numbers = window.list("size", Double::valueOf);
    if (numbers.size() != 2) {
      throw new IllegalArgumentException("expected width height");
    }
    return new Session.Size(numbers.get(0), numbers.get(1), window.flag("maximised"));
  }

  private static Session.Corner corner(List<Double> numbers) {
    if (numbers.size() != 2) {
      throw new IllegalArgumentException("expected x y");
    }
    return new Session.Corner(numbers.get(0), numbers.get(1));
  }
}
