package io.cellar.cli;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Ways in which a cached block of 8 x 16 x 16 voxels is spoiled, and what the commands must make of
 * each. Three letters stand for what {@code verify} says and three for what {@code fetch} does when
 * nothing was verified before; one for each {@link Status}.
 */
enum SpoiledBlock {
  GONE("DDD", "FFF"),
  EMPTY("DDD", "FFS"),
  CUT("DDD", "FFS"),
  LONGER("DDD", "FFS"),
  HTML("DDD", "FFS"),
  RANDOM("DDD", "SFS"),
  WRONG_SHAPE("DDD", "FFS"),
  WRONG_DATASET("DDD", "SFS"),
  /** Voxels on disk are converted, as ilastik does, so another dtype is no damage. */
  WRONG_DTYPE("DGG", "SSS"),
  FOLDER("DDD", "FFF"),
  LINK("DDD", "FFF"),
  UNSUPPORTED_FILTER("DUU", "FSS"),
  UNTOUCHED("GGG", "SSS"),
  /** Without a checksum nobody can see it. */
  FLIPPED_VOXEL("DGG", "SSS");

  /** What {@code STATUS.txt} says. */
  enum Status {
    /** Length and checksum of the block as it was fetched. */
    AS_FETCHED,
    /** Nothing, as ilastik writes it. */
    EMPTY,
    /** Length and checksum of the spoiled file. */
    OF_THE_SPOILED
  }

  private final String verified;
  private final String fetched;

  SpoiledBlock(String verified, String fetched) {
    this.verified = verified;
    this.fetched = fetched;
  }

  /** Where it begins; they lie side by side along x. */
  long[] start() {
    return new long[] {0, 0, 16L * ordinal()};
  }

  /** All of them. */
  static Roi roi() {
    return new Roi(new long[3], new long[] {8, 16, 16L * values().length});
  }

  Roi box() {
    return Roi.ofShape(8, 16, 16).plus(start());
  }

  /** {@code G}ood, {@code D}amaged or {@code U}nreadable. */
  char verified(Status status) {
    return verified.charAt(status.ordinal());
  }

  /** {@code F}etched or {@code S}kipped by a fetch that nobody told anything. */
  char fetched(Status status) {
    return fetched.charAt(status.ordinal());
  }

  static long count(Status status, char verdict) {
    return Arrays.stream(values()).filter(b -> b.verified(status) == verdict).count();
  }

  Path folder(Path root) {
    return root.resolve("z_00000000/y_00000000/x_%08d".formatted(16 * ordinal()));
  }

  Path file(Path root) {
    return folder(root)
        .resolve("block-([0, 0, %d], [8, 16, %d]).h5".formatted(start()[2], start()[2] + 16));
  }

  /** Spoils the block in a cache. */
  void spoil(Path root, Status status) throws IOException {
    Path file = file(root);
    byte[] good = Files.readAllBytes(file);
    if (status == Status.EMPTY) {
      Files.write(folder(root).resolve("STATUS.txt"), new byte[0]);
    }
    switch (this) {
      case GONE -> Files.delete(file);
      case FOLDER -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
      case LINK -> {
        Path elsewhere = root.resolveSibling("elsewhere.h5");
        Files.write(elsewhere, good);
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
      }
      default -> {
        byte[] bad = spoiled(good);
        Files.write(file, bad);
        if (status == Status.OF_THE_SPOILED) {
          Files.writeString(folder(root).resolve("STATUS.txt"), statusOf(bad));
        }
      }
    }
  }

  private byte[] spoiled(byte[] good) throws IOException {
    Block voxels = Blocks.ofLittleEndian(DType.UINT8, new long[] {8, 16, 16}, new byte[2048]);
    return switch (this) {
      case EMPTY -> new byte[0];
      case CUT -> Arrays.copyOf(good, good.length - 1);
      case LONGER -> Arrays.copyOf(good, good.length + 1);
      case HTML -> "<html>please log in</html>".getBytes(StandardCharsets.UTF_8);
      case RANDOM -> {
        byte[] random = new byte[good.length];
        new Random(1).nextBytes(random);
        yield random;
      }
      case WRONG_SHAPE ->
          Hdf5Writer.encode(
              Blocks.crop(voxels, Roi.ofShape(8, 16, 15)), "/cube", BlockEncoding.PLAIN);
      case WRONG_DATASET -> Hdf5Writer.encode(voxels, "/cubx", BlockEncoding.PLAIN);
      case WRONG_DTYPE ->
          Hdf5Writer.encode(
              new Block(DType.INT8, voxels.shape(), voxels.values()), "/cube", BlockEncoding.PLAIN);
      case UNSUPPORTED_FILTER -> Files.readAllBytes(CommandRun.resource("hdf5/scaleoffset.h5"));
      case UNTOUCHED -> good;
      case FLIPPED_VOXEL -> {
        byte[] flipped = good.clone();
        flipped[flipped.length - 5] ^= 1;
        yield flipped;
      }
      case GONE, FOLDER, LINK -> throw new IllegalStateException(name());
    };
  }

  private static String statusOf(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file);
    return "{\"bytes\":%d,\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"%08x\"},\"url\":\"\"}\n"
        .formatted(file.length, crc.getValue());
  }
}
