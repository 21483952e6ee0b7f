package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.cellar.engine.SourceMode;
import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there, as the window tells of it, and that comes back. */
@ExtendWith(Fx.class)
class HostTroubleInWindowTest {
  private static final int COARSE = 4;

  @TempDir Path folder;
  private ProgramWindow program;
  private BlockServer server;
  private int port;

  @BeforeEach
  void openWithoutAServer() throws Exception {
    BlockServer first = serve(0);
    port = first.port();
    program = new ProgramWindow(folder);
    Path description = program.describe(first, "tissue");
    first.close();
    program.start();
    program.open(description);
    Fx.await("the trouble is told", () -> told(statusLine(), t -> t.contains("does not answer")));
  }

  private static BlockServer serve(int port) throws Exception {
    return BlockServer.start(
        Map.of("tissue", new SyntheticVolume().level(COARSE)),
        ServerOptions.DEFAULT.withPort(port));
  }

  @AfterEach
  void close() {
    program.close();
    if (server != null) {
      server.close();
    }
  }

  private Node statusLine() {
    return program.root().lookup(".status-line");
  }

  private static boolean told(Node within, Predicate<String> text) {
    return within.lookupAll(".host-trouble").stream()
        .map(Label.class::cast)
        .anyMatch(label -> seen(label) && text.test(label.getText()));
  }

  private static boolean seen(Node node) {
    return node.isVisible() && (node.getParent() == null || seen(node.getParent()));
  }

  private boolean overPanes(Predicate<String> text) {
    return program.view().panes().stream()
        .filter(SlicePane::isVisible)
        .anyMatch(pane -> told(pane, text));
  }

  @Test
  void itIsNamedWithItsCauseAndTheTimeOfTheNextTryAndVanishesWhenTheHostIsBack() throws Exception {
    String words = "127.0.0.1:" + port + " does not answer (connection refused), ";
    Fx.await(
        "the time of the next try is told",
        () -> told(statusLine(), t -> t.startsWith(words + "next try in ")));
    Fx.await("the panes tell it too", () -> overPanes(t -> t.startsWith(words)));
    assertFalse(Fx.call(() -> told(statusLine(), t -> t.contains("http://"))));

    server = serve(port);
    Fx.run(() -> program.button(statusLine(), "Try now").orElseThrow().fire());
    Fx.await("it is gone", () -> !told(statusLine(), t -> true) && !overPanes(t -> true));
    Fx.await("blocks come", () -> program.view().volume().figures().blocksOnDisk() > 0);
  }

  @Test
  void cacheOnlyLeavesItAndSaysNothingMoreOfIt() {
    Fx.await("the panes tell it", () -> overPanes(t -> true));
    Node pane = Fx.call(() -> program.root().lookup(".host-notice"));
    Fx.run(() -> program.button(pane, "Cache only").orElseThrow().fire());
    assertEquals(SourceMode.CACHE_ONLY, program.view().volume().sourceMode());
    Fx.await("it is gone", () -> !told(statusLine(), t -> true) && !overPanes(t -> true));
    Fx.await("the status line says so", () -> program.status().contains("Cache only"));
  }
}
