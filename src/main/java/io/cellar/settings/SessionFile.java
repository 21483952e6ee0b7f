package io.cellar.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The file that keeps the {@link Session}. Written whole or not at all, with a checksum over its
 * lines, so that what an unlucky disk made of it is not taken for a session. Touches the disk.
 */
public final class SessionFile {
  static final String CHECK = "check";
  private static final String VOLUME = "volume.";
  private static final String SAMPLE = "sample";

  private final KeptFile file;

  /** A session in a file, see {@link Folders#sessionFile()}; it need not exist. */
  public SessionFile(Path file) {
    this.file = new KeptFile(file);
  }

  /** Reads the session. Never fails; without one nothing was on show. */
  public Loaded<Session> load() {
    return file.load(Session.NONE, (values, problem) -> read(values));
  }

  /**
   * Writes the session.
   *
   * @throws IOException when it cannot be written; the old one stands
   */
  public synchronized void save(Session session) throws IOException {
    SortedMap<String, String> values = values(session);
    values.put(CHECK, check(values));
    file.save(values);
  }

  private static SortedMap<String, String> values(Session session) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int n = 0; n < session.volumes().size(); n++) {
      Session.Entry entry = session.volumes().get(n);
      String key = VOLUME + String.format("%03d", n) + ".";
      values.put(key + "kind", entry.location().isPresent() ? "location" : SAMPLE);
      entry.location().ifPresent(location -> values.put(key + "location", location));
      values.put(key + "visible", String.valueOf(entry.visible()));
      values.put(key + "opacity", String.valueOf(entry.opacity()));
      values.put(key + "tones", entry.tones().toText());
    }
    session.place().ifPresent(place -> PlaceText.put(values, "view.", place));
    session.alone().ifPresent(plane -> values.put("view.alone", plane));
    session.corner().ifPresent(c -> values.put("window.corner", c.x() + " " + c.y()));
    session.panes().ifPresent(share -> values.put("window.panes", String.valueOf(share)));
    return values;
  }

  /** Checksum over all lines but its own. */
  static String check(SortedMap<String, String> values) {
    CRC32C sum = new CRC32C();
    values.forEach(
        (key, value) -> {
          if (!key.equals(CHECK)) {
            sum.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
    return Long.toHexString(sum.getValue());
  }

  private static Session read(SortedMap<String, String> values) {
    if (!check(values).equals(values.get(CHECK))) {
      throw new IllegalArgumentException("the checksum does not fit");
    }
    List<Session.Entry> volumes = new ArrayList<>();
    for (String key : values.tailMap(VOLUME).keySet()) {
      if (key.startsWith(VOLUME) && key.endsWith(".kind")) {
        volumes.add(entry(values, key.substring(0, key.length() - "kind".length())));
      }
    }
    return new Session(
        volumes,
        PlaceText.get(values, "view."),
        Optional.ofNullable(values.get("view.alone")),
        Optional.ofNullable(values.get("window.corner")).map(SessionFile::corner),
        values.containsKey("window.panes")
            ? OptionalDouble.of(Double.parseDouble(values.get("window.panes")))
            : OptionalDouble.empty());
  }

  private static Session.Entry entry(SortedMap<String, String> values, String key) {
    boolean sample = values.get(key + "kind").equals(SAMPLE);
    return new Session.Entry(
        sample ? Optional.empty() : Optional.of(PlaceText.required(values, key + "location")),
        Boolean.parseBoolean(PlaceText.required(values, key + "visible")),
        Double.parseDouble(PlaceText.required(values, key + "opacity")),
        Tones.ofText(PlaceText.required(values, key + "tones")));
  }

  private static Session.Corner corner(String text) {
    String[] words = text.split(" +", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException("expected x y");
    }
    return new Session.Corner(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
  }
}
