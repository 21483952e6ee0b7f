package io.cellar.faults;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.DescriptionReader;
import io.cellar.source.ScriptedServer;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names and addresses that lead elsewhere: rows 30 and 31. */
final class NameRows {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "planted-secret-31";
  private static final String RANGES = "/{x_start}-{x_stop}_{y_start}-{y_stop}_{z_start}-{z_stop}";

  private NameRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(30, "names that lead out of the cache", NameRows::names),
        new FaultRow(31, "addresses that are none, or another's", NameRows::addresses));
  }

  private static void names(Score score, Scale scale) throws Exception {
    int refused = 0;
    int consent = 0;
    int used = 0;
    for (String name : hostileNames()) {
      for (String field : List.of("root", "file", "dataset")) {
        score.injected(1);
        try (FaultRig rig = new FaultRig(1);
            Scratch outside = new Scratch()) {
          String text = text(rig, field, name.replace("OUTSIDE", outside.folder().toString()));
          Optional<DescriptionFile> file = read(text, rig, score);
          if (file.isEmpty()) {
            refused++;
          } else if (!file.get().outside().isEmpty()) {
            consent++;
          } else {
            used++;
            open(field + " " + name, file.get().volume(), rig, score);
          }
          score.never("files outside of the cache", files(outside.folder()).size());
        }
      }
    }
    score.remark(
        "%d names and places: %d refused, %d need consent, %d used inside the cache",
        score.injected(), refused, consent, used);
  }

  private static List<String> hostileNames() {
    return List.of(
        "..",
        "../evil",
        "a/../../evil",
        "OUTSIDE/evil",
        "/OUTSIDE",
        "C:\\evil",
        "C:/evil",
        "\\\\server\\share",
        "//server/share",
        "..\\evil",
        "~/evil",
        "CON",
        "nul",
        "evil.",
        "evil ",
        "a\u0000b",
        "a\nb",
        "%2e%2e/evil",
        "n".repeat(300),
        "\u202Elive",
        "BLOCK",
        "file:///evil",
        "http://evil",
        ".cellar");
  }

  private static String text(FaultRig rig, String field, String name) throws IOException {
    String json = json(name);
    String text = rig.text("", field.equals("root") ? json : "blocks");
    return switch (field) {
      case "file" ->
          text.replace("\"block-{roiString}.h5/cube\"", "\"" + json + "{roiString}.h5/cube\"");
      case "dataset" ->
          text.replace("\"block-{roiString}.h5/cube\"", "\"block-{roiString}.h5/" + json + "\"")
              .replace("\"hdf5_dataset\": \"/cube\"", "\"hdf5_dataset\": \"/" + json + "\"");
      default -> text;
    };
  }

  private static String json(String text) {
    return text.chars()
        .mapToObj(
            c -> Character.isLetterOrDigit(c) && c < 128 ? "" + (char) c : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }

  private static Optional<DescriptionFile> read(String text, FaultRig rig, Score score) {
    try {
      return Optional.of(new DescriptionReader().parse(text, rig.file(), rig.file().getParent()));
    } catch (DescriptionException e) {
      score.never("passwords in messages", e.problems().toString().contains(PASSWORD) ? 1 : 0);
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      score.lost(1, "reading ended with " + e);
      return Optional.empty();
    }
  }

  /** Fetches a block; everything that appears must lie in the cache. */
  private static void open(String what, VolumeDescription volume, FaultRig rig, Score score)
      throws Exception {
    Set<Path> before = files(rig.folder());
    try (Client client = new Client(volume, ClientOptions.usual())) {
      client.fetchAll(score, PATIENCE);
    }
    Set<Path> after = files(rig.folder());
    after.removeAll(before);
    Path root = volume.cache().root();
    score.require(root.startsWith(rig.file().getParent()), what + ": the root is " + root);
    for (Path file : after) {
      score.never("files outside of the cache", file.startsWith(root) ? 0 : 1);
    }
    score.delivered(after.stream().filter(f -> f.endsWith("STATUS.txt")).count());
  }

  private static Set<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void addresses(Score score, Scale scale) throws Exception {
    int refused = 0;
    int opened = 0;
    try (ScriptedServer trap = ScriptedServer.plain(_ -> ScriptedServer.ok("no block"));
        FaultRig rig = new FaultRig(1)) {
      for (String address : hostileAddresses("127.0.0.1:" + trap.port(), trap.port())) {
        score.injected(1);
        String text =
            rig.text("", "blocks")
                .replaceAll(
                    "\"url_format\": \"[^\"]*\"",
                    "\"url_format\": \"" + address.replace("\\", "\\\\") + "\"");
        Optional<DescriptionFile> file = read(text, rig, score);
        refused += file.isEmpty() ? 1 : 0;
        if (file.isPresent()) {
          opened++;
          try (Client client = new Client(file.get().volume(), ClientOptions.usual())) {
            score.require(client.blocks() == 1, address);
          }
        }
        score.never("requests by reading or opening", trap.heads.size());
      }
    }
    score.remark("%d addresses: %d refused, %d opened", score.injected(), refused, opened);
  }

  private static List<String> hostileAddresses(String here, int port) {
    return Stream.of(
            "file:///etc/passwd",
            "jar:http://" + here + "/a.jar!",
            "ftp://" + here,
            "gopher://" + here,
            "data:text/plain,",
            "http://user:" + PASSWORD + "@" + here,
            "http://" + PASSWORD + "@" + here,
            "http://169.254.169.254",
            "http://[::1]:" + port,
            "http://[::ffff:127.0.0.1]:" + port,
            "http://2130706433:" + port,
            "http://0x7f000001:" + port,
            "http://0177.0.0.1:" + port,
            "http://127.1:" + port,
            "http://127.0.0.1.:" + port,
            "http://" + here + "/#",
            "http://" + here + "\\r\\nX-Evil: 1",
            "http://" + here + "/\\r\\nX-Evil: 1\\r\\n",
            "http://" + here + "/\\u0000",
            "http://" + here + "\\\\@evil",
            "http://{x_start}." + here,
            "http://exa%6dple:" + port,
            "http:/" + here,
            "//" + here,
            "http://" + here)
        .map(address -> address + RANGES)
        .toList();
  }
}
