package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.ReadOptions;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.session.VolumeSession;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.HostConsentNeeded;
import io.cellar.ui.OpenOutcome.Opened;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A program that opens links, and two servers that count what they are asked. */
abstract class LinkRig {
  @TempDir Path folder;
  final LinkHost first = new LinkHost();
  final LinkHost second = new LinkHost();
  Path home;
  Memory memory;
  Program program;

  @BeforeEach
  void start() throws Exception {
    home = folder.toRealPath();
    Folders folders =
        new Folders(
            home.resolve("config"),
            home.resolve("data"),
            home.resolve("cache"),
            home.resolve("state"));
    Files.createDirectories(folders.credentialsFile().getParent());
    Files.writeString(
        folders.credentialsFile(),
        first.name().replace(":", "\\:")
            + " = bearer FIRST\n"
            + second.name().replace(":", "\\:")
            + " = bearer SECOND\n");
    Files.setPosixFilePermissions(
        folders.credentialsFile(), PosixFilePermissions.fromString("rw-------"));
    memory = new Memory(Optional.empty(), Settings.DEFAULT);
    program =
        new Program(
            Wiring.volumes(folders, Settings.DEFAULT, 0), folders, memory, Optional.empty(), true);
  }

  @AfterEach
  void stop() {
    program.close();
    first.close();
    second.close();
  }

  OpenOutcome open(String location) throws Exception {
    return program.open(location, false).get(30, TimeUnit.SECONDS);
  }

  OpenOutcome agree(OpenOutcome asked) throws Exception {
    HostConsentNeeded question = assertInstanceOf(HostConsentNeeded.class, asked);
    return program.openLink(question.location(), question.agreed()).get(30, TimeUnit.SECONDS);
  }

  HostConsentNeeded asked(LinkHost host, OpenOutcome outcome) {
    HostConsentNeeded asked =
        assertInstanceOf(HostConsentNeeded.class, outcome, outcome.toString());
    assertEquals("http://" + host.name(), asked.host());
    assertTrue(asked.credentials());
    assertEquals(List.of(), host.requests());
    assertEquals(List.of(), host.credentials());
    assertEquals(List.of(), memory.recent());
    return asked;
  }

  static String opened(OpenOutcome outcome) {
    Opened opened = assertInstanceOf(Opened.class, outcome, outcome.toString());
    try (var volume = opened.volume()) {
      return volume.location();
    }
  }

  /** Why the first block of what was opened is not there. */
  static String firstBlock(OpenOutcome outcome) throws Exception {
    Opened opened = assertInstanceOf(Opened.class, outcome, outcome.toString());
    try (var volume = opened.volume()) {
      VolumeSession finest = ((WindowVolume) volume).forJobs().sessions().getFirst();
      finest.reader(ReadOptions.DEFAULT).read(Roi.ofShape(new long[] {4, 4, 4}));
      return "there";
    } catch (BlockUnavailableException e) {
      return e.getMessage();
    }
  }

  Program next(Settings settings) throws Exception {
    Folders folders = new Folders(home, home.resolve("d3"), home.resolve("c3"), home.resolve("s3"));
    return new Program(
        Wiring.volumes(folders, settings, 0),
        folders,
        new Memory(Optional.empty(), settings),
        Optional.empty(),
        false);
  }
}
