package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The file that keeps the {@link Session}. Written whole or not at all, with a checksum over its
 * lines, so that what an unlucky disk made of it is not taken for a session. Touches the disk.
 */
public final class SessionFile {
  private static final String VOLUME = "volume";
  private static final String VIEW = "view";
  private static final String WINDOW = "window";
  private static final String SAMPLE = "sample";

  private final KeptFile file;

  /** A session in a file, see {@link Folders#sessionFile()}; it need not exist. */
  public SessionFile(Path file) {
    this.file = new KeptFile(file);
  }

  /** Reads the session. Never fails; without one nothing was on show. */
  public Loaded<Session> load() {
    return file.load(Session.NONE, (values, _) -> read(values));
  }

  /**
   * Writes the session.
   *
   * @throws IOException when it cannot be written; the old one stands
   */
  public synchronized void save(Session session) throws IOException {
    Values values = new Values();
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
    values.seal();
    file.save(values);
  }

  private static Session read(Values values) {
    values.requireSeal();
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
            : OptionalDouble.empty());
  }

  private static Session.Entry entry(Values volume) {
    return new Session.Entry(
        volume.get("kind").equals(SAMPLE) ? Optional.empty() : Optional.of(volume.get("location")),
        volume.flag("visible"),
        volume.number("opacity"),
        Tones.ofText(volume.get("tones")));
  }

  private static Session.Corner corner(List<Double> numbers) {
    if (numbers.size() != 2) {
      throw new IllegalArgumentException("expected x y");
    }
    return new Session.Corner(numbers.get(0), numbers.get(1));
  }
}
