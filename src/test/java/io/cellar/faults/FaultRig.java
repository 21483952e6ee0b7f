package io.cellar.faults;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionReader;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.source.TestVolumes.Counting;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server of a volume of which every voxel is known, a description of it, and a cache. */
final class FaultRig implements AutoCloseable {
  /** How long a whole fetch may take before it counts as hung. */
  static final Duration PATIENCE = Duration.ofMinutes(Scale.chosen() == Scale.FULL ? 15 : 2);

  private static final long[] BLOCK = {8, 16, 16};
  private static final String NAME = "v";

  private final Scratch scratch = new Scratch();
  private final Wire wire;
  private final Counting volume;
  private final BlockServer server;
  private final Path file;

  /** A rig whose volume has so many blocks, from 64 on a multiple of 64. */
  FaultRig(int blocks) throws IOException {
    this(blocks, ServerOptions.DEFAULT);
  }

  FaultRig(int blocks, ServerOptions options) throws IOException {
    this(Wire.BOXES, blocks, options);
  }

  /** The same, whose clients ask in one way or the other. */
  FaultRig(Wire wire, int blocks) throws IOException {
    this(wire, blocks, ServerOptions.DEFAULT);
  }

  FaultRig(Wire wire, int blocks, ServerOptions options) throws IOException {
    this.wire = wire;
    int deep = blocks / 64;
    volume =
        deep > 0
            ? new Counting(deep * BLOCK[0], 8 * BLOCK[1], 8 * BLOCK[2])
            : new Counting(BLOCK[0], BLOCK[1], blocks * BLOCK[2] - 3);
    server = BlockServer.start(Map.of(NAME, volume), options);
    file = SampleDescription.of(server, NAME, BLOCK).write(scratch.folder());
  }

  BlockServer server() {
    return server;
  }

  Counting volume() {
    return volume;
  }

  /** The folder that holds everything. */
  Path folder() {
    return scratch.folder();
  }

  /** The description's file. */
  Path file() {
    return file;
  }

  /** The cache. */
  Path root() {
    return file.resolveSibling("blocks");
  }

  VolumeDescription description() throws IOException {
    return description("", "blocks");
  }

  /**
   * The description with something behind its addresses, and its cache in another folder.
   *
   * @param query such as {@code ?key=1}
   */
  VolumeDescription description(String query, String root) throws IOException {
    return describe(text(query, root));
  }

  /** The text of such a description. */
  String text(String query, String root) throws IOException {
    return Files.readString(file)
        .replace("{z_stop}.h5\"", "{z_stop}.h5" + query + "\"")
        .replace("\"dataset_root_dir\": \"blocks\"", "\"dataset_root_dir\": \"" + root + "\"");
  }

  /** Reads a description text as if it lay beside the rig's. */
  VolumeDescription describe(String text) throws IOException {
    try {
      return new DescriptionReader().parse(text, file, file.getParent()).volume();
    } catch (DescriptionException e) {
      throw new IOException(e.problems().toString(), e);
    }
  }

  Oracle oracle() {
    return new Oracle(volume, server.dataset());
  }

  /** Misbehaves from now on: {@code kind=share}, the seed taken from the score. */
  void misbehave(Score score, String... kinds) {
    server.setFaults(FaultPlan.parse(List.of(kinds), (int) score.seed()));
  }

  void behave() {
    server.setFaults(FaultPlan.NONE);
  }

  /** Faults that the server says it has injected. */
  long injected() {
    return server.log().faults().values().stream().mapToLong(n -> n).sum();
  }

  Client client(ClientOptions options) throws IOException {
    return new Client(description(), options, wire);
  }

  @Override
  public void close() throws IOException {
    server.close();
    scratch.close();
  }
}
