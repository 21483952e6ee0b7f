package io.cellar.faults;

import io.cellar.sample.FaultPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What must be in no log and no cache: row 32. */
final class SecretRows {
  private static final String TOKEN = "planted-secret-token";
  private static final String KEY = "planted-secret-key";

  private SecretRows() {}

  static List<FaultRow> rows() {
    return List.of(new FaultRow(32, "secrets in logs, locks and caches", SecretRows::secrets));
  }

  private static void secrets(Score score, Scale scale) throws Exception {
    List<String> plans =
        List.of("drop=0.3", "html=1", "401=1", "redirect-host=1", "truncate=0.3", "503=0.3");
    int files = 0;
    for (String plan : plans) {
      try (FaultRig rig = new FaultRig(24)) {
        Path home = rig.folder().resolve("home");
        plant(rig, home);
        rig.server().setFaults(FaultPlan.parse(List.of(plan), (int) score.seed()));
        try (Child child = Child.fetch(rig, 4)) {
          Client.await(
              score,
              plan,
              () -> rig.injected() > 0 && rig.server().log().requests() > 8 || !child.isAlive());
          rig.behave();
          Client.await(score, plan + " to end", () -> !child.isAlive());
        }
        score.injected(rig.injected());
        score.require(rig.injected() > 0, plan + " was never injected");
        score.require(
            rig.server().log().heads().stream()
                .anyMatch(h -> h.headers().containsValue("Bearer " + TOKEN)),
            "the credential was not used");
        score.deliver(rig.oracle().look(rig.root()));
        files += search(rig, score);
      }
    }
    score.remark(
        "a bearer token and a key in the address, logs at level debug: %d files looked through, the"
            + " programs' output among them",
        files);
  }

  private static void plant(FaultRig rig, Path home) throws IOException {
    Path file = home.resolve("config").resolve("credentials.properties");
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "127.0.0.1 = bearer " + TOKEN + "\n");
    String text = rig.text("?key=" + KEY, "blocks");
    Files.writeString(rig.file(), text);
  }

  /** Looks into every file but those that the secrets were planted in. */
  private static int search(FaultRig rig, Score score) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(rig.folder())) {
      all.filter(Files::isRegularFile)
          .filter(f -> !f.equals(rig.file()) && !f.endsWith("config/credentials.properties"))
          .forEach(files::add);
    }
    for (Path file : files) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      score.never("files with a secret", content.contains(TOKEN) || content.contains(KEY) ? 1 : 0);
    }
    return files.size();
  }
}
