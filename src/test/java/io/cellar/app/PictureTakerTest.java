package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.ui.Fx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The picture of a window ends, whatever the servers do, and tells what is not in it. */
@ExtendWith(Fx.class)
class PictureTakerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final LinkHost host = new LinkHost();
  private ProgramWindow program;
  private Path picture;

  @BeforeEach
  void start() throws Exception {
    picture = folder.resolve("window.png");
    program = new ProgramWindow(folder.resolve("program"));
    program.start();
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setErr(before);
    program.close();
    host.close();
  }

  /** The exit code of a picture of what is at a location. */
  private int code(String location, Duration all, Duration away) throws Exception {
    PictureTaker taker =
        new PictureTaker(
            picture, program.actions()::downloads, new PictureTaker.Patience(all, away));
    Fx.run(
        () -> {
          program.window().open(List.of(location));
          taker.watch(program.window());
        });
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return taker.exitCode();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
        .get(60, TimeUnit.SECONDS);
  }

  private String said() {
    return console
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("cellar: "))
        .reduce((first, second) -> first + "\n" + second)
        .orElse("");
  }

  private void isMade(String reason) throws IOException {
    assertTrue(ImageIO.read(picture.toFile()).getWidth() > 100);
    assertEquals(
        "cellar: %s; the picture of the window is in %s, with gaps".formatted(reason, picture),
        said());
  }

  private void isNotMade(Predicate<String> reason) {
    assertFalse(Files.exists(picture));
    assertTrue(reason.test(said()), said());
    assertEquals(1, said().lines().count(), said());
  }

  @Test
  void aPictureOfAllHasNoGaps() throws Exception {
    assertEquals(0, code(host.withImage("/a").url("/a"), LONG, LONG));
    assertEquals("cellar: the picture of the window is in " + picture, said());
  }

  @Test
  void ofAServerThatDoesNotAnswerThereAreGaps() throws Exception {
    BlockServer server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    Path description = program.describe(server, "tissue");
    int port = server.port();
    server.close();
    assertEquals(5, code(description.toString(), LONG, Duration.ofMillis(500)));
    isMade("127.0.0.1:" + port + " does not answer (connection refused)");
  }

  @Test
  void blocksThatTheServerDeniesAreGaps() throws Exception {
    host.withImage("/a").denying("/a/0.0.0");
    assertEquals(3, code(host.url("/a"), LONG, LONG));
    isMade(
        "the server answered 403 (access denied): blocks could not be had; check the credentials"
            + " for this host");
  }

  @Test
  void blocksThatTakeTooLongAreGaps() throws Exception {
    host.withImage("/a").silent("/a/0.0.0");
    assertEquals(3, code(host.url("/a"), Duration.ofSeconds(3), LONG));
    isMade("some blocks take too long to come");
  }

  @Test
  void ofAVolumeWhoseServerIsAwayThereIsNone() throws Exception {
    String location = host.url("/a.zarr");
    host.close();
    assertEquals(5, code(location, LONG, LONG));
    isNotMade(said -> said.matches("cellar: no server answers there .*: " + location));
  }

  @Test
  void ofWhatDoesNotOpenInTimeThereIsNone() throws Exception {
    host.silent("/a/zarr.json").silent("/a/.zarray");
    assertEquals(1, code(host.url("/a"), Duration.ofSeconds(1), LONG));
    isNotMade("cellar: not all was open within 1 s; no picture is made"::equals);
  }
}
